/**
 * The members of a zip archive (APPNOTE.TXT), each a part of its own. Their names are shown and never opened: whatever
 * stands in them, nothing is written, and nothing outside of the archive is read.
 */
import fs from "node:fs";
import os from "node:os";
import nodePath from "node:path";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { BacksideError, fileError } from "../domain/errors.ts";
import type { ImportWarning } from "../domain/import-report.ts";
import type { CardFile } from "./card-files.ts";
import type { DecodedLimit } from "./decoded-limit.ts";
import { counted, type FilePart } from "./read-cards.ts";
import { damaged, partOf, type Unpacking } from "./unpack.ts";

/** Members looked at; the list of more than these would be an attack on its own. */
const MEMBERS = 100_000;

/** Code of the warning that an archive has files that are none of contacts. */
const MEMBERS_NOT_READ = "members_not_read";

/**
 * @param bytes what to read where the file is a pipe, and can be read only once
 * @throws invalid_input for a damaged or encrypted archive, payload_too_large
 */
export async function* membersOf(
  file: CardFile,
  bytes: AsyncGenerator<Uint8Array>,
  { limit, onBytes, onWarning }: Unpacking,
): AsyncGenerator<FilePart> {
  const { name } = file;
  const source = file.size === null ? await spooled(name, bytes, limit) : await reopened(name, bytes);
  try {
    const archive = await opened(name, source.fd);
    const count = limit.file(name, () => archive.fileSize);
    const others: string[] = [];
    let seen = 0;
    for await (const entry of entriesOf(name, archive)) {
      const path = pathOf(entry);
      if (++seen > MEMBERS) throw damaged(name, `it has more than ${MEMBERS} members`, null);
      if (entry.isEncrypted()) throw encrypted(name);
      if (isNoise(path)) continue;
      if (!mayHaveContacts(path)) others.push(path);
      else yield await partOf(`${name}/${path}`, counted(read(name, archive, entry), count));
      onBytes(Math.min(archive.fileSize, entry.relativeOffsetOfLocalHeader + entry.compressedSize));
    }
    if (others.length > 0) onWarning(notRead(name, others));
  } finally {
    source.close();
  }
}

/** Folders, and what macOS and others put beside the files. */
function isNoise(path: string): boolean {
  return path === "" || path.endsWith("/") || path.startsWith("__MACOSX/") || /(?:^|\/)\.[^/]*$/.test(path);
}

/** The exports of services hold pages and pictures beside the contacts. */
function mayHaveContacts(path: string): boolean {
  const [, extension = null] = /\.([^./]+)$/.exec(path) ?? [];
  return extension === null || /^(?:vcf|vcard|csv|tsv|json|jcard|ndjson|jsonl|ldif|ldi|zip|gz)$/i.test(extension);
}

/** The name as it is shown: relative, and with nothing that leads upwards. */
function pathOf(entry: Entry): string {
  const name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
  const path = name.replace(/^[a-z]:/i, "").split("/");
  const parts = path.filter((part, i) => (part !== "" || i === path.length - 1) && part !== "." && part !== "..");
  return parts.join("/");
}

async function opened(name: string, fd: number): Promise<ZipFile> {
  try {
    return await yauzl.fromFdPromise(fd, { autoClose: false, decodeStrings: false });
  } catch (error) {
    throw damaged(name, (error as Error).message, error);
  }
}

async function* entriesOf(name: string, archive: ZipFile): AsyncGenerator<Entry> {
  const entries = archive.eachEntry();
  for (;;) {
    const next = await entries.next().catch((error: Error) => {
      throw damaged(name, error.message, error);
    });
    if (next.done) return;
    yield next.value;
  }
}

async function* read(name: string, archive: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  if (!entry.canDecodeFileData())
    throw damaged(name, `its compression (${entry.compressionMethod}) is not known`, null);
  try {
    yield* (await archive.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw error instanceof BacksideError ? error : damaged(name, (error as Error).message, error);
  }
}

type Source = { fd: number; close(): void };

/** A file is read from where its list of members says, not from its beginning. */
async function reopened(name: string, bytes: AsyncGenerator<Uint8Array>): Promise<Source> {
  await bytes.return(undefined);
  try {
    const fd = fs.openSync(name, "r");
    return { fd, close: () => fs.closeSync(fd) };
  } catch (error) {
    throw fileError(`cannot read ${name}`, error);
  }
}

/** The list of members stands at the end, so that a pipe is kept in a file, which nobody else sees, until it is read. */
async function spooled(name: string, bytes: AsyncIterable<Uint8Array>, limit: DecodedLimit): Promise<Source> {
  const folder = fs.mkdtempSync(nodePath.join(os.tmpdir(), "backside-"));
  const path = nodePath.join(folder, "archive.zip");
  const fd = fs.openSync(path, "wx+", 0o600);
  // Where the system lets it, the file has no name from now on, and goes even if we are killed.
  if (process.platform !== "win32") fs.rmSync(folder, { recursive: true });
  const close = (): void => {
    fs.closeSync(fd);
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const count = limit.file(name, () => Number.POSITIVE_INFINITY);
    for await (const chunk of counted(bytes, count)) fs.writeSync(fd, chunk);
    return { fd, close };
  } catch (error) {
    close();
    throw error instanceof BacksideError ? error : fileError("cannot keep the archive in a temporary file", error);
  }
}

function encrypted(name: string): BacksideError {
  return new BacksideError("invalid_input", `${name === "-" ? "standard input" : name} is an encrypted archive`, {
    hint: "unpack it with its password and import the files; nothing was changed",
    details: { file: name },
  });
}

function notRead(name: string, others: readonly string[]): ImportWarning {
  const first = others.slice(0, 3).join(", ");
  const more = others.length > 3 ? ` and ${others.length - 3} more` : "";
  const message = `Not read, since these are no files of contacts: ${first}${more}.`;
  return { file: name, line: 0, card: 0, property: null, code: MEMBERS_NOT_READ, message };
}
