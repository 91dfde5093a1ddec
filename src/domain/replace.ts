/**
 * What makes a contact say what a card says. Pure. Values that the card does not have go; what cards do not decide stays:
 * the kind, relationships, groups, interactions, tags that were added, a UID or a picture where the card has none.
 */
import type { AddressDraft, AffiliationDraft, ChannelDraft, ContactDraft, DateDraft, PhotoDraft } from "./draft.ts";
import type { Address, Affiliation, Channel, ContactDate, FullContact } from "./entities.ts";
import type { JsonObject } from "./json.ts";
import { keptHeads, keptLines, withKept } from "./kept.ts";
import { affiliationLines, channelIdentity, sameAddress, sameDate } from "./merge.ts";
import { fold } from "./search-text.ts";
import { ADDRESS_FIELDS } from "./shapes.ts";

export type Replacement = {
  fields: Partial<Pick<ContactDraft, Field | "vcard_uid">> & { metadata?: JsonObject };
  channels: PartChanges<ChannelDraft, Channel>;
  addresses: PartChanges<AddressDraft, Address>;
  dates: PartChanges<DateDraft, ContactDate>;
  affiliations: PartChanges<AffiliationDraft, NamedAffiliation>;
  tags: string[];
  photo: PhotoDraft | null;
};

export type PartChanges<Draft, Row> = { added: Draft[]; changed: { row: Row; to: Draft }[]; removed: Row[] };

type NamedAffiliation = Affiliation & { organization_name: string };
type Field = (typeof FIELDS)[number];

const FIELDS = [
  "display_name",
  "family_name",
  "given_name",
  "middle_name",
  "prefix",
  "suffix",
  "nickname",
  "avatar_url",
  "bio",
  "language",
  "timezone",
] as const;

export function replacementOf(contact: FullContact, card: ContactDraft): Replacement {
  const known = new Set(contact.tags.map(({ name }) => fold(name)));
  const { photo } = card;
  const sha256 = photo === null ? null : process.getBuiltinModule("node:crypto").hash("sha256", photo.bytes);
  const sameOrganization = (one: AffiliationDraft, other: NamedAffiliation) =>
    fold(one.organization_name) === fold(other.organization_name);
  const affiliations = contact.kind === "organization" ? [] : card.affiliations;
  return {
    fields: fieldsOf(contact, card),
    channels: compared(contact.channels, card.channels, sameChannel, ["value", "label", "is_primary", "metadata"]),
    addresses: compared(contact.addresses, card.addresses, sameAddress, [
      ...ADDRESS_FIELDS,
      "label",
      "is_primary",
      "metadata",
    ]),
    dates: compared(contact.dates, card.dates, sameDate, ["metadata"]),
    affiliations: compared(contact.affiliations, affiliations, sameOrganization, [
      ...(["title", "role", "department", "metadata"] as const),
    ]),
    tags: card.tags.filter((name) => !known.has(fold(name))),
    photo: sha256 === contact.photo?.sha256 ? null : photo,
  };
}

export function isEmptyReplacement({ fields, tags, photo, ...parts }: Replacement): boolean {
  const isEmpty = ({ added, changed, removed }: PartChanges<unknown, unknown>) =>
    added.length + changed.length + removed.length === 0;
  return Object.keys(fields).length + tags.length === 0 && photo === null && Object.values(parts).every(isEmpty);
}

function fieldsOf(contact: FullContact, card: ContactDraft): Replacement["fields"] {
  const fields: Record<string, string | null> = {};
  for (const field of FIELDS) if (card[field] !== contact[field]) fields[field] = card[field];
  if (card.vcard_uid !== null && card.vcard_uid !== contact.vcard_uid) fields.vcard_uid = card.vcard_uid;
  const metadata = metadataOf(contact, card);
  const isSame = JSON.stringify(metadata) === JSON.stringify(contact.metadata);
  return (isSame ? fields : { ...fields, metadata }) as Replacement["fields"];
}

/** The lines of the card instead of those of the contact; what others keep in the metadata stays. */
function metadataOf(contact: FullContact, card: ContactDraft): JsonObject {
  const { vcard: _lines, vcard_heads: _heads, ...others } = card.metadata;
  // An organization has no affiliations; the card's are kept as lines.
  const lines = contact.kind === "organization" ? affiliationLines(card.affiliations) : [];
  return withKept({ ...contact.metadata, ...others }, [...lines, ...linesBut(contact, card)], keptHeads(card.metadata));
}

/** Lines of relatives stand with the relationships once these are made. */
function linesBut(contact: FullContact, card: ContactDraft): string[] {
  const linked = new Set(contact.relationships.flatMap(({ metadata }) => keptLines(metadata)));
  return keptLines(card.metadata).filter((line) => !linked.has(line));
}

function sameChannel(one: ChannelDraft, other: Channel): boolean {
  return channelIdentity(one) === channelIdentity(other);
}

/** Each part of the card beside the contact's part that is the same one; the rest comes and goes. */
function compared<Draft extends object, Row extends object>(
  mine: readonly Row[],
  theirs: readonly Draft[],
  isSame: (one: Draft, other: Row) => boolean,
  told: readonly (keyof Draft & keyof Row)[],
): PartChanges<Draft, Row> {
  const left = [...mine];
  const added: Draft[] = [];
  const changed: { row: Row; to: Draft }[] = [];
  for (const one of theirs) {
    const at = left.findIndex((other) => isSame(one, other));
    const [row] = at === -1 ? [] : left.splice(at, 1);
    if (row === undefined) added.push(one);
    else if (told.some((key) => JSON.stringify(one[key]) !== JSON.stringify(row[key]))) changed.push({ row, to: one });
  }
  return { added, changed, removed: left };
}
