/** BDAY, ANNIVERSARY, DEATHDATE ⇄ dates of `anniversaries`, and timestamps. RFC 9555 sections 2.3.1 to 2.3.5, 2.7.3. */
import { dateValue, isDate } from "../../domain/date-value.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import { readDate } from "../../vcard/mapping/dates.ts";
import { emptyObject, isObject } from "./json.ts";

/** `kind` by the property of the date and that of its place. */
export const ANNIVERSARIES: readonly { kind: string; property: string; place: string | null }[] = [
  { kind: "birth", property: "BDAY", place: "BIRTHPLACE" },
  { kind: "death", property: "DEATHDATE", place: "DEATHPLACE" },
  { kind: "wedding", property: "ANNIVERSARY", place: null },
];

/** A PartialDate or Timestamp of RFC 9553 section 2.8.1; null for what neither can say. */
export function dateObject(value: string): JsonObject | null {
  const object = emptyObject();
  const utc = timestamp(value);
  if (utc !== null) return Object.assign(object, { "@type": "Timestamp", utc });
  const reading = readDate(value, Number.NaN);
  if (reading === null || reading.time) return null;
  const { date_year, date_month, date_day } = reading.parts;
  if (date_month === null && date_year === null) return null;
  if (date_year !== null) object.year = date_year;
  if (date_month !== null) object.month = date_month;
  if (date_day !== null) object.day = date_day;
  return object;
}

/** The value of the content line; null when the object is no date, or says more. */
export function dateText(date: Json): { value: string; calendar: string | null } | null {
  if (!isObject(date)) return null;
  const { "@type": _type, year, month, day, utc, calendarScale, ...others } = date;
  if (Object.keys(others).length > 0) return null;
  if (typeof utc === "string") {
    const value = basicTimestamp(utc);
    return value === null || year !== undefined || month !== undefined ? null : { value, calendar: null };
  }
  const parts = { date_year: whole(year), date_month: whole(month), date_day: whole(day) };
  if ([parts.date_year, parts.date_month, parts.date_day].includes(undefined)) return null;
  const known = parts as { date_year: number | null; date_month: number | null; date_day: number | null };
  if (!isDate(known) || (known.date_month === null && known.date_day !== null)) return null;
  return { value: dateValue(known), calendar: typeof calendarScale === "string" ? calendarScale : null };
}

/** `20220930T143510Z` → `2022-09-30T14:35:10Z`; null when it is anything else. */
export function timestamp(value: string): string | null {
  const match = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)Z$/.exec(value);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

/** The other way, without fractions. */
export function basicTimestamp(value: string): string | null {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value) ? value.replace(/\.\d+|[-:]/g, "") : null;
}

/** Undefined for what is there and no number. */
function whole(value: Json | undefined): number | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === "number" && Number.isInteger(value) ? value : undefined;
}
