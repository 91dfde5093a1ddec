/** Files → the parts that are read: a file itself, what a compressed one holds, or each member of an archive. */
import { pipeline, Readable } from "node:stream";
import zlib from "node:zlib";
import { BacksideError, errnoOf } from "../domain/errors.ts";
import type { ImportWarning } from "../domain/import-report.ts";
import { containerOf, HEAD } from "../formats/detect.ts";
import { type CardFile, kindOf, readFile } from "./card-files.ts";
import type { DecodedLimit } from "./decoded-limit.ts";
import { counted, type FilePart } from "./read-cards.ts";

export type Unpacking = {
  limit: DecodedLimit;
  /** Bytes read of the file, as it lies on the disk. */
  onBytes(bytes: number): void;
  onWarning(warning: ImportWarning): void;
};

/** @throws invalid_input for a damaged or encrypted file, payload_too_large, file_unreadable */
export async function* partsOf(file: CardFile, { limit, onBytes, onWarning }: Unpacking): AsyncGenerator<FilePart> {
  const { name } = file;
  let packed = 0;
  const raw = counted(readFile(file), (length) => {
    packed += length;
    onBytes(packed);
  });
  const { head, bytes } = await peeked(raw);
  const kind = file.kind ?? kindOf(head, name);
  if (kind === "gzip") {
    yield await partOf(
      name,
      counted(
        gunzipped(name, bytes),
        limit.file(name, () => packed),
      ),
    );
  } else if (kind === "zip") {
    const { membersOf } = await import("./unzip.ts");
    yield* membersOf(file, bytes, { limit, onBytes, onWarning });
  } else yield { name, bytes, fault: null };
}

/** What came out of a container; another one in it stays closed. */
export async function partOf(name: string, decoded: AsyncIterable<Uint8Array>): Promise<FilePart> {
  const { head, bytes } = await peeked(decoded);
  const inner = containerOf(head);
  return { name, bytes, fault: inner === null ? null : `is a ${inner} file within another, and was not read` };
}

/** The first bytes, and all of them. */
export async function peeked(
  source: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; bytes: AsyncGenerator<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let [size, ended] = [0, false];
  while (size < HEAD && !ended) {
    const next = await iterator.next();
    if (next.done) ended = true;
    else {
      first.push(next.value);
      size += next.value.length;
    }
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* first;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(first).subarray(0, HEAD), bytes: all() };
}

/** @throws invalid_input when it ends too early, or is not what its checksum says */
async function* gunzipped(name: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pipeline(Readable.from(source), zlib.createGunzip(), () => {}) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (error instanceof BacksideError || errnoOf(error) === null) throw error;
    const truncated = errnoOf(error) === "Z_BUF_ERROR";
    throw damaged(name, truncated ? "it ends too early" : (error as Error).message, error);
  }
}

export function damaged(name: string, why: string, cause: unknown): BacksideError {
  return new BacksideError("invalid_input", `${name === "-" ? "standard input" : name} is damaged: ${why}`, {
    hint: "fetch or export it again; nothing was changed",
    details: { file: name },
    cause,
  });
}
