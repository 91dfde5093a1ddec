/** Columns to write: fixed, so the values of a contact are spread over numbered ones. */
import type { Channel, FullContact } from "../../domain/entities.ts";
import { keptLines, lineValue, nameOf, unescaped } from "../../domain/kept.ts";
import type { WrittenContact } from "../format.ts";

export type WrittenColumn = { name: string; cell(written: WrittenContact): string };

/** What one value says in each of its columns, by the end of their names. */
export type Members<T> = readonly (readonly [string, (item: T) => string | number | null])[];

/**
 * `count` times the columns of a value. The last number has all that are left, parted by ` ::: `, so that nothing is
 * dropped for want of columns.
 */
export function numbered<T>(
  name: (number: number, member: string) => string,
  members: Members<T>,
  count: number,
  itemsOf: (written: WrittenContact) => readonly T[],
): WrittenColumn[] {
  return Array.from({ length: count }, (_, index) => index).flatMap((index) =>
    members.map(([member, text]) => ({
      name: name(index + 1, member),
      cell(written) {
        const items = itemsOf(written).slice(index, index === count - 1 ? undefined : index + 1);
        const texts = items.map((item) => String(text(item) ?? ""));
        return texts.every((one) => one === "") ? "" : texts.join(" ::: ");
      },
    })),
  );
}

/** A column of the contact's own. */
export function single(name: string, text: (contact: WrittenContact["contact"]) => string | null): WrittenColumn {
  return { name, cell: ({ contact }) => text(contact) ?? "" };
}

/** `* work`: the primary one of its kind has a star. */
export function starred(label: string, is_primary: boolean): string {
  return is_primary ? `* ${label}`.trimEnd() : label;
}

export function ofType(type: string): (written: WrittenContact) => Channel[] {
  return ({ contact }) => contact.channels.filter((channel) => channel.type === type);
}

/** The text of a line that was kept; null without one. */
export function keptText({ metadata }: FullContact, property: string): string | null {
  const line = keptLines(metadata).find((one) => nameOf(one) === property);
  return line === undefined ? null : unescaped(lineValue(line) ?? "");
}

/** Names of tags, parted by ` ::: `; one at the end where a semicolon would part a single name. */
export function tagList(names: readonly string[]): string {
  const text = names.join(" ::: ");
  return names.length === 1 && text.includes(";") ? `${text} ::: ` : text;
}

/** `1990-01-31`, `1990-01`, `1990`, `--01-31`: the forms of ISO 8601 and, without year, of vCard 3.0. */
export function dateText({ date_year, date_month, date_day }: DateParts): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const year = date_year === null ? null : String(date_year).padStart(4, "0");
  if (date_month === null) return year ?? (date_day === null ? "" : `---${two(date_day)}`);
  const month = `${year ?? "-"}-${two(date_month)}`;
  return date_day === null ? month : `${month}-${two(date_day)}`;
}

type DateParts = { date_year: number | null; date_month: number | null; date_day: number | null };
