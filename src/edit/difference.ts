/** What an edited text changes of a contact. What was there before is not judged, only what is new. */
import type { Address, Channel, ContactDate, FullContact, Tag } from "../domain/entities.ts";
import {
  type AddressValues,
  type AffiliationValues,
  type ChannelValues,
  type DateValues,
  type EditedContact,
  FIELDS,
  type Field,
  type Placed,
  type TextError,
} from "./fields.ts";
import { ADDRESSES, AFFILIATIONS, CHANNELS, DATES, equal, type Kind } from "./kinds.ts";
import { matched, type Pairs } from "./match.ts";

/** What becomes of one part. Of an updated one `values` holds what is new only. */
export type PartChange<Part, Values> =
  | { action: "remove"; before: Part }
  | { action: "update"; line: number; before: Part; values: Partial<Values> }
  | { action: "add"; line: number; values: Values };

export type FieldChange = { field: Field; line: number; before: string | null; after: string | null };

/** A channel of the edited contact: its id, or the line of a new one. */
export type ChannelPlace = { id: string } | { line: number };

type AffiliationPart = FullContact["affiliations"][number];

export type Changes = {
  fields: FieldChange[];
  channels: PartChange<Channel, ChannelValues>[];
  /** All channels in their new order; null when the order is as it was. */
  order: ChannelPlace[] | null;
  addresses: PartChange<Address, AddressValues>[];
  dates: PartChange<ContactDate, DateValues>[];
  affiliations: PartChange<AffiliationPart, AffiliationValues>[];
  tags: { add: string[]; remove: string[] };
};

/** With any errors there is nothing to be done with the changes. */
export function difference(before: FullContact, after: EditedContact): { changes: Changes; errors: TextError[] } {
  const channels = pairsOf(before.channels, after.channels, CHANNELS);
  const changes: Changes = {
    fields: fieldChanges(before, after),
    channels: withOnePrimary(partChanges(channels, CHANNELS), ({ type }) => type),
    order: newOrder(before.channels, after.channels, channels),
    addresses: withOnePrimary(partChanges(pairsOf(before.addresses, after.addresses, ADDRESSES), ADDRESSES), () => ""),
    dates: partChanges(pairsOf(before.dates, after.dates, DATES), DATES),
    affiliations: partChanges(pairsOf(before.affiliations, after.affiliations, AFFILIATIONS), AFFILIATIONS),
    tags: tagChanges(before.tags, after.tags),
  };
  return { changes, errors: errorsIn(changes, after) };
}

export function isEmpty({ fields, channels, order, addresses, dates, affiliations, tags }: Changes): boolean {
  const lists = [fields, channels, addresses, dates, affiliations, tags.add, tags.remove, order ?? []];
  return lists.every((list) => list.length === 0);
}

function fieldChanges(contact: FullContact, { fields }: EditedContact): FieldChange[] {
  return FIELDS.flatMap((field) => {
    const before = contact[field];
    const { line = 1, values: after = null } = fields[field] ?? {};
    return equal(before, after) ? [] : [{ field, line, before, after }];
  });
}

function pairsOf<Values, Part extends Values>(
  before: readonly Part[],
  after: readonly Placed<Values>[],
  { same, likeness }: Kind<Values>,
): Pairs<Part, Placed<Values>> {
  return matched<Values, Part, Placed<Values>>(before, after, same, likeness);
}

/** In the order in which they can be done: what is removed makes room for what is added. */
function partChanges<Values, Part extends Values>(
  { pairs, removed, added }: Pairs<Part, Placed<Values>>,
  { keys, optional }: Kind<Values>,
): PartChange<Part, Values>[] {
  const changes: PartChange<Part, Values>[] = removed.map((part) => ({ action: "remove", before: part }));
  for (const { before, after } of pairs) {
    const { line, values } = after;
    const said = keys.filter((key) => key !== optional || values[key] !== null);
    const changed = said.filter((key) => !equal(before[key], values[key]));
    const fresh = Object.fromEntries(changed.map((key) => [key, values[key]])) as Partial<Values>;
    if (changed.length > 0) changes.push({ action: "update", line, before, values: fresh });
  }
  return [...changes, ...added.map((item) => ({ action: "add" as const, ...item }))];
}

/** Making one primary takes the mark from the other by itself, and whoever moves it may leave the old one standing. */
function withOnePrimary<Part extends { is_primary: boolean }, Values extends { is_primary: boolean }>(
  changes: readonly PartChange<Part, Values>[],
  group: (part: Part | Values) => string,
): PartChange<Part, Values>[] {
  const chosen = new Set(changes.filter(isChosen).map((change) => group(wholeOf(change))));
  return changes.flatMap((change) => {
    if (change.action !== "update" || change.values.is_primary !== false || !chosen.has(group(wholeOf(change))))
      return [change];
    const { is_primary: _, ...values } = change.values;
    return Object.keys(values).length === 0 ? [] : [{ ...change, values: values as Partial<Values> }];
  });
}

