#!/usr/bin/env node
// Fuzzes the readers of all formats: generated and damaged files, each case made by a seed and its number. A case must
// not throw, use more than 1 s of CPU time for 100 kB, lose a word, or read otherwise what was written of it; the whole
// stays under 300 MB. What fails is made small and written to a folder. Usage: fuzz.mjs [MINUTES] [SEED] [FORMAT...]
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { caseOf } from "../test/fuzz/cases.ts";
import { loadCorpus } from "../test/fuzz/corpus.ts";
import { minimise } from "../test/fuzz/minimise.ts";

const FORMATS = ["vcard", "vcard", "vcard", "jcard", "jscontact", "csv", "ldif", "ndjson"];
const MOST_MEMORY = 300;
const MOST_FINDINGS = 30;
/** Nothing may take so long, whatever else the machine does. */
const HANG = 60_000;

if (isMainThread) await watch();
else await fuzz(workerData);

async function watch() {
  const [minutes = "1", seed = String(Date.now() % 1_000_000), ...formats] = process.argv.slice(2);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "backside-fuzz-"));
  // The number of the case, and of the findings so far.
  const state = new Int32Array(new SharedArrayBuffer(8));
  const data = {
    seed: Number(seed),
    until: Date.now() + Number(minutes) * 60_000,
    formats: formats.length > 0 ? formats : FORMATS,
    folder,
    state,
  };
  const worker = new Worker(new URL(import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 },
  });
  let peak = 0;
  let last = { number: -1, since: Date.now() };
  let hung = false;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss() / 2 ** 20);
    const number = Atomics.load(state, 0);
    if (number !== last.number) last = { number, since: Date.now() };
    hung = Date.now() - last.since > HANG;
    if (hung) worker.terminate();
  }, 200);
  worker.on("error", (error) => {
    Atomics.add(state, 1, 1);
    console.error(`case ${Atomics.load(state, 0)} ended the thread: ${error.message}`);
  });
  await new Promise((resolve) => worker.once("exit", resolve));
  clearInterval(timer);
  if (hung) console.error(`case ${last.number} did not end within ${HANG / 1000} s`);
  const findings = Atomics.load(state, 1);
  console.log(`seed ${seed}: ${Atomics.load(state, 0)} cases, ${findings} findings, peak ${peak.toFixed(0)} MB`);
  if (findings > 0) console.log(`in ${folder}`);
  else fs.rmdirSync(folder);
  if (hung || findings > 0 || peak > MOST_MEMORY) process.exitCode = 1;
}

async function fuzz({ seed, until, formats, folder, state }) {
  const corpus = await loadCorpus();
  const known = new Set();
  for (let number = 0; Date.now() < until && known.size < MOST_FINDINGS; number++) {
    Atomics.store(state, 0, number);
    const { format, bytes, examine } = await caseOf(seed, number, corpus, formats);
    const finding = await examine(bytes);
    if (finding === null) continue;
    const small = await minimise(bytes, async (input) => (await examine(input))?.kind === finding.kind);
    const { message } = (await examine(small)) ?? finding;
    const same =
      finding.kind === "throws"
        ? message.split("\n").slice(0, 3).join()
        : `${finding.kind} ${small.toString("latin1")}`;
    if (known.has(same)) continue;
    known.add(same);
    Atomics.add(state, 1, 1);
    const name = `${finding.kind}-${format}-${seed}-${number}`;
    fs.writeFileSync(path.join(folder, name), small);
    fs.writeFileSync(path.join(folder, `${name}.txt`), message);
    console.log(`${name}: ${JSON.stringify(small.toString("latin1").slice(0, 300))}`);
  }
}
