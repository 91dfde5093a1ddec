/** Values of jCard properties ⇄ escaped values of content lines. RFC 7095 sections 3.3.1 and 3.5. */
import { escapeText, split, unescapeText } from "../../vcard/values.ts";

/** The type of a property nobody defined; its value stands as it does in the content line. RFC 7095 section 5.1. */
export const UNKNOWN = "unknown";

/** The type a property has without VALUE. RFC 6350, 6474, 6715, 8605, 9554, 9555. */
export const DEFAULT_TYPES: ReadonlyMap<string, string> = new Map([
  ...typed("text", "FN N NICKNAME ADR EMAIL TITLE ROLE ORG CATEGORIES NOTE PRODID KIND GENDER TEL XML TZ VERSION"),
  ...typed("text", "EXPERTISE HOBBY INTEREST BIRTHPLACE DEATHPLACE CLIENTPIDMAP GRAMGENDER PRONOUNS JSPROP"),
  ...typed("uri", "PHOTO LOGO SOUND SOURCE URL KEY MEMBER RELATED IMPP UID GEO FBURL CALADRURI CALURI"),
  ...typed("uri", "ORG-DIRECTORY CONTACT-URI SOCIALPROFILE"),
  ...typed("language-tag", "LANG LANGUAGE"),
  ...typed("date-and-or-time", "BDAY ANNIVERSARY DEATHDATE"),
  ...typed("timestamp", "REV CREATED"),
]);

/** The values a content line has; one, or several of a list. */
export function valuesOf(name: string, type: string, value: string): unknown[] {
  switch (type) {
    case "text":
    case "language-tag":
      return textValues(name, value);
    case "date":
    case "date-and-or-time":
    case "timestamp":
      return [extendedDate(value)];
    case "time":
      return [extendedTime(value)];
    case "utc-offset":
      return [value.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2")];
    case "boolean":
      return [/^(true|false)$/i.test(value) ? value.toLowerCase() === "true" : value];
    case "integer":
    case "float":
      return [/^-?\d{1,15}(?:\.\d{1,15})?$/.test(value) ? Number(value) : value];
    default:
      return [value];
  }
}

/** The value of the content line. */
export function valueText(name: string, type: string, values: readonly unknown[]): string {
  const isRaw = type === UNKNOWN || type === "uri";
  return values.map((value) => (Array.isArray(value) ? parts(value) : one(name, type, value, isRaw))).join(",");
}

/** Whether a value is one that JSON has for text, numbers and lists of them, two deep. */
export function isValueText(value: unknown): boolean {
  return isSame(value) || (Array.isArray(value) && value.every((part) => [part].flat().every(isSame)));
}

export function isSame(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function textValues(name: string, value: string): unknown[] {
  if (LISTS.has(name)) return split(value, ",").map(text);
  if (!STRUCTURED.has(name)) return [text(value)];
  const components = split(value, ";").map((part) => {
    const texts = LISTED_PARTS.has(name) ? split(part, ",").map(text) : [text(part)];
    return texts.length === 1 ? texts[0] : texts;
  });
  return components.length === 1 && typeof components[0] === "string" ? [components[0]] : [components];
}

function one(name: string, type: string, value: unknown, isRaw: boolean): string {
  const written = String(value);
  if (type.startsWith("date") || type === "timestamp" || type === "time") return basicDate(written);
  if (type === "utc-offset") return written.replace(/^([+-]\d\d):(\d\d)$/, "$1$2");
  if (isRaw && name !== "UID") return written.replace(/\r\n?|\n/g, type === "uri" ? "" : "\\n");
  return escapeText(written);
}

function parts(value: readonly unknown[]): string {
  return value
    .map((part) =>
      [part]
        .flat()
        .map((item) => escapeText(String(item)))
        .join(","),
    )
    .join(";");
}

function text(value: string): string {
  return unescapeText(value, "4.0");
}

/** RFC 7095 section 3.5.3: `19850412` as `1985-04-12`; a date without its year or month is the same in both. */
function extendedDate(value: string): string {
  const match = /^(\d{4}|--)(\d\d)(\d\d)(?=$|T)/.exec(value);
  const date =
    match === null ? (/^[^T]*/.exec(value)?.[0] ?? "") : extended(match[1] ?? "", match[2] ?? "", match[3] ?? "");
  const time = /T(.*)$/.exec(value)?.[1];
  return time === undefined ? date : `${date}T${extendedTime(time)}`;
}

function extended(year: string, month: string, day: string): string {
  return year === "--" ? `--${month}-${day}` : `${year}-${month}-${day}`;
}

function extendedTime(value: string): string {
  return value
    .replace(/^(\d\d)(\d\d)(\d\d)?/, (_, h, m, s) => (s === undefined ? `${h}:${m}` : `${h}:${m}:${s}`))
    .replace(/([+-]\d\d)(\d\d)$/, "$1:$2");
}

/** The other way, for dates that have all their parts, and for `--04-12`. */
function basicDate(value: string): string {
  const [date = "", ...times] = value.split("T");
  const plain = date.replace(/^(\d{4}|--)-?(\d\d)-(\d\d)$/, "$1$2$3");
  return [plain, ...times.map((time) => time.replaceAll(":", ""))].join("T");
}

function typed(type: string, names: string): [string, string][] {
  return names.split(" ").map((name) => [name, type]);
}

const LISTS: ReadonlySet<string> = new Set(["NICKNAME", "CATEGORIES"]);
const STRUCTURED: ReadonlySet<string> = new Set(["N", "ADR", "ORG", "GENDER", "CLIENTPIDMAP"]);
const LISTED_PARTS: ReadonlySet<string> = new Set(["N", "ADR"]);
