/** Opens a store file with every setting stated, since the defaults depend on how the engine was built. */
import fs from "node:fs";
import nodePath from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { BacksideError } from "../../domain/errors.ts";
import { closeMade } from "./discard.ts";
import { isBusy, isMoved, movedError, storeError } from "./errors.ts";
import { cannotOpen, canWrite, inodeOf, makeDirectory, makeFile, sizeOf, targetOf } from "./file.ts";
import { migrate } from "./migrate.ts";
import { APPLICATION_ID, migrations } from "./migrations/index.ts";

/** How long a command waits for another writer, in milliseconds. */
const BUSY_TIMEOUT = 5000;
/** Page cache in KiB, used as needed: large enough that the random inserts of an import into its indexes stay in memory. */
const CACHE_KIB = 16 << 10;
/** Network file systems by `statfs` type: NFS, SMB, CIFS, 9p, FUSE. Shared memory of WAL does not work there. */
const NETWORK_FILE_SYSTEMS = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546]);

/** Openings of a file that goes meanwhile; a file system may also number its files anew each time. */
const ATTEMPTS = 3;

type Usable = "read" | "write" | "readonly";
/** The path is that of the file itself; `made` tells that it was not there before. */
export type Opened = { db: DatabaseSync; path: string; made: boolean };

/**
 * @param mode `write` makes the file if it is missing; `read` opens a missing one as an empty store in memory, and one
 *   that cannot be written (read-only directory or file) as it is
 * @throws not_a_store, store_newer, store_damaged, store_readonly, disk_full, io_error
 */
export function openDatabase(named: string, mode: "read" | "write", attempts = ATTEMPTS): Opened {
  const path = targetOf(named);
  const size = sizeOf(path);
  if (size === null && mode === "read") return { db: connected(":memory:", "write"), path, made: false };
  if (size === null) makeDirectory(nodePath.dirname(path));
  const made = size === null && makeFile(path);
  try {
    const usable = size === null ? mode : usableAs(path, mode, size);
    return { db: connected(path, usable, { made, mayMove: attempts === 1 }), path, made };
  } catch (error) {
    const isGone = !made && (isMoved(error) || inodeOf(path) === null);
    if (isGone && attempts > 1) return openDatabase(named, mode, attempts - 1);
    throw storeError(error, path);
  }
}

/** Whether a file that is there is ours, and what it can be opened for. */
function usableAs(path: string, mode: "read" | "write", size: number): Usable {
  const writable = canWrite(path);
  if (size > 0) identify(path, size);
  if (mode === "write" && !writable) throw readOnlyError(path);
  return writable ? mode : "readonly";
}

/** With every setting, and today's schema. */
function connected(path: string, mode: Usable, { made = false, mayMove = path === ":memory:" } = {}): DatabaseSync {
  const inode = mayMove ? null : inodeOf(path);
  const db = connect(mode === "readonly" ? readOnlyAddress(path) : path, mode === "readonly");
  try {
    configure(db, path, mode);
    // Having read it, the connection holds a lock, so that nobody removes it as unused any more: discard.ts.
    if (!mayMove && inodeOf(path) !== inode) throw movedError();
    migrate(db, path);
    return db;
  } catch (error) {
    if (made) closeMade(db, path);
    else db.close();
    throw error;
  }
}

type Identity = { application: number; version: number; schema: number };

/** Refuses what is not ours, or newer than this program, before anything is changed. */
function identify(path: string, size: number): void {
  const header = headerOf(path);
  const isDatabase = header.toString("latin1", 0, 16) === "SQLite format 3\0";
  if (isDatabase && size < header.length) {
    throw new BacksideError("store_damaged", `the store is damaged, it ends after ${size} bytes: ${path}`, {
      hint: "restore a backup",
    });
  }
  if (!isDatabase) {
    throw new BacksideError("not_a_store", `this is not a backside store: ${path}`, {
      hint: "name another file with --store or BACKSIDE_STORE",
    });
  }
  const { application, version, schema } = fs.existsSync(`${path}-wal`) ? identityInLog(path) : identityIn(header);
  const empty = application === 0 && version === 0 && schema === 0;
  if (application !== APPLICATION_ID && !empty) {
    throw new BacksideError("not_a_store", `this is another program's database, not a backside store: ${path}`, {
      hint: "name another file with --store or BACKSIDE_STORE",
    });
  }
  if (version > migrations.length) {
    throw new BacksideError("store_newer", `the store was written by a newer backside (schema ${version}): ${path}`, {
      hint: "update backside; the store was not touched",
    });
  }
}

