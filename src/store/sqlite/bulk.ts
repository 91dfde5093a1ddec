/**
 * The first import into an empty store goes without the write-ahead log: there is nothing to keep for readers, so each
 * page is written once instead of twice. A crash leaves a rollback journal, which the next opening plays back.
 */
import type { DatabaseSync } from "node:sqlite";

/** Leaves WAL if the store is empty and nobody else has it open; the answer goes back to it. */
export function withoutWal(db: DatabaseSync): () => void {
  if (journalMode(db) !== "wal" || db.prepare("SELECT 1 FROM contacts LIMIT 1").get()) return () => {};
  const timeout = Number(db.prepare("PRAGMA busy_timeout").get()?.timeout);
  // The change needs the file for itself: asked once, not waited for.
  db.exec("PRAGMA busy_timeout = 0");
  try {
    db.exec("PRAGMA journal_mode = DELETE");
  } catch {
    return () => {};
  } finally {
    db.exec(`PRAGMA busy_timeout = ${timeout}`);
  }
  return () => {
    if (journalMode(db) !== "wal") db.exec("PRAGMA journal_mode = WAL");
  };
}

function journalMode(db: DatabaseSync): unknown {
  return db.prepare("PRAGMA journal_mode").get()?.journal_mode;
}
