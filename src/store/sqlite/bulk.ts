/**
 * The first import into an empty store, where there is nothing yet to keep for readers: no write-ahead log, so that each
 * page is written once instead of twice, and the indexes are built at the end, sorted, instead of row by row. A crash
 * leaves a rollback journal, which the next opening plays back.
 */
import nodePath from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Prepare } from "./reader.ts";

/** Tables an import fills. */
const FILLED = ["contacts", "channels", "addresses", "dates", "affiliations", "contact_tags"];
const FILLS = new RegExp(`^INSERT INTO (?:${FILLED.join("|")}) `);
/** Whether a statement reads or changes rows of these; inserting into them needs no index. */
const NEEDS_INDEX = new RegExp(`\\b(?:FROM|JOIN|UPDATE) (?:${FILLED.join("|")})\\b`);

export function isEmptyStore(db: DatabaseSync): boolean {
  return db.prepare("SELECT 1 FROM contacts LIMIT 1").get() === undefined;
}

/**
 * Leaves WAL if nobody else has the store open, and sorts in files instead of memory: unlinked ones, beside the store, so
 * that no contact ends up in a shared directory. The answer takes both back.
 */
export function prepareBulk(db: DatabaseSync, path: string): () => void {
  const back = withoutWal(db);
  const { SQLITE_TMPDIR } = process.env;
  process.env.SQLITE_TMPDIR = nodePath.dirname(nodePath.resolve(path));
  db.exec("PRAGMA temp_store = FILE");
  return () => {
    db.exec("PRAGMA temp_store = MEMORY");
    if (SQLITE_TMPDIR === undefined) delete process.env.SQLITE_TMPDIR;
    else process.env.SQLITE_TMPDIR = SQLITE_TMPDIR;
    back();
  };
}

function withoutWal(db: DatabaseSync): () => void {
  if (journalMode(db) !== "wal") return () => {};
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
    try {
      if (journalMode(db) !== "wal") db.exec("PRAGMA journal_mode = WAL");
    } catch {
      // The disk is full, say: what is committed stays so, and the next writer goes back to WAL.
    }
  };
}

export type DeferredIndexes = {
  /** Prepares statements and builds the indexes before the first that needs them, a second card of one person say. */
  prepare: Prepare;
  /** To be called before the commit. */
  build(): void;
};

/** Drops the indexes inside the open transaction. */
export function deferIndexes(db: DatabaseSync, prepare: Prepare): DeferredIndexes {
  const marks = FILLED.map(() => "?").join(", ");
  const indexes = db
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (${marks})`)
    .all(...FILLED);
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  /** Looking into tables that are still empty needs no index either. */
  let filled = false;
  let built = false;
  const build = (): void => {
    if (!built) for (const { sql } of indexes) db.exec(String(sql));
    built = true;
  };
  return {
    prepare(sql) {
      if (FILLS.test(sql)) filled = true;
      else if (filled && !built && NEEDS_INDEX.test(sql)) build();
      return prepare(sql);
    },
    build,
  };
}

function journalMode(db: DatabaseSync): unknown {
  return db.prepare("PRAGMA journal_mode").get()?.journal_mode;
}
