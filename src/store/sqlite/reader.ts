/** Reads of one tenant on one connection. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";
import { CONTACT_KEYS } from "../../domain/shapes.ts";
import type {
  ContactName,
  ContactPage,
  ContactQuery,
  Key,
  OperationRecord,
  Position,
  Reader,
  Rows,
  Where,
} from "../store.ts";
import type { TableName } from "../tables.ts";
import { imageOf, imagesStatement, rowCounts } from "./images.ts";
import { interactionsStatement } from "./interactions.ts";
import {
  countStatement,
  isCommonStatement,
  isFiltered,
  isWholeBook,
  labelsOf,
  type Plan,
  pageStatement,
  sortKeyCount,
} from "./query.ts";
import { codecOf, decodeObject, objectOf, time } from "./rows.ts";

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
  /** The first tag or group asked for that few contacts have. */
  const planOf = async (query: ContactQuery): Promise<Plan> => {
    if (!isFiltered(query)) return { led: null, split: null };
    const led = labelsOf(query).find((label) => {
      const { sql, values } = isCommonStatement(label, tenant);
      return all(sql, values).length === 0;
    });
    return { led: led ?? null, split: (await import("./filter.ts")).splitFilter };
  };
  return {
    tenant_id,
    async get(table, key) {
      const { sql, values } = named(key, tenant);
      return rows(table, sql, values)[0] ?? null;
    },
    async find(table, where, limit) {
      const { sql, values } = conditions(table, where);
      const ordered = `${sql} AND t.tenant_id = ? ORDER BY ${orderOf(where)}`;
      if (limit === undefined) return rows(table, ordered, [...values, tenant]);
      return rows(table, `${ordered} LIMIT ?`, [...values, tenant, limit]);
    },
    async pick(table, columns, where) {
      const { sql, values } = conditions(table, where);
      const text = `SELECT ${objectOf(table, columns)} FROM ${table} t WHERE ${sql} AND t.tenant_id = ? ORDER BY ${orderOf(where)}`;
      return all(text, [...values, tenant]).map(([object]) => decodeObject(table, object, tenant_id));
    },
    async names(ids) {
      return all(`${NAMES} WHERE t.id IN (SELECT value FROM json_each(?)) AND t.tenant_id = ?`, [
        JSON.stringify(ids),
        tenant,
      ]).map(nameOf);
    },
    async list(query: ContactQuery, limit: number, after: Position | null): Promise<ContactPage> {
      // One row more than wanted tells whether there is a next page.
      const { sql, values } = pageStatement(query, tenant, PUBLIC_CONTACT, limit + 1, after, await planOf(query));
      const found = all(sql, values);
      const page = found.slice(0, limit);
      const last = page.at(-1)?.slice(-sortKeyCount(query)) as (string | number)[] | undefined;
      const next = found.length > limit && last ? last : null;
      return { rows: page.map(([object]) => decodeObject("contacts", object, tenant_id)), next };
    },
    async count(query, most = null) {
      const { sql, values } = isWholeBook(query)
        ? { sql: "SELECT contact_count FROM tenants WHERE number = ?", values: [tenant] }
        : countStatement(query, tenant, most, await planOf(query));
      return Number(all(sql, values)[0]?.[0] ?? 0);
    },
    async interactions(query, limit, after) {
      const { select, decode } = codecOf("interactions");
      const { sql, values } = interactionsStatement(query, tenant, select, limit + 1, after);
      const page = all(sql, values).map((row) => decode(row, tenant_id));
      const last = page.length > limit ? page[limit - 1] : undefined;
      return { rows: page.slice(0, limit), next: last ? [Date.parse(last.occurred_at), last.id] : null };
    },
    async countLinked(table, ids) {
      const column = table === "contact_tags" ? "tag_id" : "group_id";
      const values = [JSON.stringify(ids), tenant];
      const counts = new Map(
        all(
          `SELECT l.${column}, count(*) FROM ${table} l
           WHERE l.${column} IN (SELECT value FROM json_each(?)) AND l.tenant_id = ? GROUP BY 1`,
          values,
        ).map(([id, count]) => [String(id), Number(count)]),
      );
      // The links are counted in their index; the few of deleted contacts are taken off.
      const deleted = all(
        `SELECT l.${column}, count(*) FROM contacts t CROSS JOIN ${table} l ON l.contact_id = t.id AND l.tenant_id = t.tenant_id
         WHERE l.${column} IN (SELECT value FROM json_each(?)) AND t.tenant_id = ? AND t.deleted_at IS NOT NULL GROUP BY 1`,
        values,
      );
      for (const [id, count] of deleted) counts.set(String(id), (counts.get(String(id)) ?? 0) - Number(count));
      return counts;
    },
    async contactsByIdPrefix(prefix, limit) {
      return rows("contacts", "t.id >= ? AND t.id < ? AND t.tenant_id = ? ORDER BY t.id LIMIT ?", [
        prefix,
        `${prefix}g`,
        tenant,
        limit,
      ]);
    },
    async contactsByNamePrefix(prefix, deleted, limit) {
      // Of few deleted ones all are read (+), of many others only those with the name.
      const which = deleted === "only" ? "NOT NULL AND +t.name_key" : "NULL AND t.name_key";
      return all(
        `${NAMES} WHERE t.tenant_id = ? AND t.deleted_at IS ${which} BETWEEN ? AND ? ORDER BY t.name_key, t.id LIMIT ?`,
        [tenant, prefix, prefix + LAST, limit],
      ).map(nameOf);
    },
    async emailsByPrefix(prefix, limit) {
      return all(
        `SELECT c.lookup_key, t.display_name FROM channels c CROSS JOIN contacts t ON t.id = c.contact_id AND t.tenant_id = c.tenant_id
         WHERE c.tenant_id = ? AND c.lookup_key BETWEEN ? AND ? AND c.type = 'email' AND t.deleted_at IS NULL
         ORDER BY c.lookup_key LIMIT ?`,
        [tenant, prefix, prefix + LAST, limit],
      ).map(([email, display_name]) => ({ email: String(email), display_name: String(display_name) }));
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
      return all(
        `${OPERATIONS} WHERE o.tenant_id = ? AND ${SHOWN} ${position} ORDER BY o.sequence DESC LIMIT ?`,
        values,
      ).map(recorded);
    },
    async operationsByIdPrefix(prefix, limit) {
      const sql = `${OPERATIONS} WHERE o.id >= ? AND o.id < ? AND o.tenant_id = ? AND ${SHOWN} ORDER BY o.sequence DESC LIMIT ?`;
      return all(sql, [prefix, `${prefix}g`, tenant, limit]).map(recorded);
    },
    async operation(by) {
      const [column, value] = "id" in by ? ["id", by.id] : ["sequence", by.sequence];
      const found = all(`${OPERATIONS} WHERE o.tenant_id = ? AND o.${column} = ?`, [tenant, value])[0];
      return found ? recorded(found) : null;
    },
    rowCounts: async (sequence) => rowCounts(all, tenant, sequence),
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

/** A contact as the world sees it, without the columns that only serve look-ups. */
const PUBLIC_CONTACT = objectOf("contacts", CONTACT_KEYS);

/** After every text that begins alike: the engine compares bytes, and no character has greater ones. */
const LAST = "\u{10ffff}";

const NAMES = "SELECT t.id, t.display_name, t.vcard_uid, t.deleted_at FROM contacts t";

function nameOf([id, display_name, vcard_uid, deleted_at]: SQLOutputValue[]): ContactName {
  return {
    id: String(id),
    display_name: String(display_name),
    vcard_uid: textOrNull(vcard_uid),
    deleted_at: deleted_at === null ? null : time(Number(deleted_at)),
  };
}

const OPERATIONS = `SELECT o.sequence, o.id, o.name, o.label, o.surface, o.actor, o.reason, o.undoes, o.recorded_at,
  (SELECT u.id FROM operations u WHERE u.undoes = o.id ORDER BY u.sequence DESC LIMIT 1) FROM operations o`;

/** The `reason` of operations that did bookkeeping only. */
export const HIDDEN = "bookkeeping";
const SHOWN = `o.reason <> '${HIDDEN}'`;

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

/** Rows in the order in which they came; those of several contacts by contact, as the index has them, unsorted. */
function orderOf(where: object): string {
  return "contact_id" in where && Array.isArray(where.contact_id) ? "t.contact_id, t.number" : "t.number";
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