function isChosen<Part, Values extends { is_primary: boolean }>(change: PartChange<Part, Values>): boolean {
  return change.action !== "remove" && change.values.is_primary === true;
}

/** The part as it will be. */
function wholeOf<Part, Values>(change: PartChange<Part, Values>): Part | Values {
  if (change.action === "add") return change.values;
  return change.action === "remove" ? change.before : { ...change.before, ...change.values };
}

function newOrder(
  before: readonly Channel[],
  after: readonly Placed<ChannelValues>[],
  { pairs, removed, added }: Pairs<Channel, Placed<ChannelValues>>,
): ChannelPlace[] | null {
  const ids = new Map(pairs.map((pair) => [pair.after, pair.before.id]));
  const places = after.map((item): ChannelPlace => {
    const id = ids.get(item);
    return id === undefined ? { line: item.line } : { id };
  });
  const kept = before.filter((channel) => !removed.includes(channel));
  const unmoved = [...kept.map(({ id }) => ({ id })), ...added.map(({ line }) => ({ line }))];
  return JSON.stringify(places) === JSON.stringify(unmoved) ? null : places;
}

/** Tags are the same whatever the case of their letters. */
function tagChanges(before: readonly Tag[], after: readonly string[]): Changes["tags"] {
  const key = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  const was = new Map(before.map(({ name }) => [key(name), name]));
  const is = new Map(after.map((name) => [key(name), name]));
  const only = (one: Map<string, string>, other: Map<string, string>): string[] =>
    [...one].flatMap(([folded, name]) => (other.has(folded) ? [] : [name]));
  return { add: only(is, was), remove: only(was, is) };
}

const KINDS = ["person", "organization", "group"];

function errorsIn(changes: Changes, after: EditedContact): TextError[] {
  const errors: TextError[] = [];
  for (const { field, line, after: value } of changes.fields) {
    if (field === "display_name" && !value?.trim()) errors.push({ line, message: "a contact needs a display_name" });
    if (field === "kind" && !KINDS.includes(value ?? ""))
      errors.push({ line, message: `kind is one of ${KINDS.join(", ")}, not ${value ?? "nothing"}` });
  }
  for (const { line, values } of written(changes.channels)) {
    if (values.value?.trim() === "")
      errors.push({ line, message: "there is no value; to remove a channel, remove its line" });
    else errors.push(...twice(line, after.channels));
  }
  for (const { line, whole } of written(changes.dates)) {
    if (whole.date_year === null && whole.date_month === null && whole.date_day === null)
      errors.push({ line, message: "there is no date; to remove one, remove its line" });
  }
  for (const { line, values } of written(changes.affiliations)) {
    if (values.organization_name?.trim() === "")
      errors.push({ line, message: "there is no organization; to remove an affiliation, remove its lines" });
  }
  errors.push(...rivals(changes.channels, ({ type }) => type), ...rivals(changes.addresses, () => ""));
  return errors.sort((a, b) => a.line - b.line);
}

/** The changes that a line of the text asks for. */
function written<Part, Values>(
  changes: readonly PartChange<Part, Values>[],
): { line: number; values: Partial<Values>; whole: Part | Values }[] {
  return changes.flatMap((change) =>
    change.action === "remove" ? [] : [{ line: change.line, values: change.values, whole: wholeOf(change) }],
  );
}

function twice(line: number, channels: readonly Placed<ChannelValues>[]): TextError[] {
  const key = (item: Placed<ChannelValues> | undefined) =>
    item && `${item.values.type} ${item.values.value.trim().toLowerCase()}`;
  const own = key(channels.find((item) => item.line === line));
  const other = channels.find((item) => item.line !== line && key(item) === own);
  return other ? [{ line, message: `this channel is there already, in line ${other.line}` }] : [];
}

/** Two parts newly marked as the one to use. */
function rivals<Part extends { is_primary: boolean }, Values extends { is_primary: boolean }>(
  changes: readonly PartChange<Part, Values>[],
  group: (part: Part | Values) => string,
): TextError[] {
  const first = new Map<string, number>();
  return written(changes).flatMap(({ line, values, whole }) => {
    if (values.is_primary !== true) return [];
    const other = first.get(group(whole));
    if (other === undefined) first.set(group(whole), line);
    return other === undefined ? [] : [{ line, message: `only one can be primary; line ${other} is` }];
  });
}
