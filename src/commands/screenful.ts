/** How much of a list is shown: on a terminal a screenful unless more is asked for, elsewhere everything. */
import { usageError } from "../domain/errors.ts";
import type { Context } from "./context.ts";

export type LimitOptions = { limit?: number; all?: boolean };

/** What was shown of a list. */
export type Shown = { rows: number; more: boolean };

/** Rows a terminal shows without being asked for more. */
const SCREEN = 50;

/** The number of rows to show; null for all. @throws usage */
export function limitOf(context: Context, { limit, all = false }: LimitOptions): number | null {
  if (limit !== undefined && all) throw usageError("--limit and --all do not go together");
  return limit ?? (context.form() === "table" && !all ? SCREEN : null);
}

/** The first rows of the pages, and a look at whether there is one more. */
export async function* firstRows<T>(pages: AsyncGenerator<T[]>, limit: number | null, shown: Shown): AsyncGenerator<T> {
  for await (const page of pages) {
    for (const row of page) {
      shown.more = shown.rows === limit;
      if (shown.more) return;
      shown.rows++;
      yield row;
    }
  }
}

/**
 * Says that there is more than was shown unless the limit was asked for, or on a terminal that there is nothing; in a
 * pipe no row says it all, unless it is for want of a store.
 */
export async function noteRest(context: Context, { rows, more }: Shown, { limit }: LimitOptions, nothing: string) {
  const missing = rows === 0 ? context.missingStore() : null;
  if (missing !== null) await context.note(missing);
  else if (rows === 0 && context.form() === "table") await context.note(nothing);
  if (more && limit === undefined) await context.io.err("… more; use --limit N or --all\n");
}
