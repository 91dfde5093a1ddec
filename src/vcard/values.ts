/** Splitting and escaping of values. vCard 2.1 section 2.1.3, RFC 2426 section 4, RFC 6350 sections 3.4 and 4. */
import type { Version } from "./card.ts";

/**
 * Text as a 3.0 or 4.0 value: `\\ \, \; \n`.
 * @param text any text; CRLF, CR and LF all count as line ends
 */
export function escapeText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(EVERY_SPECIAL, (found) =>
    found === "\\" || found === "," || found === ";" ? `\\${found}` : "\\n",
  );
}

/**
 * The text a value stands for. Unknown escapes (`\:`, `\"`) stay as written, as other readers leave them.
 * In 2.1 only delimiters can be escaped: `C:\new` there has no line end.
 */
export function unescapeText(value: string, version: Version): string {
  if (!value.includes("\\")) return value;
  if (version === "2.1") return value.replace(/\\([,;])/g, "$1");
  return value.replace(/\\([\\,;nN])/g, (_, escaped: string) => (escaped === "n" || escaped === "N" ? "\n" : escaped));
}

/** A URI as it is meant: Apple and Google escape its delimiters (`http\://a\,b`), RFC 3986 knows no backslash. */
export function unescapeUri(value: string): string {
  return value.includes("\\") ? value.replace(/\\+/g, shieldless).trim() : value.trim();
}

/** A URI fit for a content line: what would end the line is percent-encoded. */
export function uriValue(uri: string): string {
  return /[\r\n]/.test(uri) ? uri.replace(/\r\n?|\n/g, "%0A") : uri;
}

/** Splits at every delimiter that no backslash precedes; the pieces keep their escapes. Linear. */
export function split(value: string, delimiter: ";" | ","): string[] {
  if (!value.includes("\\")) return value.split(delimiter);
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < value.length; at++) {
    const character = value.charCodeAt(at);
    if (character === BACKSLASH) at++;
    else if (character === delimiter.charCodeAt(0)) {
      pieces.push(value.slice(from, at));
      from = at + 1;
    }
  }
  pieces.push(value.slice(from));
  return pieces;
}

/**
 * The first parts of N or ADR as texts, the values inside a part joined by `glue`.
 * @returns the texts, null where a part is empty; and the value in normal form when the texts cannot rebuild it, because
 * a part is a list or there are more parts (RFC 9554)
 */
export function readParts(
  value: string,
  version: Version,
  count: number,
  glue: string,
): { texts: (string | null)[]; line: string | null } {
  if (!value.includes("\\") && (version === "2.1" || !value.includes(","))) {
    const parts = value.split(";");
    const further = parts.length > count && parts.slice(count).some((part) => part !== "");
    const texts: (string | null)[] = [];
    for (let index = 0; index < count && index < parts.length; index++)
      texts.push(textOrNull(lineEndsAsLf(parts[index] as string)));
    return { texts, line: further ? structuredValue(parts.map((part) => [part])) : null };
  }
  const lists = split(value, ";").map((part) => partValues(part, version));
  const exact = lists.every((values, index) => values.length === 1 && (index < count || values[0] === ""));
  const texts = lists.slice(0, count).map((values) => textOrNull(lineEndsAsLf(join(values, glue))));
  return { texts, line: exact ? null : structuredValue(lists) };
}

/** Parts of a structured value in 4.0 form: each part a list of texts. Empty parts at the end are left out. */
export function structuredValue(parts: string[][]): string {
  let end = parts.length;
  while (end > 0 && (parts[end - 1] ?? []).every((text) => text === "")) end--;
  return parts
    .slice(0, end)
    .map((values) => values.map(escapeText).join(","))
    .join(";");
}

/** White space trimmed; null when nothing is left, as the contract has null for what is missing. */
export function textOrNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}

/** CRLF and CR as LF. */
export function lineEndsAsLf(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** The values of one part of N or ADR; in 2.1 a part has one value and its commas are data. */
function partValues(part: string, version: Version): string[] {
  if (version === "2.1") return [unescapeText(part, version)];
  const values = split(part, ",").map((piece) => unescapeText(piece, version));
  return values.every((value) => value.trim() === "") ? [""] : values;
}

function join(values: readonly string[], glue: string): string {
  if (values.length === 1) return values[0] ?? "";
  return values
    .map((value) => value.trim())
    .filter((value) => value !== "")
    .join(glue);
}

/** A run of backslashes, unless it shields a delimiter. */
function shieldless(run: string, at: number, value: string): string {
  const next = value[at + run.length];
  return next === ":" || next === "," || next === ";" ? "" : run;
}

const SPECIAL = /[\\,;\r\n]/;
const EVERY_SPECIAL = /[\\,;]|\r\n?|\n/g;
const BACKSLASH = 0x5c;
