/** Moments and lengths of time as queries name them. What says no zone is local time. */

/** Milliseconds since 1970; `until` is the first one after it. */
export type Span = { from: number; until: number };

const ISO = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[tT](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:[zZ]|[+-]\d\d:\d\d)?)?)?)?$/;

/** A year, month, day, minute or second, `today` or `yesterday`; null when it is none. */
export function spanOf(text: string, now: Date): Span | null {
  const word = text.toLowerCase();
  if (word === "today") return days(now, 0);
  if (word === "yesterday") return days(now, -1);
  const found = ISO.exec(text);
  if (!found) return null;
  const [year = 0, month, day, hour, , second] = found.slice(1).map((part) => (part ? Number(part) : undefined));
  if (month === undefined) return { from: local(year, 0, 1), until: local(year + 1, 0, 1) };
  if (month < 1 || month > 12) return null;
  if (day === undefined) return { from: local(year, month - 1, 1), until: local(year, month, 1) };
  if (day < 1 || day > daysIn(year, month)) return null;
  if (hour === undefined) return { from: local(year, month - 1, day), until: local(year, month - 1, day + 1) };
  const from = Date.parse(text.toUpperCase());
  return Number.isNaN(from) ? null : { from, until: from + (second === undefined ? 60_000 : 1000) };
}

/** The moment so long ago: `90d`, `12h`, `2w`, `6mo`, `1y`; null when it is no length of time. */
export function ago(text: string, now: Date): number | null {
  const found = /^(\d{1,4})(h|d|w|mo|y)$/.exec(text.toLowerCase());
  if (!found) return null;
  const number = Number(found[1]);
  const date = new Date(now);
  if (found[2] === "h") return now.getTime() - number * 3_600_000;
  if (found[2] === "d") return now.getTime() - number * 86_400_000;
  if (found[2] === "w") return now.getTime() - number * 7 * 86_400_000;
  const months = now.getFullYear() * 12 + now.getMonth() - number * (found[2] === "y" ? 12 : 1);
  const [year, month] = [Math.floor(months / 12), ((months % 12) + 12) % 12];
  // The 31st of May less one month is the 30th of April.
  date.setFullYear(year, month, Math.min(now.getDate(), daysIn(year, month + 1)));
  return date.getTime();
}

/** @param month 1 to 12 */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function days(now: Date, offset: number): Span {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate() + offset];
  return { from: local(year, month, day), until: local(year, month, day + 1) };
}

/** Midnight; years below 100 are themselves. */
function local(year: number, month: number, day: number): number {
  const date = new Date(2000, 0, 1);
  date.setFullYear(year, month, day);
  return date.getTime();
}
