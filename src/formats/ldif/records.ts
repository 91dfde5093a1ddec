/** Bytes → records of LDIF, RFC 2849: folded lines joined, comments left out, base64 undone. URLs are never fetched. */
import { isUtf8 } from "node:buffer";
import { ByteDecoder, CharsetDecoder } from "../../vcard/bytes.ts";
import { DEFAULT_LIMITS } from "../../vcard/limits.ts";

export type LdifValue = {
  /** In lower case, with its options: `cn`, `jpegphoto;binary`. */
  name: string;
  /** Text; of bytes that are none, and of a URL that stands for a value, what `asKept` makes of them. */
  text: string;
  /** What base64 held; null for a plain value. */
  bytes: Uint8Array | null;
  /** `name:< URL`: the value is somewhere else. */
  isUrl: boolean;
};

export type LdifRecord = {
  /** Physical line it begins at, 1-based. */
  line: number;
  values: LdifValue[];
  /** Why the record cannot be taken; null when it can. */
  refused: string | null;
  /** Lines that are no attribute. */
  bad: number;
};

const LIMITS = DEFAULT_LIMITS;

/** Records in order, those of one chunk at a time. `version: 1` is none. */
export async function* ldifRecords(
  source: AsyncIterable<Uint8Array>,
  charset: string | null,
): AsyncGenerator<LdifRecord[]> {
  const decoder = new ByteDecoder();
  const records = new Records(new CharsetDecoder(charset), charset);
  for await (const chunk of source) {
    for (const text of decoder.push(chunk)) records.push(text);
    yield records.take();
  }
  records.push(decoder.end());
  records.end();
  yield records.take();
}

/** Physical lines → logical lines → records. Text is one character per byte. */
class Records {
  private readonly charsets: CharsetDecoder;
  private readonly charset: string | null;
  private done: LdifRecord[] = [];
  private record: LdifRecord | null = null;
  private size = 0;
  /** Number of physical lines so far. */
  private line = 0;
  /** The begun physical line, and the logical line before it, in pieces. */
  private begun = "";
  private logical: string[] = [];
  private logicalSize = 0;

  constructor(charsets: CharsetDecoder, charset: string | null) {
    this.charsets = charsets;
    this.charset = charset;
  }

  take(): LdifRecord[] {
    const { done } = this;
    this.done = [];
    return done;
  }

  push(text: string): void {
    const lines = text.split("\n");
    const [first = ""] = lines;
    lines[0] = this.begun + first;
    this.begun = lines.pop() ?? "";
    if (this.begun.length > LIMITS.line) this.begun = ""; // far over what is taken: the rest is a line of its own
    for (const line of lines) this.physical(line.endsWith("\r") ? line.slice(0, -1) : line);
  }

  end(): void {
    if (this.begun !== "") this.physical(this.begun.replace(/\r$/, ""));
    this.physical("");
  }

  private physical(text: string): void {
    this.line++;
    if (text.startsWith(" ") && this.logical.length > 0) {
      this.logicalSize += text.length;
      if (this.logicalSize <= LIMITS.line) this.logical.push(text.slice(1));
      return;
    }
    this.endLine();
    if (text === "") this.endRecord();
    else {
      this.logical = [text];
      this.logicalSize = text.length;
      this.record ??= { line: this.line, values: [], refused: null, bad: 0 };
    }
  }

  private endLine(): void {
    const [first] = this.logical;
    const { record } = this;
    if (first === undefined || record === null) return;
    this.size += this.logicalSize;
    const isTooLong = this.logicalSize > LIMITS.line || this.size > LIMITS.card;
    if (isTooLong || record.values.length >= LIMITS.properties) record.refused = "The record is too large.";
    else if (!first.startsWith("#")) this.add(record, this.logical.join(""));
    this.logical = [];
  }

  private add(record: LdifRecord, line: string): void {
    const [, name, mark, value = ""] = /^([A-Za-z0-9][A-Za-z0-9.;-]*):([:<]?) *([\s\S]*)$/.exec(line) ?? [];
    if (name === undefined) {
      if (line !== "-") record.bad++;
      return;
    }
    const bytes = Buffer.from(value, mark === ":" ? "base64" : "latin1");
    const isText = mark !== ":" || (isUtf8(bytes) && !bytes.includes(0));
    record.values.push({
      name: name.toLowerCase(),
      text: isText ? this.charsets.decode(bytes, this.charset, () => undefined) : "",
      bytes: mark === ":" ? bytes : null,
      isUrl: mark === "<",
    });
  }

  private endRecord(): void {
    const { record } = this;
    this.record = null;
    this.size = 0;
    if (record === null) return;
    const [only, ...others] = record.values;
    const isVersion = only?.name === "version" && others[0]?.name !== "dn";
    if (only?.name === "version") record.values.shift();
    if (!(isVersion && others.length === 0) && record.values.length + record.bad > 0) this.done.push(record);
  }
}
