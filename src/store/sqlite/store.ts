/** The embedded store: one SQLite file, one connection, writes one after another. */
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { idGenerator } from "../../domain/ids.ts";
import { meetsOne } from "../../domain/query/text.ts";
import type { TextTest } from "../../domain/query/tree.ts";
import { journal } from "../journal.ts";
import type { Scope, Store } from "../store.ts";
import { deferIndexes, isEmptyStore, prepareBulk } from "./bulk.ts";
import { storeError } from "./errors.ts";
import { openDatabase } from "./open.ts";
import { type Owner, preparer, sqliteReader } from "./reader.ts";
import { time } from "./rows.ts";
import { sqliteTransaction } from "./transaction.ts";

export type SqliteOptions = {
  path: string;
  mode: "read" | "write";
  /** Milliseconds since 1970; fixed in tests. */
  now?: () => number;
  newId?: () => string;
};

/** @throws not_a_store, store_newer, store_damaged, store_readonly, store_busy, disk_full, io_error */
export function openSqliteStore({ path, mode, now = Date.now, newId = idGenerator(now) }: SqliteOptions): Store {
  const { db } = openDatabase(path, mode);
  db.function("meets", { deterministic: true, directOnly: true }, meetsSql);
  const prepare = preparer(db);
  /** Operations must never interleave statements on the one connection. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  return {
    read: (scope, work) =>
      inTurn(() =>
        transaction(db, path, "BEGIN", "COMMIT", async () => work(sqliteReader(prepare, ownerOf(db, scope)))),
      ),
    write: (scope, meta, work) =>
      inTurn(async () => {
        const empty = meta.bulk && looksEmpty(db, path);
        const restore = empty ? prepareBulk(db, path) : () => {};
        try {
          return await transaction(db, path, "BEGIN IMMEDIATE", meta.dry_run ? "ROLLBACK" : "COMMIT", async () => {
            const owner = ensureOwner(db, scope, now());
            const indexes = empty ? deferIndexes(db, prepare) : null;
            const engine = sqliteTransaction(indexes?.prepare ?? prepare, owner);
            const record = journal(engine, meta, time(now()), newId);
            const result = await work(record.transaction);
            await record.finish();
            indexes?.build();
            return { result, operation_id: meta.dry_run ? null : record.operationId() };
          });
        } finally {
          restore();
        }
      }),
    async close() {
      await queue.catch(() => undefined);
      db.close();
    },
  };
}

/** @throws store_damaged and its kin: it is asked before the transaction that tells the others */
function looksEmpty(db: DatabaseSync, path: string): boolean {
  try {
    return isEmptyStore(db);
  } catch (error) {
    throw storeError(error, path);
  }
}

/** What statements call for texts that no index tells apart. */
function meetsSql(text: SQLOutputValue, how: SQLOutputValue, wanted: SQLOutputValue): number {
  return typeof text === "string" && meetsOne(text, how as TextTest["how"], String(wanted)) ? 1 : 0;
}

/** After a full disk SQLite has already rolled back, and a second ROLLBACK would hide the first error. */
async function transaction<T>(
  db: DatabaseSync,
  path: string,
  begin: string,
  end: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    db.exec(begin);
    const result = await work();
    db.exec(end);
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw storeError(error, path);
  }
}

/** The number of the tenant; a tenant nobody has written for owns nothing yet. */
function ownerOf(db: DatabaseSync, { tenant_id, environment }: Scope): Owner {
  const row = db.prepare("SELECT number FROM tenants WHERE id = ? AND environment = ?").get(tenant_id, environment);
  return { tenant: Number(row?.number ?? 0), tenant_id };
}

function ensureOwner(db: DatabaseSync, scope: Scope, at: number): Owner {
  const found = ownerOf(db, scope);
  if (found.tenant !== 0) return found;
  db.prepare(
    "INSERT INTO tenants (id, environment, slug, plan, created_at, updated_at) VALUES (?, ?, ?, 'enterprise', ?, ?)",
  ).run(scope.tenant_id, scope.environment, `bks_${scope.tenant_id.slice(-12)}`, at, at);
  return ownerOf(db, scope);
}
