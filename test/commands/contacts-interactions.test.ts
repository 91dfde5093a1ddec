import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();
const NOW = "2026-03-10T12:00:00Z";
const book = () => bookOf(newStore(folder), card("Ada Lovelace", "UID:1") + card("Charles Babbage", "UID:2"));

test("a list on a terminal ends at 50 rows and says so, elsewhere it has all", async () => {
  const store = await book();
  for (let i = 0; i < 51; i++)
    await run(`contacts log call 'Ada Lovelace' -m "Number ${i}" --at -${i}min`, { store, now: NOW });
  const shown = await run("contacts interactions ada", { store, now: NOW, tty: true });
  expect(shown.stdout.trimEnd().split("\n")).toHaveLength(51);
  expect(shown.stderr).toBe("… more; use --limit N or --all\n");
  const whole = await run("contacts interactions ada --all", { store, now: NOW, tty: true });
  expect([whole.stdout.trimEnd().split("\n").length, whole.stderr]).toEqual([52, ""]);
  const piped = await run("contacts interactions", { store, now: NOW });
  expect([piped.stdout.trimEnd().split("\n").length, piped.stderr]).toEqual([51, ""]);
  const some = await run("contacts interactions --limit 2 --tsv --fields summary", { store, now: NOW, tty: true });
  expect(some).toEqual({ code: 0, stdout: "Number 0\nNumber 1\n", stderr: "" });
});

test("the body comes from standard input, and without its last line break", async () => {
  const store = await book();
  const logged = await json("contacts log note 'Ada Lovelace' -m Minutes --body -", { store, input: "One\n\nTwo\n" });
  expect(logged.body).toBe("One\n\nTwo");
});

test.each([
  ["--at sometime", "usage"],
  ["--metadata =x", "usage"],
  ["--metadata corrects=17", "bad_request"],
])("%s is refused", async (options, code) => {
  const store = await book();
  const { error } = await errorOf(`contacts log call 'Ada Lovelace' -m Hello ${options}`, { store });
  expect(error.code).toBe(code);
  expect(await json("contacts interactions", { store })).toEqual([]);
});

describe("--corrects", () => {
  const EARLIER = "01900000-0000-7000-8000-000000000001";
  const OTHER = "0190ffff-0000-7000-8000-000000000002";

  /** Entries of Ada with Charles, and one of Grace alone, with ids that share their start. */
  async function logged(): Promise<string> {
    const path = newStore(folder);
    const store = openStore(path);
    await write(store, async (tx) => {
      const names = ["Ada Lovelace", "Charles Babbage", "Grace Hopper"];
      const ids = [];
      for (const display_name of names) ids.push((await tx.insert("contacts", { ...PERSON, display_name })).id);
      const [ada = "", charles = "", grace = ""] = ids;
      const entry = { interaction_type: "call", summary: "Hello", body: null, occurred_at: NOW, metadata: {} };
      await tx.insert("interactions", { ...entry, id: EARLIER, contact_id: ada });
      const link = { interaction_id: EARLIER, contact_id: charles, occurred_at: NOW, metadata: {} };
      await tx.insert("interaction_participants", link);
      await tx.insert("interactions", { ...entry, id: OTHER, contact_id: grace });
    });
    await store.close();
    return path;
  }

  test.each([
    ["a whole id", "ada", EARLIER, EARLIER],
    ["the start of one", "ada", "0190", EARLIER],
    ["the start of one that several of them have", "ada charles", "01900000-0000-7", EARLIER],
    ["the start of one that the second of them has, in capitals", "ada grace", "0190FFFF", OTHER],
    ["the whole id of an entry with others", "ada", OTHER, OTHER],
  ])("takes %s", async (_what, refs, id, met) => {
    const store = await logged();
    const { metadata } = await json(`contacts log call ${refs} -m Better --corrects ${id}`, { store });
    expect(metadata).toEqual({ corrects: met });
  });

  test.each([
    ["the start of an entry of others", "ada", "0190ffff", 5, "not_found"],
    ["an id that nothing has", "ada", EARLIER.replace("1", "9"), 5, "not_found"],
    ["too short a start", "ada", "019", 5, "not_found"],
    ["what is no id", "ada", "hello", 5, "not_found"],
    ["what several ids begin with", "ada grace", "0190", 6, "ambiguous"],
  ])("refuses %s", async (_what, refs, id, exit, expected) => {
    const store = await logged();
    const { code, error } = await errorOf(`contacts log call ${refs} -m Better --corrects ${id}`, { store });
    expect([code, error.code]).toEqual([exit, expected]);
    expect(error.message).toMatch(/^--corrects: /);
    expect(error.hint).toContain("backside contacts interactions ");
    expect(await json("contacts interactions", { store })).toHaveLength(2);
  });
});

test("of several references all must name somebody", async () => {
  const store = await book();
  const { code, error } = await errorOf("contacts log call 'Ada Lovelace' nobody -m Hello", { store });
  expect([code, error.code]).toEqual([5, "not_found"]);
  expect(await json("contacts interactions", { store })).toEqual([]);
});

test("without a summary where nobody can be asked", async () => {
  const { code, error } = await errorOf("contacts log call 'Ada Lovelace'", { store: await book() });
  expect([code, error.code]).toEqual([2, "input_required"]);
});

test("a card shows the last three, and a terminal cannot be told anything by them", async () => {
  const store = await book();
  for (const [i, summary] of ["First", "Second", "\u001b]0;owned\u0007Third", "Fourth"].entries())
    await run(`contacts log call 'Ada Lovelace' -m ${JSON.stringify(summary)} --at 2026-03-0${i + 1}`, {
      store,
      now: NOW,
    });
  const { stdout } = await run("contacts get 'Ada Lovelace'", { store, now: NOW, tty: true });
  expect(stdout).toContain("Last contact  Fourth");
  expect(stdout).toContain("Second");
  expect(stdout).not.toContain("First");
  expect(stdout).not.toMatch(/[\u001b\u0007]/);
  expect(await json("contacts get 'Ada Lovelace'", { store })).not.toHaveProperty("interactions");
});

test("where there is no store, that is said", async () => {
  const { code, stdout, stderr } = await run("contacts interactions", { store: newStore(folder) });
  expect([code, stdout]).toEqual([0, ""]);
  expect(stderr).toContain("there is no store yet");
});
