import { notFound } from "../../domain/errors.ts";
import { quoted } from "../../domain/quoted.ts";
import { shape, TAG_KEYS } from "../../domain/shapes.ts";
import type { Reader, Rows } from "../../store/store.ts";
import { definitionRows } from "../definitions.ts";
import { defineWrite } from "../operation.ts";
import { requireContact } from "../require.ts";
import { requireTag } from "../tags/tag.ts";
import { requireOneName, type Tagged, type TagInput, tagInput } from "./tag.ts";

/** The tag itself stays, also when nobody has it any more. */
export const untagContact = defineWrite<TagInput, Tagged>({
  name: "contacts.untag",
  summary: "Take a tag off a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "DELETE", path: "/contacts/{id}/tags/{tag_id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: tagInput,
  async run(tx, input) {
    const { id } = await requireContact(tx, input.id);
    const tag = shape(await tagToTakeOff(tx, input), TAG_KEYS);
    const links = await tx.find("contact_tags", { contact_id: id, tag_id: tag.id });
    for (const link of links) await tx.remove("contact_tags", link);
    return { tag, changed: links.length > 0 };
  },
});

async function tagToTakeOff(tx: Reader, input: TagInput): Promise<Rows["tags"]> {
  requireOneName(input);
  if (input.tag_id !== undefined) return requireTag(tx, input.tag_id);
  const [known] = await definitionRows(tx, "tags", input.name ?? "");
  if (!known) throw notFound(`there is no tag ${quoted(input.name ?? "")}`, "`backside tags list` shows them");
  return known;
}
