/** The files of an import: looked at before anything is read, so that a wrong name stops the command before it begins. */
import fs from "node:fs";
import { BacksideError, errnoOf } from "../domain/errors.ts";
import { containerOf, detectFormat, HEAD } from "../formats/detect.ts";
import type { FormatName } from "../formats/names.ts";

export type CardFile = {
  /** As the user named it, or a file of a folder that was named; `-` for standard input. */
  name: string;
  /** Open for reading, what can be read only once: pipes, and 0 for standard input. Null for what is opened when it is read. */
  fd: number | null;
  /** Bytes; null for standard input and pipes. */
  size: number | null;
  /** Standard input as the event loop reads it: a blocking read would keep Ctrl-C waiting. Null for files. */
  stream: AsyncIterable<Uint8Array> | null;
  /** By its first bytes; null where they are not to be had before the reading, or tell nothing. */
  kind: FormatName | "gzip" | "zip" | null;
};

/** Bytes read at a time: larger chunks only make more garbage live longer. */
const CHUNK = 64 << 10;

/**
 * Files as they are named; a folder stands for the vCards in it.
 * @throws file_unreadable naming the file and why
 */
export function openCardFiles(names: readonly string[], stdin: () => AsyncIterable<Uint8Array>): CardFile[] {
  return names.flatMap((name) =>
    name === "-" ? { name, fd: 0, size: null, stream: stdin(), kind: null } : filesAt(name),
  );
}

export function closeCardFiles(files: readonly CardFile[]): void {
  for (const { fd } of files) {
    try {
      if (fd) fs.closeSync(fd);
    } catch (error) {
      if (errnoOf(error) !== "EBADF") throw error; // the stream that read it has closed it
    }
  }
}

/** @throws file_unreadable when reading fails half-way */
export async function* readFile({ name, fd, stream }: CardFile): AsyncGenerator<Uint8Array> {
  try {
    const given = fd === null ? {} : { fd, autoClose: false };
    yield* stream ?? (fs.createReadStream(name, { ...given, highWaterMark: CHUNK }) as AsyncIterable<Uint8Array>);
  } catch (error) {
    throw errnoOf(error) === null ? error : unreadable(name, error);
  }
}

function filesAt(name: string): CardFile[] {
  try {
    const fd = fs.openSync(name, "r");
    const stat = fs.fstatSync(fd);
    if (!stat.isFile() && !stat.isDirectory()) return [{ name, fd, size: null, stream: null, kind: null }];
    try {
      if (stat.isFile()) return [{ name, fd: null, size: stat.size, stream: null, kind: kindOf(headOf(fd), name) }];
    } finally {
      fs.closeSync(fd);
    }
    return filesIn(name);
  } catch (error) {
    throw error instanceof BacksideError ? error : unreadable(name, error);
  }
}

/** What a file is, and where nothing tells, a vCard. */
export function kindOf(head: Uint8Array, name: string): NonNullable<CardFile["kind"]> {
  return containerOf(head) ?? detectFormat(head, name) ?? "vcard";
}

function headOf(fd: number): Uint8Array {
  const head = new Uint8Array(HEAD);
  return head.subarray(0, fs.readSync(fd, head, 0, HEAD, 0));
}

/**
 * A vdir, as khard, vdirsyncer and pimsync have it: one card a file; folders in it are collections of such files.
 * Whatever is hidden or only being written is no card.
 */
function filesIn(folder: string): CardFile[] {
  const inside = folder.replace(/[/\\]+$/, "") || folder;
  const entries = entriesOf(inside);
  const collections = entries.filter((entry) => isFolder(entry)).flatMap((entry) => entriesOf(entry));
  const files = [...entries, ...collections].flatMap((name) => cardFile(name) ?? []);
  if (files.length > 0) return files;
  throw new BacksideError("invalid_input", `${folder} is a folder without vCards`, {
    hint: "it reads *.vcf in a folder and in the folders directly below; other files are named one by one",
    details: { file: folder },
  });
}

function entriesOf(folder: string): string[] {
  const names = fs.readdirSync(folder).filter((name) => !name.startsWith("."));
  return names.sort().map((name) => `${folder}${folder.endsWith("/") ? "" : "/"}${name}`);
}

function isFolder(path: string): boolean {
  return fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function cardFile(name: string): CardFile | null {
  if (!/\.vcf$/i.test(name)) return null;
  const stat = fs.statSync(name, { throwIfNoEntry: false });
  return stat?.isFile() ? { name, fd: null, size: stat.size, stream: null, kind: "vcard" } : null;
}

const REASONS: Record<string, string> = { ENOENT: "there is no such file", EACCES: "reading it is not permitted" };

function unreadable(name: string, error: unknown): BacksideError {
  const errno = errnoOf(error) ?? "";
  return new BacksideError("file_unreadable", `${name}: ${REASONS[errno] ?? `it cannot be read (${errno})`}`, {
    details: { file: name },
    cause: error,
  });
}
