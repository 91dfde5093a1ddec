/** The text of a contact → what it says; or what is wrong with it, line by line. */
import { nearest } from "../domain/nearest.ts";
import { quoted } from "../domain/quoted.ts";
import { ADDRESS_FIELDS, type AddressField } from "../domain/shapes.ts";
import { unescaped } from "./escape.ts";
import {
  type AddressValues,
  AFFILIATION_FIELDS,
  type AffiliationField,
  type AffiliationValues,
  type ChannelValues,
  type DateValues,
  type EditedContact,
  FIELDS,
  type Field,
  LISTS,
  type Placed,
  type TextError,
} from "./fields.ts";
import { blockOf, type Entry, entriesOf, firstBelow, linesOf } from "./lines.ts";

export type Parsed = { contact: EditedContact; errors: TextError[] };

/** All errors are found in one go; with any, the contact is incomplete. An empty text has neither. */
export function parseContactText(text: string): Parsed | null {
  const entries = entriesOf(linesOf(text));
  if (entries.length === 0) return null;
  const reading: Reading = { errors: [] };
  const named = byName(entries, [...FIELDS, ...LISTS], 0, reading);
  const fields: EditedContact["fields"] = {};
  for (const field of FIELDS) {
    const entry = named.get(field);
    if (entry) fields[field] = { line: entry.line, values: textOf(entry, reading) };
  }
  const contact: EditedContact = {
    fields,
    channels: itemsOf(named.get("channels"), channelOf, reading),
    addresses: itemsOf(named.get("addresses"), addressOf, reading),
    dates: itemsOf(named.get("dates"), dateOf, reading),
    affiliations: itemsOf(named.get("affiliations"), affiliationOf, reading),
    tags: tagsOf(named.get("tags"), reading),
  };
  for (const field of REQUIRED) {
    const found = fields[field];
    if (!found) wrong(reading, entries[0]?.line ?? 1, `there is no line ${field}: any more; every contact has one`);
  }
  return { contact, errors: reading.errors.sort((a, b) => a.line - b.line) };
}

const REQUIRED = ["display_name", "kind"] as const satisfies readonly Field[];

type Reading = { errors: TextError[] };

function wrong({ errors }: Reading, line: number, message: string): void {
  errors.push({ line, message });
}

/**
 * The entries by field, however their names are spelled: `Given name` is given_name.
 * @param margin how far they are indented
 */
function byName<N extends string>(
  entries: readonly Entry[],
  names: readonly N[],
  margin: number,
  reading: Reading,
): Map<N, Entry> {
  const named = new Map<N, Entry>();
  for (const entry of entries) {
    const { key, line, indent } = entry;
    const spelled = key?.toLowerCase().replace(/[\s-]+/g, "_") ?? "";
    const name = names.find((one) => one === spelled);
    const before = name && named.get(name);
    if (key === null) wrong(reading, line, 'not a line like "field: value"; a text of several lines is indented');
    else if (!name) wrong(reading, line, unknown(key, spelled, names));
    else if (before) wrong(reading, line, `${name} is there already, in line ${before.line}`);
    else if (indent !== margin) wrong(reading, line, `${name} is indented otherwise than the lines it belongs to`);
    else named.set(name, entry);
  }
  return named;
}

function unknown(key: string, spelled: string, names: readonly string[]): string {
  const meant = nearest(spelled, names);
  const said = `${quoted(key)} is no field`;
  return meant === null ? `${said} here; there are ${names.join(", ")}` : `${said} here; did you mean ${meant}?`;
}

/** The value of a field: beside its name, or below it; null when there is none. */
function textOf(entry: Entry, reading: Reading): string | null {
  const { value, line } = entry;
  const below = blockOf(entry);
  if (value !== "" && below.length > 0) {
    wrong(reading, firstBelow(entry)?.number ?? line, "indented below a field that has its value beside it");
    return null;
  }
  if (below.length === 0) return read(value, line, reading) || null;
  return below.map(({ number, text }) => read(text, number, reading)).join("\n");
}

function read(text: string, line: number, reading: Reading): string {
  const value = unescaped(text);
  if (value === null) wrong(reading, line, "\\u{…} is not the code of a character; a backslash is written \\u{5c}");
  return value ?? "";
}

/** The parts that stand below the name of their list. */
function itemsOf<Values>(
  list: Entry | undefined,
  valuesOf: (entry: Entry, reading: Reading) => Values | null,
  reading: Reading,
): Placed<Values>[] {
  if (!list) return [];
  if (list.value !== "") wrong(reading, list.line, `what is in ${list.key} stands in the lines below, indented`);
  const items: Placed<Values>[] = [];
  for (const entry of entriesOf(list.below)) {
    const values = valuesOf(entry, reading);
    if (values !== null) items.push({ line: entry.line, values });
  }
  return items;
}

function channelOf(entry: Entry, reading: Reading): ChannelValues | null {
  const parts = headOf(entry, "email (work): ada@example.org", reading);
  if (parts === null || hasBelow(entry, reading)) return null;
  const { type, label, primary: is_primary } = parts;
  return { type, label, is_primary, value: read(entry.value, entry.line, reading) };
}

