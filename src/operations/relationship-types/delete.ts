import type { RelationshipType } from "../../domain/entities.ts";
import { BacksideError } from "../../domain/errors.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { defineWrite } from "../operation.ts";
import { requireOwnType, typeOf } from "./type.ts";

export const deleteRelationshipType = defineWrite<{ type_id: string }, RelationshipType>({
  name: "relationship_types.delete",
  summary: "Delete a relationship type that no relationship has",
  effect: "destructive",
  scope: "contacts:write",
  http: { method: "DELETE", path: "/relationship-types/{type_id}", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request", "not_found", "conflict"],
  input: () => object({ type_id: uuid("The type") }) as Schema<{ type_id: string }>,
  async run(tx, { type_id }) {
    const row = await requireOwnType(tx, type_id);
    const { length: count } = await tx.find("relationships", { relationship_type: row.name });
    if (count > 0) {
      throw new BacksideError("conflict", `${row.name} is the type of ${count} relationship${count === 1 ? "" : "s"}`, {
        hint: "`backside contacts unrelate` removes a relationship; those of deleted contacts count too",
        details: { relationships: count },
      });
    }
    await tx.remove("relationship_types", type_id);
    return typeOf(row);
  },
});
