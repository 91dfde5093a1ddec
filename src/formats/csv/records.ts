/** Bytes → records of cells. Charset and delimiter are found out; the quoting of RFC 4180 is read by `csv-parse`. */
import { pipeline, Readable } from "node:stream";
import { parse } from "csv-parse";
import { BacksideError } from "../../domain/errors.ts";
import { ByteDecoder, CharsetDecoder } from "../../vcard/bytes.ts";
import type { CardWarning } from "../../vcard/card.ts";
import { DEFAULT_LIMITS } from "../../vcard/limits.ts";
import { cardWarning, type WarningCode } from "../../vcard/warnings.ts";
import { delimiterOf, firstLine } from "./delimiter.ts";

export type CsvRecord = {
  /** Physical line it begins at, 1-based. */
  line: number;
  cells: string[];
};

/** Bytes of one record and of one physical line: what a vCard may have in one value. */
const LIMIT = DEFAULT_LIMITS.value;
const BATCH = 500;

/**
 * All records, the header among them, blank lines left out.
 * @param charset of text that is not UTF-8; null guesses windows-1252, with one warning
 * @throws invalid_input for a quote that is never closed and for a record over the limit
 */
export async function* csvRecords(
  source: AsyncIterable<Uint8Array>,
  charset: string | null,
  onWarning: (warning: CardWarning) => void,
): AsyncGenerator<CsvRecord[]> {
  const { delimiter, line: begin, rest } = await beginOf(latin1(source));
  if (delimiter === null) return;
  const clean = cellDecoder(charset, onWarning);
  const parser = parse({
    delimiter,
    encoding: "latin1",
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: LIMIT,
  });
  pipeline(Readable.from(limited(rest, begin)), parser, () => undefined); // a failure of either ends the loop below
  let line = begin;
  let before = 0; // lines of the records so far
  let batch: CsvRecord[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { empty_lines: number } }>) {
      line = begin + before + info.empty_lines;
      const cells = record.map((cell) => clean(cell, line));
      if (cells.some((cell) => cell !== "")) batch.push({ line, cells });
      before += 1 + record.reduce((sum, cell) => sum + lineEnds(cell), 0);
      if (batch.length === BATCH) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    throw refusal(error, begin + before + parser.info.empty_lines);
  }
  if (batch.length > 0) yield batch;
}

/** One character per byte of UTF-8 or 8-bit text; without BOM, UTF-16 as UTF-8. */
async function* latin1(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new ByteDecoder();
  for await (const chunk of source) yield* decoder.push(chunk);
  const end = decoder.end();
  if (end !== "") yield end;
}

type Begin = { delimiter: string | null; line: number; rest: AsyncGenerator<string> };

/** Reads as far as the header goes; `rest` gives all of the text again from there. No delimiter: there is no text. */
async function beginOf(texts: AsyncGenerator<string>): Promise<Begin> {
  let head = "";
  let header = firstLine(head, false);
  while (header === null) {
    const { value, done } = await texts.next();
    head += value ?? "";
    header = firstLine(head, done === true || head.length > LIMIT);
    if (done) break;
  }
  const { text = "", at = 0, line = 1 } = header ?? {};
  const rest = (async function* () {
    if (at < head.length) yield head.slice(at);
    yield* texts;
  })();
  return { delimiter: text.trim() === "" ? null : delimiterOf(text), line, rest };
}

/** @throws invalid_input for a physical line over the limit; the parser counts cells only, not what parts them */
async function* limited(texts: AsyncIterable<string>, begin: number): AsyncGenerator<Buffer> {
  let line = begin;
  let length = 0;
  for await (const text of texts) {
    let at = 0;
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) {
      if (length + index - at > LIMIT) throw tooLong(line);
      length = 0;
      line++;
      at = index + end.length;
    }
    length += text.length - at;
    if (length > LIMIT) throw tooLong(line);
    yield Buffer.from(text, "latin1");
  }
}

function lineEnds(cell: string): number {
  return cell.includes("\n") || cell.includes("\r") ? (cell.match(/\r\n?|\n/g)?.length ?? 0) : 0;
}

/** The text of a cell: decoded, line ends as LF, without control characters. What is odd is told once a file. */
function cellDecoder(charset: string | null, onWarning: (warning: CardWarning) => void) {
  const charsets = new CharsetDecoder(charset);
  const told = new Set<WarningCode>();
  const tell = (code: WarningCode, line: number): void => {
    if (told.has(code)) return;
    told.add(code);
    onWarning(cardWarning(code, line, null, code === "guessed_charset" ? GUESSED : undefined));
  };
  return (cell: string, line: number): string => {
    const text = NON_ASCII.test(cell)
      ? charsets.decode(Buffer.from(cell, "latin1"), charset, (code) => tell(code, line))
      : cell;
    if (!CONTROL.test(text)) return text;
    const kept = text.replace(/\r\n?/g, "\n").replace(OTHER_CONTROLS, "");
    if (kept.length < text.replace(/\r\n?/g, "\n").length) tell("control_character", line);
    return kept;
  };
}

const GUESSED = "The file is not UTF-8; windows-1252 was used. --charset names another.";
const NON_ASCII = /[\x80-\xff]|\x1b/;
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f]/;
const OTHER_CONTROLS = /[\x00-\x08\x0b-\x1f\x7f]/g;

function refusal(error: unknown, line: number): unknown {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "CSV_QUOTE_NOT_CLOSED") {
    return new BacksideError("invalid_input", `a quotation mark is opened in or after line ${line} and never closed`, {
      hint: "nothing was imported; close the quotation mark, or double it where it is part of the text",
      details: { line },
    });
  }
  return code === "CSV_MAX_RECORD_SIZE" ? tooLong(line) : error;
}

function tooLong(line: number): BacksideError {
  return new BacksideError("invalid_input", `the record at line ${line} is longer than ${LIMIT >> 20} MB`, {
    hint: "nothing was imported; a quotation mark that is never closed makes records long",
    details: { line },
  });
}
