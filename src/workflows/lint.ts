/** Files of vCards → what is odd about them. Nothing is imported. */
import type { ImportWarning } from "../domain/import-report.ts";
import { readCards } from "../vcard/reader.ts";
import { lintCard } from "../vcard/validate.ts";
import { levelOf } from "../vcard/warnings.ts";
import { type CardFile, closeCardFiles, openCardFiles } from "./card-files.ts";
import { decodedLimit } from "./decoded-limit.ts";
import { type FilePart, foundIn } from "./read-cards.ts";
import { partsOf } from "./unpack.ts";

/** One place and what is odd there. A note is what every reader takes, and nobody loses anything by. */
export type LintFinding = ImportWarning & { level: "note" | "warning" };

export type LintOptions = {
  /** Of 8-bit text that names none. */
  charset: string | null;
  stdin: () => AsyncIterable<Uint8Array>;
  onCard: () => void;
};

/** In the order of the files. @throws file_unreadable, and invalid_input when no file has a card */
export async function* lintFiles(names: readonly string[], options: LintOptions): AsyncGenerator<LintFinding> {
  const files = openCardFiles(names, options.stdin);
  let loose: ImportWarning[] = [];
  const takeLoose = (): LintFinding[] => {
    const taken = loose.map(withLevel);
    loose = [];
    return taken;
  };
  const onWarning = (warning: ImportWarning) => void loose.push(warning);
  const read = { transfers: true, ...(options.charset !== null && { charset: options.charset }) };
  try {
    const parts = partsOfAll(files, onWarning);
    const cards = foundIn(parts, ({ bytes }, warn) => readCards(bytes, { ...read, onWarning: warn }), onWarning);
    for await (const { file, found } of cards) {
      yield* takeLoose();
      for (const card of found) {
        options.onCard();
        for (const warning of lintCard(card)) yield withLevel({ file, card: card.index, ...warning });
      }
    }
    yield* takeLoose();
  } finally {
    closeCardFiles(files);
  }
}

async function* partsOfAll(
  files: readonly CardFile[],
  onWarning: (warning: ImportWarning) => void,
): AsyncGenerator<FilePart> {
  const limit = decodedLimit(null);
  for (const file of files) yield* partsOf(file, { limit, onBytes() {}, onWarning });
}

function withLevel({ file, line, card, property, code, message }: ImportWarning): LintFinding {
  return { file, line, card, property, code, message, level: levelOf(code) };
}