/** The file's header (https://sqlite.org/fileformat.html#the_database_header), zeros where the file is shorter. */
function headerOf(path: string): Buffer {
  const header = Buffer.alloc(100);
  let file: number | null = null;
  try {
    file = fs.openSync(path, "r");
    fs.readSync(file, header);
  } catch (error) {
    throw cannotOpen(path, error);
  } finally {
    if (file !== null) fs.closeSync(file);
  }
  return header;
}

function identityIn(header: Buffer): Identity {
  return { application: header.readInt32BE(68), version: header.readInt32BE(60), schema: header.readInt32BE(40) };
}

/** With a log beside it the header may be old. Closing a connection that may write would work off that log. */
function identityInLog(path: string): Identity {
  const db = connect(path, true);
  try {
    db.exec("BEGIN"); // one snapshot: another program's first start may commit between two of these
    return {
      application: number(db, "application_id"),
      version: number(db, "user_version"),
      schema: number(db, "schema_version"),
    };
  } finally {
    db.close();
  }
}

function configure(db: DatabaseSync, path: string, mode: Usable): void {
  if (path !== ":memory:") {
    // A read is as well off with a store that a first import has taken out of WAL; it must not wait for that import.
    if (mode === "write") setJournal(db, WAL_IS_MENDED && !isOnNetwork(path) ? "wal" : "delete");
    if (mode === "read" && !WAL_IS_MENDED) setJournal(db, "delete");
  }
  db.exec(`PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = ${64 << 20}; PRAGMA cache_size = -${CACHE_KIB};
    ${process.platform === "darwin" ? "PRAGMA fullfsync = ON;" : ""}`);
  if ("enableDefensive" in db) db.enableDefensive(true);
}

/** The change needs the file for itself, and SQLite does not always wait for that of its own accord. */
function setJournal(db: DatabaseSync, journal: "wal" | "delete"): void {
  if (pragma(db, "journal_mode") === journal) return;
  const end = performance.now() + BUSY_TIMEOUT;
  for (;;) {
    try {
      db.exec(`PRAGMA journal_mode = ${journal}`);
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/**
 * SQLite before 3.51.3 has the WAL-reset defect (3.44.6 and 3.50.7 carry the fix), which can lose commits.
 * https://sqlite.org/wal.html#walresetbug
 */
const WAL_IS_MENDED = ((): boolean => {
  const [major = 0, minor = 0, patch = 0] = process.versions.sqlite?.split(".").map(Number) ?? [];
  return major > 3 || minor > 51 || (minor === 51 && patch >= 3) || (minor === 50 && patch >= 7);
})();

function isOnNetwork(path: string): boolean {
  return NETWORK_FILE_SYSTEMS.has(fs.statfsSync(nodePath.dirname(path)).type);
}

function connect(path: string, readOnly: boolean): DatabaseSync {
  return new (sqlite().DatabaseSync)(path, { readOnly, timeout: BUSY_TIMEOUT });
}

/** The 22 line prints an ExperimentalWarning when the module loads; that one message is held back, no other. */
function sqlite(): typeof import("node:sqlite") {
  const emit = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    if (!String(warning).startsWith("SQLite is an experimental feature"))
      Reflect.apply(emit, process, [warning, ...rest]);
  };
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    process.emitWarning = emit;
  }
}

/** A store in a directory we may not write to is read without its shared-memory file; nobody else can be writing it. */
function readOnlyAddress(path: string): string {
  const address = process.getBuiltinModule("node:url").pathToFileURL(path);
  if (!fs.existsSync(`${path}-wal`)) address.searchParams.set("immutable", "1");
  return address.href;
}

function readOnlyError(path: string): BacksideError {
  return new BacksideError("store_readonly", `the store cannot be written to: ${path}`, {
    hint: "check the permissions of the file and its directory, and that the file system is not read-only",
    details: { path },
  });
}

function pragma(db: DatabaseSync, name: string): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

function number(db: DatabaseSync, name: string): number {
  return Number(pragma(db, name));
}
