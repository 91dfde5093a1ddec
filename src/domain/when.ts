/** Moments as people write them → RFC 3339 UTC. What says no zone is local time. */
import { usageError } from "./errors.ts";
import { quoted } from "./quoted.ts";

/** What a day, month or year alone means: its first instant, or its last. */
export type Edge = "start" | "end";

/**
 * `2026-05-01`, `2026-05-01 14:30`, `2026-05-01T14:30:00+02:00`, `now`, `today`, `yesterday 14:00`, `-3d`, `2 weeks ago`,
 * `last monday`, `march 5`. Where a weekday or the year is open, the latest past one is meant: nobody met yet next week.
 * @throws usage for anything else; nothing is guessed from a part of the text
 */
export async function parseWhen(text: string, now: Date, edge: Edge = "start"): Promise<string> {
  const words = text.trim().toLowerCase().replace(/\s+/g, " ");
  const span = isoSpan(words) ?? dayWords(words, now) ?? ago(words, now) ?? (await spoken(words, now));
  const moment = edge === "start" ? span?.start : span?.end;
  if (moment === undefined || Number.isNaN(moment.getTime())) throw notUnderstood(text);
  return instantOf(moment);
}

/** Whether nothing is left to understand: date, time and zone are said. */
export function isExact(text: string): boolean {
  return /^\d{4}-\d\d-\d\dt.*(?:z|[+-]\d\d:?\d\d)$/i.test(text.trim());
}

/** RFC 3339 UTC; no fraction where it is zero. */
export function instantOf(moment: Date): string {
  return moment.toISOString().replace(".000Z", "Z");
}

/** A moment is a span without length. */
type Span = { start: Date; end: Date };

function notUnderstood(text: string): Error {
  return usageError(`not a moment in time: ${quoted(text)}`, wayOut(text.trim()));
}

function wayOut(text: string): string {
  if (/^\d{1,4}[/.]\d/.test(text))
    return "write dates as 2026-05-01: in other notations day and month are mixed up too easily";
  if (/^-\d+m$/i.test(text)) return "-3min are minutes, -3mo are months; or name a moment such as 2026-05-01 14:30";
  return "for example 2026-05-01, 2026-05-01 14:30, today, yesterday 14:00, -3d, last monday";
}

