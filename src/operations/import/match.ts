/**
 * Which contact a card belongs to. By UID; else by a shared e-mail or phone and the same name; else by the same name and
 * birthday or organization. Two people are never made one: whatever speaks against it wins, and two candidates are none.
 */
import type { ContactDraft } from "../../domain/draft.ts";
import type { FullContact } from "../../domain/entities.ts";
import { foldedName, nameKey } from "../../domain/search-text.ts";
import type { Reader, Rows } from "../../store/store.ts";
import type { Book, Keys } from "./book.ts";
import {
  channelEvidence,
  contradicts,
  isApart,
  isNamesake,
  isRelative,
  isSameBranch,
  isWithin,
  keepsUid,
  nameEvidence,
  namesOf,
  sameBirthday,
  sharedChannel,
  sharesWord,
  speaksAgainst,
} from "./evidence.ts";
import { isLive, MANY, memberOf } from "./find-contact.ts";
import { nameAgrees } from "./names-agree.ts";

/** The contact, and by what it is the card's. Certain is what no other card can claim: the UID, or the very same card. */
export type Match = { contact: FullContact; evidence: string; certain: boolean };

/**
 * Whose the UID of a card is. `taken` tells that a contact has it who is somebody else: some programs number their cards
 * from 1 in every file, or give all of them one UID.
 * @param isFull contacts that have taken in too many cards to be one person's
 */
export async function matchByUid(
  book: Book,
  uid_key: string,
  draft: ContactDraft,
  isFull: (contact_id: string) => boolean,
): Promise<{ match: Match | null; taken: boolean }> {
  const rows = await book.byUid(uid_key);
  if (rows.length === 0) return { match: null, taken: false };
  for (const contact of await book.full(rows)) {
    const isSame =
      contact.id === uid_key ? sameSort(contact, draft) : await confirmsUid(book.tx, contact, draft, uid_key);
    if (isSame && !isFull(contact.id)) return { match: certainly(contact, "UID"), taken: false };
  }
  const where = { name_key: nameKey(draft.display_name), kind: draft.kind };
  const others = (await book.tx.find("contacts", where, MANY)).filter(
    (row) => isLive(row) && keepsUid(row.metadata, uid_key) && !isFull(row.id),
  );
  const contact = (await book.full(others)).find((one) => !speaksAgainst(one, draft));
  return { match: contact ? certainly(contact, "UID") : null, taken: true };
}

/** The contact that the very same card was imported as before. */
export async function matchOfCard(book: Book, id: string): Promise<Match | null> {
  const contact = await book.byId(id);
  return contact === null ? null : certainly(contact, "card");
}

function certainly(contact: FullContact, evidence: string): Match {
  return { contact, evidence, certain: true };
}

/**
 * The contact made for somebody's ORG line becomes the card's, as does any that has nothing but its name; of others it
 * needs a shared e-mail, phone or address: branches of a company have one name, too.
 */
export async function matchOrganization(book: Book, draft: ContactDraft, bareOnly: boolean): Promise<Match | null> {
  const where = { name_key: nameKey(draft.display_name), kind: draft.kind };
  const alike = (await book.tx.find("contacts", where, MANY)).filter(
    (row) =>
      isLive(row) &&
      foldedName(row.display_name) === foldedName(draft.display_name) &&
      (row.vcard_uid === null || draft.vcard_uid === null),
  );
  const nameless = alike.filter((row) => row.vcard_uid === null && row.card_digest === null);
  const full = await book.full(bareOnly ? nameless : alike);
  const bare = full.find((one) => nameless.some(({ id }) => id === one.id) && isBare(one));
  if (bare || bareOnly) return bare ? { contact: bare, evidence: "name", certain: false } : null;
  const [contact, ...others] = full.filter((one) => isSameBranch(one, draft));
  return contact && others.length === 0 ? { contact, evidence: "name and channel or address", certain: false } : null;
}

/**
 * @param at time of this import, by which contacts of the same file are told from older ones
 * @param claimed contacts another card of this import already is
 */
export async function matchByEvidence(
  book: Book,
  draft: ContactDraft,
  keys: Keys,
  { at, claimed }: { at: string; claimed: ReadonlySet<string> },
): Promise<Match | null> {
  const isPossible = (contact: FullContact) =>
    contact.kind === draft.kind && !claimed.has(contact.id) && !contradicts(contact, draft, contact.created_at === at);

  const sharing = (await ownersOfChannels(book, draft, keys)).flatMap((contact) => {
    const evidence = isPossible(contact) ? channelEvidence(contact, draft, contact.created_at === at) : null;
    return evidence === null ? [] : [{ contact, evidence: `${evidence} and name`, certain: false }];
  });
  if (sharing.length > 0) return sharing.length === 1 ? (sharing[0] ?? null) : null;

  if (!keys.has_name_evidence) return null;
  const namesakes = await book.byName(keys.name_key, draft.kind);
  const evident = (await book.full(namesakes ?? [])).flatMap((contact) => {
    const isOlder = isPossible(contact) && contact.created_at !== at;
    const evidence = isOlder ? nameEvidence(contact, draft) : null;
    return evidence === null ? [] : [{ contact, evidence: `name and ${evidence}`, certain: false }];
  });
  return evident.length === 1 ? (evident[0] ?? null) : null;
}

/** A UID is theirs if anything but the UID says so; a UID that was made to be unique needs less than a number. */
async function confirmsUid(tx: Reader, contact: FullContact, draft: ContactDraft, uid_key: string): Promise<boolean> {
  if (!sameSort(contact, draft)) return false;
  const names = namesOf(contact);
  const own = nameKey(draft.display_name);
  if (names.includes(own)) return uid_key.length >= UNIQUE || !isNamesake(contact, draft);
  if (contact.kind === "group") return hasMemberOf(tx, contact, draft);
  const evident = sharedChannel(contact, draft) || sameBirthday(contact, draft);
  if (uid_key.length >= UNIQUE)
    return evident || (names.some((name) => sharesWord(name, own)) && !isApart(contact, draft));
  // Families share a landline, and twins a birthday.
  if (evident && !names.every((name) => isRelative(name, own))) return true;
  return names.some((name) => isWithin(name, own) || isWithin(own, name)) && !isApart(contact, draft);
}

/** Letters from which on a UID is no number that somebody counted up. */
const UNIQUE = 16;

/** A group is nobody. */
function sameSort(contact: FullContact, draft: ContactDraft): boolean {
  return (contact.kind === "group") === (draft.kind === "group");
}

async function hasMemberOf(tx: Reader, group: FullContact, { members }: ContactDraft): Promise<boolean> {
  const present = new Set((await tx.find("group_members", { group_id: group.id })).map((link) => link.contact_id));
  for (const member of present.size === 0 ? [] : (members ?? [])) {
    const found = await memberOf(tx, member);
    if (found !== null && present.has(found)) return true;
  }
  return false;
}

function isBare({ channels, addresses }: FullContact): boolean {
  return channels.length + addresses.length === 0;
}

async function ownersOfChannels(book: Book, draft: ContactDraft, { lookup_keys }: Keys): Promise<FullContact[]> {
  const owners = new Map<string, Rows["contacts"]>();
  for (const key of new Set(lookup_keys)) {
    // A switchboard number is on hundreds of cards and says nothing about whose card this is.
    for (const row of (await book.byChannel(key)) ?? []) owners.set(row.id, row);
  }
  const named = [...owners.values()].filter((row) => nameAgrees(row, draft));
  return owners.size > MANY ? [] : book.full(named);
}
