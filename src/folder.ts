/** A folder of files we write: whole or not at all, and never through a link. */
import fs from "node:fs";
import nodePath from "node:path";
import { BacksideError, errnoOf, fileError } from "./domain/errors.ts";

export type NewFile = { name: string; text: string };

/**
 * Writes the files into a new or empty folder, mode 0700 and 0600, or with `force` over what is there.
 * @param files with names that are safe and all different
 * @throws conflict when something is in the folder and `force` is not set, usage for a link or a file, disk_full or
 * io_error; then the folder is as it was
 */
export async function writeFolder(
  path: string,
  files: AsyncIterable<readonly NewFile[]>,
  { force }: { force: boolean },
): Promise<void> {
  const folder = nodePath.resolve(path);
  refuseFull(folder, path, force);
  const temporary = temporaryBeside(folder, path);
  try {
    const names: string[] = [];
    for await (const some of files) {
      for (const { name, text } of some) {
        create(nodePath.join(temporary, name), text);
        names.push(name);
      }
    }
    refuseFull(folder, path, force);
    put(temporary, folder, names);
  } catch (error) {
    throw error instanceof BacksideError || errnoOf(error) === null ? error : fileError(`cannot write ${path}`, error);
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/** That a folder can be written to. @param shown the path as the user wrote it */
function refuseFull(folder: string, shown: string, force: boolean): void {
  const stat = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory())
    throw new BacksideError("usage", `${shown} is ${stat.isSymbolicLink() ? "a link" : "a file"}, not a folder`);
  if (force || fs.readdirSync(folder).length === 0) return;
  throw new BacksideError("conflict", `${shown} is not empty`, {
    hint: "--force writes into it all the same",
    details: { file: shown },
  });
}

function temporaryBeside(folder: string, shown: string): string {
  try {
    return fs.mkdtempSync(nodePath.join(nodePath.dirname(folder), `.${nodePath.basename(folder).slice(0, 100)}.`));
  } catch (error) {
    throw fileError(`cannot write ${shown}`, error);
  }
}

function create(path: string, text: string): void {
  const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW = 0 } = fs.constants;
  const file = fs.openSync(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o600);
  try {
    fs.writeFileSync(file, text);
  } finally {
    fs.closeSync(file);
  }
}

/** One rename where nothing is in the way, else one for each file; a rename replaces a link and does not follow it. */
function put(temporary: string, folder: string, names: readonly string[]): void {
  const there = fs.existsSync(folder);
  if (there && fs.readdirSync(folder).length > 0) {
    for (const name of names) fs.renameSync(nodePath.join(temporary, name), nodePath.join(folder, name));
    return;
  }
  if (there) fs.rmdirSync(folder);
  fs.renameSync(temporary, folder);
}
