/**
 * Bulk inserts. Half the time of an insert is handing over its values, and most columns of most rows are empty: each
 * combination of filled columns gets a statement of its own that names only those.
 */
import type { SQLInputValue, StatementSync } from "node:sqlite";
import { type BulkRow, type BulkTable, bulkColumns } from "../bulk-rows.ts";
import { tables } from "../tables.ts";
import type { Prepare } from "./reader.ts";

/** What every row has in common: the tenant's number, milliseconds since 1970, the operation's sequence. */
export type Common = { tenant: number; at: number; written_by: number };

/** Inserts a row and answers its number. */
export type InsertNew = (row: BulkRow) => number | bigint;

export function inserter(table: BulkTable, prepare: Prepare, common: Common): InsertNew {
  const columns = bulkColumns(table);
  const statements = new Map<number, StatementSync>();
  return (row) => {
    const bound: SQLInputValue[] = [];
    let filled = 0;
    for (let i = 0; i < row.length; i++) {
      const value = row[i];
      // The schema's default is NULL, and 0 for what is true or false.
      if (value === null || value === undefined || value === false) continue;
      bound.push(value === true ? 1 : value);
      filled |= 1 << i;
    }
    let statement = statements.get(filled);
    if (!statement) {
      const named = columns.filter((_, i) => filled & (1 << i));
      statement = prepare(insertStatement(table, named, common));
      statements.set(filled, statement);
    }
    return statement.run(...bound).lastInsertRowid;
  };
}

function insertStatement(table: BulkTable, filled: readonly string[], { tenant, at, written_by }: Common): string {
  const same: Record<string, string | number> = { tenant_id: tenant, created_at: at, updated_at: at, written_by };
  if ("revision" in tables[table].columns) same.revision = written_by;
  if (filled.includes("card_digest")) same.card_revision = written_by;
  const names = [...Object.keys(same), ...filled];
  const values = [...Object.values(same), ...filled.map(() => "?")];
  return `INSERT INTO ${table} (${names.join(", ")}) VALUES (${values.join(", ")})`;
}
