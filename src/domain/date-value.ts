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
