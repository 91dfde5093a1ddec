import type { ContactDate } from "../../domain/entities.ts";
import { nonempty, object, optional, type Schema, uuid } from "../../domain/schema.ts";
import { DATE_KEYS, shape } from "../../domain/shapes.ts";
import { mergedMetadata } from "../contacts/contact-fields.ts";
import { defineWrite } from "../operation.ts";
import { requireShort, saidTexts } from "../part-fields.ts";
import { requirePart } from "../require.ts";
import { DATE_TYPE, type DateFields, dateSchemas, dateType, requireDate, requireOnlyBirthday } from "./fields.ts";

export type UpdateDateInput = DateFields & { id: string; date_id: string; date_type?: string | undefined };

/** What is missing stays as it is; null empties a field. */
export const updateDate = defineWrite<UpdateDateInput, ContactDate>({
  name: "dates.update",
  summary: "Change a date of a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "PUT", path: "/contacts/{id}/dates/{date_id}", status: 200, contract: "documented" },
  mcp: false,
  errors: ["bad_request", "not_found", "conflict"],
  input: () =>
    object({
      id: uuid("The contact"),
      date_id: uuid("The date"),
      date_type: optional(nonempty(DATE_TYPE)),
      ...dateSchemas(),
    }) as Schema<UpdateDateInput>,
  async run(tx, { id, date_id, date_type, metadata, ...input }) {
    const date = await requirePart(tx, "dates", id, date_id);
    requireShort("date_label", input.date_label);
    const { date_day = date.date_day, date_month = date.date_month, date_year = date.date_year } = input;
    const parts = { date_day, date_month, date_year };
    requireDate(parts);
    const type = date_type === undefined ? date.date_type : dateType(date_type);
    if (type !== date.date_type) await requireOnlyBirthday(tx, id, type, date_id);
    const row = await tx.update("dates", date, {
      date_type: type,
      ...parts,
      ...saidTexts(input, ["date_label"]),
      ...(metadata === undefined ? {} : { metadata: mergedMetadata(date.metadata, metadata) }),
    });
    return shape(row, DATE_KEYS);
  },
});
