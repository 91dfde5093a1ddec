/** One record → contact. */

import { isDate } from "../../domain/date-value.ts";
import { type AddressDraft, type ContactDraft, emptyDraft } from "../../domain/draft.ts";
import { imageType } from "../../domain/image-type.ts";
import type { JsonObject } from "../../domain/json.ts";
import { structuredLine, textLine } from "../../domain/kept.ts";
import type { CardWarning } from "../../vcard/card.ts";
import { DEFAULT_LIMITS } from "../../vcard/limits.ts";
import { dataUri, OCTETS } from "../../vcard/media.ts";
import type { FoundDraft } from "../format.ts";
import { affiliationDraft, channelDraft, dateDraft, emptyAddress, keepLine, nameDraft, saysNothing } from "../parts.ts";
import { ATTRIBUTES, type Attribute } from "./attributes.ts";
import type { LdifRecord, LdifValue } from "./records.ts";

/** What a contact of a DN is reached by, as the members of a group are named; null when nobody has that DN. */
export type AddressOfDn = (dn: string) => string | null;

type Entry = {
  record: LdifRecord;
  region: string | null;
  draft: ContactDraft;
  warnings: CardWarning[];
  kept: Map<string, string[]>;
  addresses: Map<string, AddressDraft & { printed: string | null }>;
  birth: { date_year: number | null; date_month: number | null; date_day: number | null };
  work: { organization_name: string | null; department: string | null; title: string | null };
  addressOfDn: AddressOfDn;
};

/** The contact of a record. Never throws; what has no field is kept in `metadata.ldif`. */
export function readEntry(record: LdifRecord, region: string | null, addressOfDn: AddressOfDn): FoundDraft {
  if (record.refused !== null) return { draft: null, failure: record.refused, warnings: [] };
  const change = record.values.find(({ name }) => name === "changetype")?.text.trim();
  if (change !== undefined && change !== "add")
    return { draft: null, failure: "The record is a change to a directory, not a contact.", warnings: [] };
  const entry = newEntry(record, region, addressOfDn);
  for (const value of record.values) readValue(entry, value);
  if (record.bad > 0) warn(entry, null, "line_without_colon", "The record has lines that are no attributes.");
  finish(entry);
  const { draft, warnings } = entry;
  if (saysNothing(draft)) return { draft: null, failure: "The record has no field of a contact.", warnings };
  return { draft, failure: null, warnings };
}

function newEntry(record: LdifRecord, region: string | null, addressOfDn: AddressOfDn): Entry {
  const draft = emptyDraft();
  const isGroup = record.values.some(({ name, text }) => name === "objectclass" && /^groupofu?n/i.test(text.trim()));
  if (isGroup) Object.assign(draft, { kind: "group", members: [] } satisfies Partial<ContactDraft>);
  return {
    ...{ record, region, draft, addressOfDn },
    ...{ warnings: [], kept: new Map(), addresses: new Map() },
    birth: { date_year: null, date_month: null, date_day: null },
    work: { organization_name: null, department: null, title: null },
  };
}

function readValue(entry: Entry, value: LdifValue): void {
  const [base = "", ...options] = value.name.split(";");
  const attribute = options.every((option) => option === "binary") ? ATTRIBUTES.get(base) : undefined;
  const isBytes = value.bytes !== null && value.text === "" && value.bytes.length > 0;
  if (value.isUrl) {
    warn(entry, base, "not_fetched", "The value is at a URL, which was kept and not fetched.");
    keep(entry, value);
  } else if (attribute === undefined || (isBytes && attribute.part !== "photo" && attribute.part !== "secret"))
    keep(entry, value);
  else if (!take(entry, attribute, value)) keep(entry, value);
}

/** @returns false for a value there is no room for: a second name, a date that cannot be */
function take(entry: Entry, attribute: Attribute, value: LdifValue): boolean {
  const { draft, region } = entry;
  const text = value.text.trim();
  switch (attribute.part) {
    case "drop":
      return true;
    case "secret":
      warn(entry, value.name, "password_left_out", "Passwords are not imported.");
      return true;
    case "photo":
      return takePhoto(entry, value);
    case "text":
      return text === "" || takeOnce(draft, attribute.field, text);
    case "note":
      draft.bio = [draft.bio, text].filter((one) => one).join("\n\n") || null;
      return true;
    case "channel":
      if (text !== "") draft.channels.push(channelDraft(attribute.type, text, { label: attribute.label, region }));
      return true;
    case "uri":
      takeUri(entry, text);
      return true;
    case "member":
      return takeMember(entry, text);
    case "uuid":
      draft.vcard_uid = `urn:uuid:${text.toLowerCase()}`;
      return true;
    case "custom":
      draft.metadata = { ...draft.metadata, custom: { ...objectOf(draft.metadata.custom), [attribute.label]: text } };
      return true;
    case "affiliation":
      return text === "" || takeOnce(entry.work, attribute.field, text);
    case "birth":
      return text === "" || (/^\d{1,4}$/.test(text) && takeOnce(entry.birth, attribute.field, Number(text)));
    case "address":
      return text === "" || takeAddress(entry, attribute, text);
  }
}

