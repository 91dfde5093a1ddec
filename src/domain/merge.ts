/**
 * What a card adds to a contact that is already there. Pure. Nothing the contact has is overwritten or dropped:
 * empty fields are filled, new parts are added, and a value that differs is kept as a vCard line.
 */
import { dateValue } from "./date-value.ts";
import type {
  AddressDraft,
  AffiliationDraft,
  ChannelDraft,
  ContactDraft,
  DateDraft,
  PhotoDraft,
  RelatedDraft,
} from "./draft.ts";
import type { Address, Affiliation, FullContact } from "./entities.ts";
import type { JsonObject } from "./json.ts";
import { keptLines, lineValue, nameOf, structuredLine, textLine } from "./kept.ts";
import { newLines, withOwnGroups } from "./line-groups.ts";
import {
  type FieldChanges,
  type Merge,
  mergedMetadata,
  mergeFields,
  mergePhoto,
  mergeTags,
  plainUid,
  startMerge,
} from "./merge-fields.ts";
import { fold } from "./search-text.ts";

export type Addition = {
  fields: FieldChanges & { metadata?: JsonObject };
  channels: ChannelDraft[];
  addresses: AddressDraft[];
  dates: DateDraft[];
  affiliations: AffiliationDraft[];
  tags: string[];
  photo: PhotoDraft | null;
};

export function additionOf(contact: FullContact, card: ContactDraft): Addition {
  const draft = withOwnGroups(card, contact);
  const merge = startMerge(contact, draft);
  mergeFields(merge);
  const addition: Omit<Addition, "fields"> = {
    channels: newChannels(contact, draft.channels),
    addresses: newAddresses(contact, draft.addresses),
    dates: mergeDates(merge),
    affiliations: mergeAffiliations(merge),
    tags: mergeTags(merge),
    photo: mergePhoto(merge),
  };
  const linked = draft.related.filter((one) => isLinked(contact, one)).flatMap((one) => one.lines);
  for (const line of keptLines(draft.metadata)) if (!linked.includes(line)) merge.lines.push(line);
  const metadata = mergedMetadata(merge);
  return { fields: metadata === null ? merge.fields : { ...merge.fields, metadata }, ...addition };
}

/** Whether the card brings anything the contact does not have. */
export function isEmptyAddition(addition: Addition): boolean {
  const { fields, photo, ...lists } = addition;
  return Object.keys(fields).length === 0 && photo === null && Object.values(lists).every((list) => list.length === 0);
}

/** The properties of which the contact has another value than the card, whose line it keeps from now on. */
export function valuesKept(contact: Pick<FullContact, "metadata">, { fields }: Addition): string[] {
  if (fields.metadata === undefined) return [];
  const before = new Set(keptLines(contact.metadata));
  const fresh = keptLines(fields.metadata).filter((line) => !before.has(line));
  return [...new Set(fresh.map(nameOf))].filter((name) => SINGLE.has(name));
}

/** Of these a contact has one, and people look for it. */
const SINGLE: ReadonlySet<string> = new Set(["FN", "N", "NICKNAME", "BDAY", "LANG", "TZ", "PHOTO"]);

/** There is one birthday, as in a card; another one is kept. */
function mergeDates({ contact, draft, lines }: Merge): DateDraft[] {
  const dates = draft.dates.filter((one) => !contact.dates.some((other) => sameDate(one, other)));
  if (!contact.dates.some(isBirthday)) return dates;
  for (const date of dates.filter(isBirthday)) lines.push(birthdayLine(date));
  return dates.filter((date) => !isBirthday(date));
}

function isBirthday({ date_type }: DateDraft): boolean {
  return date_type === "birthday";
}

function birthdayLine(date: DateDraft): string {
  const head = typeof date.metadata.vcard === "string" ? date.metadata.vcard : "BDAY";
  return lineValue(head) === null ? `${head}:${dateValue(date)}` : head;
}

