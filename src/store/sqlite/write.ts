/** One operation's writes: its transaction, its record, and the preparations for a first import. */
import type { DatabaseSync } from "node:sqlite";
import { journal } from "../journal.ts";
import type { OperationMeta, Scope, Transaction } from "../store.ts";
import { deferIndexes, isEmptyStore, prepareBulk } from "./bulk.ts";
import { storeError } from "./errors.ts";
import type { Owner, Prepare } from "./reader.ts";
import { time } from "./rows.ts";
import { sqliteTransaction } from "./transaction.ts";
import { inTransaction, ownerOf } from "./turn.ts";

/** A connection, the clock in milliseconds since 1970, and the ids to come. */
type Connection = {
  db: DatabaseSync;
  path: string;
  prepare: Prepare;
  now: () => number;
  newId: () => string;
};

/** The id is null when nothing was written that anybody can see. */
export async function write<T>(
  { db, path, prepare, now, newId }: Connection,
  scope: Scope,
  meta: OperationMeta,
  work: (tx: Transaction) => Promise<T> | T,
): Promise<{ result: T; operation_id: string | null }> {
  const empty = meta.bulk && looksEmpty(db, path);
  const restore = empty ? prepareBulk(db, path) : () => {};
  try {
    const done = await inTransaction(db, path, "BEGIN IMMEDIATE", meta.dry_run ? "ROLLBACK" : "COMMIT", async () => {
      const owner = ensureOwner(db, scope, now());
      const indexes = empty ? deferIndexes(db, prepare) : null;
      const engine = sqliteTransaction(indexes?.prepare ?? prepare, owner);
      const record = journal(engine, meta, time(now()), newId);
      const result = await work(record.transaction);
      await record.finish();
      // The index keeps the words of what was removed until its parts are merged.
      if (meta.erases) db.exec("INSERT INTO contact_search (contact_search) VALUES ('optimize')");
      indexes?.build();
      return { result, operation_id: meta.dry_run ? null : record.operationId() };
    });
    if (meta.erases && done.operation_id !== null) writeAnew(db);
    return done;
  } finally {
    restore();
  }
}

/** Pages that hold what was once changed or removed go; only a new file is sure to have none of it. */
function writeAnew(db: DatabaseSync): void {
  try {
    db.exec("VACUUM");
  } catch {
    // Somebody reads, or there is no room for a second file: the next purge does it.
  }
}

/** @throws store_damaged and its kin: it is asked before the transaction that tells the others */
function looksEmpty(db: DatabaseSync, path: string): boolean {
  try {
    return isEmptyStore(db);
  } catch (error) {
    throw storeError(error, path);
  }
}

function ensureOwner(db: DatabaseSync, scope: Scope, at: number): Owner {
  const found = ownerOf(db, scope);
  if (found.tenant !== 0) return found;
  db.prepare(
    "INSERT INTO tenants (id, environment, slug, plan, created_at, updated_at) VALUES (?, ?, ?, 'enterprise', ?, ?)",
  ).run(scope.tenant_id, scope.environment, `bks_${scope.tenant_id.slice(-12)}`, at, at);
  return ownerOf(db, scope);
}
