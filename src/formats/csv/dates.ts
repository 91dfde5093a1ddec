/** Dates as tables have them. */
import { type DateParts, isDate } from "../../domain/date-value.ts";
import { readDate } from "../../vcard/mapping/dates.ts";

export type CellDate = { parts: DateParts; guessed: boolean };

/**
 * ISO 8601 and vCard's forms (`1990-01-31`, `--01-31`, `1990`), `31.1.1990`, `1990/01/31`, and `1/31/1990`.
 * @param monthFirst which of two small numbers parted by slashes is the month; null leaves such a date unread
 * @returns `none` for a date left out (`0/0/00`), null for a text that is no date
 */
export function readCellDate(text: string, monthFirst: boolean | null): CellDate | "none" | null {
  if (/^[0./-]+$/.test(text)) return "none";
  const iso = readDate(text.replace(/^(\d{4})\/(\d\d)\/(\d\d)/, "$1-$2-$3"), Number.NaN);
  if (iso !== null) return { parts: iso.parts, guessed: false };
  const [, first, mark, second, year] = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})(?:[ T]0?0:00.*)?$/.exec(text) ?? [];
  if (year === undefined) return null;
  const numbers = [Number(first), Number(second), Number(year)] as const;
  if (mark === ".") return dated(numbers, false, false);
  const [a, b] = numbers;
  if (a > 12 || b > 12 || a === b) return dated(numbers, a <= 12, false);
  return monthFirst === null ? null : dated(numbers, monthFirst, true);
}

function dated(
  [first, second, date_year]: readonly [number, number, number],
  monthFirst: boolean,
  guessed: boolean,
): CellDate | null {
  const [date_month, date_day] = monthFirst ? [first, second] : [second, first];
  const parts = { date_year, date_month, date_day };
  return isDate(parts) ? { parts, guessed } : null;
}
