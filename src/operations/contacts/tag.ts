import type { Tag } from "../../domain/entities.ts";
import { badRequest } from "../../domain/errors.ts";
import { isWithin, nonempty, object, optional, type Schema, uuid } from "../../domain/schema.ts";
import { shape, TAG_KEYS } from "../../domain/shapes.ts";
import type { Rows, Transaction } from "../../store/store.ts";
import { cleanName, definitionRows, LONGEST_NAME } from "../definitions.ts";
import { defineWrite } from "../operation.ts";
import { requireContact } from "../require.ts";
import { requireTag } from "../tags/tag.ts";

/** A tag by its name or by its id. */
export type TagInput = { id: string; name?: string | undefined; tag_id?: string | undefined };

/** The tag, and whether the contact did not have it before, or no longer has it. */
export type Tagged = { tag: Tag; changed: boolean };

/** A name that no tag has yet makes one. Over HTTP the answer is the tag alone, 200 where nothing changed. */
export const tagContact = defineWrite<TagInput, Tagged>({
  name: "contacts.tag",
  summary: "Put a tag on a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/contacts/{id}/tags", status: 201, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: tagInput,
  async run(tx, input) {
    const { id } = await requireContact(tx, input.id);
    const row = await tagToPut(tx, input);
    const tag = shape(row, TAG_KEYS);
    const links = await tx.find("contact_tags", { contact_id: id, tag_id: tag.id });
    if (links.length > 0) return { tag, changed: false };
    await tx.insert("contact_tags", { contact_id: id, tag_id: tag.id, metadata: {} });
    return { tag, changed: true };
  },
});

export function tagInput(): Schema<TagInput> {
  return object({
    id: uuid("The contact"),
    name: optional(nonempty("Name of the tag, whatever its case")),
    tag_id: optional(uuid("The tag, instead of its name")),
  }) as Schema<TagInput>;
}

/** @throws bad_request unless it is one of the two */
export function requireOneName({ name, tag_id }: TagInput): void {
  if ((name === undefined) === (tag_id === undefined)) throw badRequest("a tag is named by its name or by its tag_id");
}

async function tagToPut(tx: Transaction, input: TagInput): Promise<Rows["tags"]> {
  requireOneName(input);
  if (input.tag_id !== undefined) return requireTag(tx, input.tag_id);
  const name = cleanName(input.name ?? "");
  const [known] = await definitionRows(tx, "tags", name);
  if (known) return known;
  if (!isWithin(name, LONGEST_NAME)) throw badRequest(`name: must have at most ${LONGEST_NAME} characters`);
  return tx.insert("tags", { name, color: null, description: null, metadata: {} });
}
