/** CSV by RFC 4180: a header, CRLF, and no cell that a spreadsheet would run as a formula. */
import type { Column, Rows } from "./column.ts";
import { sanitizeForTty } from "./sanitize.ts";

type CsvOptions = {
  header?: boolean;
  /** `--csv-raw`: without the formula guard. */
  raw?: boolean;
  /** stdout is a terminal: control characters are made visible. */
  tty?: boolean;
};

/** A list with a header, one record per row. */
export async function* csv<Row>(
  rows: Rows<Row>,
  columns: readonly Column<Row>[],
  { header = true, raw = false, tty = false }: CsvOptions = {},
): AsyncGenerator<string> {
  if (header)
    yield record(
      columns.map(({ name }) => name),
      raw,
      tty,
    );
  for await (const row of rows)
    yield record(
      columns.map(({ text }) => text(row)),
      raw,
      tty,
    );
}

function record(values: readonly string[], raw: boolean, tty: boolean): string {
  const text = values.map((value) => quote(raw ? value : guardFormula(value))).join(",");
  return `${tty ? sanitizeForTty(text) : text}\r\n`;
}

function quote(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

const FORMULA = /^'*[=+\-@\t\r]/;
const PHONE = /^\+?[0-9 ().-]+$/;

/**
 * Marks with `'` what a spreadsheet would take for a formula; phone numbers stay as they are. A value that begins
 * with such marks by itself gets one more, so taking one off always gives the value back.
 */
export function guardFormula(value: string): string {
  return FORMULA.test(value) && !PHONE.test(value) ? `'${value}` : value;
}
