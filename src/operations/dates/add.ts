import type { ContactDate } from "../../domain/entities.ts";
import { nonempty, object, type Schema, uuid } from "../../domain/schema.ts";
import { DATE_KEYS, shape } from "../../domain/shapes.ts";
import { mergedMetadata } from "../contacts/contact-fields.ts";
import { defineWrite } from "../operation.ts";
import { requireShort, saidText } from "../part-fields.ts";
import { requireContact } from "../require.ts";
import { DATE_TYPE, type DateFields, dateSchemas, dateType, requireDate, requireOnlyBirthday } from "./fields.ts";

export type AddDateInput = DateFields & { id: string; date_type: string };

export const addDate = defineWrite<AddDateInput, ContactDate>({
  name: "dates.add",
  summary: "Add a date to a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/contacts/{id}/dates", status: 201, contract: "documented" },
  mcp: false,
  errors: ["bad_request", "not_found", "conflict"],
  input: () =>
    object({ id: uuid("The contact"), date_type: nonempty(DATE_TYPE), ...dateSchemas() }) as Schema<AddDateInput>,
  async run(tx, { id, date_type, date_label = null, metadata = null, ...input }) {
    await requireContact(tx, id);
    requireShort("date_label", date_label);
    const { date_day = null, date_month = null, date_year = null } = input;
    const parts = { date_day, date_month, date_year };
    requireDate(parts);
    const type = dateType(date_type);
    await requireOnlyBirthday(tx, id, type, null);
    const row = await tx.insert("dates", {
      contact_id: id,
      date_type: type,
      ...parts,
      date_label: saidText(date_label),
      metadata: mergedMetadata({}, metadata),
    });
    return shape(row, DATE_KEYS);
  },
});