function addressOf(entry: Entry, reading: Reading): AddressValues | null {
  const parts = headOf(entry, "address (home):", reading);
  if (parts === null) return null;
  if (parts.type.toLowerCase() !== "address") {
    wrong(reading, entry.line, `an address begins with a line like "address (home):"; its fields are indented further`);
    return null;
  }
  if (entry.value !== "")
    wrong(reading, entry.line, "the fields of an address stand in lines of their own, indented below");
  const texts = fieldsBelow(entry, ADDRESS_FIELDS, reading);
  const degrees = (field: AddressField): number | null => numberOf(texts.get(field), reading);
  const text = (field: AddressField): string | null => texts.get(field)?.values ?? null;
  return {
    label: parts.label,
    is_primary: parts.primary,
    street: text("street"),
    extended: text("extended"),
    po_box: text("po_box"),
    city: text("city"),
    region: text("region"),
    postal_code: text("postal_code"),
    country: text("country"),
    country_code: text("country_code"),
    latitude: degrees("latitude"),
    longitude: degrees("longitude"),
  };
}

function dateOf(entry: Entry, reading: Reading): DateValues | null {
  const parts = headOf(entry, "birthday: 1990-04-12", reading);
  if (parts === null || hasBelow(entry, reading)) return null;
  if (parts.primary) wrong(reading, entry.line, "a date is not primary");
  const date = partsOfDate(entry.value);
  if (date === null)
    wrong(reading, entry.line, `not a date: ${entry.value}; one is 1990-04-12, 04-12, 1990-04 or 1990`);
  return { date_type: parts.type, date_label: parts.label, ...(date ?? NO_DATE) };
}

function affiliationOf(entry: Entry, reading: Reading): AffiliationValues | null {
  if (entry.key?.toLowerCase() !== "organization") {
    wrong(reading, entry.line, `an affiliation begins with a line like "organization: Example Ltd"`);
    return null;
  }
  const texts = fieldsBelow(entry, AFFILIATION_FIELDS, reading);
  const text = (field: AffiliationField): string | null => texts.get(field)?.values ?? null;
  return {
    organization_name: read(entry.value, entry.line, reading),
    title: text("title"),
    role: text("role"),
    department: text("department"),
    description: text("description"),
    start_date: text("start_date"),
    end_date: text("end_date"),
    is_current: answerOf(texts.get("is_current"), reading),
  };
}

function tagsOf(entry: Entry | undefined, reading: Reading): string[] {
  if (!entry || hasBelow(entry, reading)) return [];
  const names = entry.value.split(",").map((name) => read(name.trim(), entry.line, reading));
  return names.filter((name) => name !== "");
}

type Head = { type: string; label: string | null; primary: boolean };

/** `email (work) primary` → its parts. */
function headOf({ key, line }: Entry, example: string, reading: Reading): Head | null {
  const primary = /[\s)]primary$/i.test(key ?? "");
  const named = primary ? (key ?? "").slice(0, -"primary".length).trimEnd() : (key ?? "");
  const open = named.endsWith(")") ? named.indexOf("(") : named.length;
  const type = named.slice(0, open).trimEnd();
  const label = named.slice(open + 1, -1).trim();
  if (type === "" || open === -1 || /[()]/.test(type + label)) {
    wrong(reading, line, `not a line like "${example}"`);
    return null;
  }
  return { type: read(type, line, reading), label: read(label, line, reading) || null, primary };
}

function hasBelow(entry: Entry, reading: Reading): boolean {
  const line = firstBelow(entry);
  if (line) wrong(reading, line.number, `indented further than line ${entry.line}, to which nothing can belong`);
  return line !== undefined;
}

function fieldsBelow<N extends string>(
  entry: Entry,
  names: readonly N[],
  reading: Reading,
): Map<N, Placed<string | null>> {
  const entries = entriesOf(entry.below);
  const named = byName(entries, names, entries[0]?.indent ?? 0, reading);
  return new Map([...named].map(([name, field]) => [name, { line: field.line, values: textOf(field, reading) }]));
}

function numberOf(field: Placed<string | null> | undefined, reading: Reading): number | null {
  if (!field || field.values === null) return null;
  const number = Number(field.values);
  if (!Number.isFinite(number)) wrong(reading, field.line, `not a number of degrees like 51.5074: ${field.values}`);
  return number;
}

function answerOf(field: Placed<string | null> | undefined, reading: Reading): boolean | null {
  const said = field?.values?.toLowerCase() ?? null;
  if (!field || said === null) return null;
  if (said !== "yes" && said !== "no") wrong(reading, field.line, `is_current is yes or no, not ${field.values}`);
  return said === "yes";
}

const NO_DATE = { date_year: null, date_month: null, date_day: null };

/** `1990-04-12`, `04-12`, `1990-04`, `1990`, `--04-12`, `--04`, `---12`, `1990---12`; null for all else. */
function partsOfDate(text: string): Pick<DateValues, "date_year" | "date_month" | "date_day"> | null {
  if (text === "") return NO_DATE;
  const shapes = [
    /^(?<year>\d{4,6})(?:-(?<month>\d\d)(?:-(?<day>\d\d))?)?$/,
    /^(?:--)?(?<month>\d\d)-(?<day>\d\d)$/,
    /^--(?<month>\d\d)$/,
    /^(?<year>\d{4,6})?---(?<day>\d\d)$/,
  ];
  const found = shapes.map((shape) => shape.exec(text)).find((match) => match !== null);
  if (!found) return null;
  const { year, month, day } = found.groups ?? {};
  const number = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));
  return { date_year: number(year), date_month: number(month), date_day: number(day) };
}
