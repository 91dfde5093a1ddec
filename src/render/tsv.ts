/** Tab-separated values, for `cut`, `awk` and `while read`: one line per row, whatever is in it. */
import type { Column, Rows } from "./column.ts";
import { sanitizeForTty } from "./sanitize.ts";

type TsvOptions = {
  /** Lists come without, unless asked. */
  header?: boolean;
  /** stdout is a terminal: control characters are made visible. */
  tty?: boolean;
};

/** A list: one line per row. */
export async function* tsv<Row>(
  rows: Rows<Row>,
  columns: readonly Column<Row>[],
  { header = false, tty = false }: TsvOptions = {},
): AsyncGenerator<string> {
  if (header)
    yield line(
      columns.map(({ name }) => name),
      tty,
    );
  for await (const row of rows)
    yield line(
      columns.map(({ text }) => text(row)),
      tty,
    );
}

/** One record: a `field<TAB>value` line per column. */
export function tsvRecord<Row>(row: Row, columns: readonly Column<Row>[], { tty = false }: TsvOptions = {}): string {
  return columns.map(({ name, text }) => line([name, text(row)], tty)).join("");
}

function line(values: readonly string[], tty: boolean): string {
  const text = values.map(escaped).join("\t");
  return `${tty ? sanitizeForTty(text) : text}\n`;
}

const ESCAPES: Record<string, string> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\" };

function escaped(value: string): string {
  return value.replace(/[\t\n\r\\]/g, (character) => ESCAPES[character] ?? character);
}
