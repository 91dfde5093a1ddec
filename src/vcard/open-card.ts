import { createHash, hash } from "node:crypto";
import type { CharsetDecoder, Report } from "./bytes.ts";
import type { Card, Property, Version } from "./card.ts";
import { allowedLength, type Limits } from "./limits.ts";
import type { Header } from "./parameters.ts";
import { decodeBase64, decodeQuotedPrintable, hasDelimiters, hasMarks, settleDelimiters } from "./transfer.ts";
import { cardWarning, type WarningCode } from "./warnings.ts";

/** What all cards of a file share. */
export type FileContext = { limits: Limits; charsets: CharsetDecoder; transfers: boolean };

/** A card between its BEGIN and its END. */
export class OpenCard {
  readonly card: Card;
  /** The other component (`BEGIN:VEVENT`) whose lines are passed over. */
  component: string | null = null;
  /** Line of an inner BEGIN after which this card has not gone on yet; 0 without one. */
  nestedAt = 0;
  /** Bytes of its lines so far. */
  bytes = 0;

  private readonly file: FileContext;
  private version: Version | null = null;
  private versionSeen = false;
  private looksLike21 = false;
  private lines = 0;
  private raw = "";
  /** Values whose escapes depend on the version, which may come last. */
  private readonly unsettled: Property[] = [];
  private at = 0;
  private name: string | null = null;
  private readonly report: Report = (code) => this.warn(code, this.at, this.name);

  constructor(file: FileContext, index: number, line: number) {
    this.file = file;
    this.card = {
      version: "3.0",
      properties: [],
      nested: [],
      first_line: line,
      last_line: line,
      index,
      warnings: [],
      refused: null,
      digest: "",
    };
  }

  warn(code: WarningCode, line: number, property: string | null = null): void {
    const { warnings } = this.card;
    const last = warnings.at(-1);
    if (last !== undefined && last.line === line && last.code === code) return;
    warnings.push(cardWarning(code, line, property));
  }

  /** Gives the card up; what was read of it is dropped. */
  refuse(line: number, property: string | null, reason: string): void {
    if (this.card.refused !== null) return;
    this.card.refused = reason;
    this.card.warnings.push(cardWarning("too_large", line, property, reason));
    this.card.properties = [];
    this.card.nested = [];
    this.raw = "";
  }

  /** Counts a line of this card; false if the card is refused, now or before. */
  take(length: number, line: number, name: string | null): boolean {
    const { limits } = this.file;
    if (this.card.refused !== null) return false;
    this.card.last_line = line;
    this.lines++;
    this.bytes += length;
    if (this.lines > limits.properties) this.refuse(line, name, `The card has more than ${limits.properties} lines.`);
    else if (this.bytes > limits.card) this.refuse(line, name, `The card is longer than ${limits.card} bytes.`);
    return this.card.refused === null;
  }

  /** Takes the VERSION; the first one counts. */
  setVersion(value: string, line: number): void {
    if (this.versionSeen) {
      if (value !== this.version) this.warn("repeated_property", line, "VERSION");
      return;
    }
    this.versionSeen = true;
    if (value === "2.1" || value === "3.0" || value === "4.0") this.version = value;
    else this.warn("unknown_version", line, "VERSION");
  }

  /** Takes one property line; null if the limits refuse it. */
  add(text: string, start: number, end: number, header: Header, special: boolean, line: number): Property | null {
    const { limits } = this.file;
    const { name } = header;
    if (!this.take(end - start, line, name)) return null;
    if (header.count > limits.parameters) {
      this.refuse(line, name, `A property has more than ${limits.parameters} parameters.`);
      return null;
    }
    const raw = text.slice(start + header.length + 1, end);
    const allowed = end - start > limits.value ? allowedLength(limits, header, raw) : limits.value;
    if (end - start > allowed) {
      this.refuse(line, name, `A line is longer than ${allowed} bytes.`);
      return null;
    }
    if (name !== "REV" && name !== "PRODID") this.addRaw(text.slice(start, end));
    this.at = line;
    this.name = name;
    for (const code of header.warnings) this.report(code);
    this.looksLike21 ||= header.bare || header.encoding === "quoted-printable";
    if (this.file.transfers) this.noteTransfer(header, line);
    const property: Property = {
      group: header.group,
      name,
      original: header.original,
      params: header.params,
      value: "",
      bytes: null,
      line,
    };
    if (header.encoding === "base64") this.readBase64(property, raw, header, special);
    else property.value = this.readText(property, raw, header, special);
    if (this.card.refused !== null) return null;
    this.card.properties.push(property);
    return property;
  }

