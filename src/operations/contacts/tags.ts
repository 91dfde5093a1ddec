import type { Tag } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { withParts } from "../../store/parts.ts";
import { defineRead } from "../operation.ts";
import { requireContact } from "../require.ts";

export const listContactTags = defineRead<{ id: string }, Tag[]>({
  name: "contacts.tags",
  summary: "List the tags of a contact",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/{id}/tags", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact") }) as Schema<{ id: string }>,
  async run(tx, { id }) {
    const [contact] = await withParts(tx, [await requireContact(tx, id)], ["tags"]);
    return contact?.tags ?? [];
  },
});