/** An organization has no affiliations, as in a card; those of another kind of card are kept. */
function mergeAffiliations({ contact, draft, lines }: Merge): AffiliationDraft[] {
  const isNew = (one: AffiliationDraft) => !contact.affiliations.some((other) => covers(other, one));
  if (contact.kind !== "organization") return draft.affiliations.filter(isNew);
  lines.push(...affiliationLines(draft.affiliations));
  return [];
}

/** The lines that affiliations are read from. */
export function affiliationLines(affiliations: readonly AffiliationDraft[]): string[] {
  return affiliations.flatMap(({ organization_name, department, title, role }) => [
    structuredLine("ORG", [organization_name, ...(department?.split("; ") ?? [])]),
    ...(title === null ? [] : [textLine("TITLE", title)]),
    ...(role === null ? [] : [textLine("ROLE", role)]),
  ]);
}

function newChannels(contact: FullContact, channels: readonly ChannelDraft[]): ChannelDraft[] {
  const known = new Set(contact.channels.map(channelIdentity));
  const hasPrimary = new Set(contact.channels.filter((one) => one.is_primary).map((one) => one.type));
  return channels
    .filter((channel) => !known.has(channelIdentity(channel)))
    .map((channel) => addedPart(channel, hasPrimary.has(channel.type)));
}

/** A new part does not take the place of the primary one; nor does one that was preferred only beside it. */
function addedPart<P extends Pick<ChannelDraft, "is_primary" | "metadata">>(part: P, hasPrimary: boolean): P {
  if (part.is_primary) return { ...part, is_primary: !hasPrimary };
  const { vcard } = part.metadata;
  if (typeof vcard !== "string") return part;
  return { ...part, metadata: { ...part.metadata, vcard: vcard.replace(PREFERRED, "$12") } };
}

const PREFERRED = /^((?:[^":]|"[^"]*")*?;PREF=)1(?=[;:]|$)/;

/** Two spellings of one number or address are one channel. */
export function channelIdentity({ type, value, canonical_value }: ChannelDraft): string {
  const plain = type === "phone" ? value.replace(/[^\d+]/g, "") || value : value.trim().toLowerCase();
  return `${type}:${canonical_value ?? plain}`;
}

/**
 * Whether the relationship that a card names is there already, and its lines stand with that. One that no card made has
 * none; then it must say the same.
 */
function isLinked(contact: FullContact, { relationship_type, description, uid, name, lines }: RelatedDraft): boolean {
  const said = contact.relationships.flatMap(({ metadata }) => keptLines(metadata));
  const isSaid = newLines(said, lines).length === 0;
  return contact.relationships.some(
    (link) =>
      link.direction === "to" &&
      link.relationship_type === relationship_type &&
      ((uid !== null && plainUid(link.contact_uid) === plainUid(uid)) ||
        (name !== null && fold(link.display_name) === fold(name))) &&
      (isSaid || (keptLines(link.metadata).length === 0 && link.description === description)),
  );
}

function newAddresses(contact: FullContact, addresses: readonly AddressDraft[]): AddressDraft[] {
  const hasPrimary = contact.addresses.some((address) => address.is_primary);
  return addresses
    .filter((one) => !contact.addresses.some((other) => sameAddress(one, other)))
    .map((address) => addedPart(address, hasPrimary));
}

const ADDRESS_PARTS = ["street", "extended", "po_box", "city", "region", "postal_code", "country"] as const;

export function sameAddress(one: AddressDraft, other: Address): boolean {
  return ADDRESS_PARTS.every((part) => fold(one[part] ?? "") === fold(other[part] ?? ""));
}

export function sameDate(one: DateDraft, other: DateDraft): boolean {
  return (
    one.date_type === other.date_type &&
    one.date_day === other.date_day &&
    one.date_month === other.date_month &&
    one.date_year === other.date_year &&
    (one.date_label ?? "") === (other.date_label ?? "")
  );
}

/** The same organization, and nothing in the card's affiliation that the contact's does not say. */
function covers(mine: Affiliation & { organization_name: string }, theirs: AffiliationDraft): boolean {
  return (
    fold(mine.organization_name) === fold(theirs.organization_name) &&
    (["title", "role", "department"] as const).every((part) => theirs[part] === null || theirs[part] === mine[part])
  );
}
