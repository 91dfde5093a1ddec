import type { Relationship } from "../../domain/entities.ts";
import { notFound } from "../../domain/errors.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { RELATIONSHIP_KEYS, shape } from "../../domain/shapes.ts";
import { defineWrite } from "../operation.ts";
import { requireContact } from "../require.ts";

export type DeleteRelationshipInput = { id: string; relationship_id: string };

/** Answers the relationship as it was. */
export const deleteRelationship = defineWrite<DeleteRelationshipInput, Relationship>({
  name: "relationships.delete",
  summary: "Remove a relationship of a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "DELETE", path: "/contacts/{id}/relationships/{relationship_id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () =>
    object({ id: uuid("The contact"), relationship_id: uuid("The relationship") }) as Schema<DeleteRelationshipInput>,
  async run(tx, { id, relationship_id }) {
    await requireContact(tx, id);
    const row = await tx.get("relationships", relationship_id);
    if (!row || (row.from_contact_id !== id && row.to_contact_id !== id))
      throw notFound(`the contact has no relationship ${relationship_id}`);
    await tx.remove("relationships", relationship_id);
    return shape(row, RELATIONSHIP_KEYS);
  },
});
