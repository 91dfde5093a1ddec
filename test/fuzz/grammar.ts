/** vCards of all versions from a grammar, sound ones and broken ones. */
import type { Random } from "./random.ts";

export type Generated = {
  bytes: Buffer;
  /** Words of its values, which no reading may lose; none in a broken file. */
  words: string[];
};

/** A file of one to three cards. */
export function generate(random: Random, broken: boolean): Generated {
  const words: string[] = [];
  const newWord = (): string => {
    words.push(`w${words.length}q`);
    return words.at(-1) as string;
  };
  const lineEnd = random.pick(["\r\n", "\r\n", "\n", "\r"]);
  const cards = Array.from({ length: 1 + random.int(3) }, () => cardOf(random, lineEnd, newWord, broken, 0));
  return { bytes: Buffer.from(cards.join(""), "latin1"), words: broken ? [] : words };
}

type Version = "2.1" | "3.0" | "4.0";
type Line = { version: Version; lineEnd: string; newWord: () => string };

function cardOf(random: Random, lineEnd: string, newWord: () => string, broken: boolean, depth: number): string {
  const version = random.pick<Version>(["2.1", "3.0", "4.0"]);
  const shared = { version, lineEnd, newWord };
  const lines = [`FN:${newWord()}`];
  for (let left = random.int(12); left > 0; left--) lines.push(lineOf(random, shared));
  if (depth === 0 && version === "2.1" && random.chance(0.15))
    lines.push(`AGENT:${lineEnd}${cardOf(random, lineEnd, newWord, broken, 1).slice(0, -lineEnd.length)}`);
  if (depth === 0 && version !== "2.1" && random.chance(0.1))
    lines.push(`AGENT:BEGIN:VCARD\\nVERSION:${version}\\nFN:${newWord()}\\nEND:VCARD`);
  lines.splice(random.chance(0.9) ? 0 : random.int(lines.length + 1), 0, `VERSION:${version}`);
  const damaged = broken ? lines.flatMap((line) => damagedLine(random, line, lineEnd)) : lines;
  const [begin, end] = ["BEGIN:VCARD", "END:VCARD"].map((line) => (random.chance(0.1) ? line.toLowerCase() : line));
  const closing = broken && random.chance(0.2) ? random.pick(["", "END:VCARD.", "END", "END:VEVENT"]) : end;
  return `${[begin, ...damaged, closing].join(lineEnd)}${lineEnd}`;
}

/** A property of text, of a form its version has. */
function lineOf(random: Random, line: Line): string {
  const { version, lineEnd, newWord } = line;
  if (random.chance(0.1)) return binary(random, line);
  if (random.chance(0.15)) return `${group(random)}${random.pick(FIXED)}`;
  const [name, parts] = random.pick(NAMES);
  const quoted = version === "2.1" ? random.chance(0.5) : random.chance(0.05);
  const count = parts === "parts" ? 1 + random.int(7) : parts === "list" ? 1 + random.int(3) : 1;
  const texts = Array.from({ length: count }, () => text(random, newWord(), parts, version, quoted));
  const value = texts.join(parts === "list" ? "," : ";");
  const head = `${group(random)}${name}${parameters(random, line)}`;
  if (quoted) return quotedPrintable(random, head, value, lineEnd);
  return folded(random, `${head}:${latin1(value)}`, lineEnd);
}

function text(random: Random, word: string, parts: string, version: Version, quoted: boolean): string {
  if (parts === "mail") return `${word}@example.org`;
  if (parts === "uri") return `https://example.org/${word}`;
  const pieces = [random.pick(TEXTS), word, random.pick(TEXTS)];
  const joined = pieces.join(random.pick(["", " "]));
  if (version === "2.1") return quoted ? joined : joined.replaceAll("\n", " ");
  return joined.replace(/[\\,;]/g, "\\$&").replaceAll("\n", "\\n");
}

function group(random: Random): string {
  return random.chance(0.15) ? `${random.pick(["item1", "item2", "ITEM1", "work", "a-b"])}.` : "";
}

function parameters(random: Random, { version, newWord }: Line): string {
  let written = "";
  for (let left = random.int(4); left > 0; left--) {
    const parameter =
      version === "2.1" && random.chance(0.5)
        ? random.pick(["HOME", "WORK", "CELL", "VOICE", "PREF", "X-Own"])
        : random.pick([
            () => `TYPE=${random.pick(["home", "WORK,voice", '"cell,fax"', "pref"])}`,
            () => `TYPE=${newWord()}`,
            () => `X-FOO=${newWord()}`,
            () => `X-BAR="${newWord()}: ${random.pick(["a;b", "c,d", "^n^'^^", "e"])}"`,
            () => `LANGUAGE=${newWord()}`,
            () => (version === "4.0" ? `PREF=${1 + random.int(100)}` : "TYPE=PREF"),
          ])();
    written += `;${parameter}`;
  }
  return written;
}

/** Folded at any octet, in characters as well: readers have to join before they decode. */
function folded(random: Random, line: string, lineEnd: string): string {
  if (!random.chance(0.3)) return line;
  const pieces: string[] = [];
  for (let at = 0; at < line.length; ) {
    // A piece that ends in a blank or the first one without a colon is what no writer makes.
    const end = Math.max(at + 1 + random.int(75), at === 0 ? line.indexOf(":") + 2 : 0);
    pieces.push(line.slice(at, end));
    at = end;
  }
  return pieces.join(`${lineEnd}${random.pick([" ", "\t"])}`);
}

