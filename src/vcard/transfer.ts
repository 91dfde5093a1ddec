import { isUtf8 } from "node:buffer";
import { type CharsetDecoder, isStateful, type Report } from "./bytes.ts";
import type { Version } from "./card.ts";

// Raw lines are latin1, so characters above 0xff can mark what the line reader knows and the text cannot say.

/** A blank that follows a soft line break. */
export const SOFT_BLANK = "\u0100";
/** The place where a line of AGENT was folded. */
export const AGENT_FOLD = "\u0101";
/** Before a `;` or `,` that quoted-printable carried; as a control character it is never part of a value. */
const ENCODED = "\u001f";

/**
 * Undoes quoted-printable (RFC 2045 section 6.7) and the charset. With `mark`, semicolons and commas that were encoded
 * are marked for `settleDelimiters`: they were data and must not delimit.
 */
export function decodeQuotedPrintable(
  raw: string,
  charset: string | null,
  mark: boolean,
  charsets: CharsetDecoder,
  report: Report,
): string {
  const stateful = charset !== null && isStateful(charset);
  let bytes = octets(raw, mark, stateful, false, report);
  // Some writers fold inside a character: the blank of the fold is then no text.
  if (raw.includes(SOFT_BLANK) && !isUtf8(bytes)) {
    const joined = octets(raw, mark, stateful, true, report);
    if (isUtf8(joined)) bytes = joined;
  }
  return charsets.decode(bytes, charset, report);
}

function octets(raw: string, mark: boolean, stateful: boolean, joinCharacters: boolean, report: Report): Buffer {
  const bytes = Buffer.allocUnsafe(raw.length);
  let length = 0;
  let afterReturn = false;
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (code !== 0x3d) {
      afterReturn = false;
      if (code < 0x100) bytes[length++] = code;
      else if (!joinCharacters || !continuesCharacter(raw, at + 1)) bytes[length++] = 0x20;
      continue;
    }
    const octet = (hexDigit(raw.charCodeAt(at + 1)) << 4) | hexDigit(raw.charCodeAt(at + 2));
    if (octet < 0) {
      report("bad_quoted_printable");
      bytes[length++] = code;
      continue;
    }
    at += 2;
    const isFeed = octet === 0x0a;
    if (octet === 0x0d || isFeed) {
      if (!(isFeed && afterReturn)) bytes[length++] = 0x0a;
    } else if ((octet < 0x20 && octet !== 0x09 && !(stateful && octet === 0x1b)) || octet === 0x7f) {
      report("control_character");
    } else {
      // In ISO-2022-JP these may be halves of a character.
      if (mark && !stateful && (octet === 0x3b || octet === 0x2c)) bytes[length++] = ENCODED.charCodeAt(0);
      bytes[length++] = octet;
    }
    afterReturn = octet === 0x0d;
  }
  return bytes.subarray(0, length);
}

/** Whether the next byte is one of 0x80–0xBF, written as it is or encoded. */
function continuesCharacter(raw: string, at: number): boolean {
  const code = raw.charCodeAt(at);
  return (code === 0x3d ? hexDigit(raw.charCodeAt(at + 1)) : code >> 4) >> 2 === 2;
}

/** 0–15, or a negative number for anything else. */
function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Whether the value has marks of `decodeQuotedPrintable` that `settleDelimiters` must take away. */
export function hasMarks(value: string): boolean {
  return value.includes(ENCODED);
}

const STRUCTURED = new Set(["N", "ADR", "ORG", "GENDER", "SOUND", "GEO", "CLIENTPIDMAP", "X-ANDROID-CUSTOM"]);
const LISTS = new Set(["CATEGORIES", "NICKNAME"]);

/** Whether a bare `;` or `,` delimits in the value of this property, so that encoded ones must be told apart. */
export function hasDelimiters(name: string): boolean {
  return STRUCTURED.has(name) || LISTS.has(name);
}

/**
 * Replaces the marks: an encoded `;` becomes `\;` in structured values, an encoded `,` becomes `\,` in CATEGORIES and
 * NICKNAME and, from 3.0 on, in the parts of N and ADR. After a backslash it was escaped already and stays as it is.
 */
export function settleDelimiters(value: string, name: string, version: Version): string {
  const commas = LISTS.has(name) || (version !== "2.1" && (name === "N" || name === "ADR"));
  const semicolons = STRUCTURED.has(name);
  const pieces = value.split(ENCODED);
  let escaped = endsInBackslash(pieces[0] ?? "");
  for (let i = 1; i < pieces.length; i++) {
    const piece = pieces[i] ?? "";
    const delimits = piece.startsWith(";") ? semicolons : commas;
    if (delimits && !escaped) pieces[i] = `\\${piece}`;
    escaped = endsInBackslash(piece);
  }
  return pieces.join("");
}

/** Whether the text ends in an odd number of backslashes. */
function endsInBackslash(text: string): boolean {
  let at = text.length;
  while (at > 0 && text.charCodeAt(at - 1) === 0x5c) at--;
  return (text.length - at) % 2 === 1;
}

/** The bytes of a base64 value with blanks anywhere (RFC 2045 section 6.8); null if it is something else. */
export function decodeBase64(raw: string): Uint8Array | null {
  const text = /[ \t]/.test(raw) ? raw.replace(/[ \t]/g, "") : raw;
  let length = text.length;
  while (length > 0 && text.charCodeAt(length - 1) === 0x3d) length--;
  if (length === 0 || length % 4 === 1 || text.length - length > 2) return null;
  const bytes = Buffer.from(text, "base64");
  // Node skips what does not belong there, which shows in the length.
  return bytes.length === Math.floor((length * 3) / 4) ? plainBytes(bytes) : null;
}

/** The same bytes without the `toJSON` of a Buffer, which makes an array of numbers of them. */
export function plainBytes(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
