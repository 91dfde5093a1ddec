#!/usr/bin/env node
// Import of a file half of whose cards are there already with small changes, against a first import of the same file,
// in turns on the same machine, medians. Bar: 1.3 ×. Usage: reimport.mjs [CARDS] [ROUNDS]
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [cards = "100000", rounds = "3"] = process.argv.slice(2);
const root = fileURLToPath(new URL("..", import.meta.url));
const work = fs.mkdtempSync(path.join(os.tmpdir(), "backside-bench-"));
const backside = path.join(root, "bin", "backside.js");
const [known, changed] = ["known.vcf", "changed.vcf"].map((name) => path.join(work, name));
const [empty, half, filled] = ["empty.db", "half.db", "filled.db"].map((name) => path.join(work, name));

function importInto(store, file) {
  const start = process.hrtime.bigint();
  const env = {
    ...process.env,
    BACKSIDE_STORE: store,
    XDG_CACHE_HOME: path.join(work, "cache"),
    XDG_CONFIG_HOME: work,
    LANG: "en_US.UTF-8",
  };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [backside, "contacts", "import", file, "--json", "--quiet"],
    { env, encoding: "utf8", maxBuffer: 1 << 30 },
  );
  if (status !== 0) throw new Error(`import ended with ${status}: ${stderr}`);
  const { created, updated, unchanged } = JSON.parse(stdout);
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, created, updated, unchanged };
}

/** Each in turn another of the changes that a phone makes to a card: a number, a note, an e-mail, an address. */
const CHANGES = [
  (i) => `TEL;TYPE=WORK:+1 202 555 ${String(i % 10_000).padStart(4, "0")}`,
  (i) => `NOTE:changed ${i}`,
  (i) => `EMAIL;TYPE=WORK:changed${i}@example.org`,
  (i) => `ADR;TYPE=HOME:;;${i} New Street;Berlin;;10115;Germany`,
];

function changedCards(text) {
  const all = text.split(/(?<=^END:VCARD\r\n)/m);
  const first = all.slice(0, all.length / 2);
  const mine = first.map((card, i) => card.replace("END:VCARD", `${CHANGES[i % CHANGES.length](i)}\r\nEND:VCARD`));
  // Known and new ones in turns, as they come in an address book.
  return { known: first, changed: mine.flatMap((card, i) => [card, all[first.length + i]]) };
}

function removeStore(store) {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) fs.rmSync(store + suffix, { force: true });
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

try {
  const all = path.join(work, "all.vcf");
  spawnSync(process.execPath, [path.join(root, "bench", "generate.mjs"), cards, all], { stdio: "inherit" });
  const texts = changedCards(fs.readFileSync(all, "latin1"));
  fs.writeFileSync(known, texts.known.join(""), "latin1");
  fs.writeFileSync(changed, texts.changed.join(""), "latin1");
  importInto(filled, known);
  const first = [];
  const again = [];
  let report;
  for (let round = 0; round < Number(rounds); round++) {
    removeStore(empty);
    first.push(importInto(empty, changed).seconds);
    removeStore(half);
    fs.copyFileSync(filled, half);
    report = importInto(half, changed);
    again.push(report.seconds);
  }
  const { created, updated, unchanged } = report;
  console.log(`first import  ${median(first).toFixed(2)} s`);
  console.log(
    `half known    ${median(again).toFixed(2)} s  ${(median(again) / median(first)).toFixed(2)} ×  (${created} created, ${updated} updated, ${unchanged} unchanged)`,
  );
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}
