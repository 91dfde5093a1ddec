import type { RelationshipType } from "../../domain/entities.ts";
import { badRequest } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { jsonObject, nullable, object, optional, type Schema, text, uuid } from "../../domain/schema.ts";
import type { Rows, Transaction } from "../../store/store.ts";
import { mergedMetadata } from "../contacts/contact-fields.ts";
import { defineWrite } from "../operation.ts";
import { pairInverse, requireOwnType, typeOf } from "./type.ts";

export type UpdateTypeInput = {
  type_id: string;
  inverse_name?: string | null | undefined;
  description?: string | null | undefined;
  metadata?: JsonObject | null | undefined;
};

/** The name stays: relationships carry it. */
export const updateRelationshipType = defineWrite<UpdateTypeInput, RelationshipType>({
  name: "relationship_types.update",
  summary: "Change the inverse or the description of a relationship type",
  effect: "write",
  scope: "contacts:write",
  http: { method: "PUT", path: "/relationship-types/{type_id}", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request", "not_found", "conflict"],
  input: () =>
    object({
      type_id: uuid("The type"),
      inverse_name: optional(nullable(text("What it is called when read from the other end"))),
      description: optional(nullable(text("What the type means"))),
      metadata: optional(nullable(jsonObject("Keys to set; null removes a key, and null as a whole removes all"))),
    }) as Schema<UpdateTypeInput>,
  async run(tx, { type_id, inverse_name, description, metadata }) {
    const current = await requireOwnType(tx, type_id);
    if (inverse_name !== undefined && inverse_name !== current.inverse_name) {
      await untie(tx, current);
      if (inverse_name !== null) await tie(tx, current, inverse_name);
    }
    const row = await tx.update("relationship_types", type_id, {
      ...(inverse_name === undefined ? {} : { inverse_name }),
      ...(description === undefined ? {} : { description }),
      ...(metadata === undefined ? {} : { metadata: mergedMetadata(current.metadata, metadata) }),
    });
    return typeOf(row);
  },
});

async function tie(tx: Transaction, { id, name, is_symmetric }: Rows["relationship_types"], inverse: string) {
  if (is_symmetric) throw badRequest(`${name} is symmetric and has no inverse: both ends are alike`);
  await pairInverse(tx, name, inverse, id);
}

/** The type that was the inverse is one of its own again. */
async function untie(tx: Transaction, { name, inverse_name }: Rows["relationship_types"]): Promise<void> {
  if (inverse_name === null) return;
  const [other] = await tx.find("relationship_types", { name: inverse_name });
  if (other?.inverse_name === name) await tx.update("relationship_types", other.id, { inverse_name: null });
}
