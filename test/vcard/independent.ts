/**
 * What two other libraries read in a vCard file, held against what our reader reads in it: ical.js (3.0 and 4.0) and
 * vcard4 (4.0). Their known defects are worked round here, each by name and no further.
 */
import { isUtf8 } from "node:buffer";
import ICAL from "ical.js";
import { parse } from "vcard4";
import type { Card, Property, Version } from "../../src/vcard/card.ts";
import { plainName, valueKind } from "../../src/vcard/normal-form.ts";
import { readCards } from "../../src/vcard/reader.ts";
import { split, unescapeText } from "../../src/vcard/values.ts";

export type Findings = {
  cards: number;
  /** Values that ical.js and vcard4 were asked for. */
  values: { "ical.js": number; vcard4: number };
  /** Values they cannot be asked for, by the defect. */
  passed: Record<string, number>;
  /** What they read differently, or not at all. */
  differences: string[];
  /** Physical lines of more than 75 octets, and lines that are no UTF-8. */
  long: string[];
  cut: string[];
};

export async function examine(file: Uint8Array, findings: Findings = noFindings()): Promise<Findings> {
  const bytes = Buffer.from(file);
  examineLines(bytes, findings);
  const cards: Card[] = [];
  for await (const some of readCards([bytes])) cards.push(...some);
  const texts = bytes.toString("utf8").match(/^BEGIN:VCARD\r\n[\s\S]*?^END:VCARD\r\n/gm) ?? [];
  if (texts.length !== cards.length) findings.differences.push(`${cards.length} cards in ${texts.length} texts`);
  for (const [index, card] of cards.entries()) {
    findings.cards++;
    const text = texts[index] ?? "";
    byIcal(card, text, findings);
    if (card.version === "4.0") byVcard4(card, text, findings);
  }
  return findings;
}

export function noFindings(): Findings {
  return { cards: 0, values: { "ical.js": 0, vcard4: 0 }, passed: {}, differences: [], long: [], cut: [] };
}

function examineLines(bytes: Buffer, { long, cut }: Findings): void {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf("\r\n", from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    if (line.length > 75) long.push(line.toString());
    if (!isUtf8(line)) cut.push(line.toString());
    from = end < 0 ? bytes.length : end + 2;
  }
}

type JsProperty = [string, Record<string, string | string[]>, string | null, ...unknown[]];

/** ical.js gives a card up for one bad line, so each line is a card of its own; a fold may stand in it. */
function byIcal(card: Card, text: string, findings: Findings): void {
  for (const [property, line] of linesOf(card, text)) {
    const read = attempt(() => ICAL.parse(wrapped(card.version, line)) as unknown as [string, JsProperty[]]);
    if (read instanceof Error) note(findings, "ical.js", property, read.message, null);
    else {
      const [name, params, type, ...values] = read[1].at(-1) as JsProperty;
      // It keeps values as they stand whose property it does not know.
      const isRaw = type === "unknown" || type === null;
      const ours = isRaw ? [rawValue(property)] : leavesOf(property, card.version, type);
      const group = params.group === undefined ? null : String(params.group);
      if (name !== property.name.toLowerCase() || group?.toLowerCase() !== property.group?.toLowerCase())
        note(findings, "ical.js", property, `${group}.${name}`, null);
      else note(findings, "ical.js", property, leaves(values), ours);
    }
  }
}

function byVcard4(card: Card, text: string, findings: Findings): void {
  for (const [property, line] of linesOf(card, text)) {
    const read = attempt(() => parse(wrapped(card.version, line, property.name === "MEMBER" ? "KIND:group\r\n" : "")));
    if (read instanceof Error) note(findings, "vcard4", property, read.message, null);
    else {
      const card4 = read as unknown as { parsedVcard: { property: string; value: unknown }[] };
      const last = card4.parsedVcard.filter((one) => one.property === property.name).at(-1);
      note(findings, "vcard4", property, leaves(last?.value), leavesOf(property, card.version));
    }
  }
}

function wrapped(version: Version, line: string, before = ""): string {
  const names = `FN:x\r\n${version === "3.0" ? "N:x;;;;\r\n" : ""}`;
  return `BEGIN:VCARD\r\nVERSION:${version}\r\n${names}${before}${line}END:VCARD\r\n`;
}

/** Each property with its lines as they stand; VERSION is none of them. */
function linesOf(card: Card, text: string): [Property, string][] {
  const lines = text.match(/^[^ \r][^\r]*\r\n(?: [^\r]*\r\n)*/gm) ?? [];
  const own = lines.filter((line) => !/^(?:BEGIN|VERSION|END):/.test(line));
  return card.properties.map((property, index) => [property, own[index] ?? ""]);
}

