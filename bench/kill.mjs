#!/usr/bin/env node
// kill -9 at random moments of an import: afterwards the store holds none of its contacts or all, is sound, and the next
// command just works. Usage: kill.mjs [CARDS] [RUNS] [SEED]
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";

const [cards = "10000", runs = "50", seed = "1"] = process.argv.slice(2);
const root = fileURLToPath(new URL("..", import.meta.url));
const backside = path.join(root, "bin", "backside.js");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "backside-kill-"));
const file = path.join(work, "cards.vcf");
const first = path.join(work, "first.vcf");

let state = Number(seed) >>> 0;
/** mulberry32: the same moments every time, as far as the machine lets them be. */
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

/** Runs a command; kills it after so many milliseconds. */
function run(store, args, killAfter = null) {
  const env = { ...process.env, BACKSIDE_STORE: store, HOME: work, XDG_CACHE_HOME: path.join(work, "cache") };
  const child = spawn(process.execPath, [backside, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  const timer = killAfter === null ? null : setTimeout(() => child.kill("SIGKILL"), killAfter);
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, output });
    });
  });
}

/** Contacts in a store that the next command has opened; throws when anything is wrong with it. */
async function verify(store) {
  const next = await run(store, ["contacts", "list", "--limit", "1", "--json"]);
  if (next.code !== 0) throw new Error(`the next command ended with ${next.code}: ${next.output}`);
  if (!fs.existsSync(store)) return 0;
  const db = new DatabaseSync(store);
  const one = (sql) => Object.values(db.prepare(sql).get())[0];
  const integrity = one("PRAGMA integrity_check");
  if (integrity !== "ok") throw new Error(`integrity_check: ${integrity}`);
  if (db.prepare("PRAGMA foreign_key_check").all().length > 0) throw new Error("foreign_key_check found rows");
  db.exec("INSERT INTO contact_search (contact_search) VALUES ('integrity-check')");
  const indexes = one(
    "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name)",
  );
  const contacts = one("SELECT count(*) FROM contacts");
  db.close();
  expectedIndexes ??= indexes;
  if (indexes !== expectedIndexes) throw new Error(`indexes are missing: ${indexes}`);
  return contacts;
}
let expectedIndexes = null;

/** @param old whether the store holds contacts already: the import then goes another way */
async function series(old) {
  const make = async (name) => {
    const store = path.join(work, name, "contacts.db");
    fs.mkdirSync(path.dirname(store));
    if (old) await run(store, ["contacts", "import", first, "-q"]);
    return store;
  };
  const importing = ["contacts", "import", file, "--quiet"];
  const sample = await make(`sample-${old}`);
  const before = old ? await verify(sample) : 0;
  const started = performance.now();
  await run(sample, importing);
  const duration = performance.now() - started;
  const after = await verify(sample);
  const found = { none: 0, all: 0 };
  for (let i = 0; i < Number(runs); i++) {
    const store = await make(`run-${old}-${i}`);
    const moment = random() * duration * 1.05;
    await run(store, importing, moment);
    const contacts = await verify(store);
    if (contacts !== before && contacts !== after) throw new Error(`${contacts} contacts after a kill at ${moment} ms`);
    found[contacts === after ? "all" : "none"]++;
    await run(store, importing);
    if ((await verify(store)) !== after) throw new Error("the second run did not complete the import");
    fs.rmSync(path.dirname(store), { recursive: true });
  }
  const what = old ? "a store in use" : "an empty store";
  console.log(
    `${runs} kills of an import into ${what} (${duration.toFixed(0)} ms): ${found.none} × nothing, ${found.all} × everything, 0 × damage`,
  );
}

try {
  for (const [count, name, kind] of [
    [cards, file, "1"],
    ["200", first, "2"],
  ])
    spawnSync(process.execPath, [path.join(root, "bench", "generate.mjs"), count, name, kind], { stdio: "inherit" });
  await series(false);
  await series(true);
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}
