import type { Affiliation } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { AFFILIATION_KEYS, shape } from "../../domain/shapes.ts";
import { defineWrite } from "../operation.ts";
import { requirePart } from "../require.ts";

type RemoveInput = { id: string; affiliation_id: string };

/** The organization stays, also where nobody belongs to it any more. */
export const removeAffiliation = defineWrite<RemoveInput, Affiliation>({
  name: "affiliations.remove",
  summary: "Remove an organization from those a contact belongs to",
  effect: "destructive",
  scope: "contacts:write",
  http: { method: "DELETE", path: "/contacts/{id}/affiliations/{affiliation_id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact"), affiliation_id: uuid("The affiliation") }) as Schema<RemoveInput>,
  async run(tx, { id, affiliation_id }) {
    const affiliation = await requirePart(tx, "affiliations", id, affiliation_id);
    await tx.remove("affiliations", affiliation);
    return shape(affiliation, AFFILIATION_KEYS);
  },
});
