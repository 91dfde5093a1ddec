/** Numbered, checksummed, forward-only migrations, each in one transaction. */
import type { DatabaseSync } from "node:sqlite";
import { BacksideError } from "../../domain/errors.ts";
import { backupBeside } from "./backup.ts";
import { APPLICATION_ID, migrations } from "./migrations/index.ts";

/** Brings the schema up to this program's. The usual case, nothing to do, costs one pragma. */
export function migrate(db: DatabaseSync, path: string): void {
  if (version(db) === migrations.length) return;
  const from = version(db);
  if (from > 0) backupBeside(db, path, from);
  // Sixteen first starts at once: whoever comes second finds the work done.
  db.exec("BEGIN IMMEDIATE");
  try {
    for (const [index, migration] of migrations.entries()) {
      if (index < version(db)) verify(db, index, migration);
      else apply(db, index, migration);
    }
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

function apply(db: DatabaseSync, index: number, migration: { name: string; sql: string }): void {
  db.exec(
    `CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT`,
  );
  db.exec(migration.sql);
  db.prepare("INSERT INTO migrations VALUES (?, ?, ?)").run(index + 1, migration.name, checksum(migration.sql));
  db.exec(`PRAGMA user_version = ${index + 1}; PRAGMA application_id = ${APPLICATION_ID}`);
}

function verify(db: DatabaseSync, index: number, migration: { name: string; sql: string }): void {
  const row = db.prepare("SELECT checksum FROM migrations WHERE version = ?").get(index + 1);
  if (row?.checksum !== checksum(migration.sql)) {
    throw new BacksideError("store_damaged", `the store's schema differs from what migration ${migration.name} makes`, {
      hint: "restore a backup, or use the backside that made this store",
    });
  }
}

function checksum(sql: string): string {
  return process.getBuiltinModule("node:crypto").hash("sha256", sql);
}

function version(db: DatabaseSync): number {
  return Number(db.prepare("PRAGMA user_version").get()?.user_version);
}