const ISO = /^(\d{4})-(\d\d)(?:-(\d\d)(?:[t ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(z| ?[+-]\d\d:?\d\d)?)?)?$/;

function isoSpan(words: string): Span | null {
  const found = ISO.exec(words);
  if (!found) return null;
  const [, year = "", month = "", day, hour, minute = "", second = "00", fraction = "", zone] = found;
  if (day === undefined) return isDay(year, month, "01") ? monthOf(Number(year), Number(month)) : NOWHERE;
  if (!isDay(year, month, day)) return NOWHERE;
  if (hour === undefined) return dayOf(Number(year), Number(month), Number(day));
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return NOWHERE;
  const milliseconds = fraction.padEnd(3, "0").slice(0, 3);
  if (zone !== undefined) {
    const offset = zone.trim().replace(/^([+-]\d\d):?(\d\d)$/, "$1:$2");
    return moment(
      new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${offset.toUpperCase()}`),
    );
  }
  const at = local(Number(year), Number(month), Number(day));
  at.setHours(Number(hour), Number(minute), Number(second), Number(milliseconds));
  return moment(at);
}

/** Understood as a notation, but there is no such day or time. */
const NOWHERE: Span = { start: new Date(Number.NaN), end: new Date(Number.NaN) };

function isDay(year: string, month: string, day: string): boolean {
  const text = `${year}-${month}-${day}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const DAYS: Record<string, number> = { today: 0, yesterday: -1, tomorrow: 1 };

/** `now`, `today`, `yesterday`, `yesterday 14:00`. */
function dayWords(words: string, now: Date): Span | null {
  if (words === "now") return moment(now);
  const [, word = "", hour, minute] = /^([a-z]+)(?:(?: at)? (\d{1,2}):(\d\d))?$/.exec(words) ?? [];
  if (!Object.hasOwn(DAYS, word)) return null;
  const day = local(now.getFullYear(), now.getMonth() + 1, now.getDate() + (DAYS[word] ?? 0));
  if (hour === undefined) return dayOf(day.getFullYear(), day.getMonth() + 1, day.getDate());
  if (Number(hour) > 23 || Number(minute) > 59) return NOWHERE;
  day.setHours(Number(hour), Number(minute));
  return moment(day);
}

const UNITS: Record<string, (date: Date, amount: number) => void> = {
  min: (date, amount) => date.setTime(date.getTime() + amount * 60_000),
  h: (date, amount) => date.setTime(date.getTime() + amount * 3_600_000),
  d: (date, amount) => date.setDate(date.getDate() + amount),
  w: (date, amount) => date.setDate(date.getDate() + amount * 7),
  mo: (date, amount) => addMonths(date, amount),
  y: (date, amount) => addMonths(date, amount * 12),
};
const UNIT_WORDS: Record<string, string> = { minute: "min", hour: "h", day: "d", week: "w", month: "mo", year: "y" };

/** `-3d`, `-90min`, `2 weeks ago`: so long before now, at this time of day. */
function ago(words: string, now: Date): Span | null {
  const short =
    /^-(\d{1,5})(min|h|d|w|mo|y)$/.exec(words) ?? /^-(\d{1,5}) ?(minute|hour|day|week|month|year)s?$/.exec(words);
  const long = /^(\d{1,5}|an?) (minute|hour|day|week|month|year)s? ago$/.exec(words);
  const [, count = "", unit = ""] = short ?? long ?? [];
  const move = UNITS[UNIT_WORDS[unit] ?? unit];
  if (!move) return null;
  const date = new Date(now);
  move(date, -(/^an?$/.test(count) ? 1 : Number(count)));
  return moment(date);
}

/** 31 March less a month is 28 February, not 3 March. */
function addMonths(date: Date, months: number): void {
  const day = date.getDate();
  date.setDate(1);
  date.setMonth(date.getMonth() + months);
  date.setDate(Math.min(day, new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate()));
}

/** No moment takes more words to say. */
const LONGEST = 60;

/** All else that English has, by a library that is loaded for it. It must have understood every word. */
async function spoken(words: string, now: Date): Promise<Span | null> {
  if (words.length > LONGEST || /^[-+]|\d[/.]\d/.test(words) || !/[a-z]|:/.test(words)) return null;
  const { casual } = await import("chrono-node/en");
  const [found, ...others] = casual.parse(words, now);
  if (!found || others.length > 0 || found.end || found.text.length !== words.length) return null;
  const { start } = found;
  const said = (part: Parameters<typeof start.isCertain>[0]) => start.isCertain(part);
  const date = start.date();
  const future = date > now && !/\b(?:next|this|coming|in)\b/.test(words);
  if (future && said("weekday") && !said("day")) date.setDate(date.getDate() - 7);
  if (future && said("month") && !said("year")) addMonths(date, -12);
  if (said("hour") || /\b(?:morning|afternoon|evening)\b/.test(words)) return moment(date);
  const [year, month] = [date.getFullYear(), date.getMonth() + 1];
  if (said("day") || said("weekday")) return dayOf(year, month, date.getDate());
  if (said("month")) return monthOf(year, month);
  return said("year") ? between(local(year, 1, 1), local(year + 1, 1, 1)) : null;
}

function moment(at: Date): Span {
  return { start: at, end: at };
}

function dayOf(year: number, month: number, day: number): Span {
  return between(local(year, month, day), local(year, month, day + 1));
}

function monthOf(year: number, month: number): Span {
  return between(local(year, month, 1), local(year, month + 1, 1));
}

function between(start: Date, next: Date): Span {
  return { start, end: new Date(next.getTime() - 1) };
}

/** Local midnight. The constructor of Date takes the years below 100 for those of 1900. */
function local(year: number, month: number, day: number): Date {
  const date = new Date(2000, 0, 1);
  date.setFullYear(year, month - 1, day);
  return date;
}
