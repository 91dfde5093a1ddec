/** Superseded rows: kept as JSON objects of the columns as they stood, read back as rows. */
import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { Image, ImagesOf } from "../store.ts";
import { type TableName, tables } from "../tables.ts";
import { codecOf, columnsOf } from "./rows.ts";

/** Copies rows of a table as they stand; takes `valid_to`, then the values of the condition that is to follow. */
export function imageInsert(table: TableName): string {
  const [contact = "NULL", other = "NULL"] = tables[table].touches;
  const columns = columnsOf(table).map(({ name }) => `'${name}', ${name}`);
  return `INSERT INTO row_images
    (tenant_id, table_name, row_id, contact_id, other_contact_id, image, valid_from, valid_to)
    SELECT tenant_id, '${table}', id, ${contact}, ${other}, json_object(${columns.join(", ")}), written_by, ? FROM ${table}`;
}

/** The images wanted, as rows of `image`, `valid_from`, `valid_to`. */
export function imagesStatement(
  table: TableName,
  which: ImagesOf,
  tenant: number,
): { sql: string; values: SQLInputValue[] } {
  const select = "SELECT image, valid_from, valid_to FROM row_images WHERE tenant_id = ? AND table_name = ? AND";
  const values: SQLInputValue[] = [tenant, table];
  if ("valid_from" in which) return ordered(`${select} valid_from = ?`, [...values, which.valid_from]);
  if ("valid_to" in which) return ordered(`${select} valid_to = ?`, [...values, which.valid_to]);
  const listed = "IN (SELECT value FROM json_each(?))";
  if ("row_id" in which) return ordered(`${select} row_id ${listed}`, [...values, JSON.stringify(which.row_id)]);
  const ids = JSON.stringify(which.contact_id);
  return ordered(`${select} contact_id ${listed} UNION ${select} other_contact_id ${listed}`, [
    ...[...values, ids],
    ...[...values, ids],
  ]);
}

function ordered(sql: string, values: SQLInputValue[]): { sql: string; values: SQLInputValue[] } {
  return { sql: `${sql} ORDER BY valid_to`, values };
}

export function imageOf<T extends TableName>(table: T, found: SQLOutputValue[], tenant_id: string): Image<T> {
  const [image, valid_from, valid_to] = found;
  const kept = JSON.parse(String(image)) as Record<string, SQLOutputValue | undefined>;
  const values = columnsOf(table).map(({ name }) => kept[name] ?? null);
  return {
    row: codecOf(table).decode(values, tenant_id),
    valid_from: Number(valid_from),
    valid_to: Number(valid_to),
  };
}
