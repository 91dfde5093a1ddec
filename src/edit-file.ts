/** The file that an editor gets: in a folder of its own that nobody else may enter, as editors leave copies beside it. */
import fs from "node:fs";
import nodePath from "node:path";
import { makeDirectories } from "./directory.ts";
import { BacksideError, errnoOf, fileError } from "./domain/errors.ts";

export type EditFile = {
  path: string;
  /** The text as it stands; null when the file is gone. @throws bad_request when it is not UTF-8 */
  read(): string | null;
  /** Whether somebody wrote something into it, readable or not. */
  isWritten(): boolean;
  /** Leaves the file alone in its folder, for its owner only. */
  keep(): void;
  remove(): void;
};

const NAME = "contact.txt";

/**
 * @param directory made when it is not there
 * @param name of the folder, numbered where there is one already: a text that was kept stays
 * @throws io_error, disk_full
 */
export function createEditFile(directory: string, name: string, text: string): EditFile {
  const folder = writing(directory, () => newFolder(directory, name));
  const path = nodePath.join(folder, NAME);
  const remove = (): void => fs.rmSync(folder, { recursive: true, force: true });
  try {
    writing(path, () => fs.writeFileSync(path, text, { mode: 0o600, flag: "wx" }));
  } catch (error) {
    remove();
    throw error;
  }
  return {
    path,
    remove,
    read() {
      const bytes = bytesOf(path);
      if (bytes === null) return null;
      try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        throw new BacksideError("bad_request", "the text is not UTF-8", { hint: "have the editor save it as UTF-8" });
      }
    },
    isWritten() {
      const now = Buffer.from(bytesOf(path) ?? "").toString();
      return now.trim() !== "" && now !== text;
    },
    keep() {
      for (const name of fs.readdirSync(folder))
        if (name !== NAME) fs.rmSync(nodePath.join(folder, name), { recursive: true, force: true });
      fs.chmodSync(path, 0o600); // an editor may have made it anew
    },
  };
}

function newFolder(directory: string, name: string): string {
  makeDirectories(directory);
  for (let number = 1; ; number++) {
    const folder = nodePath.join(directory, number === 1 ? name : `${name}-${number}`);
    try {
      fs.mkdirSync(folder, { mode: 0o700 });
      return folder;
    } catch (error) {
      if (errnoOf(error) !== "EEXIST") throw error;
    }
  }
}

function writing<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw fileError(`cannot write ${path}`, error);
  }
}

function bytesOf(path: string): Uint8Array | null {
  try {
    return fs.readFileSync(path);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw fileError(`cannot read ${path}`, error);
  }
}
