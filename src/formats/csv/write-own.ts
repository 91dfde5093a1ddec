/** Our own columns: an import takes every one of them back. */
import type { Address, Affiliation, Channel, ContactDate } from "../../domain/entities.ts";
import { ADDRESS_NUMBERS, ADDRESS_TEXTS, AFFILIATION_TEXTS, TEXT_FIELDS } from "./column.ts";
import { dateText, type Members, numbered, ofType, single, starred, tagList, type WrittenColumn } from "./written.ts";

const VALUE: Members<Channel> = [
  ["", ({ value }) => value],
  ["_label", ({ label, is_primary }) => starred(label ?? "", is_primary)],
];
const ADDRESS: Members<Address> = [
  ["_label", ({ label, is_primary }) => starred(label ?? "", is_primary)],
  ...[...ADDRESS_TEXTS, ...ADDRESS_NUMBERS].map((field) => [`_${field}`, (one: Address) => one[field]] as const),
];
const AFFILIATION: Members<Affiliation & { organization_name: string }> = [
  ["", ({ organization_name }) => organization_name],
  ...AFFILIATION_TEXTS.map((field) => [`_${field}`, (one: Affiliation) => one[field]] as const),
  ["_is_current", ({ is_current }) => (is_current ? "" : "false")],
];
const DATE: Members<ContactDate> = [
  ["", dateText],
  ["_type", ({ date_type }) => date_type],
  ["_label", ({ date_label }) => date_label],
];

const PLAIN_CHANNELS: ReadonlySet<string> = new Set(["email", "phone", "url"]);
const PLAIN_DATES: ReadonlySet<string> = new Set(["birthday", "anniversary"]);

export const OWN_COLUMNS: readonly WrittenColumn[] = [
  single("uid", ({ id, vcard_uid }) => vcard_uid ?? `urn:uuid:${id}`),
  single("kind", ({ kind }) => kind),
  ...TEXT_FIELDS.map((field) => single(field, (contact) => contact[field])),
  ...numbered(own("email"), VALUE, 3, ofType("email")),
  ...numbered(own("phone"), VALUE, 4, ofType("phone")),
  ...numbered(own("url"), VALUE, 2, ofType("url")),
  ...numbered<Channel>(own("channel"), [["_type", ({ type }) => type], ...VALUE], 2, ({ contact }) =>
    contact.channels.filter(({ type }) => !PLAIN_CHANNELS.has(type)),
  ),
  ...numbered(own("address"), ADDRESS, 2, ({ contact }) => contact.addresses),
  ...numbered(own("organization"), AFFILIATION, 2, ({ contact }) => contact.affiliations),
  ...[...PLAIN_DATES].map((type) => single(type, ({ dates }) => dateText(plainDate(dates, type) ?? NO_DATE))),
  ...numbered(own("date"), DATE, 2, ({ contact }) =>
    contact.dates.filter((date) => date !== plainDate(contact.dates, date.date_type)),
  ),
  single("tags", ({ tags }) => tagList(tags.map(({ name }) => name))),
  { name: "members", cell: ({ members }) => (members ?? []).map(({ uid }) => uid).join(" ::: ") },
  single("metadata", ({ metadata }) => (Object.keys(metadata).length === 0 ? null : JSON.stringify(metadata))),
];

function own(base: string): (number: number, member: string) => string {
  return (number, member) => `${base}_${number}${member}`;
}

const NO_DATE = { date_year: null, date_month: null, date_day: null };

/** The date that the column of its type has: the first without a label, whose column there is none for. */
function plainDate(dates: readonly ContactDate[], type: string): ContactDate | undefined {
  if (!PLAIN_DATES.has(type)) return undefined;
  return dates.find((date) => date.date_type === type && date.date_label === null);
}