function quotedPrintable(random: Random, head: string, value: string, lineEnd: string): string {
  const charset = NOT_LATIN.test(value) || random.chance(0.7) ? "UTF-8" : "ISO-8859-1";
  const bytes = Buffer.from(value.replaceAll("\n", "\r\n"), charset === "UTF-8" ? "utf8" : "latin1");
  let body = "";
  for (const [at, byte] of bytes.entries()) {
    const plain = byte >= 0x21 && byte < 0x7f && byte !== 0x3d && byte !== 0x3a;
    body += plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    if (at < bytes.length - 1 && random.chance(0.05)) body += `=${lineEnd}`;
  }
  const encoding = random.pick(["ENCODING=QUOTED-PRINTABLE", "QUOTED-PRINTABLE", "encoding=quoted-printable"]);
  return `${head};CHARSET=${charset};${encoding}:${body}`;
}

function binary(random: Random, { version, lineEnd }: Line): string {
  const bytes = Buffer.from([
    0x89,
    0x50,
    0x4e,
    0x47,
    13,
    10,
    26,
    10,
    ...Array.from({ length: random.int(90) }, random.int.bind(null, 256)),
  ]);
  const base64 = bytes.toString("base64");
  const name = random.pick(["PHOTO", "LOGO", "KEY", "SOUND", "X-PICTURE"]);
  if (version === "4.0") return `${name}:data:image/png;base64,${base64}`;
  const lines = base64.match(/.{1,40}/g) ?? [];
  if (version === "3.0") return `${name};ENCODING=b;TYPE=PNG:${lines.join(`${lineEnd} `)}`;
  return `${name};PNG;${random.pick(["ENCODING=BASE64", "BASE64"])}:${lineEnd} ${lines.join(`${lineEnd} `)}${lineEnd}`;
}

/** A line as nobody should write it: one or more lines instead. */
function damagedLine(random: Random, line: string, lineEnd: string): string[] {
  if (!random.chance(0.3)) return [line];
  const at = random.int(line.length + 1);
  const [before, after] = [line.slice(0, at), line.slice(at)];
  return random.pick<() => string[]>([
    () => [line.replace(":", "")],
    () => [line.replace(":", ';X="a:')],
    () => [line.replace(":", ";;=;TYPE=;X-CUSTOM(=41:")],
    () => [line.replace(":", ";ENCODING=QUOTED-PRINTABLE:"), `${before}=`],
    () => [line.replace(":", ";ENCODING=b:"), after],
    () => [line.replace(":", `;CHARSET=${random.pick(["utf-7", "SHIFT_JIS", "ISO-2022-JP", "x", ""])}:`)],
    () => [`${before}\0${after}`],
    () => [`${before}${random.pick(["\xff", "\xed\xa0\x80", "\x9b", "\xe2\x80\xae"])}${after}`],
    () => [before, after],
    () => [`${before}${lineEnd} ${lineEnd} ${after}`],
    () => [line, "BEGIN:VCARD", line],
    () => [line, "END:VCARD", line],
    () => [line, line, line],
    () => [`${before}${after.repeat(random.int(50))}`],
    () => ["AGENT:", "BEGIN:VCARD", line, "AGENT:BEGIN:VCARD"],
    () => [`.${line}`, `a.b.${line}`, ` ${line}`],
  ])();
}

/** Text as the characters of its UTF-8 bytes. */
function latin1(value: string): string {
  return Buffer.from(value, "utf8").toString("latin1");
}

const NOT_LATIN = /[^\0-\xff]/;
const TEXTS = ["", "", "a", "Ada L.", "é", "☃", "😀", "a;b", "c,d", "x\ny", "C:\\new", "=", '"q"', "²", "  ", "ß=20"];
const NAMES: readonly (readonly [string, string])[] = [
  ["N", "parts"],
  ["ADR", "parts"],
  ["ORG", "parts"],
  ["NICKNAME", "list"],
  ["CATEGORIES", "list"],
  ["EMAIL", "mail"],
  ...["URL", "SOURCE", "IMPP", "X-SOCIALPROFILE", "SOCIALPROFILE"].map((name) => [name, "uri"] as const),
  ...["NOTE", "TITLE", "ROLE", "TEL", "UID", "FN", "LABEL", "MAILER", "SORT-STRING", "X-FOO", "X-Mixed-Case"].map(
    (name) => [name, "text"] as const,
  ),
  ...["X-SKYPE", "X-ABLabel", "X-ABRELATEDNAMES", "X-SPOUSE", "RELATED", "GENDER", "CLASS", "TZ", "LANG"].map(
    (name) => [name, "text"] as const,
  ),
];
const FIXED = [
  ...["BDAY:1984-05-23", "BDAY:--0412", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", "BDAY:19840523T101112Z", "BDAY:x"],
  ...["ANNIVERSARY:20100203", "X-ABDATE:2010-02-03", "X-EVOLUTION-ANNIVERSARY:2010-02-03", "DEATHDATE:1999"],
  ...["GEO:48.2;16.3", "GEO:geo:48.2,16.3", "REV:20200101T000000Z", "PRODID:x", "KIND:org", "X-ABShowAs:COMPANY"],
  ...["KIND:group", "MEMBER:urn:uuid:00000000-0000-4000-8000-00000000000a", "X-ABADR:de", "CONSTRUCTOR:1", "TEL:"],
  ...["X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;N;1;;;", "TEL;VALUE=uri:tel:+49-30-1234;ext=5", "N:;;;;"],
];
