/** The files of an import: opened before anything is read, so that a wrong name stops the command before it begins. */
import fs from "node:fs";
import { BacksideError, errnoOf } from "../domain/errors.ts";

export type CardFile = {
  /** As the user named it; `-` for standard input. */
  name: string;
  /** Open for reading; 0 is standard input. */
  fd: number;
  /** Bytes; null for standard input and pipes. */
  size: number | null;
  /** Standard input as the event loop reads it: a blocking read would keep Ctrl-C waiting. Null for files. */
  stream: AsyncIterable<Uint8Array> | null;
};

/** Bytes read at a time: larger chunks only make more garbage live longer. */
const CHUNK = 64 << 10;

/** @throws file_unreadable naming the file and why */
export function openCardFiles(names: readonly string[], stdin: () => AsyncIterable<Uint8Array>): CardFile[] {
  return names.map((name) =>
    name === "-" ? { name, fd: 0, size: null, stream: stdin() } : { name, ...open(name), stream: null },
  );
}

export function closeCardFiles(files: readonly CardFile[]): void {
  for (const { fd } of files) {
    try {
      if (fd !== 0) fs.closeSync(fd);
    } catch (error) {
      if (errnoOf(error) !== "EBADF") throw error; // the stream that read it has closed it
    }
  }
}

/** @throws file_unreadable when reading fails half-way */
export async function* readFile({ name, fd, stream }: CardFile): AsyncGenerator<Uint8Array> {
  try {
    yield* stream ??
      (fs.createReadStream("", { fd, highWaterMark: CHUNK, autoClose: false }) as AsyncIterable<Uint8Array>);
  } catch (error) {
    throw errnoOf(error) === null ? error : unreadable(name, error);
  }
}

function open(name: string): { fd: number; size: number | null } {
  try {
    const fd = fs.openSync(name, "r");
    const stat = fs.fstatSync(fd);
    if (!stat.isDirectory()) return { fd, size: stat.isFile() ? stat.size : null };
    fs.closeSync(fd);
  } catch (error) {
    throw unreadable(name, error);
  }
  throw new BacksideError("file_unreadable", `${name} is a directory, not a file`, {
    hint: `name the files in it: backside contacts import ${name.replace(/\/+$/, "")}/*.vcf`,
    details: { file: name },
  });
}

const REASONS: Record<string, string> = { ENOENT: "there is no such file", EACCES: "reading it is not permitted" };

function unreadable(name: string, error: unknown): BacksideError {
  const errno = errnoOf(error) ?? "";
  return new BacksideError("file_unreadable", `${name}: ${REASONS[errno] ?? `it cannot be read (${errno})`}`, {
    details: { file: name },
    cause: error,
  });
}
