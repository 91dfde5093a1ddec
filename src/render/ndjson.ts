/** Newline-delimited JSON: one object per line, as rows arrive. */
import type { Rows } from "./column.ts";
import { escapeJsonForTty } from "./sanitize.ts";

/** Lines of JSON; on a terminal hidden characters are escaped. */
export async function* ndjson(rows: Rows<unknown>, { tty = false }: { tty?: boolean } = {}): AsyncGenerator<string> {
  for await (const row of rows) {
    const line = JSON.stringify(row);
    yield `${tty ? escapeJsonForTty(line) : line}\n`;
  }
}
