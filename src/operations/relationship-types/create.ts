import type { RelationshipType } from "../../domain/entities.ts";
import { BacksideError, badRequest } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { isBuiltin } from "../../domain/relationship-types.ts";
import { flag, jsonObject, nonempty, nullable, object, optional, type Schema, text } from "../../domain/schema.ts";
import { defineWrite } from "../operation.ts";
import { pairInverse, requireTypeName, typeOf } from "./type.ts";

export type CreateTypeInput = {
  name: string;
  inverse_name?: string | null | undefined;
  is_symmetric?: boolean | undefined;
  description?: string | null | undefined;
  metadata?: JsonObject | undefined;
};

export const createRelationshipType = defineWrite<CreateTypeInput, RelationshipType>({
  name: "relationship_types.create",
  summary: "Create a relationship type",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/relationship-types", status: 201, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "conflict"],
  input: () =>
    object({
      name: nonempty("Name in snake_case: a verb as in `mentors`, or a noun as in `godparent`"),
      inverse_name: optional(nullable(text("What it is called when read from the other end, such as mentored_by"))),
      is_symmetric: optional(flag("Whether both ends are alike, as with friends")),
      description: optional(nullable(text("What the type means"))),
      metadata: optional(jsonObject("Any further facts")),
    }) as Schema<CreateTypeInput>,
  async run(tx, { name, inverse_name = null, is_symmetric = false, description = null, metadata = {} }) {
    requireTypeName("name", name);
    const [other] = await tx.find("relationship_types", { name });
    if (other || isBuiltin(name)) {
      throw new BacksideError("conflict", `there is a relationship type ${name} ${other ? "already" : "built in"}`, {
        details: { field: "name", name },
      });
    }
    if (is_symmetric && inverse_name !== null) throw badRequest("a symmetric type has no inverse: both ends are alike");
    const [partner] = await tx.find("relationship_types", { inverse_name: name });
    const inverse = inverse_name ?? partner?.name ?? null;
    if (partner && (is_symmetric || inverse !== partner.name)) {
      throw new BacksideError("conflict", `${name} is the inverse of ${partner.name} already`, {
        details: { field: "name", name: partner.name },
      });
    }
    if (inverse_name !== null) await pairInverse(tx, name, inverse_name, null);
    const row = { name, inverse_name: inverse, is_symmetric, is_builtin: false, description, metadata };
    return typeOf(await tx.insert("relationship_types", row));
  },
});
