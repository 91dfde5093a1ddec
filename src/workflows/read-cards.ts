/** Files of vCards → the cards of an import, in order, a batch at a time; and what files of any format have in common. */
import { BacksideError } from "../domain/errors.ts";
import { FILE_WITHOUT_CARDS, type ImportWarning } from "../domain/import-report.ts";
import type { FoundDraft } from "../formats/format.ts";
import { draftOfCard } from "../formats/vcard.ts";
import type { ReadCard } from "../operations/import/card.ts";
import { prepare } from "../operations/import/prepare.ts";
import type { Card, CardWarning } from "../vcard/card.ts";
import { readCards } from "../vcard/reader.ts";
import { type CardFile, readFile } from "./card-files.ts";
import { withoutLargePhotos } from "./photo-limit.ts";

export type MapCards = {
  /** ISO 3166-1 alpha-2 country of national phone notations. */
  region: string | null;
  /** Of 8-bit text that names none. */
  charset: string | null;
  /** Tags put on every contact. */
  tags: string[];
  /** Bytes a photo may have; a larger one is left out. */
  max_photo?: number | undefined;
};

export type ReadHooks = {
  /** Bytes of all files read so far. */
  onBytes: (bytes: number) => void;
  /** A warning that belongs to no card, such as text between cards. */
  onWarning: (warning: ImportWarning) => void;
};

/** A file, or one of those inside a file. */
export type FilePart = {
  /** As the receipt names it. */
  name: string;
  bytes: AsyncIterable<Uint8Array>;
  /** Why it cannot be read, as the end of a sentence that begins with its name; null where it can. */
  fault: string | null;
  /** Why nothing was found in it, where it is no vCard file. */
  nothing?: string;
  /** What its reader said of a file that is not of the format; it is no card then. */
  refused?: BacksideError;
};

/** @throws invalid_input when no file has a card */
export function cardsOf(
  files: readonly CardFile[],
  charset: string | null,
  hooks: ReadHooks,
): AsyncGenerator<{ file: string; found: readonly Card[] }> {
  return foundIn(
    plainParts(files, hooks.onBytes),
    (part, onWarning) => readCards(part.bytes, { onWarning, ...(charset ? { charset } : {}) }),
    hooks.onWarning,
  );
}

/**
 * What a reader finds in each part, with the part's name. A part without anything is a warning as long as another one has
 * something.
 * @throws invalid_input when none has
 */
export async function* foundIn<P extends FilePart, T>(
  parts: AsyncIterable<P>,
  read: (part: P, onWarning: (warning: CardWarning) => void) => AsyncIterable<readonly T[]>,
  onWarning: (warning: ImportWarning) => void,
): AsyncGenerator<{ file: string; found: readonly T[] }> {
  const without: Without[] = [];
  let count = 0;
  for await (const part of parts) {
    count++;
    const loose: ImportWarning[] = [];
    let [size, isFormat] = [0, false];
    const note = (warning: CardWarning) => void loose.push(located(part.name, 0, warning));
    part.bytes = counted(part.bytes, (length) => (size += length));
    const all = part.fault === null ? read(part, note) : [];
    for await (const found of all) {
      isFormat = true;
      yield { file: part.name, found };
    }
    if (isFormat) for (const warning of loose) onWarning(warning);
    else without.push({ file: part.name, fault: faultOf(part, size), refused: part.refused ?? null });
  }
  if (without.length === count) throw noCards(without);
  for (const file of without) onWarning(fileWarning(file));
}

/**
 * What was found, as the import takes it. A contact that is not taken whole has no digest: read with another limit it is
 * another one.
 * @param newId generator of UUIDv7
 */
export function toImport(
  found: FoundDraft,
  at: { file: string; line: number; card: number; digest: string | null },
  { tags, max_photo }: Pick<MapCards, "tags" | "max_photo">,
  newId: () => string,
): ReadCard {
  const taken = withoutLargePhotos(found, at.line, max_photo);
  const { draft, failure, warnings } = taken;
  const placed = warnings.map((warning) => located(at.file, at.card, warning));
  if (draft === null) return { prepared: null, failure: failure ?? "It cannot be read.", warnings: placed };
  draft.tags = withTags(draft.tags, tags);
  const digest = taken === found ? at.digest : null;
  return { prepared: prepare(draft, digest, newId), failure: null, warnings: placed };
}

/** A vCard, as the import takes it. @param newId generator of UUIDv7 */
export function readCard(file: string, card: Card, map: MapCards, newId: () => string): ReadCard {
  const at = { file, line: card.first_line, card: card.index, digest: card.digest };
  return toImport(draftOfCard(card, map.region), at, map, newId);
}

/** The bytes as they come, each chunk's length told. */
export async function* counted(
  source: AsyncIterable<Uint8Array>,
  tell: (length: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    tell(chunk.length);
    yield chunk;
  }
}

async function* plainParts(files: readonly CardFile[], onBytes: (bytes: number) => void): AsyncGenerator<FilePart> {
  let read = 0;
  for (const file of files) {
    const bytes = counted(readFile(file), (length) => {
      read += length;
      onBytes(read);
    });
    yield { name: file.name, bytes, fault: null };
  }
}

function withTags(mine: readonly string[], more: readonly string[]): string[] {
  const names = new Set(mine.map((name) => name.toLowerCase()));
  return [...mine, ...more.filter((name) => !names.has(name.toLowerCase()))];
}

/** @param card its ordinal; 0 for what stands outside of any card */
function located(file: string, card: number, { line, property, code, message }: CardWarning): ImportWarning {
  return { file, line, card, property, code, message };
}

/** A file with no card in it, and what it is instead. */
type Without = { file: string; fault: string; refused: BacksideError | null };

const NO_CARD = "is not a vCard file: there is no BEGIN:VCARD in it";

function faultOf({ fault, refused, nothing }: FilePart, size: number): string {
  if (size === 0 && fault === null) return "is empty";
  return fault ?? (refused && `was not read: ${refused.message}`) ?? nothing ?? NO_CARD;
}

function noCards(files: readonly Without[]): BacksideError {
  const [first] = files;
  const one = files.length === 1 && first ? first : null;
  const name = one?.file === "-" ? "standard input" : one?.file;
  if (one?.refused) {
    const { code, message, hint, details } = one.refused;
    return new BacksideError(code, `${name}: ${message}`, { hint, details: { file: one.file, ...details } });
  }
  return new BacksideError(
    "invalid_input",
    one ? `${name} ${one.fault}` : `none of the ${files.length} files has a card in it`,
    {
      hint: "export the contacts as vCard (.vcf) on the phone; nothing was changed",
      details: one ? { file: one.file } : { files: files.map(({ file }) => file) },
    },
  );
}

function fileWarning({ file, fault }: Without): ImportWarning {
  return { file, line: 0, card: 0, property: null, code: FILE_WITHOUT_CARDS, message: `The file ${fault}.` };
}
