/**
 * vCard lines a contact keeps although the model has no field for them: `metadata.vcard` of a contact, one unfolded
 * content line (RFC 6350 section 3.3) each, in the order of the card. Export writes them out again.
 */
import type { Json, JsonObject } from "./json.ts";

export function keptLines(metadata: JsonObject): string[] {
  const { vcard } = metadata;
  return Array.isArray(vcard) ? vcard.filter((line): line is string => typeof line === "string") : [];
}

/** The metadata with exactly these lines; without the key when there are none. */
export function withLines(metadata: JsonObject, lines: readonly string[]): JsonObject {
  const { vcard: _, ...rest } = metadata;
  return lines.length === 0 ? rest : { ...rest, vcard: [...lines] as Json[] };
}

/** A content line of a text value, escaped. */
export function textLine(name: string, value: string): string {
  return `${name}:${escaped(value)}`;
}

/** A content line of a structured value: parts parted by semicolons. */
export function structuredLine(name: string, parts: readonly (string | null)[]): string {
  return `${name}:${parts.map((part) => escaped(part ?? "")).join(";")}`;
}

function escaped(text: string): string {
  return text.replace(/[\\,;]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");
}
