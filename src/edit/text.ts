/** A contact as a text to edit: `field: value` lines, lists indented below theirs, and remarks that explain it. */
import type { FullContact } from "../domain/entities.ts";
import { ADDRESS_FIELDS } from "../domain/shapes.ts";
import { codeOf, escaped, escapedWithEdges } from "./escape.ts";
import {
  type AddressValues,
  AFFILIATION_FIELDS,
  type AffiliationValues,
  type ChannelValues,
  type DateValues,
  FIELDS,
} from "./fields.ts";

/** @param remarks what else is known of the contact, shown for reading only */
export function contactText(contact: FullContact, remarks: readonly string[] = []): string {
  const { channels, addresses, dates, affiliations, tags } = contact;
  const parts = [
    [
      `# ${escaped(contact.display_name)}  ${contact.id}`,
      ...HELP,
      ...remarks.map((remark) => `#   ${escaped(remark)}`.trimEnd()),
    ],
    FIELDS.flatMap((field) => fieldLines(field, contact[field], "")),
    [...CHANNELS, "channels:", ...channels.flatMap((channel) => indented(channelLines(channel)))],
    [...ADDRESSES, "addresses:", ...addresses.flatMap((address) => indented(addressLines(address)))],
    [...DATES, "dates:", ...dates.flatMap((date) => indented(dateLines(date)))],
    [...AFFILIATIONS, "affiliations:", ...affiliations.flatMap((one) => indented(affiliationLines(one)))],
    [...TAGS, `tags: ${tags.map(({ name }) => tagName(name)).join(", ")}`.trimEnd()],
    ...(remarks.length === 0 ? [] : [[OTHERS, ...remarks.map((remark) => `#   ${escaped(remark)}`.trimEnd())]]),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const HELP = [
  "#",
  "# Change what is to be changed, save, and leave the editor: only the difference",
  "# is written. Leave it without saving to change nothing.",
  "#",
  "# To clear a field, leave nothing after its colon. To remove a channel, an",
  "# address, a date or an affiliation, remove its lines; to add one, write lines",
  "# like those of the others. A text of several lines stands below its field,",
  "# indented. \\u{9} stands for a character that an editor does not show. Lines",
  "# that begin with # are not read.",
];

const CHANNELS = [
  "# How to reach the contact, what is preferred first. `primary` is the one to use",
  "# of its type.",
  "#   email (work) primary: ada@example.org",
];
const ADDRESSES = [
  "# At most one is primary.",
  "#   address (home) primary:",
  "#     street: 1 Main Street",
  "#     city: Springfield",
];
const DATES = ["# As much of a date as is known: 1990-04-12, 04-12, 1990-04, 1990.", "#   birthday: 1990-04-12"];
const AFFILIATIONS = [
  "# Another name means another organization; the old one keeps its own.",
  "#   organization: Example Ltd",
  "#     title: Engineer",
];
const TAGS = ["# Names, separated by commas."];
const OTHERS = "# Known as well, and changed by other commands:";

/** The lines of a part, those of each of its values together; the first say which part it is. */
export type PartLines = readonly (readonly string[])[];

export function channelLines({ type, label, is_primary, value }: ChannelValues): PartLines {
  return [[`${head(type, label, is_primary)}: ${escapedWithEdges(value)}`.trimEnd()]];
}

export function addressLines(address: AddressValues): PartLines {
  const first = `${head("address", address.label, address.is_primary)}:`;
  return [[first], ...ADDRESS_FIELDS.map((field) => fieldLines(field, address[field], "  "))];
}

export function dateLines(date: DateValues): PartLines {
  return [[`${head(date.date_type, date.date_label, false)}: ${dateText(date)}`.trimEnd()]];
}

export function affiliationLines(affiliation: AffiliationValues): PartLines {
  const first = `organization: ${escapedWithEdges(affiliation.organization_name)}`.trimEnd();
  return [[first], ...AFFILIATION_FIELDS.map((field) => fieldLines(field, affiliation[field], "  "))];
}

/** `1990-04-12`, `04-12`, `1990-04`, `1990`, and with a dash for what is not known `--04`, `---12`, `1990---12`. */
function dateText({ date_year, date_month, date_day }: DateValues): string {
  const year = date_year === null ? "" : String(date_year).padStart(4, "0");
  const month = date_month === null ? "" : two(date_month);
  const day = date_day === null ? "" : two(date_day);
  if (month === "") return day === "" ? year : `${year}---${day}`;
  if (day === "") return year === "" ? `--${month}` : `${year}-${month}`;
  return year === "" ? `${month}-${day}` : `${year}-${month}-${day}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function indented(lines: PartLines): string[] {
  return lines.flat().map((line) => (line === "" ? "" : `  ${line}`));
}

/** `email (work) primary`: what would end the type or the label sooner stands as its code. */
function head(type: string, label: string | null, primary: boolean): string {
  const parts = [headPart(type).replace(/^#|(?<=^|\s)p(?=rimary$)/gi, codeOf)];
  if (label !== null && label !== "") parts.push(`(${headPart(label)})`);
  if (primary) parts.push("primary");
  return parts.join(" ");
}

function headPart(text: string): string {
  return escapedWithEdges(text).replace(/[:()]/g, codeOf);
}

function tagName(name: string): string {
  return escapedWithEdges(name).replace(/,/g, codeOf);
}

/** A field in one line, or, where its value has several, with these below it. */
export function fieldLines(field: string, value: string | number | boolean | null, indent: string): string[] {
  const text = value === true ? "yes" : value === false ? "no" : String(value ?? "");
  // Line ends at either end are no lines of their own: nobody could see them.
  const before = /^\n*/.exec(text)?.[0] ?? "";
  const core = text.slice(before.length).replace(/\n+$/, "");
  const after = text.slice(before.length + core.length);
  if (!core.includes("\n")) return [`${indent}${field}: ${escapedWithEdges(text)}`.trimEnd()];
  const [first = "", ...others] = core.split("\n").map((line) => escaped(line).replace(/\s$/u, codeOf));
  const lines = [escaped(before) + (before === "" ? first.replace(/^\s/u, codeOf) : first), ...others];
  lines.push(lines.pop() + escaped(after));
  return [`${indent}${field}:`, ...lines.map((line) => (line === "" ? "" : `${indent}  ${line}`))];
}
