/** BDAY, ANNIVERSARY, DEATHDATE, X-ABDATE and Android's events as dates. RFC 6350 sections 4.3 and 6.2.5, RFC 6474. */
import { type DateParts, isDate } from "../../domain/date-value.ts";
import { attributesOf, parameter, withoutParameters } from "../attributes.ts";
import type { Property } from "../card.ts";
import { groupLabel, lastingGroup } from "./groups.ts";
import { CUSTOM_LABEL } from "./labels.ts";
import { type At, androidFields, headOf, isFirst, keep, type Mapping, partMetadata, warn } from "./state.ts";

/** The property a date type has; all others are X-ABDATE with a label. */
export const DATE_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ["birthday", "BDAY"],
  ["anniversary", "ANNIVERSARY"],
  ["death", "DEATHDATE"],
]);

/** A date type that neither property nor label tells. */
export const DATE_TYPE = "X-DATE-TYPE";

/** Apple's year for a date without one. */
export const NO_YEAR = 1604;
export const OMIT_YEAR = "X-APPLE-OMIT-YEAR";

/** Adds the date of a property; an unreadable date, a text and a second birthday are kept as they are. */
export function mapDate(mapping: Mapping, property: Property, at: At, type: string): void {
  const given = attributesOf(property.params);
  if (given.value === "text") return void keep(mapping, at);
  const omitted = Number(parameter(given, OMIT_YEAR));
  const reading = readDate(property.value, omitted);
  if (reading === null) {
    keep(mapping, at);
    warn(mapping, property.value.trim() === "" ? "empty_property" : "bad_date", property);
    return;
  }
  if (type === "birthday" && !isFirst(mapping, "birthday")) {
    keep(mapping, at);
    warn(mapping, "repeated_property", property);
    return;
  }
  const noYear = !reading.time && parameter(given, OMIT_YEAR) !== null && reading.parts.date_year === null;
  const plain = noYear ? withoutParameters(given, OMIT_YEAR) : given;
  const own = parameter(plain, DATE_TYPE);
  const group = lastingGroup(mapping.groups, property.group);
  const label = groupLabel(mapping.groups, property.group) ?? (parameter(plain, CUSTOM_LABEL)?.trim() || null);
  const kind = own === null ? typeOf(type, label) : { date_type: own, date_label: label };
  const attributes = { ...withoutParameters(plain, DATE_TYPE, ...(group === null ? [CUSTOM_LABEL] : [])), value: null };
  const usual = DATE_PROPERTIES.get(kind.date_type) ?? "X-ABDATE";
  const head = headOf(group, usual, usual, attributes);
  mapping.draft.dates.push({
    ...kind,
    ...reading.parts,
    metadata: partMetadata(reading.time ? `${head ?? usual}:${property.value.trim()}` : head),
  });
}

/** `vnd.android.cursor.item/contact_event;1999-07-10;1;;`: the date, 1 anniversary, 2 other, 3 birthday, 0 label. */
export function mapAndroidEvent(mapping: Mapping, property: Property, at: At): void {
  const fields = androidFields(mapping, property);
  const reading = readDate(fields[1] ?? "", Number.NaN);
  const isBirthday = fields[2] === "3";
  if (reading === null || (isBirthday && !isFirst(mapping, "birthday"))) {
    keep(mapping, at);
    warn(mapping, reading === null ? "bad_date" : "repeated_property", property);
    return;
  }
  const kind = isBirthday
    ? { date_type: "birthday", date_label: null }
    : fields[2] === "1"
      ? { date_type: "anniversary", date_label: null }
      : { date_type: "custom", date_label: fields[2] === "2" ? "Other" : fields[3]?.trim() || null };
  const usual = DATE_PROPERTIES.get(kind.date_type) ?? "X-ABDATE";
  mapping.draft.dates.push({
    ...kind,
    ...reading.parts,
    metadata: partMetadata(reading.time ? `${usual}:${fields[1]}` : null),
  });
}

/**
 * A date of any spelling the versions know, with or without a time.
 * @param omitted the year that stands for none (X-APPLE-OMIT-YEAR); 1604 always does, other programs pass it on bare
 * @returns null when it is no date that exists
 */
export function readDate(value: string, omitted: number): { parts: DateParts; time: boolean } | null {
  const text = value.trim();
  const full = FULL_DATE.exec(text);
  if (full !== null) return readParts(Number(full[1]), Number(full[3]), Number(full[4]), omitted, false);
  const match = DATE.exec(text);
  if (match?.groups === undefined) return null;
  const { y1, m1, d1, y2, m2, d2, y3, m3, y4, m5, d5, m6, d7, time } = match.groups;
  const date_year = number(y1 ?? y2 ?? y3 ?? y4);
  const date_month = number(m1 ?? m2 ?? m3 ?? m5 ?? m6);
  const date_day = number(d1 ?? d2 ?? d5 ?? d7);
  return readParts(date_year, date_month, date_day, omitted, time !== undefined);
}

function readParts(
  date_year: number | null,
  date_month: number | null,
  date_day: number | null,
  omitted: number,
  time: boolean,
): { parts: DateParts; time: boolean } | null {
  if (!isDate({ date_year, date_month, date_day })) return null;
  const noYear = date_month !== null && (date_year === omitted || date_year === NO_YEAR);
  return { parts: { date_day, date_month, date_year: noYear ? null : date_year }, time };
}

function typeOf(type: string, label: string | null): { date_type: string; date_label: string | null } {
  const isAnniversary = label?.toLowerCase() === "anniversary";
  if (type === "custom" && isAnniversary) return { date_type: "anniversary", date_label: null };
  return { date_type: type, date_label: type === "anniversary" && isAnniversary ? null : label };
}

function number(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

/** The two spellings nearly all cards have. */
const FULL_DATE = /^(\d{4})(-?)(\d\d)\2(\d\d)$/;
const DATE =
  /^(?:(?<y1>\d{4})-(?<m1>\d\d)-(?<d1>\d\d)|(?<y2>\d{4})(?<m2>\d\d)(?<d2>\d\d)|(?<y3>\d{4})-(?<m3>\d\d)|(?<y4>\d{4})|--(?<m5>\d\d)-?(?<d5>\d\d)|--(?<m6>\d\d)|---(?<d7>\d\d))(?<time>[Tt ][0-9:.,+\-Zz]{0,40})?$/;
