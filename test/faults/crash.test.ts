import fs from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { card, manyCards } from "../support/cards.ts";
import { run, spawned } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const CARDS = 4000;
/** 4,000 cards and 50 companies. */
const ALL = CARDS + 50;
const file = path.join(folder, "cards.vcf");
fs.writeFileSync(file, manyCards(CARDS));
const IMPORT = `contacts import '${file}' --quiet`;

/** What a store holds after something went wrong: opened by the next command, then checked. */
async function verify(store: string) {
  const { code, stderr } = await spawned("contacts list --limit 1", { store });
  const db = new DatabaseSync(store);
  const one = (sql: string) => Object.values(db.prepare(sql).get() ?? {})[0];
  const found = {
    next: { code, stderr },
    integrity: one("PRAGMA integrity_check"),
    foreignKeys: db.prepare("PRAGMA foreign_key_check").all(),
    indexes: Number(one("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")),
    contacts: Number(one("SELECT count(*) FROM contacts")),
    operations: Number(one("SELECT count(*) FROM operations")),
    strays: fs.readdirSync(path.dirname(store)).filter((name) => name !== ".cache" && !name.startsWith("contacts.db")),
  };
  db.exec("INSERT INTO contact_search (contact_search) VALUES ('integrity-check')");
  db.close();
  return found;
}

const whole = await bookOf(newStore(folder), card("Ada"));
const SOUND = {
  next: { code: 0, stderr: "" },
  integrity: "ok",
  foreignKeys: [],
  indexes: (await verify(whole)).indexes,
  strays: [],
};

test("kill -9 at any moment of an import leaves none of its contacts or all, and a sound store", async () => {
  const counts = new Set<number>();
  const started = performance.now();
  await spawned(IMPORT, { store: newStore(folder) });
  const duration = performance.now() - started;
  for (let run = 0; run < 10; run++) {
    const store = newStore(folder);
    let timer: NodeJS.Timeout | undefined;
    const { code } = await spawned(IMPORT, {
      store,
      onStart: (pid) => (timer = setTimeout(() => process.kill(pid, "SIGKILL"), (duration * (run + 0.5)) / 10)),
    });
    clearTimeout(timer);
    expect([0, 137]).toContain(code);
    if (!fs.existsSync(store)) continue; // killed before it began
    const { contacts, operations, ...rest } = await verify(store);
    expect(rest).toEqual(SOUND);
    expect([
      [0, 0],
      [ALL, 1],
    ]).toContainEqual([contacts, operations]);
    if (code === 0) expect(contacts).toBe(ALL);
    counts.add(contacts);
    expect((await spawned(IMPORT, { store })).code).toBe(0);
    expect((await verify(store)).contacts).toBe(ALL);
  }
  expect(counts).toContain(0);
});

test("kill -9 of an import into a book that holds contacts keeps those", async () => {
  for (const share of [0.4, 0.6, 0.8]) {
    const store = await bookOf(newStore(folder), card("Ada"));
    const started = performance.now();
    await spawned(IMPORT, { store: await bookOf(newStore(folder), card("Ada")) });
    const duration = performance.now() - started;
    let timer: NodeJS.Timeout | undefined;
    await spawned(IMPORT, {
      store,
      onStart: (pid) => (timer = setTimeout(() => process.kill(pid, "SIGKILL"), duration * share)),
    });
    clearTimeout(timer);
    const { contacts, operations, ...rest } = await verify(store);
    expect({ ...rest, known: [1, ALL + 1].includes(contacts) }).toEqual({ ...SOUND, known: true });
    expect(operations).toBe(contacts === 1 ? 1 : 2);
  }
});

test("SIGINT in an export to a file ends it with 130 and leaves no file behind", async () => {
  const store = newStore(folder);
  await spawned(`contacts import '${file}' -q`, { store });
  const out = path.join(path.dirname(store), "out");
  fs.mkdirSync(out);
  // The first page is on its way as soon as the temporary file is there; 4,050 contacts are nine pages.
  const result = await spawned(`contacts export --all -o '${out}/book.vcf' --json`, {
    store,
    onStart: (pid) => {
      const watcher = fs.watch(out, () => {
        watcher.close();
        process.kill(pid, "SIGINT");
      });
    },
  });
  expect({ ...result, stderr: JSON.parse(result.stderr).error.code, files: fs.readdirSync(out) }).toEqual({
    code: 130,
    stdout: "",
    stderr: "interrupted",
    files: [],
  });
});

test.each([
  ["SIGINT", 130, "interrupted"],
  ["SIGTERM", 143, "terminated"],
  ["SIGHUP", 143, "terminated"],
] as const)("%s in an import ends it with %i, nothing changed", async (signal, code, error) => {
  const store = await bookOf(newStore(folder), card("Ada"));
  const before = await run("contacts export --all", { store });
  // Cards that keep coming: the import cannot be over before the signal is there.
  const pipe = path.join(path.dirname(store), "pipe");
  const feed = `mkfifo '${pipe}'; (while cat '${file}'; do :; done) > '${pipe}' 2>/dev/null & "$@" '${pipe}' & child=$!`;
  const shell = `${feed}; trap '' ${signal}; sleep 0.8; kill -${signal} $child; wait $child; exit $?`;
  const result = await spawned("contacts import --json", { store, shell });
  expect({ code: result.code, stdout: result.stdout, error: JSON.parse(result.stderr) }).toEqual({
    code,
    stdout: "",
    error: {
      error: { code: error, message: `${error}; nothing was changed`, hint: null, retryable: false, details: null },
    },
  });
  expect(await run("contacts export --all", { store })).toEqual(before);
});

test.each([
  ["SIGINT", 130, "interrupted"],
  ["SIGTERM", 143, "terminated"],
] as const)("%s ends an import that waits for standard input with %i", async (signal, code, error) => {
  const store = newStore(folder);
  const shell = `(sleep 30) | "$@" & child=$!; trap '' ${signal}; sleep 0.6; kill -${signal} $child; wait $child; exit $?`;
  const result = await spawned("contacts import - --json", { store, shell });
  expect({ code: result.code, error: JSON.parse(result.stderr).error.code }).toEqual({ code, error });
});
