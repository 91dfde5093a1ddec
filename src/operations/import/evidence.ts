/** What speaks for and against a card and a contact being one person's. Pure: everything it looks at is given. */
import type { ContactDraft, DateDraft } from "../../domain/draft.ts";
import type { FullContact } from "../../domain/entities.ts";
import type { JsonObject } from "../../domain/json.ts";
import { keptLines, lineValue, nameOf, unescaped } from "../../domain/kept.ts";
import { channelIdentity, sameAddress } from "../../domain/merge.ts";
import { fold, nameKey } from "../../domain/search-text.ts";
import { foldedName, uidKey } from "../../store/keys.ts";
import { isReachable } from "./prepare.ts";

/** Sr and Jr, two birthdays, two UIDs in one file: two people, whatever they share. */
export function contradicts(contact: FullContact, draft: ContactDraft, sameFile: boolean): boolean {
  if (differ(contact.suffix, draft.suffix) || differ(contact.given_name, draft.given_name)) return true;
  if (sameFile && otherUid(contact, draft)) return true;
  return otherBirthday(contact, draft);
}

export function speaksAgainst(contact: FullContact, draft: ContactDraft): boolean {
  return contradicts(contact, draft, false) || isApart(contact, draft);
}

/** Both have e-mails or phones and none in common, or something else contradicts. */
export function isApart(contact: FullContact, draft: ContactDraft): boolean {
  return areStrangers(contact, draft) || differ(contact.suffix, draft.suffix) || otherBirthday(contact, draft);
}

/** Of one name and one number: a new phone or a corrected birthday is no other person, but both at once are. */
export function isNamesake(contact: FullContact, draft: ContactDraft): boolean {
  return differ(contact.suffix, draft.suffix) || (areStrangers(contact, draft) && otherBirthday(contact, draft));
}

function areStrangers(contact: FullContact, draft: ContactDraft): boolean {
  const mine = new Set(reachable(contact).map(channelIdentity));
  const theirs = reachable(draft).map(channelIdentity);
  return mine.size > 0 && theirs.length > 0 && !theirs.some((identity) => mine.has(identity));
}

/**
 * A personal e-mail address is evidence. A phone may be a family's: it counts when one side's channels are all on the
 * other, and so does everything between two cards of one file.
 */
export function sharedChannel(contact: FullContact, draft: ContactDraft, sameFile: boolean): boolean {
  const mine = new Set(reachable(contact).map(channelIdentity));
  const theirs = new Set(reachable(draft).map(channelIdentity));
  const shared = [...theirs].filter((identity) => mine.has(identity));
  if (shared.length === 0) return false;
  const contained = shared.length === theirs.size || shared.length === mine.size;
  const personal = shared.some(
    (identity) => identity.startsWith("email:") && !ROLE.test(identity.slice("email:".length)),
  );
  return sameFile ? contained && personal : contained || personal;
}

export function nameEvidence(contact: FullContact, draft: ContactDraft): string | null {
  if (sameBirthday(contact, draft)) return "name and birthday";
  // A company may have two people of one name, and their UIDs say so.
  if (otherUid(contact, draft)) return null;
  const organizations = new Set(contact.affiliations.map((one) => foldedName(one.organization_name)));
  const shared = draft.affiliations.some((one) => organizations.has(foldedName(one.organization_name)));
  return shared ? "name and organization" : null;
}

export function sameBirthday(contact: FullContact, draft: ContactDraft): boolean {
  const [mine, theirs] = [birthday(contact.dates), birthday(draft.dates)];
  return mine !== null && theirs !== null && sameDay(mine, theirs);
}

export function isSameBranch(contact: FullContact, draft: ContactDraft): boolean {
  const same = draft.addresses.some((one) => contact.addresses.some((other) => sameAddress(one, other)));
  const apart = contact.addresses.length > 0 && draft.addresses.length > 0 && !same;
  return !apart && (same || sharedChannel(contact, draft, false));
}

/** The name, and those that earlier cards had. */
export function namesOf({ display_name, metadata }: FullContact): string[] {
  const kept = keptLines(metadata).filter((line) => nameOf(line) === "FN");
  return [display_name, ...kept.map((line) => unescaped(lineValue(line) ?? ""))].map(nameKey);
}

export function keepsUid(metadata: JsonObject, uid_key: string): boolean {
  return keptLines(metadata).some(
    (line) => nameOf(line) === "UID" && uidKey(unescaped(lineValue(line) ?? "")) === uid_key,
  );
}

export function sharesWord(name: string, other: string): boolean {
  const words = new Set(name.split(" "));
  return other.split(" ").some((word) => words.has(word));
}

/** `ada` in `ada lovelace`. */
export function isWithin(name: string, other: string): boolean {
  const words = new Set(other.split(" "));
  return name.split(" ").every((word) => words.has(word));
}

/** One family name and two first names. */
export function isRelative(name: string, other: string): boolean {
  const [mine, theirs] = [name.split(" "), other.split(" ")];
  return mine.at(-1) === theirs.at(-1) && mine[0] !== theirs[0];
}

export function reachable(draft: Pick<ContactDraft, "channels">): ContactDraft["channels"] {
  return draft.channels.filter(isReachable);
}

function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && fold(one) !== fold(other);
}

function otherUid(contact: FullContact, draft: ContactDraft): boolean {
  const { vcard_uid: mine } = contact;
  return mine !== null && draft.vcard_uid !== null && uidKey(mine) !== uidKey(draft.vcard_uid);
}

function otherBirthday(contact: FullContact, draft: ContactDraft): boolean {
  const [mine, theirs] = [birthday(contact.dates), birthday(draft.dates)];
  return mine !== null && theirs !== null && !sameDay(mine, theirs);
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

/** Addresses that many people answer: evidence for nobody. */
const ROLE =
  /^(admin|billing|contact|hello|help|hr|info|jobs|kontakt|mail|no-?reply|office|post|sales|service|support|team|webmaster)@/;
