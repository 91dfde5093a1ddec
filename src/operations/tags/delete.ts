import { object, type Schema, uuid } from "../../domain/schema.ts";
import { defineWrite } from "../operation.ts";
import { type CountedTag, countedTag, requireTag } from "./tag.ts";

/** Answers the tag as it was. Contacts lose it, the deleted ones too. */
export const deleteTag = defineWrite<{ tag_id: string }, CountedTag>({
  name: "tags.delete",
  summary: "Delete a tag, and take it off every contact",
  effect: "destructive",
  scope: "contacts:write",
  http: { method: "DELETE", path: "/tags/{tag_id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ tag_id: uuid("The tag") }) as Schema<{ tag_id: string }>,
  async run(tx, { tag_id }) {
    const tag = await countedTag(tx, await requireTag(tx, tag_id));
    for (const link of await tx.find("contact_tags", { tag_id })) await tx.remove("contact_tags", link);
    await tx.remove("tags", tag_id);
    return tag;
  },
});
