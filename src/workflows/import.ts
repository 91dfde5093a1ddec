/** Files → one import: opens them, reads them here or in a second thread, and hands the cards to the operation. */
import type { Backend, CallOptions } from "../backend/backend.ts";
import type { BackupRecord } from "../domain/backup.ts";
import type { ConflictPolicy, ImportPlan, ImportStep } from "../domain/import-plan.ts";
import { type CardResult, failedFiles, type ImportReport, type ImportWarning } from "../domain/import-report.ts";
import type { FormatName } from "../formats/names.ts";
import { readerOf } from "../formats/readers.ts";
import { importContacts } from "../operations/contacts/import.ts";
import type { CardSource, ImportCard } from "../operations/import/card.ts";
import { type CardFile, closeCardFiles, openCardFiles } from "./card-files.ts";
import { decodedLimit } from "./decoded-limit.ts";
import { youngGenerationLimit } from "./memory.ts";
import type { MapCards, ReadHooks } from "./read-cards.ts";

export type ImportOptions = MapCards & {
  /** What the files are; without it their beginnings tell. */
  format?: FormatName | undefined;
  /** Bytes that compressed files may come to; without it a ratio counts as well. */
  max_size?: number | undefined;
  /** Columns of a CSV file and the fields they are, `Column=field` each. */
  columns?: readonly string[] | undefined;
  uid_only: boolean;
  on_conflict?: ConflictPolicy | undefined;
  /** What is to be done with each card, instead of finding it out. */
  plan?: ImportPlan | undefined;
  onStep?: ((step: ImportStep) => void) | undefined;
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
  const { tags, uid_only, on_conflict, plan, onCard, onStep } = options;
  const loose: ImportWarning[] = [];
  const limitMemory = youngGenerationLimit();
  const hooks = {
    onBytes(bytes: number) {
      limitMemory();
      options.onProgress(bytes, total);
    },
    onWarning: (warning: ImportWarning) => void loose.push(warning),
  };
  let records: BackupRecord[] = [];
  const source = await cardSource(files, options, hooks, (record) => void records.push(record));
  const taken = (): BackupRecord[] => {
    const read = records;
    records = [];
    return read;
  };
  try {
    const told = { onCard, ...(onStep && { onStep }) };
    const input = { source, uid_only, reread: tags.length > 0, on_conflict, plan, ...told, records: taken };
    const report = await backend.call(importContacts, input, call);
    const warnings = [...loose, ...report.warnings];
    return { ...report, files: report.files + failedFiles({ warnings }).length, warnings };
  } finally {
    closeCardFiles(files);
  }
}

/** vCards are read by a second thread when they are many; all else by this one. */
async function cardSource(
  files: readonly CardFile[],
  { region, charset, tags, max_photo, format, max_size, columns = [], check }: ImportOptions,
  hooks: ReadHooks,
  onRecord: (record: BackupRecord) => void,
): Promise<CardSource> {
  const map: MapCards = { region, charset, tags, max_photo };
  const isVcard = ({ kind }: CardFile): boolean => (format ?? "vcard") === "vcard" && kind === "vcard";
  const size = files.every(isVcard) ? files.reduce((sum, file) => sum + (file.size ?? 0), 0) : 0;
  if (size >= THREAD_FROM) {
    const { threadedCards } = await import("./threaded-cards.ts");
    return (known) => checked(threadedCards(files, map, known, hooks), check);
  }
  if (columns.length > 0) await readerOf("csv", columns); // what is wrong with them is said before anything is read
  const { importCards } = await import("./read-files.ts");
  const read = { ...map, format: format ?? null, columns, limit: decodedLimit(max_size ?? null), onRecord };
  return () => checked(importCards(files, read, hooks), check);
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
