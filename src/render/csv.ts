/** CSV by RFC 4180: a header, CRLF, and no cell that a spreadsheet would run as a formula. */
import { csvRecord } from "../domain/csv.ts";
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
  const text = csvRecord(values, raw);
  return tty ? `${sanitizeForTty(text.slice(0, -2))}\r\n` : text;
}
