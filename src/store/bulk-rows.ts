/**
 * Rows of a bulk insert: values in a fixed order instead of objects, so that whoever prepares them can be another thread
 * and the engine has nothing left to do but to hand them over.
 */
import type { JsonObject } from "../domain/json.ts";
import { lookupColumns } from "./keys.ts";
import type { NewRow } from "./store.ts";
import { tables } from "./tables.ts";

/** What a new contact may bring, in the order in which it is written. */
export const BULK_TABLES = [
  "contacts",
  "channels",
  "addresses",
  "dates",
  "affiliations",
  "contact_tags",
  "photos",
] as const;
export type BulkTable = (typeof BULK_TABLES)[number];

/** Values in the order of `bulkColumns`; `metadata` as JSON text, null when it is empty. */
export type BulkRow = (string | number | boolean | null)[];

/** Set by the journal: the revisions for all rows of an operation alike, the last interaction once there is one. */
const COMMON = new Set(["revision", "card_revision", "last_interaction_at"]);

const COLUMNS = Object.fromEntries(BULK_TABLES.map((table) => [table, columnsOf(table)])) as Record<
  BulkTable,
  string[]
>;

/** The columns of a bulk row; the tenant, times and the operation are put in by the engine. */
export function bulkColumns(table: BulkTable): readonly string[] {
  return COLUMNS[table];
}

export function bulkRow<T extends BulkTable>(table: T, row: NewRow<T> & { id: string }): BulkRow {
  const values = row as Record<string, unknown>;
  const keys = lookupColumns(table, values);
  const columns = COLUMNS[table];
  const out: BulkRow = [];
  // `metadata` is the last column.
  for (let i = 0; i < columns.length - 1; i++) {
    const name = columns[i] as string;
    out.push((values[name] ?? keys[name] ?? null) as BulkRow[number]);
  }
  out.push(metadataText(row.metadata));
  return out;
}

/** The row as an object again, with all its columns. */
export function fromBulkRow(table: BulkTable, row: BulkRow): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [i, name] of COLUMNS[table].entries()) values[name] = row[i];
  values.metadata = typeof values.metadata === "string" ? JSON.parse(values.metadata) : {};
  return values;
}

function columnsOf(table: BulkTable): string[] {
  const own = Object.entries(tables[table].columns).filter(([name, kind]) => kind !== "generated" && !COMMON.has(name));
  return ["id", ...own.map(([name]) => name), "metadata"];
}

function metadataText(metadata: JsonObject): string | null {
  for (const _ in metadata) return JSON.stringify(metadata);
  return null;
}
