/**
 * What a card adds to a contact that is already there. Pure. Nothing the contact has is overwritten or dropped:
 * empty fields are filled, new parts are added, and a value that differs is kept as a vCard line.
 */
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
import { keptLines, structuredLine, textLine, withLines } from "./kept.ts";
import { fold } from "./search-text.ts";

export type Addition = {
  fields: Partial<Pick<ContactDraft, Field>> & { metadata?: JsonObject };
  channels: ChannelDraft[];
  addresses: AddressDraft[];
  dates: DateDraft[];
  affiliations: AffiliationDraft[];
  tags: string[];
  photo: PhotoDraft | null;
};

type Field = (typeof NAME_PARTS)[number] | keyof typeof LINES | "bio" | "vcard_uid";

const NAME_PARTS = ["family_name", "given_name", "middle_name", "prefix", "suffix"] as const;
/** Single fields, and the property under which a differing value is kept. */
const LINES = {
  display_name: "FN",
  nickname: "NICKNAME",
  avatar_url: "PHOTO",
  language: "LANG",
  timezone: "TZ",
} as const;

export function additionOf(contact: FullContact, draft: ContactDraft): Addition {
  const lines: string[] = [];
  const fields = { ...nameFields(contact, draft, lines), ...singleFields(contact, draft, lines) };
  const photo = contact.photo === null ? draft.photo : null;
  const linked = draft.related.filter((one) => isLinked(contact, one)).flatMap((one) => one.lines);
  for (const line of keptLines(draft.metadata)) if (!linked.includes(line)) lines.push(line);
  const metadata = mergedMetadata(contact.metadata, draft.metadata, lines);
  return {
    fields: metadata === null ? fields : { ...fields, metadata },
    channels: newChannels(contact, draft.channels),
    addresses: draft.addresses.filter((one) => !contact.addresses.some((other) => sameAddress(one, other))),
    dates: draft.dates.filter((one) => !contact.dates.some((other) => sameDate(one, other))),
    affiliations: draft.affiliations.filter((one) => !contact.affiliations.some((other) => covers(other, one))),
    tags: draft.tags.filter((name) => !contact.tags.some((tag) => fold(tag.name) === fold(name))),
    photo,
  };
}

/** Whether the card brings anything the contact does not have. */
export function isEmptyAddition(addition: Addition): boolean {
  const { fields, photo, ...lists } = addition;
  return Object.keys(fields).length === 0 && photo === null && Object.values(lists).every((list) => list.length === 0);
}

/** A name is one thing: its parts are filled together, or the other name is kept whole. */
function nameFields(contact: FullContact, draft: ContactDraft, lines: string[]): Addition["fields"] {
  const filled: Addition["fields"] = {};
  for (const part of NAME_PARTS) {
    if (draft[part] === null || draft[part] === contact[part]) continue;
    if (contact[part] === null) filled[part] = draft[part];
    else {
      lines.push(
        structuredLine(
          "N",
          NAME_PARTS.map((name) => draft[name]),
        ),
      );
      return {};
    }
  }
  return filled;
}

function singleFields(contact: FullContact, draft: ContactDraft, lines: string[]): Addition["fields"] {
  const filled: Addition["fields"] = {};
  for (const [field, property] of Object.entries(LINES) as [keyof typeof LINES, string][]) {
    const value = draft[field];
    if (value === null || value === contact[field]) continue;
    if (contact[field] === null) Object.assign(filled, { [field]: value });
    else lines.push(textLine(property, value));
  }
  // An export names a contact without UID by its id: nothing the contact did not know.
  const uid = draft.vcard_uid !== null && plainUid(draft.vcard_uid) !== contact.id ? draft.vcard_uid : null;
  if (contact.vcard_uid === null && uid !== null) filled.vcard_uid = uid;
  if (draft.bio !== null && !contact.bio?.includes(draft.bio)) {
    filled.bio = contact.bio === null ? draft.bio : `${contact.bio}\n\n${draft.bio}`;
  }
  return filled;
}

/** The contact's metadata with new keys and new kept lines; null when there are none. */
function mergedMetadata(mine: JsonObject, theirs: JsonObject, lines: readonly string[]): JsonObject | null {
  const kept = keptLines(mine);
  const fresh = [...new Set(lines)].filter((line) => !kept.includes(line));
  const keys = Object.keys(theirs).filter((key) => key !== "vcard" && !(key in mine));
  if (fresh.length === 0 && keys.length === 0) return null;
  const merged = { ...mine };
  for (const key of keys) merged[key] = theirs[key] ?? null;
  return withLines(merged, [...kept, ...fresh]);
}

function newChannels(contact: FullContact, channels: readonly ChannelDraft[]): ChannelDraft[] {
  const known = new Set(contact.channels.map(channelIdentity));
  const hasPrimary = new Set(contact.channels.filter((one) => one.is_primary).map((one) => one.type));
  return channels
    .filter((channel) => !known.has(channelIdentity(channel)))
    .map((channel) => ({ ...channel, is_primary: channel.is_primary && !hasPrimary.has(channel.type) }));
}

/** Two spellings of one number or address are one channel. */
export function channelIdentity({ type, value, canonical_value }: ChannelDraft): string {
  const plain = type === "phone" ? value.replace(/[^\d+]/g, "") || value : value.trim().toLowerCase();
  return `${type}:${canonical_value ?? plain}`;
}

/** Whether the relationship that a card names is there already; its lines stand with that. */
function isLinked(contact: FullContact, { relationship_type, uid, name }: RelatedDraft): boolean {
  return contact.relationships.some(
    (link) =>
      link.direction === "to" &&
      link.relationship_type === relationship_type &&
      ((uid !== null && plainUid(link.contact_uid) === plainUid(uid)) ||
        (name !== null && fold(link.display_name) === fold(name))),
  );
}

function plainUid(uid: string): string {
  return uid
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, "");
}

const ADDRESS_PARTS = ["street", "extended", "po_box", "city", "region", "postal_code", "country"] as const;

function sameAddress(one: AddressDraft, other: Address): boolean {
  return ADDRESS_PARTS.every((part) => fold(one[part] ?? "") === fold(other[part] ?? ""));
}

function sameDate(one: DateDraft, other: DateDraft): boolean {
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
