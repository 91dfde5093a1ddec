import type { Affiliation } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { AFFILIATION_KEYS, shape } from "../../domain/shapes.ts";
import { mergedMetadata } from "../contacts/contact-fields.ts";
import { defineWrite } from "../operation.ts";
import { saidTexts } from "../part-fields.ts";
import { requirePart } from "../require.ts";
import { AFFILIATION_TEXTS, type AffiliationFields, affiliationSchemas, isPast, requireOrder } from "./fields.ts";
import { organizationOf } from "./organization.ts";

export type UpdateAffiliationInput = AffiliationFields & { id: string; affiliation_id: string };

/** What is missing stays as it is; null empties a field. A last day that is past ends it, unless told otherwise. */
export const updateAffiliation = defineWrite<UpdateAffiliationInput, Affiliation>({
  name: "affiliations.update",
  summary: "Change how a contact belongs to an organization",
  effect: "write",
  scope: "contacts:write",
  http: { method: "PUT", path: "/contacts/{id}/affiliations/{affiliation_id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () =>
    object({
      id: uuid("The contact"),
      affiliation_id: uuid("The affiliation"),
      ...affiliationSchemas(),
    }) as Schema<UpdateAffiliationInput>,
  async run(tx, { id, affiliation_id, metadata, ...input }) {
    const affiliation = await requirePart(tx, "affiliations", id, affiliation_id);
    const { start_date = affiliation.start_date, end_date = affiliation.end_date } = input;
    if (input.start_date !== undefined || input.end_date !== undefined) requireOrder(start_date, end_date);
    const ends = input.end_date !== undefined && isPast(end_date, tx.recorded_at);
    const row = await tx.update("affiliations", affiliation, {
      ...saidTexts(input, AFFILIATION_TEXTS),
      organization_id: (await organizationOf(tx, id, input)) ?? affiliation.organization_id,
      start_date,
      end_date,
      is_current: input.is_current ?? (ends ? false : affiliation.is_current),
      ...(metadata === undefined ? {} : { metadata: mergedMetadata(affiliation.metadata, metadata) }),
    });
    return shape(row, AFFILIATION_KEYS);
  },
});
