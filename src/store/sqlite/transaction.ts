/** Raw writes of one tenant inside an open transaction. */
import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { SearchDocument } from "../../domain/search-text.ts";
import { BULK_TABLES, type BulkTable } from "../bulk-rows.ts";
import type { EngineTransaction, Stamp } from "../engine.ts";
import { type TableName, tables } from "../tables.ts";
import { imageInsert, NAMED } from "./images.ts";
import { type InsertNew, inserter } from "./insert-new.ts";
import { createdRange, HIDDEN, named, type Owner, type Prepare, sqliteReader } from "./reader.ts";
import { codecOf } from "./rows.ts";

const PARTS = BULK_TABLES.filter((table) => table !== "contacts");
const INDEX = "INSERT OR REPLACE INTO contact_search (rowid, name, channels, work, tags, notes, digits)";

export function sqliteTransaction(prepare: Prepare, owner: Owner): EngineTransaction {
  const { tenant } = owner;
  const reader = sqliteReader(prepare, owner);
  const all = (sql: string, values: SQLInputValue[]) => prepare(sql).all(...values) as unknown as SQLOutputValue[][];
  /** First and last number of the rows made so far. */
  const created = new Map<TableName, [number, number]>();
  const note = (table: TableName, made: number | bigint): void => {
    const number = Number(made);
    const range = created.get(table);
    if (!range) created.set(table, [number, number]);
    else if (number > range[1]) range[1] = number;
    else if (number < range[0]) range[0] = number; // a row that is brought back takes its old place
  };
  const run = (sql: string, ...values: SQLInputValue[]) => prepare(sql).run(...values);
  const inserters = new Map<BulkTable, InsertNew>();
  /** Made once per table: the stamp is the same for the whole transaction. */
  function inserterFor(table: BulkTable, { at, written_by }: Stamp): InsertNew {
    const insert = inserters.get(table) ?? inserter(table, prepare, { tenant, at: Date.parse(at), written_by });
    inserters.set(table, insert);
    return insert;
  }
  return {
    ...reader,
    reader,
    async recordOperation({ id, name, label, actor, surface, reason, undoes, recorded_at }) {
      const { lastInsertRowid } = run(
        `INSERT INTO operations (tenant_id, id, name, label, actor, surface, reason, undoes, recorded_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        tenant,
        id,
        name,
        label,
        actor,
        surface,
        reason,
        undoes,
        Date.parse(recorded_at),
      );
      return Number(lastInsertRowid);
    },
    async hideOperation(sequence) {
      run("UPDATE operations SET reason = ? WHERE sequence = ?", HIDDEN, sequence);
    },
    async insertRow(table, row, number) {
      const { insert, encode } = codecOf(table);
      const isFree = number !== undefined && all(`SELECT 1 FROM ${table} WHERE number = ?`, [number]).length === 0;
      note(table, run(insert, isFree ? number : null, ...encode(row, tenant)).lastInsertRowid);
    },
    async insertContacts(contacts, stamp) {
      const words = prepare(`INSERT INTO contact_search (rowid, name, channels, work, tags, notes, digits)
        VALUES (?, ?, ?, ?, ?, ?, ?)`);
      const insert = inserterFor("contacts", stamp);
      for (const { rows, document } of contacts) {
        for (const row of rows.contacts) {
          const number = insert(row);
          note("contacts", number);
          words.run(number, ...columnsOf(document));
        }
      }
      for (const table of PARTS) {
        const insertPart = inserterFor(table, stamp);
        for (const { rows } of contacts) for (const row of rows[table]) note(table, insertPart(row));
      }
    },
    async updateRow(table, key, changed) {
      const { encodeColumn } = codecOf(table);
      const names = Object.keys(changed);
      const values = names.map((name) => encodeColumn(name, changed[name]));
      const row = named(key, tenant);
      run(
        `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(", ")} WHERE ${row.sql}`,
        ...values,
        ...row.values,
      );
    },
    async deleteRow(table, key) {
      const row = named(key, tenant);
      if (table === "contacts") {
        run(`DELETE FROM contact_search WHERE rowid = (SELECT number FROM contacts WHERE ${row.sql})`, ...row.values);
      }
      run(`DELETE FROM ${table} WHERE ${row.sql}`, ...row.values);
    },
    async saveImage(table, key, valid_to) {
      const row = named(key, tenant);
      run(`${imageInsert(table)} WHERE ${row.sql}`, valid_to, ...row.values);
    },
    async removeMadeBy(table, sequence, valid_to) {
      const range = createdRange(all, table, sequence);
      if (range === null) return { ids: [], touched: [], live: 0 };
      // Rows that it wrote over lie among those it made when it brought some back: those have an image that it ended.
      const [over] = all("SELECT 1 FROM row_images WHERE valid_to = ? AND table_name = ? LIMIT 1", [sequence, table]);
      const fresh = `AND NOT EXISTS (SELECT 1 FROM row_images b WHERE b.tenant_id = ${table}.tenant_id
        AND b.table_name = '${table}' AND b.row_id = ${table}.id AND b.valid_to = ${table}.written_by)`;
      const made = `number BETWEEN ? AND ? AND tenant_id = ? AND written_by = ? ${over ? fresh : ""}`;
      const values = [...range, tenant, sequence];
      run(`${imageInsert(table)} WHERE ${made}`, valid_to, ...values);
      if (table === "contacts") {
        run(`DELETE FROM contact_search WHERE rowid IN (SELECT number FROM contacts WHERE ${made})`, ...values);
      }
      const { touches } = tables[table];
      const live = table === "contacts" ? "deleted_at IS NULL" : "0";
      const removed = all(
        `DELETE FROM ${table} WHERE ${made} RETURNING ${["id", live, ...touches].join(", ")}`,
        values,
      );
      return {
        ids: removed.map(([id]) => String(id)),
        touched: removed.flatMap(([, , ...ids]) => ids.map(String)),
        live: removed.filter(([, counts]) => counts === 1).length,
      };
    },
    async recordCreated(sequence) {
      if (created.size === 0) return;
      run(
        "UPDATE operations SET created = ? WHERE sequence = ?",
        JSON.stringify(Object.fromEntries(created)),
        sequence,
      );
    },
    async forget(contact_ids) {
      const ids = JSON.stringify(contact_ids);
      const photos = all(
        `SELECT DISTINCT image ->> '$.sha256' FROM row_images ${NAMED[0].index}
         WHERE tenant_id = ? AND contact_id IN (SELECT value FROM json_each(?)) AND table_name = 'photos'`,
        [tenant, ids],
      );
      for (const { column, index } of NAMED) {
        const images = `row_images ${index} WHERE tenant_id = ? AND ${column} IN (SELECT value FROM json_each(?))`;
        run(
          `UPDATE operations SET label = name WHERE sequence IN
           (SELECT valid_to FROM ${images} UNION SELECT valid_from FROM ${images})`,
          ...[tenant, ids, tenant, ids],
        );
        run(`DELETE FROM ${images}`, tenant, ids);
      }
      // Others may have the same picture, or have had it.
      if (photos.length === 0) return;
      run(
        `DELETE FROM blobs WHERE tenant_id = ? AND sha256 IN (SELECT value FROM json_each(?))
         AND sha256 NOT IN (SELECT sha256 FROM photos WHERE tenant_id = ?)
         AND sha256 NOT IN (SELECT image ->> '$.sha256' FROM row_images WHERE tenant_id = ? AND table_name = 'photos')`,
        ...[tenant, JSON.stringify(photos.flat()), tenant, tenant],
      );
    },
    async index(entries) {
      const statement = prepare(
        `${INDEX} SELECT number, ?, ?, ?, ?, ?, ? FROM contacts WHERE id = ? AND tenant_id = ?`,
      );
      for (const { id, document } of entries) statement.run(...columnsOf(document), id, tenant);
    },
    async setRevision(ids, revision) {
      run(
        "UPDATE contacts SET revision = ? WHERE tenant_id = ? AND id IN (SELECT value FROM json_each(?))",
        revision,
        tenant,
        JSON.stringify(ids),
      );
    },
    async setLastInteraction(ids) {
      run(
        `UPDATE contacts SET last_interaction_at = (SELECT max(at) FROM (
           SELECT max(occurred_at) AS at FROM interactions WHERE contact_id = contacts.id AND tenant_id = contacts.tenant_id
           UNION ALL SELECT max(occurred_at) FROM interaction_participants
             WHERE contact_id = contacts.id AND tenant_id = contacts.tenant_id))
         WHERE tenant_id = ? AND id IN (SELECT value FROM json_each(?))`,
        tenant,
        JSON.stringify(ids),
      );
    },
    async addToContactCount(more) {
      run("UPDATE tenants SET contact_count = contact_count + ? WHERE number = ?", more, tenant);
    },
    async putBlob(content, at) {
      const sha256 = process.getBuiltinModule("node:crypto").hash("sha256", content);
      const time = Date.parse(at);
      run(
        `INSERT INTO blobs (tenant_id, sha256, content, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
        tenant,
        sha256,
        content,
        time,
        time,
      );
      return sha256;
    },
  };
}

function columnsOf({ name, channels, work, tags, notes, digits }: SearchDocument): string[] {
  return [name, channels, work, tags, notes, digits];
}
