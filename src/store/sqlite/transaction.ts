/** Raw writes of one tenant inside an open transaction. */
import type { SQLInputValue } from "node:sqlite";
import type { SearchDocument } from "../../domain/search-text.ts";
import { BULK_TABLES, type BulkTable } from "../bulk-rows.ts";
import type { EngineTransaction, Stamp } from "../engine.ts";
import { type InsertNew, inserter } from "./insert-new.ts";
import { type Owner, type Prepare, sqliteReader } from "./reader.ts";
import { codecOf } from "./rows.ts";

const PARTS = BULK_TABLES.filter((table) => table !== "contacts");
const INDEX = "INSERT OR REPLACE INTO contact_search (rowid, name, channels, work, tags, notes, digits)";

export function sqliteTransaction(prepare: Prepare, owner: Owner): EngineTransaction {
  const { tenant, tenant_id } = owner;
  const reader = sqliteReader(prepare, owner);
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
    tenant_id,
    async recordOperation({ id, name, label, actor, surface, reason, recorded_at }) {
      const { lastInsertRowid } = run(
        `INSERT INTO operations (tenant_id, id, name, label, actor, surface, reason, recorded_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        tenant,
        id,
        name,
        label,
        actor,
        surface,
        reason,
        Date.parse(recorded_at),
      );
      return Number(lastInsertRowid);
    },
    async insertRow(table, row) {
      const { insert, encode } = codecOf(table);
      run(insert, ...encode(row, tenant));
    },
    async insertContacts(contacts, stamp) {
      const words = prepare(`INSERT INTO contact_search (rowid, name, channels, work, tags, notes, digits)
        VALUES (?, ?, ?, ?, ?, ?, ?)`);
      const insert = inserterFor("contacts", stamp);
      for (const { rows, document } of contacts) {
        for (const row of rows.contacts) words.run(insert(row), ...columnsOf(document));
      }
      for (const table of PARTS) {
        const insertPart = inserterFor(table, stamp);
        for (const { rows } of contacts) for (const row of rows[table]) insertPart(row);
      }
    },
    async updateRow(table, id, changed) {
      const { encodeColumn } = codecOf(table);
      const names = Object.keys(changed);
      const values = names.map((name) => encodeColumn(name, changed[name]));
      run(
        `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(", ")} WHERE id = ? AND tenant_id = ?`,
        ...values,
        id,
        tenant,
      );
    },
    async deleteRow(table, id) {
      if (table === "contacts") {
        run(
          "DELETE FROM contact_search WHERE rowid = (SELECT number FROM contacts WHERE id = ? AND tenant_id = ?)",
          id,
          tenant,
        );
      }
      run(`DELETE FROM ${table} WHERE id = ? AND tenant_id = ?`, id, tenant);
    },
    async saveImage(table, row, contact_id, valid_to) {
      run(
        `INSERT INTO row_images (tenant_id, table_name, row_id, contact_id, image, valid_from, valid_to)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        tenant,
        table,
        row.id,
        contact_id,
        JSON.stringify(row),
        row.written_by,
        valid_to,
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
