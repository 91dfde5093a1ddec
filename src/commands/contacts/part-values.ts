/** Parts of a contact as one text each, the way options and arguments take them. */
import { channelTypeOf } from "../../domain/channel.ts";
import { type DateParts, isDate } from "../../domain/date-value.ts";
import { usageError } from "../../domain/errors.ts";
import { quoted } from "../../domain/quoted.ts";

export { parseAddress } from "./address-text.ts";

export type Labelled = { label: string | null; value: string };

/** `work:ada@example.org` → work and the address. The colon of a web or `tel:` address is no label's. */
export function labelled(text: string): Labelled {
  const [, label = "", value = ""] = LABELLED.exec(text.trim()) ?? [];
  if (label === "" || value.startsWith("//") || SCHEMES.has(label.toLowerCase()))
    return { label: null, value: text.trim() };
  if (value.trim() === "") throw usageError(`nothing stands after the label in ${quoted(text)}`);
  return { label: label.trim(), value: value.trim() };
}

const LABELLED = /^(\p{L}[\p{L}\p{N} _-]{0,63}):(.*)$/su;

/** What begins a value and is no label. Skype's own names begin with `live:`. */
const SCHEMES = new Set(
  "tel mailto sms callto sip sips xmpp geo urn data http https ftp irc ircs skype live matrix".split(" "),
);

/** `twitter:ada`, `email:work:ada@example.org`; the type may be left out where the value tells it. */
export function parseChannel(text: string): Labelled & { type: string } {
  const guessed = channelTypeOf(text);
  if (guessed !== null) return { type: guessed, label: null, value: text.trim() };
  const [, type = "", rest = ""] = TYPED.exec(text.trim()) ?? [];
  if (type === "" || rest.trim() === "")
    throw usageError(`not a channel: ${quoted(text)}`, "a channel is TYPE:VALUE or TYPE:LABEL:VALUE");
  return { type: type.toLowerCase(), ...labelled(rest) };
}

const TYPED = /^([\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}):(.+)$/su;

/** `1990-04-12`, `04-12`, `1990-04`, `1990`, RFC 6350's `--04-12`, and `12 April 1990`. @throws usage */
export function parseDate(text: string): DateParts {
  const parts = numericDate(text.trim()) ?? spokenDate(text.trim());
  if (parts === null) {
    const hint = "a date is written 1990-04-12, 04-12 (no year), 1990-04 or 1990";
    throw usageError(`not a date: ${quoted(text)}`, hint);
  }
  if (!isDate(parts)) throw usageError(`there is no such date: ${quoted(text)}`, whatIsWrong(parts));
  return parts;
}

const NUMERIC =
  /^(?:(?<y1>\d{4})-(?<m1>\d\d?)-(?<d1>\d\d?)|(?<y2>\d{4})(?<m2>\d\d)(?<d2>\d\d)|(?<y3>\d{4})-(?<m3>\d\d?)|(?<y4>\d{4})|(?:--)?(?<m5>\d\d?)-(?<d5>\d\d?)|--(?<m6>\d\d)(?<d6>\d\d)|--(?<m7>\d\d))$/;

function numericDate(text: string): DateParts | null {
  const groups = NUMERIC.exec(text)?.groups;
  if (groups === undefined) return null;
  const { y1, m1, d1, y2, m2, d2, y3, m3, y4, m5, d5, m6, d6, m7 } = groups;
  return {
    date_year: number(y1 ?? y2 ?? y3 ?? y4),
    date_month: number(m1 ?? m2 ?? m3 ?? m5 ?? m6 ?? m7),
    date_day: number(d1 ?? d2 ?? d5 ?? d6),
  };
}

const MONTHS = "january february march april may june july august september october november december".split(" ");

/** `12 April 1990`, `April 12, 1990`, `12 Apr`, `April 1990`. */
function spokenDate(text: string): DateParts | null {
  const match = /^(?:(\d\d?)\.?\s+)?([a-z]{3,9})\.?(?:\s+(\d\d?)(?=,|$))?(?:,?\s+(\d{4}))?$/i.exec(text);
  if (match === null) return null;
  const [, before, name = "", after, year] = match;
  const month = MONTHS.findIndex((one) => one === name.toLowerCase() || one.slice(0, 3) === name.toLowerCase());
  if (month === -1 || (before !== undefined && after !== undefined)) return null;
  return { date_year: number(year), date_month: month + 1, date_day: number(before ?? after) };
}

function number(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

function whatIsWrong({ date_year, date_month, date_day }: DateParts): string {
  if (date_year === 0) return "years count from 1";
  if (date_month !== null && !isDate({ date_year: null, date_month, date_day: null }))
    return `there is no month ${date_month}`;
  return `there is no day ${date_day} in that month`;
}
