/** What an import merges on its own is one person's, always; how many of those it finds is stated in docs/import.md. */
import fs from "node:fs";
import { expect, test } from "vitest";
import { localBackend } from "../../src/backend/local.ts";
import type { CardResult } from "../../src/domain/import-report.ts";
import { importFiles } from "../../src/workflows/import.ts";
import { newStore, openStore, temporaryFolder } from "../support/stores.ts";
import { PAIRS, type Pair } from "./pairs.ts";

const folder = temporaryFolder();

/** What was found of all pairs that are one person's. */
const RECALL = 0.8;

test("there are enough pairs, and no two are alike", () => {
  expect(PAIRS.length).toBeGreaterThanOrEqual(300);
  expect(new Set(PAIRS.map(({ one, other }) => JSON.stringify([one, other]))).size).toBe(PAIRS.length);
});

test("one file after the other", { timeout: 120_000 }, async () => {
  const found = await mergedOf(PAIRS, false);
  expect(found.filter(({ same }) => !same).map(nameOf)).toEqual([]);
  const same = PAIRS.filter((pair) => pair.same);
  const recall = found.length / same.length;
  const missed = same.filter((pair) => !found.includes(pair)).map(({ category }) => category);
  const counts = `${found.length} of ${same.length} found, ${PAIRS.length} pairs in all`;
  process.stdout.write(`recall ${recall.toFixed(3)} (${counts}); missed: ${[...new Set(missed)].join(", ")}\n`);
  expect(recall).toBeGreaterThanOrEqual(RECALL);
});

test("both in one file", { timeout: 120_000 }, async () => {
  const found = await mergedOf(PAIRS, true);
  expect(found.filter(({ same }) => !same).map(nameOf)).toEqual([]);
});

function nameOf({ category, one }: Pair): string {
  return `${category}: ${one[0]}`;
}

/** The pairs of which one contact was made. */
async function mergedOf(pairs: readonly Pair[], together: boolean): Promise<Pair[]> {
  const merged: Pair[] = [];
  for (const pair of pairs) {
    const texts = [pair.one, pair.other].map(cardOf);
    const results = await importAll(together ? [texts.join("")] : texts);
    if (results[1]?.action !== "created") merged.push(pair);
  }
  return merged;
}

function cardOf(lines: readonly string[]): string {
  return `${["BEGIN:VCARD", "VERSION:4.0", ...lines, "END:VCARD"].join("\r\n")}\r\n`;
}

/** Imports the files one after the other into a new store; the results of all cards. */
async function importAll(files: readonly string[]): Promise<CardResult[]> {
  const store = newStore(folder);
  const results: CardResult[] = [];
  for (const [day, text] of files.entries()) {
    const file = `${store}.${day}.vcf`;
    fs.writeFileSync(file, text);
    const backend = localBackend(openStore(store, { at: `2026-01-0${day + 1}T00:00:00Z` }));
    const options = {
      ...{ region: "US", charset: null, uid_only: false, tags: [] },
      onCard: (result: CardResult) => void results.push(result),
      onProgress() {},
      stdin: () => new Blob([]).stream(),
      check() {},
    };
    await importFiles(backend, [file], options, { label: "import" });
    await backend.close();
  }
  return results;
}
