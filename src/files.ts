/** Files we write: whole or not at all. Temporary file beside the target, fsync, rename, fsync of the directory. */
import fs from "node:fs";
import nodePath from "node:path";
import { BacksideError, errnoOf, fileError } from "./domain/errors.ts";

/**
 * Writes the texts to a new file, mode 0600.
 * @throws conflict when the file is there and `force` is not set, disk_full or io_error; then nothing is left behind
 */
export async function writeFileAtomically(
  path: string,
  texts: AsyncIterable<string>,
  { force }: { force: boolean },
): Promise<void> {
  if (isStream(path)) return writeThrough(path, texts);
  refuseExisting(path, force);
  const temporary = nodePath.join(
    nodePath.dirname(path),
    `.${nodePath.basename(path).slice(0, 100)}.${process.pid}.tmp`,
  );
  const file = create(temporary, path);
  try {
    try {
      await fill(file, texts);
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

/** A device or a pipe: to be written to, never to be replaced. */
function isStream(path: string): boolean {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile() && !stat.isDirectory();
}

async function writeThrough(path: string, texts: AsyncIterable<string>): Promise<void> {
  try {
    const file = fs.openSync(path, "w");
    try {
      await fill(file, texts);
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

async function fill(file: number, texts: AsyncIterable<string>): Promise<void> {
  let held: string[] = [];
  let size = 0;
  const flush = (): void => {
    const bytes = Buffer.from(held.join(""));
    for (let offset = 0; offset < bytes.length; ) offset += fs.writeSync(file, bytes, offset);
    held = [];
    size = 0;
  };
  for await (const text of texts) {
    held.push(text);
    size += text.length;
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