function takeOnce<K extends string, T>(fields: Record<K, T | null>, field: K, value: T): boolean {
  if (fields[field] !== null && fields[field] !== "") return fields[field] === value;
  fields[field] = value;
  return true;
}

function takePhoto({ draft }: Entry, { bytes }: LdifValue): boolean {
  const media_type = bytes === null || bytes.length > DEFAULT_LIMITS.photo ? null : imageType(bytes);
  if (bytes === null || media_type === null || draft.photo !== null) return false;
  draft.photo = { media_type, bytes };
  return true;
}

/** RFC 2079: the URI, then perhaps a blank and a label. */
function takeUri({ draft, region }: Entry, text: string): void {
  const [uri = "", ...words] = text.split(/\s+/);
  if (uri !== "") draft.channels.push(channelDraft("url", uri, { label: words.join(" ") || null, region }));
}

/** A DN: of somebody in the file, or with an e-mail address in it, as Mozilla writes them. */
function takeMember({ draft, addressOfDn }: Entry, dn: string): boolean {
  const email = /(?:^|,)\s*mail=([^,\s]+@[^,\s]+)/i.exec(dn)?.[1];
  const member = addressOfDn(dn) ?? (email === undefined ? null : `mailto:${email.toLowerCase()}`);
  if (member === null || draft.members === null) return false;
  if (!draft.members.includes(member)) draft.members.push(member);
  return true;
}

function takeAddress(
  { addresses }: Entry,
  { label, field }: Extract<Attribute, { part: "address" }>,
  text: string,
): boolean {
  const address = addresses.get(label) ?? { ...emptyAddress(label), printed: null };
  addresses.set(label, address);
  if (field === "country" && /^[A-Za-z]{2}$/.test(text)) {
    address.country_code ??= text.toUpperCase();
    address.country ??= text;
    return true;
  }
  // RFC 4517 section 3.3.28: the lines of a postal address are parted by dollar signs.
  return takeOnce(address, field, field === "printed" ? text.replace(/\s*\$\s*/g, "\n") : text);
}

function finish(entry: Entry): void {
  const { draft, addresses, birth, work, kept, record } = entry;
  for (const { printed, ...address } of addresses.values()) {
    if (address.street === null && printed !== null) address.street = printed;
    draft.addresses.push(address);
  }
  if (isDate(birth)) draft.dates.push(dateDraft("birthday", birth));
  else for (const [field, value] of Object.entries(birth)) if (value !== null) kept.set(field, [String(value)]);
  const { organization_name, department, title } = work;
  if (organization_name !== null)
    draft.affiliations.push({ ...affiliationDraft(organization_name), department, title });
  else {
    if (department !== null) keepLine(draft, structuredLine("ORG", ["", department]));
    if (title !== null) keepLine(draft, textLine("TITLE", title));
  }
  nameDraft(draft);
  const dn = record.values.find(({ name }) => name === "dn")?.text;
  const ldif: JsonObject = Object.fromEntries(
    [...kept].map(([name, texts]) => [name, texts.length === 1 ? (texts[0] ?? "") : texts]),
  );
  if (dn !== undefined || kept.size > 0)
    draft.metadata = { ...draft.metadata, ldif: { ...(dn !== undefined && { dn }), ...ldif } };
}

function objectOf(value: JsonObject[string] | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function keep({ kept }: Entry, { name, text, bytes, isUrl }: LdifValue): void {
  const isBytes = bytes !== null && text === "" && bytes.length > 0;
  const said = isBytes ? dataUri(OCTETS, bytes) : isUrl ? `<${text}` : text;
  kept.set(name, [...(kept.get(name) ?? []), said]);
}

function warn({ record, warnings }: Entry, property: string | null, code: string, message: string): void {
  if (warnings.some((one) => one.code === code && one.property === property)) return;
  warnings.push({ line: record.line, property, code, message });
}
