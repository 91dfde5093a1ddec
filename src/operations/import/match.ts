/**
 * Which contact a card belongs to. By UID; else by a shared e-mail or phone and the same name; else by the same name and
 * birthday or organization. Two people are never made one: whatever speaks against it wins, and two candidates are none.
 */
import type { ContactDraft, DateDraft } from "../../domain/draft.ts";
import type { FullContact } from "../../domain/entities.ts";
import { channelIdentity } from "../../domain/merge.ts";
import { fold, nameKey } from "../../domain/search-text.ts";
import { foldedName, lookupKey } from "../../store/keys.ts";
import { withParts } from "../../store/parts.ts";
import type { Reader, Rows } from "../../store/store.ts";
import { isReachable } from "./prepare.ts";

export type Match = { contact: FullContact; by: string };

/** Addresses that many people answer: evidence for nobody. */
const ROLE =
  /^(admin|billing|contact|hello|help|hr|info|jobs|kontakt|mail|no-?reply|office|post|sales|service|support|team|webmaster)@/;

/** @param key as `uidKey` makes it */
export async function matchByUid(tx: Reader, key: string): Promise<Match | null> {
  const rows = await tx.find("contacts", { uid_key: key });
  // An export of a contact without UID names it by its id.
  const named = rows.length > 0 ? rows : await tx.find("contacts", { id: key });
  const [contact] = await withParts(tx, named.filter(live).slice(0, 1), COMPARED);
  return contact ? { contact, by: "UID" } : null;
}

/** The contact that the very same card was imported as before. */
export async function matchOfCard(tx: Reader, row: Rows["contacts"]): Promise<Match | null> {
  const [contact] = await withParts(tx, [row], COMPARED);
  return contact ? { contact, by: "card" } : null;
}

/** An organization is its name: the contact made for somebody's ORG line becomes the card's. */
export async function matchOrganization(tx: Reader, draft: ContactDraft, bareOnly: boolean): Promise<Match | null> {
  const rows = await tx.find("contacts", { name_key: nameKey(draft.display_name), kind: "organization" });
  const alike = rows.filter(
    (row) =>
      live(row) &&
      foldedName(row.display_name) === foldedName(draft.display_name) &&
      (row.vcard_uid === null || draft.vcard_uid === null) &&
      (!bareOnly || (row.vcard_uid === null && row.card_digest === null)),
  );
  const [contact] = await withParts(tx, alike.slice(0, 1), COMPARED);
  return contact ? { contact, by: "name" } : null;
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

  const namesakes = (await tx.find("contacts", { name_key: key, kind: draft.kind })).filter(live).slice(0, 50);
  const evident = (await withParts(tx, namesakes, COMPARED)).flatMap((contact) => {
    const by = possible(contact) && contact.created_at !== at ? nameEvidence(contact, draft) : null;
    return by === null ? [] : [{ contact, by }];
  });
  return evident.length === 1 && evident[0] ? evident[0] : null;
}

/** Parts that comparing and adding need. */
const COMPARED = ["channels", "addresses", "dates", "affiliations", "tags", "relationships", "photo"] as const;

const live = (row: Rows["contacts"]) => row.deleted_at === null;

async function ownersOfChannels(tx: Reader, draft: ContactDraft): Promise<FullContact[]> {
  const keys = reachable(draft).map(lookupKey);
  const wanted = keys.filter((key) => key !== null);
  if (wanted.length === 0) return [];
  const channels = await tx.find("channels", { lookup_key: wanted });
  const ids = [...new Set(channels.map(({ contact_id }) => contact_id))];
  // A switchboard number is on hundreds of cards and says nothing about whose card this is.
  if (ids.length === 0 || ids.length > 50) return [];
  return withParts(tx, (await tx.find("contacts", { id: ids })).filter(live), COMPARED);
}

function reachable(draft: Pick<ContactDraft, "channels">): ContactDraft["channels"] {
  return draft.channels.filter(isReachable);
}

/** Sr and Jr, two birthdays, two UIDs in one file: two people, whatever they share. */
function contradicts(contact: FullContact, draft: ContactDraft, sameFile: boolean): boolean {
  if (differ(contact.suffix, draft.suffix) || differ(contact.given_name, draft.given_name)) return true;
  if (sameFile && differ(contact.vcard_uid, draft.vcard_uid)) return true;
  const mine = birthday(contact.dates);
  const theirs = birthday(draft.dates);
  return mine !== null && theirs !== null && !sameDay(mine, theirs);
}

function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && fold(one) !== fold(other);
}

/**
 * A personal e-mail address is evidence. A phone may be a family's: it counts when one side's channels are all on the
 * other, and so does everything between two cards of one file.
 */
function sharedChannel(contact: FullContact, draft: ContactDraft, sameFile: boolean): boolean {
  const mine = new Set(reachable({ channels: contact.channels }).map(channelIdentity));
  const theirs = new Set(reachable(draft).map(channelIdentity));
  const shared = [...theirs].filter((identity) => mine.has(identity));
  if (shared.length === 0) return false;
  const contained = shared.length === theirs.size || shared.length === mine.size;
  const personal = shared.some(
    (identity) => identity.startsWith("email:") && !ROLE.test(identity.slice("email:".length)),
  );
  return sameFile ? contained && personal : contained || personal;
}

function nameEvidence(contact: FullContact, draft: ContactDraft): string | null {
  const mine = birthday(contact.dates);
  const theirs = birthday(draft.dates);
  if (mine && theirs && sameDay(mine, theirs)) return "name and birthday";
  const organizations = new Set(contact.affiliations.map((one) => foldedName(one.organization_name)));
  const shared = draft.affiliations.some((one) => organizations.has(foldedName(one.organization_name)));
  return shared ? "name and organization" : null;
}

function birthday(dates: readonly DateDraft[]): DateDraft | null {
  return (
    dates.find((date) => date.date_type === "birthday" && date.date_day !== null && date.date_month !== null) ?? null
  );
}

/** A year on one side only does not speak against it. */
function sameDay(one: DateDraft, other: DateDraft): boolean {
  const years = one.date_year === null || other.date_year === null || one.date_year === other.date_year;
  return years && one.date_day === other.date_day && one.date_month === other.date_month;
}
