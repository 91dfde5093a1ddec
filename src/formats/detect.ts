/** What a file is, told by its first bytes; its name is asked only when they leave it open. */

import type { FormatName } from "./names.ts";

/** Bytes of the beginning that are enough to tell. */
export const HEAD = 64 << 10;

/** A file that holds others, by its magic bytes: RFC 1952 section 2.3.1; APPNOTE.TXT 4.3.7, 4.3.16 and 8.5.3. */
export function containerOf(head: Uint8Array): "gzip" | "zip" | null {
  const [a, b, c, d] = head;
  if (a === 0x1f && b === 0x8b) return "gzip";
  const isZip = a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6) || (c === 7 && d === 8));
  return isZip ? "zip" : null;
}

/** The format of a text; null where nothing speaks for any. @param name of the file, for its extension */
export function detectFormat(head: Uint8Array, name: string): FormatName | null {
  const text = textOf(head);
  return jsonFormat(text) ?? lineFormat(text) ?? (hasCsvHeader(text) ? "csv" : null) ?? byExtension(name);
}

/** As far as ASCII goes, which is all that tells; UTF-16 by its BOM or by the NULs in it. */
function textOf(head: Uint8Array): string {
  const [a, b] = head;
  const big = (a === 0xfe && b === 0xff) || (a === 0 && b !== 0);
  const little = (a === 0xff && b === 0xfe) || (a !== 0 && b === 0);
  const text = new TextDecoder(big ? "utf-16be" : little ? "utf-16le" : "utf-8").decode(head);
  return text.trimStart();
}

/** jCard (RFC 7095 section 3.2), JSContact (RFC 9553 section 2.1.1), and what we write ourselves. */
function jsonFormat(text: string): FormatName | null {
  if (/^(?:\[\s*)?\[\s*"vcard"\s*,/i.test(text)) return "jcard";
  if (!/^\[?\s*\{/.test(text)) return null;
  const line = text.split("\n", 1)[0] ?? "";
  if (/^\{\s*"type"\s*:\s*"backside"/.test(line)) return "ndjson";
  if (/"@type"\s*:\s*"(?:Card|Group)"/.test(text)) return "jscontact";
  const contact = text.startsWith("[") ? text : line;
  return /"(?:display_name|given_name|family_name)"\s*:/.test(contact) ? "ndjson" : null;
}

/** A card may come after any text, a mail's header for one; LDIF begins with its version or an entry (RFC 2849). */
function lineFormat(text: string): FormatName | null {
  if (/^(?:[\w-]+\.)?[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*$/im.test(text)) return "vcard";
  const first = text.replace(/^(?:#[^\n]*(?:\n[ \t][^\n]*)*\n\s*)+/, "");
  return /^(?:version:[ \t]*\d+[ \t]*\r?\n|dn::?[ \t]*\S)/i.test(first) ? "ldif" : null;
}

/** Columns whose names say that the rows are people, in the languages of the large exporters. */
const COLUMN =
  /name|mail|phone|tele?fon|tel\b|mobil|handy|celular|courriel|correo|address|adress|anschrift|direcci|stra(?:ss|\u00df)e|street|city|ort\b|birth|geburt|naiss|company|firma|organi[sz]ation|soci[e\u00e9]t|empresa|nombre|apellido|pr\u00e9nom|\bnom\b|notes?\b|title/i;

function hasCsvHeader(text: string): boolean {
  const [first = ""] = text.replace(/^sep=.\r?\n/i, "").split(/\r?\n|\r/, 1);
  if (first.length > 20_000) return false;
  return [",", ";", "\t", "|"].some((delimiter) => {
    const cells = first.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, ""));
    if (cells.length < 2 || cells.some((cell) => cell.length > 100)) return false;
    return cells.some((cell) => COLUMN.test(cell)) && !cells.some((cell) => /@|^\+?\d[\d ()./-]{4,}$/.test(cell));
  });
}

const EXTENSIONS: Readonly<Record<string, FormatName>> = {
  vcf: "vcard",
  vcard: "vcard",
  csv: "csv",
  tsv: "csv",
  ldif: "ldif",
  ldi: "ldif",
  jcard: "jcard",
  ndjson: "ndjson",
  jsonl: "ndjson",
};

function byExtension(name: string): FormatName | null {
  const [, extension = ""] = /\.([a-z]+)$/i.exec(name.replace(/\.gz$/i, "")) ?? [];
  return EXTENSIONS[extension.toLowerCase()] ?? null;
}
