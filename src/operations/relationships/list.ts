import type { RelationshipView } from "../../domain/entities.ts";
import { choice, object, optional, type Schema, uuid } from "../../domain/schema.ts";
import { withParts } from "../../store/parts.ts";
import { defineRead } from "../operation.ts";
import { requireContact } from "../require.ts";

export type ListRelationshipsInput = { id: string; direction?: "from" | "to" | "both" | undefined };

/** Each as the contact sees it; those with deleted contacts are left out. */
export const listRelationships = defineRead<ListRelationshipsInput, RelationshipView[]>({
  name: "relationships.list",
  summary: "List the relationships of a contact",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/{id}/relationships", status: 200, contract: "decided" },
  mcp: { name: "contacts_list_relationships" },
  errors: ["bad_request", "not_found"],
  input: () =>
    object({
      id: uuid("The contact"),
      direction: optional(choice(["from", "to", "both"], "Only those stored from, or to, the contact")),
    }) as Schema<ListRelationshipsInput>,
  async run(tx, { id, direction = "both" }) {
    const [contact] = await withParts(tx, [await requireContact(tx, id)], ["relationships"]);
    const all = contact?.relationships ?? [];
    return direction === "both" ? all : all.filter((view) => view.direction === direction);
  },
});
