/** Files of vCards → the cards of an import, in order, a batch at a time. */
import { BacksideError } from "../domain/errors.ts";
import { idGenerator } from "../domain/ids.ts";
import { FILE_WITHOUT_CARDS, type ImportWarning } from "../domain/import-report.ts";
import type { ImportCard, ReadCard } from "../operations/import/card.ts";
import { prepare } from "../operations/import/prepare.ts";
import type { Card, CardWarning } from "../vcard/card.ts";
import { isEmpty, toDraft } from "../vcard/mapping.ts";
import { readCards } from "../vcard/reader.ts";
import { type CardFile, readFile } from "./card-files.ts";

export type MapCards = {
  /** ISO 3166-1 alpha-2 country of national phone notations. */
  region: string | null;
  /** Of 8-bit text that names none. */
  charset: string | null;
  /** Tags put on every contact. */
  tags: string[];
};

export type ReadHooks = {
  /** Bytes of all files read so far. */
  onBytes: (bytes: number) => void;
  /** A warning that belongs to no card, such as text between cards. */
  onWarning: (warning: ImportWarning) => void;
};

/**
 * Cards as the reader gives them, with the name of their file. A file without a card is a warning as long as another
 * one has some.
 * @throws invalid_input when no file has any
 */
export async function* cardsOf(
  files: readonly CardFile[],
  charset: string | null,
  hooks: ReadHooks,
): AsyncGenerator<{ file: string; cards: Card[] }> {
  const without: Cardless[] = [];
  let before = 0;
  for (const file of files) {
    const { bytes, count, loose } = yield* cardsOfFile(file, charset, (read) => hooks.onBytes(before + read));
    before += bytes;
    if (count === 0) without.push({ file: file.name, empty: bytes === 0 });
    else for (const warning of loose) hooks.onWarning(warning);
  }
  if (without.length === files.length) throw noCards(without);
  for (const file of without) hooks.onWarning(fileWarning(file));
}

/** The cards of an import, mapped in this thread and only when they are needed. */
export async function* importCards(
  files: readonly CardFile[],
  map: MapCards,
  hooks: ReadHooks,
): AsyncGenerator<ImportCard[]> {
  const newId = idGenerator(Date.now);
  for await (const { file, cards } of cardsOf(files, map.charset, hooks)) {
    yield cards.map((card) => ({
      file,
      line: card.first_line,
      card: card.index,
      digest: card.digest,
      read: () => readCard(file, card, map, newId),
    }));
  }
}

/** The card as the import takes it. @param newId generator of UUIDv7 */
export function readCard(file: string, card: Card, { region, tags }: MapCards, newId: () => string): ReadCard {
  if (card.refused !== null) return refusal(file, card, card.refused, card.warnings);
  const { draft, warnings } = toDraft(card, { region });
  if (isEmpty(draft)) return refusal(file, card, "The card is empty.", warnings);
  draft.tags = withTags(draft.tags, tags);
  return { prepared: prepare(draft, card.digest, newId), failure: null, warnings: allLocated(file, card, warnings) };
}

function refusal(file: string, card: Card, failure: string, warnings: readonly CardWarning[]): ReadCard {
  return { prepared: null, failure, warnings: allLocated(file, card, warnings) };
}

function withTags(mine: readonly string[], more: readonly string[]): string[] {
  const names = new Set(mine.map((name) => name.toLowerCase()));
  return [...mine, ...more.filter((name) => !names.has(name.toLowerCase()))];
}

function allLocated(file: string, card: Card, warnings: readonly CardWarning[]): ImportWarning[] {
  return warnings.map((warning) => located(file, card.index, warning));
}

/** @param card its ordinal; 0 for what stands outside of any card */
function located(file: string, card: number, { line, property, code, message }: CardWarning): ImportWarning {
  return { file, line, card, property, code, message };
}

type FileRead = { bytes: number; count: number; loose: ImportWarning[] };

/** The cards of one file; ends with its size, their number and the warnings that belong to none of them. */
async function* cardsOfFile(
  file: CardFile,
  charset: string | null,
  onBytes: (bytes: number) => void,
): AsyncGenerator<{ file: string; cards: Card[] }, FileRead> {
  const read: FileRead = { bytes: 0, count: 0, loose: [] };
  const counted = countBytes(readFile(file), (size) => {
    read.bytes += size;
    onBytes(read.bytes);
  });
  const onWarning = (warning: CardWarning) => void read.loose.push(located(file.name, 0, warning));
  for await (const cards of readCards(counted, { onWarning, ...(charset ? { charset } : {}) })) {
    read.count += cards.length;
    yield { file: file.name, cards };
  }
  return read;
}

async function* countBytes(
  source: AsyncIterable<Uint8Array>,
  tell: (size: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    tell(chunk.length);
    yield chunk;
  }
}

/** A file with no card in it. */
type Cardless = { file: string; empty: boolean };

function noCards(files: readonly Cardless[]): BacksideError {
  const [first] = files;
  const one = files.length === 1 && first ? first : null;
  const name = one?.file === "-" ? "standard input" : one?.file;
  return new BacksideError(
    "invalid_input",
    one ? `${name} ${fault(one)}` : `none of the ${files.length} files has a card in it`,
    {
      hint: "export the contacts as vCard (.vcf) on the phone; nothing was changed",
      details: one ? { file: one.file } : { files: files.map(({ file }) => file) },
    },
  );
}

function fileWarning(cardless: Cardless): ImportWarning {
  const { file } = cardless;
  const message = `The file ${fault(cardless)}.`;
  return { file, line: 0, card: 0, property: null, code: FILE_WITHOUT_CARDS, message };
}

function fault({ empty }: Cardless): string {
  return empty ? "is empty" : "is not a vCard file: there is no BEGIN:VCARD in it";
}