/** Takes what a library read as right, as a difference, or as one of its defects. */
function note(
  findings: Findings,
  library: "ical.js" | "vcard4",
  property: Property,
  theirs: string[] | string,
  ours: string[] | null,
): void {
  const defect = ours !== null && same(theirs, ours) ? null : defectOf(library, property, theirs, ours);
  if (defect !== null) {
    if (defect === "") findings.differences.push(`${library}: ${property.name} ${JSON.stringify([theirs, ours])}`);
    else findings.passed[`${library}: ${defect}`] = (findings.passed[`${library}: ${defect}`] ?? 0) + 1;
  }
  if (defect === null || defect === "") findings.values[library]++;
}

/** The name of the defect a difference is due to; empty where it is due to none. */
function defectOf(
  library: "ical.js" | "vcard4",
  { name, params, value }: Property,
  theirs: string[] | string,
  ours: string[] | null,
): string {
  if (ours === null) {
    if (library === "ical.js") return name.includes(".") ? "cuts a name at its second dot" : "";
    return VCARD4_REFUSES.find(([message]) => message.test(String(theirs)))?.[1] ?? "";
  }
  const [mine, other] = [ours, [theirs].flat()].map((all) => all.join("")) as [string, string];
  if (/\\/.test(value) && URIS.has(name) && unescapeText(value, "4.0") === other) return "undoes escapes in addresses";
  return (library === "ical.js" ? icalDefect : vcard4Defect)(
    { name, params, value },
    mine,
    other,
    [theirs].flat(),
    ours,
  );
}

type Compare = (
  property: Pick<Property, "name" | "params" | "value">,
  mine: string,
  other: string,
  theirs: readonly string[],
  ours: readonly string[],
) => string;

const icalDefect: Compare = ({ name, params, value }, mine, other, theirs, ours) => {
  if (DATES.has(name) && mine.replace(/[-:]/g, "") === other.replace(/[-:]/g, ""))
    return "writes dates and offsets its own way";
  if (value.includes("\\;") && bare(mine) === bare(other)) return "leaves \\; in text";
  if (name === "GEO" && ours.every((number, index) => Number(number) === Number(theirs[index]))) return "counts in GEO";
  if (params.some(({ values }) => values.some((text) => /[",:;]/.test(text))))
    return "misreads quoted parameters in lists";
  return "";
};

const vcard4Defect: Compare = ({ name, value }, mine, other, theirs, ours) => {
  if (value.includes("\\\\") && barest(mine) === barest(other)) return "misreads \\\\";
  if (mine === `"${other}"`) return "takes the quotes off a text";
  if (name === "ADR" && same([...theirs], ours.slice(0, 7))) return "knows seven parts of ADR";
  if (other === "undefined" && (value === "" || value.includes("\\;"))) return "reads nothing in an empty value or \\;";
  if (value.includes(":") && unescapeText(other, "4.0") === mine) return "leaves escapes in a text with a colon";
  if (/^(?:X-|SOUND$|SOURCE$)/.test(name) && bare(mine) === bare(other)) return "splits values at unescaped delimiters";
  return "";
};

const VCARD4_REFUSES: readonly (readonly [RegExp, string])[] = [
  [/unknown parameter/, "refuses parameters that RFC 6350 allows or 9554 adds"],
  [/unknown property/, "refuses properties of RFC 9554 and IANA names"],
];

const URIS: ReadonlySet<string> = new Set(["PHOTO", "LOGO", "SOUND", "KEY", "URL", "SOURCE"]);
const DATES: ReadonlySet<string> = new Set(["BDAY", "ANNIVERSARY", "DEATHDATE", "REV", "TZ"]);

function same(theirs: string[] | string, ours: readonly string[]): boolean {
  const other = [theirs].flat();
  return JSON.stringify(withoutEnd(other)) === JSON.stringify(withoutEnd(ours));
}

function withoutEnd(all: readonly string[]): string[] {
  return all.slice(0, all.findLastIndex((one) => one !== "") + 1);
}

function bare(text: string | undefined): string {
  return (text ?? "").replace(/[\\,;\s]/g, "");
}

function barest(text: string | undefined): string {
  return bare(text).replaceAll("n", "");
}

/** The texts of a value of ours, those of parts and lists one after the other. */
function leavesOf(property: Property, version: Version, type: string | null = null): string[] {
  const { name, params, value, bytes } = property;
  if (bytes !== null) return [Buffer.from(bytes).toString("base64")];
  const text = (escaped: string): string => unescapeText(escaped, version);
  if (name === "CLIENTPIDMAP") return value.split(";");
  switch (valueKind(plainName(name), params) ?? type) {
    case "text":
    case "zone":
    case "card":
      return [text(value)];
    case "list":
      return split(value, ",").map(text);
    case "parts":
      return split(value, ";").flatMap((part) => split(part, ",").map(text));
    case "units":
      return split(value, ";").map(text);
    case "geo":
      return version === "3.0" ? value.split(";") : [value];
    default:
      return [value];
  }
}

function rawValue({ bytes, value }: Property): string {
  return bytes === null ? value : Buffer.from(bytes).toString("base64");
}

function leaves(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (value !== null && typeof value === "object") return Object.values(value).flatMap(leaves);
  return [String(value)];
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
