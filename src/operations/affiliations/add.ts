import type { Affiliation } from "../../domain/entities.ts";
import { badRequest } from "../../domain/errors.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { AFFILIATION_KEYS, shape } from "../../domain/shapes.ts";
import { mergedMetadata } from "../contacts/contact-fields.ts";
import { defineWrite } from "../operation.ts";
import { saidTexts } from "../part-fields.ts";
import { requireContact } from "../require.ts";
import { AFFILIATION_TEXTS, type AffiliationFields, affiliationSchemas, isPast, requireOrder } from "./fields.ts";
import { organizationOf } from "./organization.ts";

export type AddAffiliationInput = AffiliationFields & { id: string };

export const addAffiliation = defineWrite<AddAffiliationInput, Affiliation>({
  name: "affiliations.add",
  summary: "Add an organization that a contact belongs to",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/contacts/{id}/affiliations", status: 201, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact"), ...affiliationSchemas() }) as Schema<AddAffiliationInput>,
  async run(tx, { id, ...input }) {
    await requireContact(tx, id);
    const { start_date = null, end_date = null, metadata = null } = input;
    requireOrder(start_date, end_date);
    const organization_id = await organizationOf(tx, id, input);
    if (organization_id === null) throw badRequest("organization_id or organization_name is missing");
    const row = await tx.insert("affiliations", {
      ...NOTHING,
      ...saidTexts(input, AFFILIATION_TEXTS),
      contact_id: id,
      organization_id,
      start_date,
      end_date,
      is_current: input.is_current ?? !isPast(end_date, tx.recorded_at),
      metadata: mergedMetadata({}, metadata),
    });
    return shape(row, AFFILIATION_KEYS);
  },
});

const NOTHING = { title: null, role: null, department: null, description: null };
