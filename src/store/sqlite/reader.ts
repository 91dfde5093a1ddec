/** Reads of one tenant on one connection. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";
import type { ContactPage, ContactQuery, Key, OperationRecord, Position, Reader, Rows, Where } from "../store.ts";
import type { TableName } from "../tables.ts";
import { imageOf, imagesStatement } from "./images.ts";
import { countStatement, isWholeBook, pageStatement, sortKeyCount } from "./query.ts";
import { codecOf, publicContact, time } from "./rows.ts";

/** The tenant as statements name it (`tenant`) and as answers name it (`tenant_id`). */
export type Owner = { tenant: number; tenant_id: string };

/** Prepares each text once per connection; rows come as arrays, which are cheaper than objects. */
export type Prepare = (sql: string) => StatementSync;

export function preparer(db: DatabaseSync): Prepare {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = db.prepare(sql);
      statement.setReturnArrays(true);
      statements.set(sql, statement);
    }
    return statement;
  };
}

export function sqliteReader(prepare: Prepare, { tenant, tenant_id }: Owner): Reader {
  const all = (sql: string, values: SQLInputValue[]) => prepare(sql).all(...values) as unknown as SQLOutputValue[][];
  const rows = <T extends TableName>(table: T, rest: string, values: SQLInputValue[]): Rows[T][] => {
    const { select, decode } = codecOf(table);
    return all(`SELECT ${select} FROM ${table} t WHERE ${rest}`, values).map((row) => decode(row, tenant_id));
  };
  return {
    async get(table, key) {
      const { sql, values } = named(key, tenant);
      return rows(table, sql, values)[0] ?? null;
    },
    async find(table, where) {
      const { sql, values } = conditions(table, where);
      // Ids ascend in time. Nearly all rows come in this order, where sorting is one pass.
      return rows(table, `${sql} AND t.tenant_id = ?`, [...values, tenant]).sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    async names(ids) {
      const found = all(
        `SELECT t.id, t.display_name, t.vcard_uid, t.deleted_at FROM contacts t
         WHERE t.id IN (SELECT value FROM json_each(?)) AND t.tenant_id = ?`,
        [JSON.stringify(ids), tenant],
      );
      return found.map(([id, display_name, vcard_uid, deleted_at]) => ({
        id: String(id),
        display_name: String(display_name),
        vcard_uid: vcard_uid === null ? null : String(vcard_uid),
        deleted_at: deleted_at === null ? null : time(Number(deleted_at)),
      }));
    },
    async list(query: ContactQuery, limit: number, after: Position | null): Promise<ContactPage> {
      const { select, decode } = publicContact;
      // One row more than wanted tells whether there is a next page.
      const { sql, values } = pageStatement(query, tenant, select, limit + 1, after);
      const found = all(sql, values);
      const page = found.slice(0, limit);
      const last = page.at(-1)?.slice(-sortKeyCount(query)) as (string | number)[] | undefined;
      const next = found.length > limit && last ? last : null;
      return { rows: page.map((row) => decode(row, tenant_id)), next };
    },
    async count(query) {
      const { sql, values } = isWholeBook(query)
        ? { sql: "SELECT contact_count FROM tenants WHERE number = ?", values: [tenant] }
        : countStatement(query, tenant);
      return Number(all(sql, values)[0]?.[0] ?? 0);
    },
    async contactsByIdPrefix(prefix, limit) {
      return rows("contacts", "t.id >= ? AND t.id < ? AND t.tenant_id = ? ORDER BY t.id LIMIT ?", [
        prefix,
        `${prefix}g`,
        tenant,
        limit,
      ]);
    },
    async eachDigest(visit) {
      const statement = prepare(
        "SELECT card_digest FROM contacts WHERE tenant_id = ? AND card_digest IS NOT NULL AND revision = card_revision",
      );
      for (const [digest] of statement.iterate(tenant) as unknown as Iterable<SQLOutputValue[]>) visit(String(digest));
    },
    async blob(sha256) {
      const found = all("SELECT content FROM blobs WHERE sha256 = ? AND tenant_id = ?", [sha256, tenant])[0]?.[0];
      return found instanceof Uint8Array ? found : null;
    },
    async operations(before, limit) {
      const position = before === null ? "" : "AND o.sequence < ?";
      const values = before === null ? [tenant, limit] : [tenant, before, limit];
      return all(`${OPERATIONS} WHERE o.tenant_id = ? ${position} ORDER BY o.sequence DESC LIMIT ?`, values).map(
        recorded,
      );
    },
    async operation(by) {
      const [column, value] = "id" in by ? ["id", by.id] : ["sequence", by.sequence];
      const found = all(`${OPERATIONS} WHERE o.tenant_id = ? AND o.${column} = ?`, [tenant, value])[0];
      return found ? recorded(found) : null;
    },
    async sequenceAt(at) {
      const found = all(
        "SELECT sequence FROM operations WHERE tenant_id = ? AND recorded_at <= ? ORDER BY sequence DESC LIMIT 1",
        [tenant, Date.parse(at)],
      );
      return Number(found[0]?.[0] ?? 0);
    },
    async images(table, which) {
      const { sql, values } = imagesStatement(table, which, tenant);
      return all(sql, values).map((found) => imageOf(table, found, tenant_id));
    },
    async madeBy(table, sequence) {
      const range = createdRange(all, table, sequence);
      if (range === null) return [];
      return rows(table, "number BETWEEN ? AND ? AND tenant_id = ? AND written_by = ?", [...range, tenant, sequence]);
    },
  };
}

const OPERATIONS = `SELECT o.sequence, o.id, o.name, o.label, o.surface, o.actor, o.reason, o.undoes, o.recorded_at,
  (SELECT u.id FROM operations u WHERE u.undoes = o.id ORDER BY u.sequence DESC LIMIT 1) FROM operations o`;

function recorded(found: SQLOutputValue[]): OperationRecord {
  const [sequence, id, name, label, surface, actor, reason, undoes, recorded_at, undone_by] = found;
  return {
    sequence: Number(sequence),
    id: String(id),
    name: String(name),
    label: String(label),
    surface: surface as OperationRecord["surface"],
    actor: textOrNull(actor),
    reason: reason as OperationRecord["reason"],
    undoes: textOrNull(undoes),
    undone_by: textOrNull(undone_by),
    recorded_at: time(Number(recorded_at)),
  };
}

function textOrNull(value: SQLOutputValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

type All = (sql: string, values: SQLInputValue[]) => SQLOutputValue[][];

/** Between which numbers the rows are that an operation made in a table; null when it made none. */
export function createdRange(all: All, table: TableName, sequence: number): [number, number] | null {
  const found = all("SELECT created ->> ? FROM operations WHERE sequence = ?", [`$.${table}`, sequence])[0]?.[0];
  return typeof found === "string" ? (JSON.parse(found) as [number, number]) : null;
}

/** The condition that one row meets. */
export function named(key: Key<TableName>, tenant: number): { sql: string; values: SQLInputValue[] } {
  return typeof key === "string"
    ? { sql: "id = ? AND tenant_id = ?", values: [key, tenant] }
    : { sql: "contact_id = ? AND tenant_id = ? AND id = ?", values: [key.contact_id, tenant, key.id] };
}

/** `column = ?` for one value; for many `column IN (…)` over a JSON array, so that the statement's text stays one. */
function conditions<T extends TableName>(table: T, where: Where<T>): { sql: string; values: SQLInputValue[] } {
  const { encodeColumn } = codecOf(table);
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  for (const [name, wanted] of Object.entries(where)) {
    if (Array.isArray(wanted)) {
      parts.push(`t.${name} IN (SELECT value FROM json_each(?))`);
      values.push(JSON.stringify(wanted.map((value) => encodeColumn(name, value))));
    } else {
      const value = encodeColumn(name, wanted);
      parts.push(value === null ? `t.${name} IS NULL` : `t.${name} = ?`);
      if (value !== null) values.push(value);
    }
  }
  return { sql: parts.join(" AND ") || "1", values };
}
