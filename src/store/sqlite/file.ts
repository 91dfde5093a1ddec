/** The file of a store, before and beside SQLite: where it is, who may write to it, and how it comes to be. */
import fs from "node:fs";
import nodePath from "node:path";
import { makeDirectories } from "../../directory.ts";
import { BacksideError, errnoOf } from "../../domain/errors.ts";

/** As many as Linux follows. */
const LINKS = 40;

/**
 * The file that a path leads to through symbolic links, there or not: its log stands beside it, not beside the link.
 * @throws io_error for a link that leads to itself, or to where no directory is: a disk that is not mounted, say
 */
export function targetOf(path: string): string {
  let target = path;
  for (let links = 0; links < LINKS; links++) {
    const next = linkAt(target);
    if (next === null) return target;
    const directory = nodePath.dirname(nodePath.resolve(nodePath.dirname(target), next));
    if (!fs.existsSync(directory)) throw leadsNowhere(path, directory);
    target = nodePath.resolve(fs.realpathSync(nodePath.dirname(target)), next);
  }
  throw cannotOpen(path, Object.assign(new Error("too many symbolic links"), { code: "ELOOP" }));
}

/** What a symbolic link says; null where there is none. */
function linkAt(path: string): string | null {
  try {
    const isLink = fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
    return isLink ? fs.readlinkSync(path) : null;
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

function leadsNowhere(path: string, directory: string): BacksideError {
  return new BacksideError("io_error", `the store is a link into a directory that is not there: ${path}`, {
    hint: "mount or make that directory, or name another file with --store",
    details: { path, directory },
  });
}

/** Null where no file is. */
export function sizeOf(path: string): number | null {
  const stat = statOf(path);
  if (stat?.isDirectory()) {
    throw new BacksideError("not_a_store", `this is a directory, not a store: ${path}`, {
      hint: "name a file with --store or BACKSIDE_STORE",
    });
  }
  return stat?.size ?? null;
}

/** Tells one file from another that was later given its name; null where no file is. */
export function inodeOf(path: string): number | null {
  return statOf(path)?.ino ?? null;
}

function statOf(path: string): fs.Stats | undefined {
  try {
    return fs.statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

export function canWrite(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.W_OK);
    fs.accessSync(nodePath.dirname(path), fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export function cannotOpen(path: string, error: unknown): BacksideError {
  return new BacksideError("io_error", `the store cannot be opened: ${path} (${errnoOf(error)})`, {
    hint: "check its permissions and those of its directory, or name another file with --store",
    cause: error,
  });
}

export function makeDirectory(directory: string): void {
  try {
    makeDirectories(directory);
  } catch (error) {
    throw new BacksideError("io_error", `the directory of the store cannot be made: ${directory} (${errnoOf(error)})`, {
      hint: "name another place with --store or BACKSIDE_STORE",
      cause: error,
    });
  }
}

/**
 * Made by us, so that no umask leaves an address book readable by others; SQLite gives -wal and -shm the same mode.
 * @returns whether it was us: another program may have been quicker
 */
export function makeFile(path: string): boolean {
  try {
    fs.closeSync(fs.openSync(path, "wx", 0o600));
    return true;
  } catch (error) {
    const code = errnoOf(error) ?? "";
    if (code === "EEXIST") return false;
    const readonly = ["EACCES", "EPERM", "EROFS"].includes(code);
    throw new BacksideError(readonly ? "store_readonly" : "io_error", `the store cannot be made: ${path} (${code})`, {
      hint: "check the permissions of its directory, or name another place with --store",
      cause: error,
    });
  }
}
