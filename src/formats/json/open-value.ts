/** A JSON value whose end has not come yet: its text so far, and the brackets and string that are open in it. */

/** RFC 8259 section 9 lets a reader set a limit; a contact needs ten. */
const MAX_DEPTH = 32;

export class OpenValue {
  readonly line: number;
  /** Characters before it when it is the first of its line, else null. */
  readonly column: number | null;
  failure: string | null = null;
  inString = false;
  lineEnds = 0;
  /** Whether its first bracket may turn out to be that of the list around all values. */
  mayBeList = false;

  private readonly pieces: string[] = [];
  private size = 0;
  private isEscaped = false;
  /** The bracket each open one wants, as far as MAX_DEPTH; deeper ones are counted. */
  private readonly closers: number[] = [];
  private deeper = 0;
  private last = 0;

  constructor(line: number, column: number | null) {
    this.line = line;
    this.column = column;
  }

  isNested(): boolean {
    return this.closers.length > 0;
  }

  /** Whether an array is open in it. */
  hasList(): boolean {
    return this.deeper > 0 || this.closers.includes(CLOSE_LIST);
  }

  /** Whether the grammar has room for a value here: after a colon, at the start of an array, or after its comma. */
  takesValue(): boolean {
    if (this.last === COMMA) return this.closers.at(-1) === CLOSE_LIST;
    return this.last === COLON || this.last === OPEN_LIST;
  }

  /** Takes a character outside of strings that is no white space. */
  take(code: number): void {
    this.last = code;
    if (code === QUOTE) this.inString = true;
    else if (code === OPEN_OBJECT) this.nest(CLOSE_OBJECT);
    else if (code === OPEN_LIST) this.nest(CLOSE_LIST);
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) this.leave(code);
  }

  takeInString(code: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (code === BACKSLASH) this.isEscaped = true;
    else if (code === QUOTE) this.inString = false;
  }

  /** A string cannot go over the end of a line. */
  endLine(): void {
    this.lineEnds++;
    if (!this.inString) return;
    this.inString = false;
    this.isEscaped = false;
    this.failure ??= "The contact is not well-formed JSON: a text has no end.";
  }

  add(text: string, limit: number): void {
    this.size += text.length;
    if (this.size > limit) this.failure ??= `The contact is larger than ${limit} bytes.`;
    if (this.failure === null) this.pieces.push(text);
    else this.pieces.length = 0;
  }

  text(): string {
    return this.pieces.join("");
  }

  private nest(closer: number): void {
    if (this.closers.length < MAX_DEPTH) this.closers.push(closer);
    else {
      this.deeper++;
      this.failure ??= `The contact is nested deeper than ${MAX_DEPTH} levels.`;
    }
  }

  private leave(closer: number): void {
    if (this.deeper > 0) {
      this.deeper--;
      return;
    }
    if (this.closers.at(-1) !== closer)
      this.failure ??= "The contact is not well-formed JSON: a bracket has no partner.";
    while (this.closers.length > 0 && this.closers.pop() !== closer);
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
