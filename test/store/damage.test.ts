import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { manyCards } from "../support/cards.ts";
import { run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const store = await bookOf(newStore(folder), manyCards(200));
const WHOLE = fs.readFileSync(store);
const READ = "contacts list --ndjson --include all";
const ANSWER = (await run(READ, { store })).stdout;
const CARDS = path.join(folder, "more.vcf");
fs.writeFileSync(CARDS, manyCards(3).replaceAll("urn:example:", "urn:more:"));

/** mulberry32: the same damage every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A read gives the right answer or exit 9 with a code that says why; nothing else, and never a stack. */
async function readDamaged(bytes: Uint8Array): Promise<string> {
  const damaged = newStore(folder);
  fs.writeFileSync(damaged, bytes);
  const { code, stdout, stderr } = await run(READ, { store: damaged });
  if (code === 0) return stdout === ANSWER ? "right" : "other";
  const { error } = JSON.parse(stderr);
  if (code === 9 && ["store_damaged", "not_a_store", "store_newer", "io_error"].includes(error.code)) return error.code;
  return `${code} ${stderr}`;
}

test.each([
  [1, "not_a_store"],
  [99, "store_damaged"],
  [100, "store_damaged"],
  [4096, "store_damaged"],
  [Math.floor(WHOLE.length / 2), "store_damaged"],
  [WHOLE.length - 4096, "store_damaged"],
])("cut off at %i bytes is %s", async (length, expected) => {
  expect(await readDamaged(WHOLE.subarray(0, length))).toBe(expected);
});

test("a page of zeros in the middle is noticed or does not matter", async () => {
  const bytes = Buffer.from(WHOLE);
  for (let page = 1; page * 4096 < bytes.length; page += 3) {
    const damaged = Buffer.from(bytes).fill(0, page * 4096, (page + 1) * 4096);
    expect(["right", "store_damaged"]).toContain(await readDamaged(damaged));
  }
});

test("flipped bytes never crash a read or a write", async () => {
  const next = random(7);
  const seen = new Set<string>();
  for (let mutant = 0; mutant < 150; mutant++) {
    const bytes = Buffer.from(WHOLE);
    for (let flips = 1 + Math.floor(next() * 100); flips > 0; flips--) {
      const at = Math.floor(next() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 + Math.floor(next() * 255));
    }
    const outcome = await readDamaged(bytes);
    seen.add(outcome);
    // "other": a letter of a name may change unnoticed, as the file has no checksums.
    expect(["right", "other", "store_damaged", "not_a_store", "store_newer", "io_error"]).toContain(outcome);

    const damaged = newStore(folder);
    fs.writeFileSync(damaged, bytes);
    const { code, stderr } = await run(`contacts import ${CARDS} --json`, { store: damaged });
    expect({ mutant, stderr: code === 0 ? "" : stderr.slice(0, 9), exit: code === 0 || code === 9 }).toEqual({
      mutant,
      stderr: code === 0 ? "" : '{"error":',
      exit: true,
    });
  }
  expect(seen).toContain("store_damaged");
});
