/** What speaks for and against a card and a contact being one person's. Pure: everything it looks at is given. */
import { dateValue } from "../../domain/date-value.ts";
import type { ContactDraft, DateDraft } from "../../domain/draft.ts";
import type { FullContact } from "../../domain/entities.ts";
import type { JsonObject } from "../../domain/json.ts";
import { keptLines, lineValue, nameOf, unescaped } from "../../domain/kept.ts";
import { channelIdentity, sameAddress } from "../../domain/merge.ts";
import { fold, foldedName, nameKey } from "../../domain/search-text.ts";
import { uidKey } from "../../store/keys.ts";
import { isSpelledAlike } from "./names-agree.ts";
import { isReachable } from "./prepare.ts";
import { isRoleAddress } from "./role-address.ts";

/** Sr and Jr, two birthdays, two UIDs in one file: two people, whatever they share. */
export function contradicts(contact: FullContact, draft: ContactDraft, sameFile: boolean): boolean {
  if (differ(contact.suffix, draft.suffix) || differ(contact.given_name, draft.given_name)) return true;
  if (isGeneration(contact.suffix) !== isGeneration(draft.suffix)) return true;
  if (sameFile && otherUid(contact, draft)) return true;
  return otherBirthday(contact, draft);
}

/** The junior of one card may be the son of the other's, who has no suffix because nobody else had the name. */
function isGeneration(suffix: string | null): boolean {
  return suffix !== null && GENERATION.test(fold(suffix));
}

const GENERATION = /^(jr|sr|junior|senior|fils|pere|ii|iii|iv|v|[2-5](nd|rd|th))\b/;

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
 * The e-mail or phone that makes a card of the same name the contact's; null when there is none. A personal e-mail address
 * is evidence. A phone may be a family's: it counts when one side's channels are all on the other. Between two cards of
 * one file only an e-mail counts, and only so.
 */
export function channelEvidence(contact: FullContact, draft: ContactDraft, sameFile: boolean): string | null {
  const mine = new Map(reachable(contact).map((one) => [channelIdentity(one), one]));
  const theirs = new Map(reachable(draft).map((one) => [channelIdentity(one), one]));
  const shared = [...theirs].filter(([identity]) => mine.has(identity));
  const contained = shared.length > 0 && (shared.length === theirs.size || shared.length === mine.size);
  const personal = shared.find(([identity]) => isPersonalEmail(identity));
  if (personal && (contained || !sameFile)) return `e-mail ${addressOf(personal[1])}`;
  if (sameFile || !contained || !isSpelledAlike(contact, draft)) return null;
  // Two UIDs and one line of the house: two people may stand behind them.
  const isLine = ([identity, one]: (typeof shared)[number]): boolean =>
    one.type === "email" || isFixedLine(one.label) || isFixedLine(mine.get(identity)?.label ?? null);
  const found = otherUid(contact, draft) ? shared.find((one) => !isLine(one)) : shared[0];
  if (!found) return null;
  return `${found[1].type === "email" ? "e-mail" : "phone"} ${addressOf(found[1])}`;
}

/** Whether an e-mail or phone speaks for one person, whatever the names. */
export function sharedChannel(contact: FullContact, draft: ContactDraft): boolean {
  const mine = new Set(reachable(contact).map(channelIdentity));
  const theirs = new Set(reachable(draft).map(channelIdentity));
  const shared = [...theirs].filter((identity) => mine.has(identity));
  if (shared.length === 0) return false;
  return shared.length === theirs.size || shared.length === mine.size || shared.some(isPersonalEmail);
}

function isPersonalEmail(identity: string): boolean {
  return identity.startsWith("email:") && !isRoleAddress(identity.slice("email:".length));
}

function isFixedLine(label: string | null): boolean {
  return label !== null && FIXED.test(label);
}

const FIXED = /^(home|work|main|fax|.*fax|office|other|private|pref|voice)$/i;

function addressOf({ value, canonical_value }: ContactDraft["channels"][number]): string {
  return canonical_value ?? value;
}

/**
 * What beside the name makes a card the contact's. A birthday with its year tells of one person; without, it and the
 * company do so only where the e-mails and phones do not speak of two.
 */
export function nameEvidence(contact: FullContact, draft: ContactDraft): string | null {
  const [mine, theirs] = [birthday(contact.dates), birthday(draft.dates)];
  if (mine !== null && theirs !== null && sameDay(mine, theirs)) {
    const isExact = mine.date_year !== null && theirs.date_year !== null;
    if (isExact || !areStrangers(contact, draft)) return `birthday ${dateValue(theirs)}`;
  }
  // A company may have two people of one name: their UIDs say so, or their addresses, and first names alone say nothing.
  if (otherUid(contact, draft) || haveOtherEmails(contact, draft) || areStrangers(contact, draft)) return null;
  if (!isFullName(draft.display_name)) return null;
  const organizations = new Set(contact.affiliations.map((one) => foldedName(one.organization_name)));
  const shared = draft.affiliations.find((one) => organizations.has(foldedName(one.organization_name)));
  return shared ? `organization ${shared.organization_name}` : null;
}

function haveOtherEmails(contact: FullContact, draft: ContactDraft): boolean {
  const emails = ({ channels }: Pick<ContactDraft, "channels">) => channels.filter(({ type }) => type === "email");
  const mine = new Set(emails(contact).map(channelIdentity));
  const theirs = emails(draft).map(channelIdentity);
  return mine.size > 0 && theirs.length > 0 && !theirs.some((identity) => mine.has(identity));
}

/** Two words, or a name of a script that parts none. */
function isFullName(name: string): boolean {
  return (
    /\S\s+\S/.test(name.trim()) ||
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{2}/u.test(name)
  );
}

export function sameBirthday(contact: FullContact, draft: ContactDraft): boolean {
  const [mine, theirs] = [birthday(contact.dates), birthday(draft.dates)];
  return mine !== null && theirs !== null && sameDay(mine, theirs);
}

export function isSameBranch(contact: FullContact, draft: ContactDraft): boolean {
  const same = draft.addresses.some((one) => contact.addresses.some((other) => sameAddress(one, other)));
  const apart = contact.addresses.length > 0 && draft.addresses.length > 0 && !same;
  return !apart && (same || sharedChannel(contact, draft));
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
