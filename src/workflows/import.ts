/** Files → one import: opens them, reads them here or in a second thread, and hands the cards to the operation. */
import type { Backend, CallOptions } from "../backend/backend.ts";
import { type CardResult, failedFiles, type ImportReport, type ImportWarning } from "../domain/import-report.ts";
import { importContacts } from "../operations/contacts/import.ts";
import type { CardSource, ImportCard } from "../operations/import/card.ts";
import { closeCardFiles, openCardFiles } from "./card-files.ts";
import { youngGenerationLimit } from "./memory.ts";
import { importCards, type MapCards } from "./read-cards.ts";

export type ImportOptions = MapCards & {
  uid_only: boolean;
  onCard: (result: CardResult) => void;
  /** Told how far the reading is; `total` is null when a size is unknown. */
  onProgress: (bytes: number, total: number | null) => void;
  stdin: () => AsyncIterable<Uint8Array>;
  /** Asked between batches; throws to stop and take everything back. */
  check: () => void;
};

/** Standard input is read by this thread. Below this many bytes a second one takes longer to start than it saves. */
const THREAD_FROM = 2 << 20;

/** @throws file_unreadable, invalid_input, and the operation's errors; then nothing was changed */
export async function importFiles(
  backend: Backend,
  names: readonly string[],
  options: ImportOptions,
  call: CallOptions,
): Promise<ImportReport> {
  const files = openCardFiles(names, options.stdin);
  const total = files.reduce<number | null>((sum, { size }) => (sum === null || size === null ? null : sum + size), 0);
  const { region, charset, tags, uid_only, onCard } = options;
  const map: MapCards = { region, charset, tags };
  const loose: ImportWarning[] = [];
  const limitMemory = youngGenerationLimit();
  const hooks = {
    onBytes(bytes: number) {
      limitMemory();
      options.onProgress(bytes, total);
    },
    onWarning: (warning: ImportWarning) => void loose.push(warning),
  };
  const { threadedCards } =
    total !== null && total >= THREAD_FROM ? await import("./threaded-cards.ts") : { threadedCards: null };
  const source: CardSource = (known) =>
    checked(threadedCards ? threadedCards(files, map, known, hooks) : importCards(files, map, hooks), options.check);
  try {
    const report = await backend.call(importContacts, { source, uid_only, reread: tags.length > 0, onCard }, call);
    const warnings = [...loose, ...report.warnings];
    return { ...report, files: report.files + failedFiles({ warnings }).length, warnings };
  } finally {
    closeCardFiles(files);
  }
}

async function* checked(batches: AsyncGenerator<ImportCard[]>, check: () => void): AsyncGenerator<ImportCard[]> {
  try {
    for await (const batch of batches) {
      check();
      yield batch;
    }
  } finally {
    check(); // an input that ended because of the interruption is neither empty nor broken
  }
}
