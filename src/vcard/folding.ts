import { allowedLength, type Limits } from "./limits.ts";
import { indexOrEnd, type PhysicalSink } from "./lines.ts";
import type { Header, Headers } from "./parameters.ts";
import { AGENT_FOLD, SOFT_BLANK } from "./transfer.ts";

/** Receives logical lines: `text` from `start` to `end`, still as latin1 bytes. */
export type LogicalSink = {
  /** `header` is null without a colon; `special` tells of control characters and bytes above 127. */
  logical(text: string, start: number, end: number, header: Header | null, special: boolean, line: number): void;
  /** The line that began at `line` is over the limit; its text is gone. */
  tooLarge(line: number): void;
  /** A soft line break of quoted-printable in the line that began at `line` is followed by nothing. */
  dangling(line: number, property: string): void;
};

const TAB = 9;
const SPACE = 32;
const EQUALS = 61;

/**
 * Joins physical lines to logical ones: folds (RFC 6350 section 3.2), the soft line breaks of quoted-printable
 * (RFC 2045 section 6.7), base64 at column 0. Bytes are joined before anything is decoded: folds may cut a character.
 */
export class LineJoiner implements PhysicalSink {
  /** The number of the last physical line. */
  private line = 0;
  private readonly sink: LogicalSink;
  private readonly headers: Headers;
  private readonly limits: Limits;

  // The logical line that may go on: a place in a text, or parts.
  private open = false;
  private text = "";
  private start = 0;
  private end = 0;
  private parts: Pieces | null = null;
  private length = 0;
  /** How long it may be; negative once its text was given up. */
  private allowed = 0;
  private first = 0;
  private header: Header | null = null;
  private special = false;
  /** It ends in a soft line break. */
  private soft = false;

  constructor(sink: LogicalSink, headers: Headers, limits: Limits) {
    this.sink = sink;
    this.headers = headers;
    this.limits = limits;
  }

  physical(text: string, start: number, end: number, colon: number, special: boolean): void {
    this.line++;
    if (start === end) {
      if (!this.awaitsBase64()) this.flush();
      return;
    }
    if (this.open) {
      if (this.continues(text, start, end, colon)) {
        this.join(text, start, end, colon, special);
        return;
      }
      if (this.soft) this.sink.dangling(this.first, this.header?.name ?? "");
      this.flush();
    }
    this.begin(text, start, end, colon, special);
  }

  allows(head: string): number {
    if (!this.goesOn(head)) return this.allowedFor(head);
    return this.allowed < 0 ? this.limits.value : this.allowedFor(this.soFar() + head.trimStart());
  }

  oversized(head: string): void {
    this.line++;
    if (!this.goesOn(head)) {
      if (this.soft) this.sink.dangling(this.first, this.header?.name ?? "");
      this.flush();
      this.begin("", 0, 0, 0, false);
    }
    this.giveUp();
  }

  /** The file is over: the open line is complete. */
  finish(): void {
    if (this.soft) this.sink.dangling(this.first, this.header?.name ?? "");
    this.flush();
  }

  private begin(text: string, start: number, end: number, colon: number, special: boolean): void {
    this.open = true;
    this.text = text;
    this.start = start;
    this.end = end;
    this.length = end - start;
    this.allowed = this.limits.value;
    this.first = this.line;
    this.special = special;
    this.header = colon < end ? this.headers.find(text, start, colon, end) : null;
    this.soft = false;
    if (this.header?.encoding === "quoted-printable") {
      this.end = softBreak(text, start, end);
      this.soft = this.end < end;
    }
    if (this.length > this.allowed) this.checkLength();
  }

  private continues(text: string, start: number, end: number, colon: number): boolean {
    if (this.soft) return !beginsProperty(text, start, end, this.header);
    if (isBlank(text.charCodeAt(start))) return true;
    return colon >= end && this.header?.encoding === "base64" && BASE64.test(text.slice(start, end));
  }

  private join(text: string, start: number, end: number, colon: number, special: boolean): void {
    if (this.allowed < 0) return;
    this.parts ??= new Pieces(this.text.slice(this.start, this.end));
    this.special ||= special;
    const { parts } = this;
    let from = start;
    // A blank after a soft line break is text, one after a fold is not.
    const code = text.charCodeAt(start);
    if (this.soft ? code === SPACE : isBlank(code)) {
      if (this.soft) parts.push(SOFT_BLANK);
      else if (this.header?.name === "AGENT") parts.push(AGENT_FOLD);
      from++;
    }
    this.length += end - from;
    if (this.header === null && colon < end) this.header = this.headerOf(this.soFar() + text.slice(from, end));
    const cut = this.header?.encoding === "quoted-printable" ? softBreak(text, from, end) : end;
    this.soft = cut < end;
    parts.push(text.slice(from, cut));
    if (this.length > this.allowed) this.checkLength();
  }

