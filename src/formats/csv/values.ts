/** Groups of columns → channels, addresses, dates, affiliations and relatives. */
import type { AddressDraft, AffiliationDraft } from "../../domain/draft.ts";
import { structuredLine, textLine } from "../../domain/kept.ts";
import { labelOfWord } from "../labels.ts";
import { addRelated, affiliationDraft, channelDraft, dateDraft, emailOf, emptyAddress, keepLine } from "../parts.ts";
import { keepCells, type Row, textOf, textsOf, warn } from "./cells.ts";
import { ADDRESS_NUMBERS, ADDRESS_TEXTS, AFFILIATION_TEXTS } from "./column.ts";
import { readCellDate } from "./dates.ts";

import type { Group } from "./table.ts";

export function readChannels(row: Row, group: Group): void {
  const { column } = group;
  if (column.part !== "channel") return;
  const labels = textsOf(row, group, "label");
  const types = textsOf(row, group, "type");
  for (const [index, text] of textsOf(row, group).entries()) {
    if (text === "") continue;
    const { label, starred } = labelled(row, itemAt(labels, index), column.label);
    const type = itemAt(types, index).toLowerCase() || column.type;
    const channel = channelDraft(type, text, { label, region: row.region });
    if (type === "email" && emailOf(text) === null && row.table.dialect.name !== "own") {
      keepCells(row, group, "value", "bad_email", "The text is not an e-mail address; it was kept in metadata.csv.");
      continue;
    }
    const { channels } = row.draft;
    channel.is_primary = starred && !channels.some((one) => one.type === type && one.is_primary);
    channels.push(channel);
  }
}

/** A word alone goes for all values of its cell: Google puts values of one label together. */
function itemAt(items: readonly string[], index: number): string {
  return (items.length === 1 ? items[0] : items[index]) ?? "";
}

/** `* Work` is the primary one of its kind. */
function labelled(row: Row, word: string, usual: string | null): { label: string | null; starred: boolean } {
  const { lists, name } = row.table.dialect;
  const starred = lists && /^\*(?:\s|$)/.test(word);
  const text = starred ? word.slice(1).trim() : word;
  const label = name === "own" ? text || null : labelOfWord(text);
  return { label: label ?? usual, starred };
}

export function readAddresses(row: Row, group: Group): void {
  const { column } = group;
  if (column.part !== "address") return;
  const texts = new Map([...ADDRESS_TEXTS, ...ADDRESS_NUMBERS].map((field) => [field, textsOf(row, group, field)]));
  const printed = textsOf(row, group, "formatted");
  const labels = textsOf(row, group, "label");
  const count = Math.max(printed.length, ...[...texts.values()].map(({ length }) => length));
  for (let index = 0; index < count; index++) {
    const { label, starred } = labelled(row, itemAt(labels, index), column.label);
    const address = emptyAddress(label);
    for (const field of ADDRESS_TEXTS) address[field] = texts.get(field)?.[index] || null;
    if (isEmpty(address)) address.street = printed[index] || null;
    for (const field of ADDRESS_NUMBERS) address[field] = numberOf(texts.get(field)?.[index] ?? "");
    if (isEmpty(address) && address.latitude === null) continue;
    address.is_primary = starred && !row.draft.addresses.some((one) => one.is_primary);
    row.draft.addresses.push(address);
  }
}

function isEmpty(address: AddressDraft): boolean {
  return ADDRESS_TEXTS.every((field) => address[field] === null);
}

function numberOf(text: string): number | null {
  const number = Number(text);
  return text === "" || !Number.isFinite(number) || Math.abs(number) > 180 ? null : number;
}

/** Without an organization there is no affiliation: title, role and department are kept as lines of vCard. */
export function readAffiliations(row: Row, group: Group): void {
  const names = textsOf(row, group, "organization_name");
  const texts = new Map(AFFILIATION_TEXTS.map((field) => [field, textsOf(row, group, field)]));
  const current = textsOf(row, group, "is_current");
  const count = Math.max(names.length, ...[...texts.values()].map(({ length }) => length));
  for (let index = 0; index < count; index++) {
    const affiliation = affiliationDraft(names[index] ?? "");
    const text = (field: (typeof AFFILIATION_TEXTS)[number]): string | null => texts.get(field)?.[index] || null;
    for (const field of ["title", "role", "department"] as const) affiliation[field] = text(field);
    for (const field of ["description", "start_date", "end_date"] as const) {
      const said = text(field);
      if (said !== null) affiliation[field] = said;
    }
    if (/^(?:false|no|0)$/i.test(current[index] ?? "")) affiliation.is_current = false;
    if (affiliation.organization_name !== "") row.draft.affiliations.push(affiliation);
    else keepHomeless(row, affiliation);
  }
}

function keepHomeless({ draft }: Row, { title, role, department }: AffiliationDraft): void {
  if (department !== null) keepLine(draft, structuredLine("ORG", ["", department]));
  if (title !== null) keepLine(draft, textLine("TITLE", title));
  if (role !== null) keepLine(draft, textLine("ROLE", role));
}

export function readDates(row: Row, group: Group): void {
  const { column } = group;
  if (column.part !== "date") return;
  const monthFirst = row.table.dialect.monthFirst || row.region === "US" ? true : null;
  const labels = textsOf(row, group, "label");
  const types = textsOf(row, group, "type");
  for (const [index, text] of textsOf(row, group).entries()) {
    const date = text === "" ? "none" : readCellDate(text, monthFirst);
    if (date === "none") continue;
    if (date === null) {
      keepCells(row, group, "value", "bad_date", "The date cannot be read; it was kept in metadata.csv.");
      continue;
    }
    if (date.guessed) warn(row, group.cells.get("value")?.[0] ?? 0, "ambiguous_date", MONTH_FIRST);
    const label = itemAt(labels, index) || column.label;
    const isAnniversary = column.type === "custom" && types.length === 0 && /^anniversary$/i.test(label ?? "");
    const type = isAnniversary ? "anniversary" : itemAt(types, index) || column.type;
    const isSecond = type === "birthday" && row.draft.dates.some((one) => one.date_type === "birthday");
    if (isSecond) keepCells(row, group, "value", "repeated_property", "There is one birthday only.");
    else row.draft.dates.push(dateDraft(type, date.parts, isAnniversary ? null : label));
  }
}

const MONTH_FIRST = "Day and month can be told apart by custom only; the first number was taken for the month.";

export function readRelated(row: Row, group: Group): void {
  const { column } = group;
  if (column.part !== "related") return;
  const labels = textsOf(row, group, "label");
  for (const [index, name] of textsOf(row, group).entries()) {
    const word = itemAt(labels, index) || column.label;
    if (name !== "") addRelated(row.draft, word, name.replace(/\n/g, " "));
  }
}

/** Google's custom fields: `metadata.custom`, by their label. */
export function readCustom(row: Row, group: Group): void {
  const text = textOf(row, group);
  if (text === null) return;
  const { metadata } = row.draft;
  const before = metadata.custom;
  const others = typeof before === "object" && before !== null && !Array.isArray(before) ? before : {};
  const label = textOf(row, group, "label") ?? "custom";
  row.draft.metadata = { ...metadata, custom: { ...others, ...Object.fromEntries([[label, text]]) } };
}
