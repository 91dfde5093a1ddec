/**
 * What a search sees of a contact, and how text is folded for it. Pure and the same for every engine:
 * the index stores these words, the query is split by the same rules.
 */

import type { Json, JsonObject } from "./json.ts";
import { lineValue, unescaped } from "./kept.ts";
import { dialled, spelledNumber } from "./spelled-number.ts";

/** The words of a contact by place, folded, separated by one blank. */
export type SearchDocument = {
  name: string;
  channels: string;
  work: string;
  tags: string;
  notes: string;
  /** Every three neighbouring digits of each phone number, numbers parted by `x`. */
  digits: string;
};

/** What a document is made of; null and undefined are skipped. */
export type SearchSource = {
  display_name: string;
  given_name: string | null;
  middle_name: string | null;
  family_name: string | null;
  nickname: string | null;
  bio: string | null;
  channels: { type: string; value: string; canonical_value: string | null }[];
  addresses: {
    street: string | null;
    city: string | null;
    region: string | null;
    postal_code: string | null;
    country: string | null;
  }[];
  affiliations: {
    organization_name: string;
    title: string | null;
    role: string | null;
    department: string | null;
  }[];
  tags: string[];
  /** Where lines of cards are kept: other names the contact had, and how its names are spoken. */
  metadata: JsonObject;
};

/** One word of a query: the tokens it consists of, the last one a prefix; and as phone digits, if it looks like one. */
export type Term = { words: string[]; digits: string[] };

const LETTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ς: "σ",
};
/** Scripts written without blanks: each character is a word, so that 田 finds 山田. */
const UNSPACED = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u30fc]`;
let unspaced: RegExp | undefined;
const ASCII = /^[\x00-\x7f]*$/;

/** Lower case without accents and compatibility forms: `Žofia Ångström` → `zofia angstrom`. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[\u00df\u00e6\u0153\u00f8\u0142\u0111\u00f0\u00fe\u0131\u03c2]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFC");
}

/** The folded words of a text, separated by one blank: `O'Brien-Lee, 山田` → `obrien lee 山 田`. */
export function words(text: string): string {
  const folded = fold(text);
  if (ASCII.test(folded))
    return folded
      .replace(/'/g, "")
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  unspaced ??= new RegExp(UNSPACED, "gu"); // a literal would cost every start half a millisecond
  return folded
    .replace(/['\u2019\u02bc]/g, "")
    .replace(unspaced, " $& ")
    .replace(/[^\p{L}\p{N}\p{M}\p{Co}]+/gu, " ")
    .trim();
}

/**
 * Names that are unique ignoring case and Unicode form: tags and groups. It is the folding that Unicode has for this,
 * NFKC_Casefold: `STRASSE` is `Straße`, and what is drawn as nothing does not count. A name of nothing else is itself.
 */
export function foldedName(name: string): string {
  if (ASCII.test(name)) return name.toLowerCase().replace(/\s+/g, " ").trim();
  ignorable ??= new RegExp(IGNORABLE, "gu"); // made on use, as above
  const seen = caseless(name.normalize("NFKC").replace(ignorable, "")).replace(/\s+/g, " ").trim();
  return seen === "" ? name : seen;
}

const IGNORABLE = String.raw`\p{Default_Ignorable_Code_Point}+`;
let ignorable: RegExp | undefined;

/** Upper case tells more letters alike than lower case does, ß and SS; only of the dotless ı it makes another letter. */
function caseless(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\u0131]+/g, (letters) => letters.toUpperCase().toLowerCase())
    .replaceAll("\u03c2", "\u03c3")
    .normalize("NFKC");
}

/** Key by which equal display names are found and lists are sorted; never empty. */
export function nameKey(display_name: string): string {
  return words(display_name) || fold(display_name).trim() || display_name;
}

export function searchDocument(source: SearchSource): SearchDocument {
  let channels = "";
  let digits = "";
  for (const channel of source.channels) {
    const isPhone = channel.type === "phone";
    if (isPhone) digits += trigrams(channel.canonical_value ?? dialled(channel.value));
    if (!isPhone || spelledNumber(channel.value) !== null) channels += ` ${channel.value}`;
  }
  let work = "";
  for (const a of source.affiliations)
    work += ` ${a.organization_name} ${a.title ?? ""} ${a.role ?? ""} ${a.department ?? ""}`;
  let notes = source.bio ?? "";
  for (const a of source.addresses) {
    notes += ` ${a.street ?? ""} ${a.city ?? ""} ${a.region ?? ""} ${a.postal_code ?? ""} ${a.country ?? ""}`;
  }
  return {
    name: nameWords(source),
    channels: words(channels),
    work: words(work),
    tags: words(source.tags.join(" ")),
    notes: words(notes),
    digits: digits.trimEnd(),
  };
}

/** The display name, those parts of the name it does not hold as words, and the names in kept lines. */
function nameWords(source: SearchSource): string {
  let text = source.display_name;
  const held = ` ${text} `;
  for (const part of [source.given_name, source.middle_name, source.family_name, source.nickname]) {
    if (part !== null && !held.includes(` ${part} `)) text += ` ${part}`;
  }
  const { vcard, vcard_heads } = source.metadata;
  if (vcard !== undefined) text += namesIn(vcard, NAMES);
  if (vcard_heads !== undefined) text += namesIn(vcard_heads, NICKNAMES);
  return words(text);
}

/** The values of those lines that have a name of the contact, each after a blank. */
function namesIn(lines: Json, names: RegExp): string {
  let text = "";
  if (!Array.isArray(lines)) return text;
  for (const line of lines) {
    if (typeof line === "string" && names.test(line)) text += ` ${unescaped(lineValue(line) ?? "")}`;
  }
  return text;
}

const NAMES = /^(?:[^.;:]*\.)?(?:FN|N|NICKNAME|SORT-STRING|X-PHONETIC-[^.;:]*)[;:]/i;
/** A head of several nicknames has them all. */
const NICKNAMES = /^(?:[^.;:]*\.)?NICKNAME[;:]/i;

/** `5550100` → `555 550 501 010 100 x `: a phrase of these finds any run of three digits or more. */
function trigrams(number: string): string {
  const digits = number.replace(/\D/g, "");
  let out = "";
  for (let i = 0; i + 3 <= digits.length; i++) out += `${digits.slice(i, i + 3)} `;
  return out === "" ? "" : `${out}x `;
}

/**
 * The terms of a search text. All of them must match; nothing in it is syntax.
 * A text that is one phone number in any spelling is one term: `(555) 0100`.
 */
export function terms(text: string): Term[] {
  const trimmed = text.trim();
  if (PHONE.test(trimmed) && phoneDigits(trimmed).length > 0) {
    return [{ words: words(trimmed).split(" "), digits: phoneDigits(trimmed) }];
  }
  const out: Term[] = [];
  for (const word of trimmed.split(/\s+/)) {
    const split = words(word);
    if (split !== "") out.push({ words: split.split(" "), digits: runsOf(word) });
  }
  return out;
}

/** The digits that a word may stand for in a phone number, which may be spelt with letters. */
function runsOf(word: string): string[] {
  const number = dialled(word);
  return PHONE.test(number) ? phoneDigits(number) : [];
}

const PHONE = /^[+(]?[\d\s()./+-]+$/;

/** The digit runs by which a phone may be stored: without `00`, and without the trunk `0`, as E.164 has neither. */
function phoneDigits(text: string): string[] {
  const digits = text.replace("(0)", "").replace(/\D/g, "");
  if (digits.length < 3) return [];
  const forms = [digits];
  const bare = digits.replace(/^0+/, "");
  if (bare !== digits && bare.length >= 3) forms.push(bare);
  // A number whose country nobody knew is stored as it was written, mostly without its code.
  const national = /^\+|^00/.test(text.trim()) ? bare.slice(callingCodeLength(bare)) : "";
  if (national.length >= 6) forms.push(national);
  return forms;
}

/** Digits of the calling code that an international number begins with (ITU-T E.164, Annex to Operational Bulletin). */
function callingCodeLength(digits: string): number {
  if (/^[17]/.test(digits)) return 1;
  return TWO_DIGIT_CODES.test(digits) ? 2 : 3;
}

const TWO_DIGIT_CODES = /^(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** The trigrams of a run of digits, as `searchDocument` stores them. */
export function digitTrigrams(digits: string): string[] {
  return Array.from({ length: digits.length - 2 }, (_, i) => digits.slice(i, i + 3));
}

/**
 * Whether a document holds all terms. What an engine's index must answer, told plainly: a term is met where its words
 * stand in a row in one place, the last one perhaps only begun, or where a phone number holds its digits.
 */
export function matches(document: SearchDocument, wanted: readonly Term[]): boolean {
  const { digits, ...places } = document;
  const texts = Object.values(places).map((text) => text.split(" "));
  const numbers = digits.split(" ");
  return (
    wanted.length > 0 &&
    wanted.every(
      (term) =>
        texts.some((text) => holds(text, term.words, (word, begun) => word.startsWith(begun))) ||
        term.digits.some((run) => holds(numbers, digitTrigrams(run), (trigram, last) => trigram === last)),
    )
  );
}

/** Whether the row stands in the text as it is; its last item is met by `isLast`. */
export function holds(
  text: readonly string[],
  row: readonly string[],
  isLast: (item: string, last: string) => boolean,
): boolean {
  const end = row.length - 1;
  return text.some((_, at) =>
    row.every((item, i) => (i === end ? isLast(text[at + i] ?? "", item) : text[at + i] === item)),
  );
}
