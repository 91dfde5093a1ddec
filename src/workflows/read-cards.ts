/** Files of vCards → the cards of an import, in order, a batch at a time. */
import { BacksideError } from "../domain/errors.ts";
import { idGenerator } from "../domain/ids.ts";
import type { ImportWarning } from "../domain/import-report.ts";
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

/** Cards as the reader gives them, with the name of their file. @throws invalid_input for a file without a card */
export async function* cardsOf(
  files: readonly CardFile[],
  charset: string | null,
  hooks: ReadHooks,
): AsyncGenerator<{ file: string; cards: Card[] }> {
  let before = 0;
  for (const file of files) {
    let bytes = 0;
    let count = 0;
    const counted = countBytes(readFile(file), (size) => {
      bytes += size;
      hooks.onBytes(before + bytes);
    });
    const onWarning = (warning: CardWarning) => hooks.onWarning(located(file.name, 0, warning));
    for await (const cards of readCards(counted, { onWarning, ...(charset ? { charset } : {}) })) {
      count += cards.length;
      yield { file: file.name, cards };
    }
    if (count === 0) throw withoutCards(file.name, bytes);
    before += bytes;
  }
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

async function* countBytes(
  source: AsyncIterable<Uint8Array>,
  tell: (size: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    tell(chunk.length);
    yield chunk;
  }
}

function withoutCards(name: string, bytes: number): BacksideError {
  const what = name === "-" ? "standard input" : name;
  const message = bytes === 0 ? `${what} is empty` : `${what} is not a vCard file: there is no BEGIN:VCARD in it`;
  return new BacksideError("invalid_input", message, {
    hint: "export the contacts as vCard (.vcf) on the phone; nothing was changed",
    details: { file: name },
  });
}
