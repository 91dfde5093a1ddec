/** Making directories, the ones above them first. */
import fs from "node:fs";
import nodePath from "node:path";

/**
 * Makes a directory and those above it that are missing, for their owner only. One after another, because Node's own
 * `recursive` goes round for ever where a parent that is there refuses with ENOENT, as /proc does.
 * @throws the error of the file system
 */
export function makeDirectories(directory: string): void {
  if (isDirectory(directory)) return;
  const parent = nodePath.dirname(nodePath.resolve(directory));
  if (parent !== directory && !fs.existsSync(parent)) makeDirectories(parent);
  try {
    fs.mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    if (!isDirectory(directory)) throw error; // else another process was quicker
  }
}

function isDirectory(path: string): boolean {
  return fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
