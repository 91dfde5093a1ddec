/** Receives physical lines: `text` from `start` to `end`, without the line end. */
export type PhysicalSink = {
  /** The first colon is at `colon`, or `end` or more; `special` tells of control characters and bytes above 127. */
  physical(text: string, start: number, end: number, colon: number, special: boolean): void;
  /** How long the line that begins like this may become. */
  allows(head: string): number;
  /** A line over the limit was skipped; `head` is how it began. */
  oversized(head: string): void;
};

const LF = 10;
const CR = 13;
const SPECIAL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\xff]/;

/**
 * Cuts the latin1 text of a file into physical lines, however it comes in pieces. Line ends are LF, CR, CRLF and
 * CR CR LF (careless conversion of CRLF). A line over the limit is skipped while it streams by, not collected.
 */
export class LineCutter {
  private readonly sink: PhysicalSink;
  /** Beyond this length the sink is asked. */
  private readonly usual: number;

  // The text at hand and the next place of each character looked for: found once, however many lines ask.
  private text = "";
  private feed = -1;
  private return = -1;
  private colon = -1;
  private special = -1;
  private readonly specials = new RegExp(SPECIAL, "g");

  // A line whose end has not come yet.
  private partial: string[] = [];
  private partialLength = 0;
  /** How long it may be; 0 once it was longer. */
  private allowed = 0;
  private head = "";
  /** Carriage returns at the end of the last text (0, 1 or 2): an LF may still belong to them. */
  private returns = 0;

  constructor(sink: PhysicalSink, usual: number) {
    this.sink = sink;
    this.usual = usual;
  }

  /** Takes the next piece of the file. */
  push(text: string): void {
    this.text = text;
    this.feed = -1;
    this.return = -1;
    this.colon = -1;
    this.special = -1;
    let at = this.afterReturns(0);
    for (;;) {
      if (this.feed < at) this.feed = indexOrEnd(text, "\n", at);
      if (this.return < at) this.return = indexOrEnd(text, "\r", at);
      const end = Math.min(this.feed, this.return);
      if (end === text.length) break;
      this.complete(at, end);
      at = this.afterEnd(end);
    }
    if (at < text.length) this.hold(text.slice(at));
  }

  /** The file is over: a last line needs no line end. */
  finish(): void {
    this.text = "";
    if (this.returns === 2) this.sink.physical("", 0, 0, 0, false);
    if (this.partialLength > 0) this.complete(0, 0);
  }

  private afterEnd(end: number): number {
    const { text } = this;
    if (text.charCodeAt(end) === LF) return end + 1;
    if (text.charCodeAt(end + 1) === LF) return end + 2;
    this.returns = 1;
    return this.afterReturns(end + 1);
  }

  /** Where the next line begins, behind one or two carriage returns that may lack their LF. */
  private afterReturns(from: number): number {
    const { text } = this;
    let at = from;
    while (this.returns > 0 && at < text.length) {
      const code = text.charCodeAt(at);
      if (code === LF) {
        this.returns = 0;
        return at + 1;
      }
      if (this.returns === 2) {
        this.sink.physical("", 0, 0, 0, false);
        this.returns = 1;
      }
      if (code !== CR) {
        this.returns = 0;
        return at;
      }
      this.returns = 2;
      at++;
    }
    return at;
  }

  private hold(piece: string): void {
    if (this.partialLength === 0) this.allowed = this.usual;
    this.partialLength += piece.length;
    if (this.allowed === 0) return;
    this.partial.push(piece);
    if (this.partialLength <= this.allowed) return;
    if (this.allowed === this.usual) {
      // The head is the same however the file came in pieces.
      this.head = this.partial.join("").slice(0, this.usual);
      this.allowed = this.sink.allows(this.head);
      if (this.partialLength <= this.allowed) return;
    }
    this.allowed = 0;
    this.partial = [];
  }

  private complete(start: number, end: number): void {
    if (this.partialLength > 0) {
      this.hold(this.text.slice(start, end));
      this.completePartial();
      return;
    }
    if (this.colon < start) this.colon = indexOrEnd(this.text, ":", start);
    if (this.special < start) this.special = this.nextSpecial(start);
    this.sink.physical(this.text, start, end, this.colon, this.special < end);
  }

  private completePartial(): void {
    const { partial, head } = this;
    this.partial = [];
    this.partialLength = 0;
    this.head = "";
    if (this.allowed === 0) {
      this.sink.oversized(head);
      return;
    }
    const line = partial.join("");
    this.sink.physical(line, 0, line.length, indexOrEnd(line, ":", 0), SPECIAL.test(line));
  }

  private nextSpecial(start: number): number {
    this.specials.lastIndex = start;
    return this.specials.test(this.text) ? this.specials.lastIndex - 1 : this.text.length;
  }
}

/** Like `indexOf`, with the length for "none": positions can then be compared. */
export function indexOrEnd(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from);
  return at === -1 ? text.length : at;
}