  /** Adds a raw line to the digest. */
  addRaw(line: string): void {
    this.raw += line.length > LONG_LINE ? hashLong(line) : line;
    this.raw += "\n";
  }

  /** Marks a value whose final escapes wait for the version. */
  settleLater(property: Property): void {
    this.unsettled.push(property);
  }

  /** The finished card. */
  close(): Card {
    const { card } = this;
    if (!this.versionSeen) this.warn("missing_version", card.first_line);
    card.version = this.version ?? (this.looksLike21 ? "2.1" : "3.0");
    for (const property of this.unsettled) {
      property.value =
        property.name === "AGENT"
          ? escapeAgent(property.value, card.version)
          : settleDelimiters(property.value, property.name, card.version);
    }
    if (card.refused !== null) return card;
    if (card.properties.length === 0) card.refused = "The card is empty.";
    card.digest = digest(this.raw);
    return card;
  }

  private noteTransfer({ name, bare, written, charset }: Header, line: number): void {
    if (!bare && written === null && charset === null) return;
    this.card.transfers ??= [];
    this.card.transfers.push({ line, property: name, bare, encoding: written?.values[0] ?? null, charset });
  }

  private readText(property: Property, raw: string, header: Header, special: boolean): string {
    const { charsets } = this.file;
    if (header.encoding === "quoted-printable") {
      const mark = hasDelimiters(header.name);
      const value = decodeQuotedPrintable(raw, header.charset, mark, charsets, this.report);
      if (mark && hasMarks(value)) this.settleLater(property);
      return value;
    }
    return special ? charsets.decode(Buffer.from(raw, "latin1"), header.charset, this.report) : raw;
  }

  private readBase64(property: Property, raw: string, header: Header, special: boolean): void {
    const { photo } = this.file.limits;
    const isUri = ADDRESS.test(raw);
    property.bytes = isUri ? null : decodeBase64(raw);
    if (property.bytes !== null) {
      if (property.bytes.length > photo) {
        this.refuse(property.line, property.name, `A decoded value is larger than ${photo} bytes.`);
      }
      return;
    }
    if (header.written !== null) property.params = [...header.params, header.written];
    property.value = this.readText(property, raw, header, special);
    if (raw !== "" && !isUri) this.report("bad_base64");
  }
}

/** A `data:` URI or an address under ENCODING=b, as seen. */
const ADDRESS = /^\s?(data:|https?:)/i;
const LONG_LINE = 65_536;

/** From 3.0 on a nested card is one line of text (RFC 2426 section 3.5.4). */
function escapeAgent(text: string, version: Version): string {
  if (version === "2.1") return text;
  return text.replace(/[\\,;]/g, "\\$&").replaceAll("\n", "\\n");
}

/** A photo is hashed on its own and piece by piece, to spare two copies of it. */
function hashLong(line: string): string {
  const sum = createHash("sha256");
  for (let at = 0; at < line.length; at += LONG_LINE) sum.update(line.slice(at, at + LONG_LINE));
  return sum.digest("hex");
}

/** The first 16 bytes of the SHA-256 as base64url: of the 22nd digit only two bits belong to them. */
export function digest(text: string): string {
  const full = hash("sha256", text, "base64url");
  const code = full.charCodeAt(21);
  const isUpper = code >= 0x41 && code <= 0x5a;
  const isLower = code >= 0x61 && code <= 0x7a;
  const value = isUpper ? code - 0x41 : isLower ? code - 0x47 : 63;
  return full.slice(0, 21) + "AQgw".charAt(value >> 4);
}
