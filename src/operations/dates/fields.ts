/** The fields of a date as its operations take them, and the rules they keep (API section 2.5). */
import { type DateParts, isDate } from "../../domain/date-value.ts";
import { BacksideError, badRequest } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { integer, nullable, optional, text } from "../../domain/schema.ts";
import type { Reader } from "../../store/store.ts";
import { metadataSchema } from "../part-fields.ts";

export type DateFields = {
  date_day?: number | null | undefined;
  date_month?: number | null | undefined;
  date_year?: number | null | undefined;
  date_label?: string | null | undefined;
  metadata?: JsonObject | null | undefined;
};

export const DATE_TYPE = "birthday, anniversary, custom or any other";

export function dateSchemas() {
  return {
    date_day: optional(nullable(integer("Day of the month", 1))),
    date_month: optional(nullable(integer("Month, 1 to 12", 1))),
    date_year: optional(nullable(integer("Year; none where it is not known", 1))),
    date_label: optional(nullable(text("What the date is, where its type does not say so"))),
    metadata: metadataSchema(),
  };
}

/** @throws bad_request */
export function dateType(type: string): string {
  const folded = type.trim().toLowerCase();
  if (folded.length > 64) throw badRequest("date_type: at most 64 characters");
  return folded;
}

/** A part of it may be missing, but not all, and not the month between day and year. @throws bad_request */
export function requireDate(parts: DateParts): void {
  const { date_year, date_month, date_day } = parts;
  if (date_year === null && date_month === null && date_day === null)
    throw badRequest("a date has at least one of date_day, date_month and date_year");
  if (date_month !== null && date_month > 12) throw badRequest(`date_month: there is no month ${date_month}`);
  if (date_year !== null && date_year > 9999) throw badRequest(`date_year: at most 9999, not ${date_year}`);
  if (date_year !== null && date_month === null && date_day !== null)
    throw badRequest("date_month: a day of a year has a month");
  if (!isDate(parts)) throw badRequest(`date_day: that month has no day ${date_day}`);
}

/** There is one birthday. @param own id of the date that may be it; null for a new one. @throws conflict */
export async function requireOnlyBirthday(
  tx: Reader,
  contact_id: string,
  date_type: string,
  own: string | null,
): Promise<void> {
  if (date_type !== "birthday") return;
  const dates = await tx.find("dates", { contact_id });
  const other = dates.find((date) => date.date_type === "birthday" && date.id !== own);
  if (!other) return;
  throw new BacksideError("conflict", "the contact has a birthday already", {
    hint: "`backside contacts date update REF birthday VALUE` changes the one it has",
    details: { date_id: other.id },
  });
}
