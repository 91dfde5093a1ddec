/** Contacts → CSV: our own columns, or those that Google's and Outlook's importers take. docs/csv.md has all three. */
import { csvRecord } from "../../domain/csv.ts";
import type { FormatWriter, WrittenContact } from "../format.ts";
import { GOOGLE_COLUMNS } from "./write-google.ts";
import { OUTLOOK_HEADER, outlookCells } from "./write-outlook.ts";
import { OWN_COLUMNS } from "./write-own.ts";
import type { WrittenColumn } from "./written.ts";

export type CsvKind = "own" | "google" | "outlook";

/**
 * Text with CRLF line ends, RFC 4180. Each kind has its columns, whatever the contacts are.
 * @param options.raw without the formula guard
 */
export function csvWriter(kind: CsvKind, { raw = false }: { raw?: boolean } = {}): FormatWriter {
  const { header, cells } = SHEETS[kind];
  return {
    begin: (kind === "outlook" ? BYTE_ORDER_MARK : "") + csvRecord(header, raw),
    contact: (written) => csvRecord(cells(written), raw),
    between: "",
    end: "",
  };
}

/** Without it Outlook takes the text for that of an old Windows code page. */
const BYTE_ORDER_MARK = "\ufeff";

type Sheet = { header: readonly string[]; cells(written: WrittenContact): string[] };

const SHEETS: Record<CsvKind, Sheet> = {
  own: sheetOf(OWN_COLUMNS),
  google: sheetOf(GOOGLE_COLUMNS),
  outlook: { header: OUTLOOK_HEADER, cells: ({ contact }) => outlookCells(contact) },
};

function sheetOf(columns: readonly WrittenColumn[]): Sheet {
  return { header: columns.map(({ name }) => name), cells: (written) => columns.map(({ cell }) => cell(written)) };
}
