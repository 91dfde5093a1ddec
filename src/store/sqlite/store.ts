/** The embedded store: one SQLite file, one connection, writes one after another. */
import type { SQLOutputValue } from "node:sqlite";
import { idGenerator } from "../../domain/ids.ts";
import { meetsOne } from "../../domain/query/text.ts";
import type { TextTest } from "../../domain/query/tree.ts";
import type { Store } from "../store.ts";
import { closeMade } from "./discard.ts";
import { openDatabase } from "./open.ts";
import { preparer, sqliteReader } from "./reader.ts";
import { inTransaction, ownerOf } from "./turn.ts";

export type SqliteOptions = {
  path: string;
  mode: "read" | "write";
  /** Milliseconds since 1970; fixed in tests. */
  now?: () => number;
  newId?: () => string;
};

/** @throws not_a_store, store_newer, store_damaged, store_readonly, store_busy, disk_full, io_error */
export function openSqliteStore({ path: named, mode, now = Date.now, newId = idGenerator(now) }: SqliteOptions): Store {
  const { db, path, made } = openDatabase(named, mode);
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
        inTransaction(db, path, "BEGIN", "COMMIT", async () => work(sqliteReader(prepare, ownerOf(db, scope)))),
      ),
    // What only a write needs stays out of the way of all reads.
    write: (scope, meta, work) =>
      inTurn(async () => (await import("./write.ts")).write({ db, path, prepare, now, newId }, scope, meta, work)),
    async close() {
      await queue.catch(() => undefined);
      if (made) closeMade(db, path);
      else db.close();
    },
  };
}

/** What statements call for texts that no index tells apart. */
function meetsSql(text: SQLOutputValue, how: SQLOutputValue, wanted: SQLOutputValue): number {
  return typeof text === "string" && meetsOne(text, how as TextTest["how"], String(wanted)) ? 1 : 0;
}
