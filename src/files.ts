/** Files we write: whole or not at all. Temporary file beside the target, fsync, rename, fsync of the directory. */
import fs from "node:fs";
import nodePath from "node:path";
import { BacksideError, errnoOf, fileError } from "./domain/errors.ts";

/** What is written, in pieces. */
type Pieces = AsyncIterable<string | Uint8Array>;

/**
 * Writes the pieces to a new file, mode 0600.
 * @throws conflict when the file is there and `force` is not set, disk_full or io_error; then nothing is left behind
 */
export async function writeFileAtomically(path: string, pieces: Pieces, { force }: { force: boolean }): Promise<void> {
  if (isStream(path)) return writeThrough(path, pieces);
  refuseExisting(path, force);
  const temporary = nodePath.join(
    nodePath.dirname(path),
    `.${nodePath.basename(path).slice(0, 100)}.${process.pid}.tmp`,
  );
  const file = create(temporary, path);
  try {
    try {
      await fill(file, pieces);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
    refuseExisting(path, force);
    fs.renameSync(temporary, path);
    syncDirectory(nodePath.dirname(path));
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error instanceof BacksideError || errnoOf(error) === null ? error : fileError(`cannot write ${path}`, error);
  }
}

/** @throws conflict when the file is there and `force` is not set: before the work that is to be written begins */
export function requireFree(path: string, { force }: { force: boolean }): void {
  if (!isStream(path)) refuseExisting(path, force);
}

/** A device or a pipe: to be written to, never to be replaced. */
function isStream(path: string): boolean {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile() && !stat.isDirectory();
}

async function writeThrough(path: string, pieces: Pieces): Promise<void> {
  try {
    const file = fs.openSync(path, "w");
    try {
      await fill(file, pieces);
    } finally {
      fs.closeSync(file);
    }
  } catch (error) {
    throw error instanceof BacksideError || errnoOf(error) === null ? error : fileError(`cannot write ${path}`, error);
  }
}

function refuseExisting(path: string, force: boolean): void {
  const stat = fs.lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) throw new BacksideError("usage", `${path} is a directory`, { hint: "name a file in it" });
  if (stat && !force) {
    throw new BacksideError("conflict", `${path} is there already`, {
      hint: "--force overwrites it",
      details: { file: path },
    });
  }
}

function create(temporary: string, path: string): number {
  try {
    const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW = 0 } = fs.constants;
    return fs.openSync(temporary, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o600);
  } catch (error) {
    throw fileError(`cannot write ${path}`, error);
  }
}

const BUFFER = 256 << 10;

async function fill(file: number, pieces: Pieces): Promise<void> {
  let held: string[] = [];
  let size = 0;
  const write = (bytes: Uint8Array): void => {
    for (let offset = 0; offset < bytes.length; ) offset += fs.writeSync(file, bytes, offset);
  };
  const flush = (): void => {
    write(Buffer.from(held.join("")));
    held = [];
    size = 0;
  };
  for await (const piece of pieces) {
    if (typeof piece !== "string") {
      flush();
      write(piece);
      continue;
    }
    held.push(piece);
    size += piece.length;
    if (size >= BUFFER) flush();
  }
  flush();
}

function syncDirectory(directory: string): void {
  if (process.platform === "win32") return;
  const handle = fs.openSync(directory, "r");
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
