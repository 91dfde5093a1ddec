/** Where an export goes: standard output, one file, or a folder with a file for each contact. */
import { fileNames } from "../../domain/file-name.ts";
import { writeFileAtomically } from "../../files.ts";
import { type NewFile, writeFolder } from "../../folder.ts";
import { watchInterrupt } from "../../interrupt.ts";
import { outEach } from "../../io.ts";
import { sanitizeForTty } from "../../render/sanitize.ts";
import {
  contactTexts,
  type ExportCounts,
  type ExportedText,
  type ExportPlan,
  fileTexts,
  noCounts,
} from "../../workflows/export.ts";
import { youngGenerationLimit } from "../../workflows/memory.ts";
import type { Context } from "../context.ts";
import { tellNothing, tellReceipt, tellSingle, tellWarnings } from "./export-receipt.ts";

export type ExportJob = { context: Context; plan: ExportPlan; force: boolean };

export async function exportToStdout({ context, plan }: ExportJob): Promise<void> {
  const counts = noCounts();
  const texts = fileTexts(context.backend("read"), plan, counts, memoryLimit());
  const isWritten = await whenAny(texts, (all) => outEach(context.io, context.io.stdout.isTTY ? sanitized(all) : all));
  if (!isWritten) await tellNothing(context, counts);
  await tellWarnings(context, counts);
  await tellSingle(context, plan, counts.contacts);
}

export async function exportToFile({ context, plan, force }: ExportJob, path: string): Promise<void> {
  const counts = noCounts();
  const texts = fileTexts(context.backend("read"), plan, counts, memoryLimit());
  const isWritten = await whenAny(texts, (all) =>
    carryOut(context, all, (checked) => writeFileAtomically(path, checked, { force })),
  );
  await tell(context, counts, isWritten ? { file: path, files: 1 } : null);
  await tellSingle(context, plan, counts.contacts);
}

export async function exportToFolder({ context, plan, force }: ExportJob, path: string): Promise<void> {
  const counts = noCounts();
  const pages = contactTexts(context.backend("read"), plan, counts, memoryLimit());
  const isWritten = await whenAny(pages, (all) =>
    carryOut(context, named(all, plan.format), (checked) => writeFolder(path, checked, { force })),
  );
  await tell(context, counts, isWritten ? { file: path, files: counts.contacts } : null);
}

/** Works on what comes, if anything does; false when nothing comes. */
async function whenAny<T>(
  source: AsyncGenerator<T>,
  work: (all: AsyncGenerator<T>) => Promise<void>,
): Promise<boolean> {
  try {
    const first = await source.next();
    if (first.done) return false;
    await work(startingWith(first.value, source));
    return true;
  } finally {
    await source.return(undefined); // a file that cannot be opened leaves the rest unread
  }
}

async function* startingWith<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

/** Writes, or in a dry run only counts what would be written. */
async function carryOut<T>(
  context: Context,
  all: AsyncIterable<T>,
  write: (checked: AsyncIterable<T>) => Promise<void>,
): Promise<void> {
  if (context.options().dryRun) {
    for await (const _ of all);
    return;
  }
  const interrupt = watchInterrupt();
  try {
    await write(checked(all, interrupt.check));
  } finally {
    interrupt.stop();
  }
}

/** Lets a signal end the writing, so that no half-written file stays behind. */
async function* checked<T>(all: AsyncIterable<T>, check: () => void): AsyncGenerator<T> {
  for await (const one of all) {
    await new Promise((resolve) => setImmediate(resolve)); // signals come between two turns of the event loop
    check();
    yield one;
  }
}

async function* named(
  pages: AsyncIterable<readonly ExportedText[]>,
  format: ExportPlan["format"],
): AsyncGenerator<NewFile[]> {
  const nameOf = fileNames(EXTENSIONS[format]);
  for await (const page of pages)
    yield page.map(({ id, display_name, text }) => ({ name: nameOf(display_name, id), text }));
}

async function* sanitized(texts: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const text of texts) {
    yield text
      .split(/\r?\n/)
      .map((line) => sanitizeForTty(line))
      .join("\n");
  }
}

async function tell(
  context: Context,
  counts: ExportCounts,
  written: { file: string; files: number } | null,
): Promise<void> {
  await tellReceipt(context, counts, written);
  await tellWarnings(context, counts);
}

function memoryLimit(): () => void {
  return youngGenerationLimit(32 << 20);
}

const EXTENSIONS: Readonly<Record<ExportPlan["format"], string>> = {
  vcard: ".vcf",
  jcard: ".json",
  jscontact: ".json",
  csv: ".csv",
  ndjson: ".ndjson",
};
