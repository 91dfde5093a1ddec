import { isUtf8 } from "node:buffer";
import { TextDecoder } from "node:util";
import type { WarningCode } from "./warnings.ts";

/** Reports an oddity of the value at hand. */
export type Report = (code: WarningCode) => unknown;

const WINDOW = 1 << 16;
const HEAD = 4;
const ESCAPE = 0x1b;

/**
 * Turns the chunks of a file into latin1 strings, one character per byte of UTF-8 or 8-bit text: drops the BOM,
 * transcodes UTF-16. Searching and cutting such strings is faster than any loop over bytes, and the charset of a value
 * is known only once its parameters are read.
 */
export class ByteDecoder {
  private head: Buffer | null = Buffer.alloc(0);
  private utf16: TextDecoder | null = null;

  /** The text of one chunk, in pieces of bounded length. */
  *push(chunk: Uint8Array): Generator<string> {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.head !== null) {
      bytes = this.head.length === 0 ? bytes : Buffer.concat([this.head, bytes]);
      if (bytes.length < HEAD) {
        this.head = Buffer.from(bytes);
        return;
      }
      bytes = this.begin(bytes);
    }
    for (let at = 0; at < bytes.length; at += WINDOW) yield this.text(bytes.subarray(at, at + WINDOW));
  }

  /** What was held back: the bytes of a tiny file, half a UTF-16 character. */
  end(): string {
    if (this.head !== null) return this.text(this.begin(this.head)) + this.end();
    return this.utf16 === null ? "" : asLatin1(this.utf16.decode());
  }

  /** A BOM or the NULs of ASCII in UTF-16 decide for the whole file (old Mac Address Book and Entourage). */
  private begin(bytes: Buffer): Buffer {
    this.head = null;
    const [a, b, c, d] = bytes;
    if (a === 0xff && b === 0xfe) this.utf16 = new TextDecoder("utf-16le");
    else if (a === 0xfe && b === 0xff) this.utf16 = new TextDecoder("utf-16be");
    else if (a && b === 0 && c && d === 0) this.utf16 = new TextDecoder("utf-16le");
    else if (a === 0 && b && c === 0 && d) this.utf16 = new TextDecoder("utf-16be");
    return a === 0xef && b === 0xbb && c === 0xbf ? bytes.subarray(3) : bytes;
  }

  private text(bytes: Buffer): string {
    return this.utf16 === null ? bytes.toString("latin1") : asLatin1(this.utf16.decode(bytes, { stream: true }));
  }
}

function asLatin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** Decodes 8-bit text: valid UTF-8 wins, else the declared charset, else the fallback of the file. */
export class CharsetDecoder {
  private readonly decoders = new Map<string, TextDecoder>();
  private readonly fallback: TextDecoder;
  private readonly guessing: boolean;

  /** Throws a RangeError if the fallback is not a known charset. */
  constructor(fallback: string | null) {
    this.fallback = new TextDecoder(fallback ?? "windows-1252");
    this.guessing = fallback === null;
  }

  /** The text of `bytes`; what had to be guessed or replaced is reported. */
  decode(bytes: Buffer, charset: string | null, report: Report): string {
    // ISO-2022-JP is valid UTF-8 by construction; only its escape sequences tell.
    const stateful = charset !== null && isStateful(charset) && bytes.includes(ESCAPE);
    if (!stateful && isUtf8(bytes)) return bytes.toString("utf8");
    const declared = charset === null ? null : this.find(charset);
    if (declared === null) {
      if (charset !== null) report("unknown_charset");
      else if (this.guessing) report("guessed_charset");
      return this.fallback.decode(bytes);
    }
    const text = declared.decode(bytes);
    if (text.includes("\ufffd")) report("invalid_utf8");
    return text;
  }

  private find(charset: string): TextDecoder | null {
    const known = this.decoders.get(charset);
    if (known !== undefined) return known;
    try {
      const decoder = new TextDecoder(charset);
      if (this.decoders.size < 100) this.decoders.set(charset, decoder);
      return decoder;
    } catch {
      return null;
    }
  }
}

/** Charsets that switch by escape sequences: every byte may be part of a character. */
export function isStateful(charset: string): boolean {
  return charset.toLowerCase().startsWith("iso-2022-");
}
