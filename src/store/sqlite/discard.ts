/** A store that was made for a first write and never got one leaves no file behind. */
import fs from "node:fs";
import type { DatabaseSync } from "node:sqlite";

/** Closes a store that this connection has made, and removes it while nothing is stored there. */
export function closeMade(db: DatabaseSync, path: string): void {
  const used = mayBeUsed(db);
  db.close();
  if (!used) removeUnused(path);
}

/**
 * Removed only by one that is alone with it: in WAL each connection keeps a shared lock. Whoever comes to open it
 * meanwhile waits for the lock, and then finds the file gone: `connected` of open.ts.
 */
function removeUnused(path: string): void {
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
  const db = new DatabaseSync(path);
  try {
    // In this mode from the start, WAL needs no -shm file, for which there may be no room.
    db.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    // Its own name last: what is made anew under it must not meet, nor lose, a log.
    if (isUnused(db)) for (const suffix of ["-wal", "-shm", "-journal", ""]) fs.rmSync(path + suffix, { force: true });
  } catch {
    // Others have it open, or, on Windows, open files cannot be removed: an empty store is no harm.
  } finally {
    db.close();
  }
}

/** A look that spares most the second one; where it fails for want of room, that decides. */
function mayBeUsed(db: DatabaseSync): boolean {
  try {
    return !isUnused(db);
  } catch {
    return false;
  }
}

/** The first write that is committed, whatever it is about, leaves a tenant. */
function isUnused(db: DatabaseSync): boolean {
  if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'tenants'").get()) return true;
  return db.prepare("SELECT 1 FROM tenants LIMIT 1").get() === undefined;
}
