#!/usr/bin/env node
// Imports every .vcf file of a folder into a new store, exports it as 4.0 and 3.0, and lets ical.js and vcard4 read what
// came out. Says how many values they read alike, what they differ in, and which of their defects were passed over.
// Usage: independent.mjs FOLDER [--show N]
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { examine, noFindings } from "../test/vcard/independent.ts";

const [folder, flag, shown = "20"] = process.argv.slice(2);
if (folder === undefined || (flag !== undefined && flag !== "--show")) {
  console.error("Usage: independent.mjs FOLDER [--show N]");
  process.exit(2);
}

const bin = process.env.BACKSIDE_BIN ?? path.join(import.meta.dirname, "../bin/backside.js");
const run = promisify(execFile);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "backside-independent-"));
const files = fs.globSync("**/*.vcf", { cwd: folder }).sort();
const findings = { "4.0": noFindings(), "3.0": noFindings() };
let empty = 0;

async function check(file, index) {
  const store = path.join(scratch, `${index}.db`);
  const backside = (...args) =>
    run(process.execPath, [bin, "--store", store, ...args], { encoding: "buffer", maxBuffer: 1 << 30 });
  await backside("contacts", "import", path.join(folder, file), "--no-merge", "-q").catch(() => {}); // some cards fail
  if (!fs.existsSync(store)) {
    empty++;
    return;
  }
  for (const version of ["4.0", "3.0"]) {
    const { stdout } = await backside("contacts", "export", "--all", "--vcard-version", version);
    const { differences } = findings[version];
    const own = await examine(stdout, { ...findings[version], cards: 0, differences: [] });
    findings[version].cards += own.cards;
    differences.push(...own.differences.map((difference) => `${file}: ${difference}`));
  }
}

const queue = files.entries();
const worker = async () => {
  for (const [index, file] of queue) await check(file, index);
};
await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
fs.rmSync(scratch, { recursive: true, force: true });

console.log(`${files.length} files, ${empty} without a contact`);
for (const version of ["4.0", "3.0"]) {
  const { cards, values, passed, differences, long, cut } = findings[version];
  console.log(`${version}: ${cards} cards; values read by ical.js ${values["ical.js"]}, by vcard4 ${values.vcard4}`);
  console.log(`  differences ${differences.length}, lines over 75 octets ${long.length}, cut characters ${cut.length}`);
  for (const [defect, count] of Object.entries(passed)) console.log(`  passed over, ${defect}: ${count}`);
  for (const difference of differences.slice(0, Number(shown))) console.log(`  ${difference.slice(0, 300)}`);
}
