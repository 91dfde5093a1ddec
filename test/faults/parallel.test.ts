import fs from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { card, manyCards } from "../support/cards.ts";
import { json, run, spawned } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const file = path.join(folder, "cards.vcf");
fs.writeFileSync(file, manyCards(1000));

const times = <T>(count: number, work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

function one(store: string, sql: string): unknown {
  const db = new DatabaseSync(store);
  try {
    return Object.values(db.prepare(sql).get() ?? {})[0];
  } finally {
    db.close();
  }
}

test("one file imported twice at the same time makes no contact twice", async () => {
  for (const prepare of [async () => newStore(folder), async () => bookOf(newStore(folder), card("Ada"))]) {
    const store = await prepare();
    const results = await times(2, () => spawned(`contacts import '${file}' --json`, { store }));
    expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
      { code: 0, stderr: "" },
      { code: 0, stderr: "" },
    ]);
    const created = results.map(({ stdout }) => JSON.parse(stdout).created).sort((a, b) => a - b);
    expect(created).toEqual([0, 1000]);
    expect(one(store, "SELECT count(*) FROM contacts WHERE vcard_uid IS NOT NULL")).toBe(1000);
    expect(one(store, "SELECT count(DISTINCT uid_key) FROM contacts WHERE uid_key IS NOT NULL")).toBe(1000);
    expect(one(store, "PRAGMA integrity_check")).toBe("ok");
  }
});

test("eight first starts at once make one schema and no error", async () => {
  for (let round = 0; round < 3; round++) {
    const store = newStore(folder);
    const cards = await times(8, async (n) => {
      const name = path.join(path.dirname(store), `card-${n}.vcf`);
      fs.writeFileSync(name, card(`Person ${n}`, `UID:urn:example:first-${n}`));
      return name;
    });
    const results = await times(8, (n) => spawned(`contacts import '${cards[n]}' -q`, { store }));
    expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array.from({ length: 8 }, () => ({ code: 0, stderr: "" })),
    );
    const rows = await json<{ display_name: string }[]>("contacts list --sort name", { store });
    expect(rows.map(({ display_name }) => display_name)).toEqual(Array.from({ length: 8 }, (_, n) => `Person ${n}`));
    expect(one(store, "SELECT count(*) FROM migrations")).toBe(1);
    expect(one(store, "PRAGMA journal_mode")).toBe("wal");
  }
});

test("reads go on while an import is at work", async () => {
  const store = await bookOf(newStore(folder), card("Ada"));
  const importing = spawned(`contacts import '${file}' -q`, { store });
  const reads = await times(6, () => spawned("contacts get Ada --fields display_name", { store }));
  expect((await importing).code).toBe(0);
  expect(reads).toEqual(Array.from({ length: 6 }, () => ({ code: 0, stdout: "display_name\tAda\n", stderr: "" })));
  expect((await run("contacts list --kind person", { store })).stdout.split("\n")).toHaveLength(1002);
});

test("six undos at the same time take back the last six operations", async () => {
  const store = newStore(folder);
  for (const name of ["A", "B", "C", "D", "E", "F", "G"]) await run(`contacts create ${name}`, { store });
  const results = await times(6, () => spawned("undo --json", { store }));
  expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual(results.map(() => ({ code: 0, stderr: "" })));
  const labels = results.map(({ stdout }) => JSON.parse(stdout).label).sort();
  expect(labels).toEqual(["B", "C", "D", "E", "F", "G"].map((name) => `contacts create ${name}`));
  expect(await json("contacts list --fields display_name", { store })).toEqual([{ display_name: "A" }]);
});

test("an undo where nothing is stored makes no store", async () => {
  const store = newStore(folder);
  expect((await run("undo", { store })).code).toBe(5);
  expect(fs.existsSync(store)).toBe(false);
});
