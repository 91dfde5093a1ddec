/** Files of any format, packed or not → the cards of an import, in order, a batch at a time. */
import type { BackupRecord } from "../domain/backup.ts";
import { BacksideError } from "../domain/errors.ts";
import { idGenerator } from "../domain/ids.ts";
import { detectFormat } from "../formats/detect.ts";
import type { FoundContact } from "../formats/format.ts";
import type { FormatName } from "../formats/names.ts";
import { readerOf } from "../formats/readers.ts";
import type { ImportCard } from "../operations/import/card.ts";
import type { CardWarning } from "../vcard/card.ts";
import type { CardFile } from "./card-files.ts";
import type { DecodedLimit } from "./decoded-limit.ts";
import { type FilePart, foundIn, type MapCards, type ReadHooks, toImport } from "./read-cards.ts";
import { partsOf, peeked } from "./unpack.ts";

export type ReadFiles = MapCards & {
  /** What the files are; null where their beginnings tell. */
  format: FormatName | null;
  /** Columns of a CSV file and the fields they are, `Column=field` each. */
  columns: readonly string[];
  limit: DecodedLimit;
  /** Takes what a backup has besides contacts. */
  onRecord: (record: BackupRecord) => void;
};

/** Batches may be empty: then there were records. @throws invalid_input, payload_too_large, file_unreadable */
export async function* importCards(
  files: readonly CardFile[],
  read: ReadFiles,
  hooks: ReadHooks,
): AsyncGenerator<ImportCard[]> {
  const newId = idGenerator(Date.now);
  const readPart = (part: FilePart, onWarning: (warning: CardWarning) => void) => foundContacts(part, read, onWarning);
  for await (const { file, found } of foundIn(partsOfAll(files, read, hooks), readPart, hooks.onWarning)) {
    yield found.map((contact) => {
      const { line, index: card, digest } = contact;
      const at = { file, line, card, digest };
      return { file, line, card, digest, read: () => toImport(contact.read(), at, read, newId) };
    });
  }
}

async function* partsOfAll(
  files: readonly CardFile[],
  { limit }: ReadFiles,
  { onBytes, onWarning }: ReadHooks,
): AsyncGenerator<FilePart> {
  let before = 0;
  for (const file of files) {
    let parts = 0;
    let size = 0;
    const told = (bytes: number): void => {
      size = Math.max(size, bytes);
      onBytes(before + size);
    };
    for await (const part of partsOf(file, { limit, onBytes: told, onWarning })) {
      parts++;
      yield part;
    }
    if (parts === 0) yield { name: file.name, bytes: nothing(), fault: "has no file of contacts in it" };
    before += file.size ?? size;
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

const NOTHING = "has no contact in it";

async function* foundContacts(
  part: FilePart,
  { format, columns, region, charset, onRecord }: ReadFiles,
  onWarning: (warning: CardWarning) => void,
): AsyncGenerator<readonly FoundContact[]> {
  const { head, bytes } = await peeked(part.bytes);
  const meant = format ?? detectFormat(head, part.name) ?? (columns.length > 0 ? "csv" : "vcard");
  if (meant !== "vcard") part.nothing = NOTHING;
  const readFormat = await readerOf(meant, columns);
  let isFormat = false;
  try {
    for await (const found of readFormat(bytes, { region, charset, onWarning, onRecord })) {
      isFormat = true;
      yield found;
    }
  } catch (error) {
    // What an unpacking says names the file, and is said of all.
    const isReaders = error instanceof BacksideError && error.code === "invalid_input" && !error.details?.file;
    if (!isReaders || isFormat) throw error;
    part.refused = error;
  }
}
