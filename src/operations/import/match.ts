/**
 * Which contact a card belongs to. By UID; else by a shared e-mail or phone and the same name; else by the same name and
 * birthday or organization. Two people are never made one: whatever speaks against it wins, and two candidates are none.
 */
import type { ContactDraft } from "../../domain/draft.ts";
import type { FullContact } from "../../domain/entities.ts";
import { nameKey } from "../../domain/search-text.ts";
import { foldedName, lookupKey } from "../../store/keys.ts";
import { withParts } from "../../store/parts.ts";
import type { Reader, Rows } from "../../store/store.ts";
import {
  contradicts,
  isApart,
  isNamesake,
  isRelative,
  isSameBranch,
  isWithin,
  keepsUid,
  nameEvidence,
  namesOf,
  reachable,
  sameBirthday,
  sharedChannel,
  sharesWord,
  speaksAgainst,
} from "./evidence.ts";
import { isLive, MANY, memberOf, ownersOf, rowsByUid } from "./find-contact.ts";

export type Match = { contact: FullContact; by: string };

/**
 * Whose the UID of a card is. `taken` tells that a contact has it who is somebody else: some programs number their cards
 * from 1 in every file, or give all of them one UID.
 * @param isFull contacts that have taken in too many cards to be one person's
 */
export async function matchByUid(
  tx: Reader,
  uid_key: string,
  draft: ContactDraft,
  isFull: (contact_id: string) => boolean,
): Promise<{ match: Match | null; taken: boolean }> {
  const rows = await rowsByUid(tx, uid_key);
  if (rows.length === 0) return { match: null, taken: false };
  for (const contact of await withParts(tx, rows, COMPARED)) {
    const isSame = contact.id === uid_key ? sameSort(contact, draft) : await confirmsUid(tx, contact, draft, uid_key);
    if (isSame && !isFull(contact.id)) return { match: { contact, by: "UID" }, taken: false };
  }
  const where = { name_key: nameKey(draft.display_name), kind: draft.kind };
  const others = (await tx.find("contacts", where, MANY)).filter(
    (row) => isLive(row) && keepsUid(row.metadata, uid_key) && !isFull(row.id),
  );
  const contact = (await withParts(tx, others, COMPARED)).find((one) => !speaksAgainst(one, draft));
  return { match: contact ? { contact, by: "UID" } : null, taken: true };
}

/** The contact that the very same card was imported as before. */
export async function matchOfCard(tx: Reader, id: string): Promise<Match | null> {
  const row = await tx.get("contacts", id);
  const [contact] = await withParts(tx, row ? [row] : [], COMPARED);
  return contact ? { contact, by: "card" } : null;
}

/**
 * The contact made for somebody's ORG line becomes the card's, as does any that has nothing but its name; of others it
 * needs a shared e-mail, phone or address: branches of a company have one name, too.
 */
export async function matchOrganization(tx: Reader, draft: ContactDraft, bareOnly: boolean): Promise<Match | null> {
  const where = { name_key: nameKey(draft.display_name), kind: draft.kind };
  const alike = (await tx.find("contacts", where, MANY)).filter(
    (row) =>
      isLive(row) &&
      foldedName(row.display_name) === foldedName(draft.display_name) &&
      (row.vcard_uid === null || draft.vcard_uid === null),
  );
  const nameless = alike.filter((row) => row.vcard_uid === null && row.card_digest === null);
  const full = await withParts(tx, bareOnly ? nameless : alike, COMPARED);
  const bare = full.find((one) => nameless.some(({ id }) => id === one.id) && isBare(one));
  if (bare || bareOnly) return bare ? { contact: bare, by: "name" } : null;
  const [contact, ...others] = full.filter((one) => isSameBranch(one, draft));
  return contact && others.length === 0 ? { contact, by: "name" } : null;
}

/**
 * @param at time of this import, by which contacts of the same file are told from older ones
 * @param claimed contacts another card of this import already is
 */
export async function matchByEvidence(
  tx: Reader,
  draft: ContactDraft,
  at: string,
  claimed: ReadonlySet<string>,
): Promise<Match | null> {
  const key = nameKey(draft.display_name);
  const possible = (contact: FullContact) =>
    nameKey(contact.display_name) === key &&
    contact.kind === draft.kind &&
    !claimed.has(contact.id) &&
    !contradicts(contact, draft, contact.created_at === at);

  const owners = await ownersOfChannels(tx, draft);
  const sharing = owners.filter(
    (contact) => possible(contact) && sharedChannel(contact, draft, contact.created_at === at),
  );
  if (sharing.length > 0)
    return sharing.length === 1 && sharing[0] ? { contact: sharing[0], by: "channel and name" } : null;

  const namesakes = await tx.find("contacts", { name_key: key, kind: draft.kind }, MANY + 1);
  if (namesakes.length > MANY) return null;
  const evident = (await withParts(tx, namesakes.filter(isLive), COMPARED)).flatMap((contact) => {
    const by = possible(contact) && contact.created_at !== at ? nameEvidence(contact, draft) : null;
    return by === null ? [] : [{ contact, by }];
  });
  return evident.length === 1 && evident[0] ? evident[0] : null;
}

/** Parts that comparing and adding need. */
const COMPARED = ["channels", "addresses", "dates", "affiliations", "tags", "relationships", "photo"] as const;

/** A UID is theirs if anything but the UID says so; a UID that was made to be unique needs less than a number. */
async function confirmsUid(tx: Reader, contact: FullContact, draft: ContactDraft, uid_key: string): Promise<boolean> {
  if (!sameSort(contact, draft)) return false;
  const names = namesOf(contact);
  const own = nameKey(draft.display_name);
  if (names.includes(own)) return uid_key.length >= UNIQUE || !isNamesake(contact, draft);
  if (contact.kind === "group") return hasMemberOf(tx, contact, draft);
  const evident = sharedChannel(contact, draft, false) || sameBirthday(contact, draft);
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

async function ownersOfChannels(tx: Reader, draft: ContactDraft): Promise<FullContact[]> {
  const owners = new Map<string, Rows["contacts"]>();
  for (const key of new Set(reachable(draft).map(lookupKey))) {
    // A switchboard number is on hundreds of cards and says nothing about whose card this is.
    for (const row of (key !== null && (await ownersOf(tx, key))) || []) owners.set(row.id, row);
  }
  return owners.size > MANY ? [] : withParts(tx, [...owners.values()], COMPARED);
}
