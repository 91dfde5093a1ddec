/** JSON: indented for people, one array element per line for programs and `diff`. */
import type { Rows } from "./column.ts";
import { escapeJsonForTty } from "./sanitize.ts";

type JsonOptions = {
  /** stdout is a terminal: indent, and escape what a terminal would obey or hide. */
  tty?: boolean;
};

/** One object or value. */
export function jsonDocument(value: unknown, { tty = false }: JsonOptions = {}): string {
  return `${tty ? escapeJsonForTty(JSON.stringify(value, null, 2)) : JSON.stringify(value)}\n`;
}

/** An array, written as its elements arrive. */
export async function* jsonArray(rows: Rows<unknown>, { tty = false }: JsonOptions = {}): AsyncGenerator<string> {
  let before = "[\n";
  for await (const row of rows) {
    yield before + (tty ? indented(row) : JSON.stringify(row));
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

function indented(row: unknown): string {
  return escapeJsonForTty(JSON.stringify(row, null, 2)).replace(/^/gm, "  ");
}
