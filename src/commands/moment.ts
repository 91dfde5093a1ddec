/** Options that take a moment in time. Whatever was not said to the second is echoed as it was understood. */
import { usageError } from "../domain/errors.ts";
import { quoted } from "../domain/quoted.ts";
import { type Edge, isExact, parseWhen } from "../domain/when.ts";
import { momentText } from "../render/time.ts";
import type { Context } from "./context.ts";

/** What help says of `<when>`. */
export const WHEN_NOTE =
  "<when> is a date or time such as 2026-05-01, 2026-05-01 14:30, today, yesterday 14:00, -3d (3 days ago; also min, h, w, mo, y) or last monday, in local time where it names no zone.";

/**
 * The same of what was recorded until now: nobody knows yet how it will be. Of today, which has not ended, the part that
 * there is will do.
 * @throws usage
 */
export async function readPast(context: Context, text: string, word: string, edge: Edge = "start"): Promise<string> {
  const now = context.io.now();
  if (Date.parse(await parseWhen(text, now, "start")) > now.getTime())
    throw usageError(`${quoted(text)} is yet to come, and nothing is recorded of it`);
  return readMoment(context, text, word, edge);
}

/** @param word what the echo begins with: `at`, `from`, `to`, `as of` */
export async function readMoment(context: Context, text: string, word: string, edge: Edge = "start"): Promise<string> {
  const now = context.io.now();
  const at = await parseWhen(text, now, edge);
  if (!isExact(text)) await context.note(`${word} ${momentText(at, now)}`);
  return at;
}
