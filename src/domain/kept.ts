/**
 * vCard lines a contact keeps although the model has no field for them, one unfolded content line (RFC 6350 section
 * 3.3) each: `metadata.vcard` of a contact, in the order of the card. `metadata.vcard_heads` has what a field cannot
 * say of its line: the head before the value (`LANG;PREF=1`), or the whole line. Export writes both out again.
 */
import type { Json, JsonObject } from "./json.ts";

export function keptLines(metadata: JsonObject): string[] {
  return strings(metadata.vcard);
}

export function keptHeads(metadata: JsonObject): string[] {
  return strings(metadata.vcard_heads);
}

/** The metadata with exactly these lines; without the key when there are none. */
export function withLines(metadata: JsonObject, lines: readonly string[]): JsonObject {
  return withKept(metadata, lines, keptHeads(metadata));
}

/** The same with heads. The keys come as reading a card gives them, so that equal contacts are equal as text. */
export function withKept(metadata: JsonObject, lines: readonly string[], heads: readonly string[]): JsonObject {
  const { vcard: _lines, vcard_heads: _heads, ...rest } = metadata;
  return {
    ...(lines.length > 0 && { vcard: [...lines] }),
    ...(heads.length > 0 && { vcard_heads: [...heads] }),
    ...rest,
  };
}

/** The property a line or head is of, in upper case. */
export function nameOf(line: string): string {
  return (/^(?:[^.;:]+\.)?([^;:]*)/.exec(line)?.[1] ?? "").toUpperCase();
}

/** What stands before the colon of the value. */
export function headOf(line: string): string {
  return /^(?:[^":]|"[^"]*")*/.exec(line)?.[0] ?? line;
}

/** What stands after it, escaped; null for a head alone. */
export function lineValue(line: string): string | null {
  const head = headOf(line);
  return head.length < line.length ? line.slice(head.length + 1) : null;
}

/** A content line of a text value, escaped. */
export function textLine(head: string, value: string): string {
  return `${head}:${escaped(value)}`;
}

/** A content line of a structured value: parts parted by semicolons, without empty ones at the end. */
export function structuredLine(head: string, parts: readonly (string | null)[]): string {
  const said = parts.slice(0, parts.findLastIndex((part) => part !== null) + 1);
  return `${head}:${said.map((part) => escaped(part ?? "")).join(";")}`;
}

export function escaped(text: string): string {
  return text.replace(/[\\,;]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");
}

/** The text of an escaped value. */
export function unescaped(value: string): string {
  return value.replace(/\\([\\,;nN])/g, (_, escaped: string) => (/n/i.test(escaped) ? "\n" : escaped));
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
