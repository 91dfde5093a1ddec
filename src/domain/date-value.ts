/** Dates of which a part may be missing, as vCard 4.0 writes them. */
import type { DateDraft } from "./draft.ts";

export type DateParts = Pick<DateDraft, "date_day" | "date_month" | "date_year">;

/** RFC 6350 section 4.3.1: `19850412`, `1985-04`, `1985`, `--0412`, `--04`, `---12`. */
export function dateValue({ date_year, date_month, date_day }: DateParts): string {
  const year = date_year === null ? null : String(date_year).padStart(4, "0");
  if (date_month === null) return year ?? (date_day === null ? "" : `---${two(date_day)}`);
  if (date_day === null) return year === null ? `--${two(date_month)}` : `${year}-${two(date_month)}`;
  return `${year ?? "--"}${two(date_month)}${two(date_day)}`;
}

export function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** Whether there is such a date, as far as its parts are known: 29 February is one where no year denies it. */
export function isDate({ date_year, date_month, date_day }: DateParts): boolean {
  if (date_year === null && date_month === null && date_day === null) return false;
  if (date_year !== null && (date_year < 1 || date_year > 9999)) return false;
  if (date_month !== null && (date_month < 1 || date_month > 12)) return false;
  if (date_day === null) return true;
  return date_day >= 1 && date_day <= longest(date_month, date_year);
}

function longest(month: number | null, year: number | null): number {
  if (month === null) return 31;
  if (month === 2) return year === null || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) ? 29 : 28;
  return LONG_MONTHS.has(month) ? 31 : 30;
}

const LONG_MONTHS: ReadonlySet<number> = new Set([1, 3, 5, 7, 8, 10, 12]);
