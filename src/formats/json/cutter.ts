/** Cuts JSON text into the values that are contacts. Linear; what is held is one value at most. */
import { OpenValue } from "./open-value.ts";

export type Piece = {
  /** Physical line it begins at, 1-based. */
  line: number;
  /** One character per byte; empty when `failure` is set. */
  text: string;
  failure: string | null;
};

const NO_END = "The contact is not well-formed JSON: it has no end.";

export class ElementCutter {
  private readonly limit: number;
  private found: Piece[] = [];
  private open: OpenValue | null = null;
  /** Where the open value begins in this text, or goes on. */
  private start = 0;
  private text = "";
  /** Whether the values stand in one array around all of them. */
  private inList = false;
  private line = 1;
  /** Characters since the last line end. */
  private column = 0;
  /** Whether this line had nothing but white space so far. */
  private isFresh = true;
  /** Values so far; -1 as soon as one had more than one line. */
  private perLine = 0;

  /** @param limit the size of one value in bytes */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** @param text one character per byte */
  push(text: string): Piece[] {
    this.text = text;
    this.start = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === LF) this.endLine(at);
      else if (this.open?.inString) this.open.takeInString(code);
      else if (code !== SPACE && code !== TAB && code !== CR) {
        this.token(code, at);
        this.isFresh = false;
      }
      if (code !== LF) this.column++;
    }
    this.open?.add(text.slice(this.start), this.limit);
    return this.taken();
  }

  /** What is still open is broken, unless it is a bare word. */
  finish(): Piece[] {
    this.text = "";
    this.start = 0;
    if (this.open !== null) this.close(0, this.open.isNested() ? NO_END : null);
    return this.taken();
  }

  private taken(): Piece[] {
    const pieces = this.found;
    this.found = [];
    return pieces;
  }

  private token(code: number, at: number): void {
    if (this.open !== null && this.beginsAnew(this.open, code)) this.close(at, NO_END);
    if (this.open?.mayBeList) this.decideList(this.open, code);
    if (this.open === null && this.isBetween(code)) return;
    const isFirst = this.open === null;
    this.open ??= this.begin(at);
    const { open } = this;
    if (!isFirst && !open.isNested() && ENDS.has(code)) this.end(code, at, null);
    else if (this.inList && code === CLOSE_LIST && !open.hasList()) this.end(code, at, NO_END);
    else {
      open.take(code);
      open.mayBeList = isFirst && code === OPEN_LIST && !this.inList;
      if (!open.isNested() && (code === CLOSE_LIST || code === CLOSE_OBJECT)) this.close(at + 1, null);
    }
  }

  /** An array that begins with a text is a value, as a jCard is; any other one is the list of all. */
  private decideList(open: OpenValue, code: number): void {
    open.mayBeList = false;
    if (code === QUOTE) return;
    this.open = null;
    this.inList = true;
  }

  /** Whether a character stands between two values; the last of them ends the list. */
  private isBetween(code: number): boolean {
    if (code === CLOSE_LIST && this.inList) this.inList = false;
    else if (code !== COMMA) return false;
    return true;
  }

  private begin(at: number): OpenValue {
    this.start = at;
    return new OpenValue(this.line, this.isFresh ? this.column : null);
  }

  private end(code: number, at: number, failure: string | null): void {
    this.close(at, failure);
    if (code === CLOSE_LIST) this.inList = false;
  }

  private endLine(at: number): void {
    const { open } = this;
    if (open !== null) {
      open.endLine();
      if (!open.isNested()) this.close(at, null);
    }
    this.line++;
    this.column = 0;
    this.isFresh = true;
  }

  /**
   * Whether a bracket at the start of a line, as far in as the open value, is the next one: where no value may stand,
   * or where all before had one line each. The open one has then lost its end.
   */
  private beginsAnew(open: OpenValue, code: number): boolean {
    if (!this.isFresh || open.column !== this.column || !open.isNested() || open.mayBeList) return false;
    if (code !== OPEN_OBJECT && code !== OPEN_LIST) return false;
    return !open.takesValue() || (this.perLine > 0 && open.lineEnds === 1);
  }

  private close(at: number, failure: string | null): void {
    const { open } = this;
    if (open === null) return;
    open.add(this.text.slice(this.start, at), this.limit);
    const reason = open.failure ?? failure;
    if (reason === null) this.perLine = this.perLine < 0 || open.lineEnds > 0 ? -1 : this.perLine + 1;
    this.found.push({ line: open.line, text: reason === null ? open.text() : "", failure: reason });
    this.open = null;
  }
}

const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** What ends a bare word. */
const ENDS: ReadonlySet<number> = new Set([COMMA, CLOSE_LIST, CLOSE_OBJECT]);
