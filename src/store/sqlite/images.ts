/** Superseded rows: kept as JSON objects of the columns as they stood, read back as rows. */
import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { Image, ImagesOf, RowCount } from "../store.ts";
import { TABLES, type TableName, tables } from "../tables.ts";
import { codecOf, columnsOf } from "./rows.ts";

/** Copies rows of a table as they stand; takes `valid_to`, then the values of the condition that is to follow. */
export function imageInsert(table: TableName): string {
  const { touches, columns: known } = tables[table];
  const [contact = "contact_id" in known ? "contact_id" : "NULL", other = "NULL"] = touches;
  const columns = columnsOf(table).map(({ name }) => `'${name}', ${name}`);
  columns.unshift("'number', number");
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
  // By itself the planner takes the primary key, whose begin is every image of the table.
  const by = (index: string) =>
    `SELECT image, valid_from, valid_to FROM row_images ${index} WHERE tenant_id = ? AND table_name = ? AND`;
  const values: SQLInputValue[] = [tenant, table];
  if ("valid_from" in which) return ordered(`${by(BY_BEGIN)} valid_from = ?`, [...values, which.valid_from]);
  if ("valid_to" in which) return ordered(`${by(BY_END)} valid_to = ?`, [...values, which.valid_to]);
  if ("row_id" in which) return ordered(`${by("")} row_id ${LISTED}`, [...values, JSON.stringify(which.row_id)]);
  const ids = JSON.stringify(which.contact_id);
  const [contact, other] = NAMED.map(({ column, index }) => `${by(index)} ${column} ${LISTED}`);
  return ordered(`${contact} UNION ${other}`, [...[...values, ids], ...[...values, ids]]);
}

const LISTED = "IN (SELECT value FROM json_each(?))";
const BY_BEGIN = "INDEXED BY row_images_by_begin";
const BY_END = "INDEXED BY row_images_by_end";
/** The columns of an image that name contacts, and the index of each. */
export const NAMED = [
  { column: "contact_id", index: "INDEXED BY row_images_by_contact" },
  { column: "other_contact_id", index: "INDEXED BY row_images_by_other" },
] as const;

function ordered(sql: string, values: SQLInputValue[]): { sql: string; values: SQLInputValue[] } {
  return { sql: `${sql} ORDER BY valid_to`, values };
}

type All = (sql: string, values: SQLInputValue[]) => SQLOutputValue[][];

/** How many rows an operation added, changed and removed in each table. */
export function rowCounts(all: All, tenant: number, sequence: number): ({ table: TableName } & RowCount)[] {
  const [created] = all("SELECT created FROM operations WHERE sequence = ? AND tenant_id = ?", [sequence, tenant]);
  const ranges = JSON.parse(String(created?.[0] ?? "{}")) as Partial<Record<TableName, [number, number]>>;
  return TABLES.flatMap((table) => {
    const written = { all, table, tenant, sequence };
    const { ended, changed } = endedCounts(written);
    const range = ranges[table];
    const added = range ? addedCount(written, range) : 0;
    return added + ended === 0 ? [] : [{ table, added, changed, removed: ended - changed }];
  });
}

type Written = { all: All; table: TableName; tenant: number; sequence: number };

/** How many rows it wrote over or removed, and how many of these it left standing in another form. */
function endedCounts({ all, table, tenant, sequence }: Written): { ended: number; changed: number } {
  const owned = "contact_id" in tables[table].columns && table !== "interactions";
  const [[ended, changed] = []] = all(
    `SELECT count(*), count(*) FILTER (WHERE
       EXISTS (SELECT 1 FROM row_images n WHERE n.tenant_id = i.tenant_id AND n.table_name = i.table_name
         AND n.row_id = i.row_id AND n.valid_from = i.valid_to)
       OR EXISTS (SELECT 1 FROM ${table} t WHERE ${owned ? "t.contact_id = i.contact_id AND" : ""} t.id = i.row_id
         AND t.tenant_id = i.tenant_id AND t.written_by = i.valid_to))
     FROM row_images i WHERE i.tenant_id = ? AND i.table_name = ? AND i.valid_to = ?`,
    [tenant, table, sequence],
  );
  return { ended: Number(ended ?? 0), changed: Number(changed ?? 0) };
}

/** Rows it wrote that were not there before: those that stand as it left them, and those written over since. */
function addedCount({ all, table, tenant, sequence }: Written, [first, last]: [number, number]): number {
  const before = (id: string) => `EXISTS (SELECT 1 FROM row_images b WHERE b.tenant_id = ? AND b.table_name = '${table}'
    AND b.row_id = ${id} AND b.valid_to = ?)`;
  const [[count] = []] = all(
    `SELECT (SELECT count(*) FROM ${table} t WHERE t.number BETWEEN ? AND ? AND t.tenant_id = ? AND t.written_by = ?
         AND NOT ${before("t.id")})
       + (SELECT count(*) FROM row_images i WHERE i.tenant_id = ? AND i.table_name = '${table}' AND i.valid_from = ?
         AND NOT ${before("i.row_id")})`,
    [first, last, tenant, sequence, tenant, sequence, tenant, sequence, tenant, sequence],
  );
  return Number(count ?? 0);
}

export function imageOf<T extends TableName>(table: T, found: SQLOutputValue[], tenant_id: string): Image<T> {
  const [image, valid_from, valid_to] = found;
  const kept = JSON.parse(String(image)) as Record<string, SQLOutputValue | undefined>;
  const values = columnsOf(table).map(({ name }) => kept[name] ?? null);
  return {
    row: codecOf(table).decode(values, tenant_id),
    number: Number(kept.number),
    valid_from: Number(valid_from),
    valid_to: Number(valid_to),
  };
}
