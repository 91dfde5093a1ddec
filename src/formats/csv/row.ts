/** One record → contact. */

import { type ContactDraft, type ContactKind, emptyDraft } from "../../domain/draft.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import { textLine } from "../../domain/kept.ts";
import type { FoundDraft } from "../format.ts";
import { keepLine, nameDraft, saysNothing } from "../parts.ts";
import { cellAt, isUnsaid, keepCell, keepCells, LIST_MARK, type Row, textOf, textsOf, warn } from "./cells.ts";
import type { Column } from "./column.ts";
import { SYSTEM_GROUPS } from "./google.ts";
import type { CsvRecord } from "./records.ts";
import type { Group, Table } from "./table.ts";
import { readAddresses, readAffiliations, readChannels, readCustom, readDates, readRelated } from "./values.ts";

/** The contact of a record. Never throws; cells that cannot be read are kept in `metadata.csv`. */
export function readRow(record: CsvRecord, table: Table, region: string | null): FoundDraft {
  const row: Row = { record, table, region, draft: emptyDraft(), warnings: [], kept: new Map() };
  for (const group of table.groups) READERS[group.column.part](row, group);
  for (const at of table.unknown) if (!isUnsaid(table, cellAt(row, at))) keepCell(row, at);
  keepSurplus(row);
  const isNamed = row.draft.display_name !== "";
  finish(row);
  if (!isNamed && saysNothing(row.draft)) {
    const failure = "The row has no name, address or other field of a contact.";
    return { draft: null, failure, warnings: row.warnings };
  }
  return { draft: row.draft, failure: null, warnings: row.warnings };
}

/** Cells beyond the header: a delimiter stands in a text that is not in quotation marks. */
function keepSurplus(row: Row): void {
  const { record, table } = row;
  const from = table.headers.length;
  if (record.cells.slice(from).every((cell) => cell.trim() === "")) return;
  for (let at = from; at < record.cells.length; at++) keepCell(row, at);
  warn(row, from, "surplus_cells", "The row has more cells than the header; the last ones were kept in metadata.csv.");
}

type Reader = (row: Row, group: Group) => void;

const READERS: Record<Column["part"], Reader> = {
  text: readText,
  uid: readUid,
  kind: readKind,
  tags: readTags,
  members: readMembers,
  metadata: readMetadata,
  metadata_key: readMetadataKey,
  line: readLine,
  channel: readChannels,
  address: readAddresses,
  affiliation: readAffiliations,
  date: readDates,
  related: readRelated,
  custom: readCustom,
  skip: () => undefined,
};

function readText(row: Row, group: Group): void {
  const text = textOf(row, group);
  if (text === null || group.column.part !== "text") return;
  const { field } = group.column;
  row.draft[field] = field === "bio" && row.draft.bio !== null ? `${row.draft.bio}\n\n${text}` : text;
}

/** The UID of a card, or the id of a contact of ours as its card has it. */
function readUid(row: Row, group: Group): void {
  const text = textOf(row, group);
  if (text === null || group.column.part !== "uid") return;
  const { prefix } = group.column;
  if (prefix === "" || UUID.test(text)) row.draft.vcard_uid ??= prefix + text;
  else keepCells(row, group, "value", "unknown_id", "The id is not one of ours; it was kept in metadata.csv.");
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readKind(row: Row, group: Group): void {
  const text = textOf(row, group)?.toLowerCase() ?? "person";
  if (KINDS.has(text)) row.draft.kind = text as ContactKind;
  else keepCells(row, group, "value", "unknown_kind", "The kind is not person, organization or group.");
}

const KINDS: ReadonlySet<string> = new Set(["person", "organization", "group"]);

/** Parted by ` ::: `, else by semicolons. Google's star marks groups of its own. */
function readTags(row: Row, group: Group): void {
  const text = textOf(row, group) ?? "";
  const names = LIST_MARK.test(text) ? text.split(LIST_MARK) : text.split(";");
  const known = new Set(row.draft.tags.map((name) => name.toLowerCase()));
  for (const written of names) {
    if (SYSTEM_GROUPS.has(written.trim().toLowerCase())) continue;
    const name = row.table.dialect.name === "google" ? written.replace(/^\s*\*\s*/, "").trim() : written.trim();
    if (name === "" || known.has(name.toLowerCase())) continue;
    known.add(name.toLowerCase());
    row.draft.tags.push(name);
  }
}

function readMembers(row: Row, group: Group): void {
  const members = textsOf(row, group).filter((text) => text !== "");
  if (members.length > 0) row.draft.members = members;
}

function readMetadata(row: Row, group: Group): void {
  const text = textOf(row, group);
  if (text === null) return;
  const object = jsonObject(text);
  if (object === null) keepCells(row, group, "value", "bad_metadata", "The metadata is not a JSON object.");
  else row.draft.metadata = { ...object, ...row.draft.metadata };
}

function jsonObject(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function readMetadataKey(row: Row, group: Group): void {
  const text = textOf(row, group);
  if (text === null || group.column.part !== "metadata_key") return;
  row.draft.metadata = { ...row.draft.metadata, ...Object.fromEntries([[group.column.key, text]]) };
}

function readLine(row: Row, group: Group): void {
  const text = textOf(row, group);
  if (text !== null && group.column.part === "line") keepLine(row.draft, textLine(group.column.property, text));
}

/** Fills in what follows from the rest: the kind, members and name, and the cells that were kept. */
function finish({ draft, table, kept }: Row): void {
  const isNameless = [draft.display_name, draft.given_name, draft.family_name, draft.nickname].every((name) => !name);
  const [employer, ...others] = draft.affiliations;
  if (table.dialect.name !== "own" && isNameless && employer && others.length === 0 && isBare(employer)) {
    draft.kind = "organization"; // neither Google nor Outlook has a word for the kind
    draft.display_name = employer.organization_name;
    draft.affiliations = [];
  }
  nameDraft(draft);
  if (draft.kind === "group") draft.members ??= [];
  else draft.members = null;
  if (kept.size === 0) return;
  const before = draft.metadata.csv;
  const others_kept = typeof before === "object" && before !== null && !Array.isArray(before) ? before : {};
  draft.metadata = { ...draft.metadata, csv: { ...others_kept, ...Object.fromEntries(kept) } };
}

function isBare({ organization_name, title, role, department }: ContactDraft["affiliations"][number]): boolean {
  return organization_name !== "" && title === null && role === null && department === null;
}
