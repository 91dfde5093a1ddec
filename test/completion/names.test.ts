/** What `__complete` answers: the names that may stand where the cursor is. */
import fs from "node:fs";
import { expect, test } from "vitest";
import { localBackend } from "../../src/backend/local.ts";
import { main } from "../../src/cli.ts";
import { quotedFor, unquoted } from "../../src/completion/shell-words.ts";
import { listCompletions } from "../../src/operations/completions/list.ts";
import { fakeIo } from "../render/fake-io.ts";
import { card } from "../support/cards.ts";
import { bookOf, newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";
import { HOSTILE, UNTYPABLE } from "./hostile.ts";

const folder = temporaryFolder();
const BOOK =
  card("Ada Lovelace", "EMAIL:ada@example.org", "CATEGORIES:vip,lead one") +
  card("Ada Lovelace", "UID:two", "EMAIL:lovelace@example.org") +
  card("Charles Babbage", "TEL:+12025550100");

async function book(): Promise<string> {
  const store = await bookOf(newStore(folder), BOOK);
  const open = openStore(store);
  await write(open, async (tx) => {
    await tx.insert("groups", { name: "Analysts", description: "who calculate", metadata: {} });
    await tx.insert("contacts", { ...PERSON, display_name: "Adam Gone", deleted_at: "2026-01-01T00:00:00Z" });
  });
  await open.close();
  return store;
}

const store = await book();

/** The candidates for the last word, as zsh gets them. */
async function completed(words: readonly string[], env: NodeJS.ProcessEnv = { BACKSIDE_STORE: store }) {
  const { io, stdout, stderr } = fakeIo({ env: { HOME: folder, ...env } });
  const code = await main(["__complete", "zsh", "--", ...words], io);
  expect({ words, code, stderr }).toEqual({ words, code: 0, stderr: [] });
  return stdout.join("").split("\n").slice(0, -1);
}

test.each([
  [
    ["contacts", "get", "ad"],
    ["Ada Lovelace", "ada@example.org\tAda Lovelace"],
  ],
  [["contacts", "get", "ADA LOVE"], ["Ada Lovelace"]],
  [["contacts", "get", "ada@"], ["ada@example.org\tAda Lovelace"]],
  [["contacts", "get", "Charles Babbage", "lovelace@ex"], ["lovelace@example.org\tAda Lovelace"]],
  [
    ["contacts", "get", ""],
    ["Ada Lovelace", "Charles Babbage"],
  ],
  [["contacts", "get", "+1"], []],
  [["contacts", "get", "love"], ["lovelace@example.org\tAda Lovelace"]],
  [["contacts", "restore", "ad"], ["Adam Gone"]],
  [["contacts", "list", "--tag", "V"], ["vip"]],
  [["contacts", "list", "--tag=le"], ["--tag=lead one"]],
  [["contacts", "list", "--group", ""], ["Analysts\twho calculate"]],
  [["--json", "contacts", "list", "--limit", "3", "--tag", "v"], ["vip"]],
  [["--store", store, "contacts", "get", "ch"], ["Charles Babbage"]],
  [["contacts", "get", "--", "ch"], ["Charles Babbage"]],
  // A word after an option that takes none is no value of it, and a value is no command.
  [["--quiet", "contacts", "get", "ch"], ["Charles Babbage"]],
  [["--store", "contacts", "contacts", "get", "ch"], []],
  // Where no name of the store may stand.
  [["contacts", "list", "ad"], []],
  [["contacts", "get", "--js"], []],
  [["contacts", "list", "--limit", ""], []],
  [["frobnicate", "ad"], []],
  [[""], []],
])("%j is completed with %j", async (words, expected) => {
  expect(await completed(words)).toEqual(expected);
});

test("undo is offered the last operations, with what they did", async () => {
  const found = await completed(["undo", ""]);
  expect(found.map((line) => line.split("\t")[1])).toEqual(["a test", "import book.vcf"]);
  const [last = ""] = found;
  expect(await completed(["undo", last.slice(0, 8)])).toContain(last);
});

test("profiles are those of the configuration", async () => {
  const env = { BACKSIDE_CONFIG_DIR: folder };
  fs.writeFileSync(`${folder}/config.json`, JSON.stringify({ profiles: { work: { store }, home: {} } }));
  expect(await completed(["profile", "use", "w"], env)).toEqual(["work"]);
  expect(await completed(["--profile", ""], env)).toEqual(["work", "home"]);
  expect(await completed(["--profile", "work", "contacts", "get", "ch"], env)).toEqual(["Charles Babbage"]);
});

test("no store is made where there is none", async () => {
  const missing = newStore(folder);
  expect(await completed(["contacts", "get", "ad"], { BACKSIDE_STORE: missing })).toEqual([]);
  expect(fs.existsSync(missing)).toBe(false);
});

test("a store that cannot be read is silence", async () => {
  const broken = newStore(folder);
  fs.writeFileSync(broken, "this is no store");
  expect(await completed(["contacts", "get", "ad"], { BACKSIDE_STORE: broken })).toEqual([]);
});

test("names that cannot be typed, or look like options, are left out; after -- the latter are not", async () => {
  const env = { BACKSIDE_STORE: newStore(folder) };
  const open = openStore(env.BACKSIDE_STORE);
  await write(open, async (tx) => {
    for (const display_name of [...HOSTILE, ...UNTYPABLE]) await tx.insert("contacts", { ...PERSON, display_name });
  });
  await open.close();
  expect((await completed(["contacts", "get", ""], env)).sort()).toEqual([...HOSTILE].sort());
  expect(await completed(["contacts", "get", "--", "-r"], env)).toEqual(["-rf Ada"]);
});

test("at most fifty are answered", async () => {
  const many = await bookOf(newStore(folder), Array.from({ length: 80 }, (_, i) => card(`Ada ${i}`)).join(""));
  expect(await completed(["contacts", "get", "ad"], { BACKSIDE_STORE: many })).toHaveLength(50);
  const backend = localBackend(openStore(many));
  expect(await backend.call(listCompletions, { type: "contact", prefix: "ada", limit: 3 })).toHaveLength(3);
  await backend.close();
});

test.each([
  ["Ada", "Ada", "none"],
  ["Ada\\ Lo", "Ada Lo", "none"],
  ['"Ada Lo', "Ada Lo", "double"],
  ["'Ada $(", "Ada $(", "single"],
  ['"a \\" \\n', 'a " \\n', "double"],
  ["'a'b", "ab", "none"],
])("the typed word %s stands for %s", (word, text, quoting) => {
  expect(unquoted(word)).toEqual({ text, quoting });
});

test("quotes that begin in the midst of a word are not completed", () => {
  expect(unquoted('--tag="a')).toBeNull();
});

test.each([
  ["Ada", "Ada"],
  ["O'Neil", "'O''Neil'"],
  ["$(x)", "'$(x)'"],
  ["O\u2019Neil", "'O\u2019\u2019Neil'"],
])("PowerShell is given %s as %s", (name, word) => {
  expect(quotedFor("powershell", name)).toBe(word);
});
