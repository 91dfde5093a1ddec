/** Driver errors → the catalogue (reliability of the store: exit 9, one clear sentence, the first error kept). */
import { BacksideError, type ErrorCode } from "../../domain/errors.ts";

const CODES: Record<number, [ErrorCode, string, string | null]> = {
  // Our statements never change, so one that does not fit has met a schema that something else has touched.
  1: ["store_damaged", "the schema of the store is damaged", "restore a backup; --debug shows what was missing"],
  5: ["store_busy", "the store is busy: another program is writing to it", "try again in a moment"],
  6: ["store_busy", "the store is busy: another program is writing to it", "try again in a moment"],
  8: ["store_readonly", "the store cannot be written to", "check the permissions of the file and its directory"],
  10: ["io_error", "reading or writing the store failed", "check the disk; nothing was changed"],
  11: ["store_damaged", "the store is damaged", "restore a backup; `sqlite3 STORE .recover` salvages what is readable"],
  13: ["disk_full", "the disk is full", "make room and try again; nothing was changed"],
  14: ["io_error", "the store cannot be opened", "check that its directory exists and can be read"],
  26: ["not_a_store", "the file is not a backside store", "name another file with --store or BACKSIDE_STORE"],
};

/** The shared-memory file could not grow: SQLITE_IOERR_SHMSIZE (https://sqlite.org/rescode.html). */
const SHARED_MEMORY_SIZE = 4874;

/** Whether another connection is in the way. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && (Number(error.errcode) & 0xff) === 5;
}

/** The file was removed or given another name after it was opened: SQLITE_READONLY_DBMOVED. */
const MOVED = 1032;

export function isMoved(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === MOVED;
}

export function movedError(): Error {
  return Object.assign(new Error("the store was removed while it was opened"), { errcode: MOVED });
}

/** The error of the catalogue for one the driver threw; anything else as it is. */
export function storeError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return error;
  const known = CODES[error.errcode === SHARED_MEMORY_SIZE ? 13 : error.errcode & 0xff];
  if (!known) return error;
  const [code, message, hint] = known;
  return new BacksideError(code, `${message}: ${path}`, {
    hint,
    details: { path, sqlite: error.errcode },
    cause: error,
  });
}
