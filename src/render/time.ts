/** Times, dates, counts and sizes as people say them. */
import type { ContactDate } from "../domain/entities.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;

/** "3 days ago", "in 40 days". A clock that is a little behind gives "just now"; no time at all is given back as it is. */
export function relativeTime(time: string, now: Date): string {
  const seconds = Math.floor((now.getTime() - Date.parse(time)) / 1000);
  if (Number.isNaN(seconds)) return time;
  if (seconds <= -MINUTE) return futureTime(-seconds, new Date(time), now);
  if (seconds < MINUTE) return "just now";
  if (seconds < HOUR) return `${plural(Math.floor(seconds / MINUTE), "minute")} ago`;
  if (seconds < DAY) return `${plural(Math.floor(seconds / HOUR), "hour")} ago`;
  if (seconds < MONTH) return `${plural(Math.floor(seconds / DAY), "day")} ago`;
  if (seconds < YEAR) return `${plural(Math.min(11, Math.floor(seconds / MONTH)), "month")} ago`;
  return `${plural(Math.floor(seconds / YEAR), "year")} ago`;
}

/** From a day on by the calendar, as `momentText` has it. */
function futureTime(seconds: number, at: Date, now: Date): string {
  if (seconds < HOUR) return `in ${plural(Math.floor(seconds / MINUTE), "minute")}`;
  if (seconds < DAY) return `in ${plural(Math.floor(seconds / HOUR), "hour")}`;
  return dayText(at, now);
}

/** "2026-03-09 14:00 (yesterday)": a moment as it was understood, in local time; seconds where they are not zero. */
export function momentText(time: string, now: Date): string {
  const at = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const seconds = at.getSeconds() === 0 ? "" : `:${two(at.getSeconds())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}${seconds} (${dayText(at, now)})`;
}

/** By the calendar: "yesterday" is not 24 hours. */
function dayText(at: Date, now: Date): string {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const days = Math.round((midnight(now) - midnight(at)) / (DAY * 1000));
  if (days === 0) return "today";
  if (Math.abs(days) === 1) return days > 0 ? "yesterday" : "tomorrow";
  if (days <= -2 * 365) return `in ${plural(Math.floor(-days / 365), "year")}`;
  if (days < 0) return `in ${plural(-days, "day")}`;
  return days < 30 ? `${days} days ago` : relativeTime(at.toISOString(), now);
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** "12 April 1990", and as much of that as is known: "12 April", "April 1990", "1990". */
export function calendarDate(date: Pick<ContactDate, "date_day" | "date_month" | "date_year">): string {
  const month = date.date_month === null ? null : (MONTHS[date.date_month - 1] ?? null);
  return [date.date_day, month, date.date_year].filter((part) => part !== null).join(" ");
}

/** "1,950". */
export function count(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** "1 card", "1,950 cards". */
export function plural(number: number, one: string, many: string = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** "812 B", "9.1 kB", "12.4 MB". */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB"];
  let size = bytes / 1000;
  let unit = 0;
  for (; size >= 999.95 && unit < units.length - 1; unit++) size /= 1000;
  return `${size.toFixed(1)} ${units[unit]}`;
}
