/** How the parts of each list are told apart and compared. */
import { ADDRESS_FIELDS } from "../domain/shapes.ts";
import {
  type AddressValues,
  AFFILIATION_FIELDS,
  type AffiliationValues,
  type ChannelValues,
  type DateValues,
} from "./fields.ts";
import { likeness } from "./match.ts";

export type Kind<Values> = {
  /** What is compared, by contract name. */
  keys: readonly (keyof Values & string)[];
  /** What stays as it is where the text says nothing of it. */
  optional?: keyof Values;
  /** Whether two parts are one, in rounds: the surest first. */
  same: readonly ((before: Values, after: Values) => boolean)[];
  /** How alike two parts are that are not the same; 0 for different things: one is removed, the other added. */
  likeness(before: Values, after: Values): number;
};

export const CHANNELS: Kind<ChannelValues> = {
  keys: ["type", "value", "label", "is_primary"],
  same: [equalIn("type", "value", "label"), equalIn("type", "value")],
  likeness: (before, after) =>
    before.type === after.type
      ? 1 + likeness(before.value, after.value) + likeness(before.label, after.label)
      : Number(before.value === after.value),
};

const ADDRESS_KEYS = ["label", ...ADDRESS_FIELDS] as const;

export const ADDRESSES: Kind<AddressValues> = {
  keys: [...ADDRESS_KEYS, "is_primary"],
  same: [equalIn(...ADDRESS_KEYS), equalIn(...ADDRESS_FIELDS)],
  likeness: (before, after) => likenessIn(before, after, ADDRESS_KEYS),
};

export const DATES: Kind<DateValues> = {
  keys: ["date_type", "date_label", "date_year", "date_month", "date_day"],
  same: [equalIn("date_type", "date_label", "date_year", "date_month", "date_day"), equalIn("date_type", "date_label")],
  likeness: (before, after) =>
    before.date_type === after.date_type
      ? 1 + likenessIn(before, after, ["date_label", "date_year", "date_month", "date_day"])
      : Number(equalIn<DateValues>("date_year", "date_month", "date_day")(before, after)),
};

const WORDS = ["title", "role", "department", "description"] as const;

export const AFFILIATIONS: Kind<AffiliationValues> = {
  keys: ["organization_name", ...AFFILIATION_FIELDS],
  optional: "is_current",
  same: [
    equalIn("organization_name", ...AFFILIATION_FIELDS),
    equalIn("organization_name", "title", "start_date"),
    equalIn("organization_name", "title"),
    equalIn("organization_name"),
  ],
  likeness: (before, after) => likenessIn(before, after, ["organization_name", "start_date", ...WORDS]),
};

/** Whether two values are the same in the text, where what is empty is nothing. */
export function equal(before: unknown, after: unknown): boolean {
  return (before === "" ? null : before) === (after === "" ? null : after);
}

function equalIn<Values>(...keys: (keyof Values)[]): (before: Values, after: Values) => boolean {
  return (before, after) => keys.every((key) => equal(before[key], after[key]));
}

function likenessIn<Values>(before: Values, after: Values, keys: readonly (keyof Values)[]): number {
  return keys.reduce((sum, key) => sum + likeness(textOf(before[key]), textOf(after[key])), 0);
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