  private goesOn(head: string): boolean {
    return this.open && this.continues(head, 0, head.length, indexOrEnd(head, ":", 0));
  }

  private soFar(): string {
    return this.parts?.join() ?? this.text.slice(this.start, this.end);
  }

  /** The line became longer than usual: a photo may, anything else is given up. */
  private checkLength(): void {
    if (this.allowed === this.limits.value) this.allowed = this.allowedFor(this.soFar());
    if (this.length > this.allowed) this.giveUp();
  }

  /** What follows is read as lines of their own; only folds still belong to this one. */
  private giveUp(): void {
    this.allowed = -1;
    this.text = "";
    this.parts = null;
    this.header = null;
    this.soft = false;
  }

  private allowedFor(text: string): number {
    const head = text.slice(0, this.limits.value);
    const header = this.headerOf(head);
    return allowedLength(this.limits, header, header === null ? "" : head.slice(header.length + 1, header.length + 10));
  }

  private headerOf(line: string): Header | null {
    const colon = line.indexOf(":");
    return colon === -1 ? null : this.headers.find(line, 0, colon, line.length);
  }

  private flush(): void {
    if (!this.open) return;
    this.open = false;
    this.soft = false;
    const { text, start, end, header } = this;
    const joined = this.allowed < 0 ? null : (this.parts?.join() ?? null);
    // Nothing may hold the parts of a photo while it is decoded.
    this.parts = null;
    this.text = "";
    if (this.allowed < 0) {
      this.sink.tooLarge(this.first);
    } else if (joined === null) {
      this.sink.logical(text, start, end, header, this.special, this.first);
    } else {
      // Looked up again: a quoted parameter may have been cut by the fold.
      this.sink.logical(joined, 0, joined.length, this.headerOf(joined), this.special, this.first);
    }
  }

  /** Base64 begins in a later line: the blank line before it does not end the property. */
  private awaitsBase64(): boolean {
    return this.open && this.header?.encoding === "base64" && this.length === this.header.length + 1;
  }
}

/** Strings to be joined; small ones are put together in between, as a million of them would take much memory. */
class Pieces {
  private readonly blocks: string[] = [];
  private recent: string[];

  constructor(first: string) {
    this.recent = [first];
  }

  push(piece: string): void {
    if (this.recent.push(piece) < 1000) return;
    this.blocks.push(this.recent.join(""));
    this.recent = [];
  }

  join(): string {
    // In one go: a concatenation would be copied once more when it is searched.
    return [...this.blocks, ...this.recent].join("");
  }
}

const BASE64 = /^[A-Za-z0-9+/=\t -]*$/;

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** Where the soft line break of a quoted-printable line is: at its last `=`, blanks behind it do not count. */
function softBreak(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at > start && text.charCodeAt(at - 1) === EQUALS ? at - 1 : end;
}

const KNOWN = new Set(
  (
    "BEGIN END VERSION FN N NICKNAME PHOTO BDAY ANNIVERSARY GENDER ADR LABEL TEL EMAIL MAILER IMPP LANG TZ GEO TITLE " +
    "ROLE LOGO AGENT ORG MEMBER RELATED CATEGORIES NOTE PRODID REV SORT-STRING SOUND UID URL CLASS KEY KIND SOURCE"
  ).split(" "),
);

/**
 * Whether a line after a soft line break is a property of its own, because the break was a mistake. A card is written
 * in one case: `Tel: 123` in a note is text.
 */
function beginsProperty(text: string, start: number, end: number, before: Header | null): boolean {
  const head = text.slice(start, Math.min(end, start + 64));
  const [written = ""] = /^[A-Za-z0-9.-]*(?=[;:])/.exec(head) ?? [];
  const name = written.slice(written.indexOf(".") + 1);
  const lower = before !== null && before.original === before.original.toLowerCase();
  const known = lower && name === name.toLowerCase() ? name.toUpperCase() : name;
  return KNOWN.has(known) || known.startsWith("X-");
}
