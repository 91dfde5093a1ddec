import { describe, expect, test } from "vitest";
import { CTRL_C, runAsked } from "../support/person.ts";
import { errorOf, json, run } from "../support/run.ts";
import { newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

/** Ada, and so many friends. */
async function book(friends: number): Promise<string> {
  const path = newStore(folder);
  const store = openStore(path);
  await write(store, async (tx) => {
    await tx.insert("contacts", { ...PERSON, display_name: "Ada Lovelace" });
    const { id: tag_id } = await tx.insert("tags", { name: "friends", color: null, description: null, metadata: {} });
    for (let i = 1; i <= friends; i++) {
      const { id: contact_id } = await tx.insert("contacts", { ...PERSON, display_name: `F${i}` });
      await tx.insert("contact_tags", { contact_id, tag_id, metadata: {} });
    }
  });
  await store.close();
  return path;
}

async function countOf(store: string, query: string): Promise<number> {
  return (await json<unknown[]>(`contacts list "${query}"`, { store })).length;
}

describe("what is to be written", () => {
  test.each([
    ["contacts tag --add vip", "no contact is named"],
    ["contacts tag --add vip --query ''", "the query is empty"],
    ["contacts tag --add vip --query '  '", "the query is empty"],
    ["contacts tag ada --add vip --query ada", "not both"],
    ["contacts tag ada --add vip --all", "not both"],
    ["contacts tag --add vip --all --query ada", "do not go together"],
    ["contacts tag --add vip --query ada --expect -1", "a whole number from 0"],
    ["contacts delete --query ''", "the query is empty"],
  ])("%s is a usage error", async (command, message) => {
    const store = await book(1);
    const { code, error } = await errorOf(command, { store });
    expect([code, error.code]).toEqual([2, "usage"]);
    expect(error.message).toContain(message);
    expect(await countOf(store, "tag:vip")).toBe(0);
  });

  test("a query that is not understood changes nothing", async () => {
    const store = await book(1);
    const { code, error } = await errorOf("contacts tag --add vip --query tga:friends", { store });
    expect([code, error.code, error.details.position]).toEqual([2, "invalid_query", 0]);
    expect(await countOf(store, "")).toBe(2);
  });

  test.each([
    ["ada or", 6],
    ["ada and", 7],
    ["not", 3],
    ["or ada", 0],
    ["(ada", 0],
    ["ada)", 3],
    ['\\"ada', 0],
  ])("a slip is not taken for words where something is written: %s", async (query, position) => {
    const store = await book(1);
    for (const verb of ["tag --add vip", "tag --remove friends", "delete", "update --nickname x"]) {
      const { code, error } = await errorOf(`contacts ${verb} --query "${query}" --expect 1`, { store });
      expect([code, error.code, error.details?.position]).toEqual([2, "invalid_query", position]);
    }
    expect((await run(`contacts list "${query}"`, { store })).code).toBe(0);
    expect((await run("operations list", { store })).stdout.split("\n")).toHaveLength(2);
  });

  test.each(["(202) 555-0100", "ada & co", "https://example.org/x", "(ada)", "F1"])(
    "what is no slip may be written to: %s",
    async (query) => {
      const store = await book(1);
      expect((await run(`contacts tag --add vip --query "${query}"`, { store })).code).toBe(0);
    },
  );

  test("nobody is what --expect 0 says", async () => {
    const store = await book(1);
    expect(await json("contacts delete --query nobody --expect 0", { store })).toMatchObject({ matched: 0 });
    const { code, error } = await errorOf("contacts delete --query ada --expect 0", { store });
    expect([code, error.code, error.details]).toEqual([6, "expect_mismatch", { expected: 0, matched: 1 }]);
    expect(await countOf(store, "ada")).toBe(1);
  });

  test("all by --all, which a query does not stand for", async () => {
    const store = await book(2);
    expect(await json("contacts tag --add vip --all", { store })).toMatchObject({ matched: 3, changed: 3 });
    expect(await countOf(store, "tag:vip")).toBe(3);
  });

  test("nobody is no failure", async () => {
    const store = await book(1);
    expect(await json("contacts tag --add vip --query nobody", { store })).toMatchObject({
      ...{ operation_id: null, matched: 0, changed: 0, unchanged: 0, failed: [], ids: [] },
    });
    expect((await run("contacts delete --query nobody", { store })).code).toBe(0);
  });

  test("relative times count from the clock of the command", async () => {
    const store = await book(2);
    await run("contacts log call ada -m hello --at 2026-03-01", { store });
    const now = "2026-03-31T12:00:00Z";
    expect(await json("contacts tag --add a --query last<20d", { store, now })).toMatchObject({ matched: 0 });
    expect(await json("contacts tag --add b --query last<40d", { store, now })).toMatchObject({ matched: 1 });
  });
});

describe("where nobody can be asked", () => {
  test("20 contacts are written, more only when they are expected", async () => {
    const store = await book(21);
    const twenty = 'tag:friends not name:=\\"F21\\"';
    expect(await json(`contacts tag --add a --query "${twenty}"`, { store })).toMatchObject({ changed: 20 });
    const { code, error } = await errorOf("contacts tag --add b --query tag:friends", { store });
    expect([code, error.code, error.details]).toEqual([2, "confirmation_required", { matched: 21 }]);
    expect(error.hint).toContain("--expect 21");
    expect((await errorOf("contacts tag --add b --query tag:friends --yes", { store })).code).toBe(2);
    expect(await countOf(store, "tag:b")).toBe(0);
    expect(await json("contacts tag --add b --query tag:friends --expect 21", { store })).toMatchObject({
      changed: 21,
    });
  });

  test("a delete is always expected", async () => {
    const store = await book(2);
    for (const command of ["contacts delete --query tag:friends", "contacts delete --query tag:friends --yes"])
      expect((await errorOf(command, { store })).error.code).toBe("confirmation_required");
    expect(await countOf(store, "tag:friends")).toBe(2);
    expect(await json("contacts delete --query tag:friends --expect 2", { store })).toMatchObject({ changed: 2 });
    expect(await countOf(store, "")).toBe(1);
  });

  test("another count changes nothing, exit 6", async () => {
    const store = await book(2);
    for (const command of ["contacts delete --query tag:friends --expect 3", "contacts tag ada --add x --expect 2"]) {
      const { code, error } = await errorOf(command, { store });
      expect([code, error.code]).toEqual([6, "expect_mismatch"]);
    }
    expect(await countOf(store, "tag:friends not tag:x")).toBe(2);
  });

  test("a dry run reports and changes nothing", async () => {
    const store = await book(30);
    expect(await json("contacts tag --add x --query tag:friends --dry-run", { store })).toMatchObject({
      ...{ operation_id: null, matched: 30, changed: 30, dry_run: true },
    });
    expect(await json("contacts delete --all --dry-run", { store })).toMatchObject({ matched: 31, dry_run: true });
    expect(await countOf(store, "tag:friends not tag:x")).toBe(30);
  });
});

describe("on a terminal", () => {
  test("the count and the first names are confirmed", async () => {
    const store = await book(4);
    const { code, asked } = await runAsked("contacts tag --add x --query tag:friends", ["y"], { store });
    expect([code, asked]).toEqual([0, [expect.stringMatching(/4 contacts: F1, F2, F3, …/)]]);
    expect(await countOf(store, "tag:x")).toBe(4);
  });

  test.each([
    ["Enter", ""],
    ["n", "n"],
    ["Ctrl-C", CTRL_C],
  ])("%s means no, exit 130", async (_, answer) => {
    const store = await book(2);
    const { code } = await runAsked("contacts tag --add x --query tag:friends", [answer], { store });
    expect([code, await countOf(store, "tag:x")]).toEqual([130, 0]);
  });

  test.each(["--yes", "--expect 2", "--dry-run"])("nothing is asked with %s", async (option) => {
    const store = await book(2);
    const { code, asked } = await runAsked(`contacts tag --add x --query tag:friends ${option}`, [], { store });
    expect([code, asked]).toEqual([0, []]);
  });

  test("a delete wants the count typed, also with --yes", async () => {
    const store = await book(2);
    for (const answer of ["", "y", "3", "22"]) {
      const { code, asked } = await runAsked("contacts delete --yes --query tag:friends", [answer], { store });
      expect([code, asked.length]).toEqual([130, 1]);
    }
    expect(await countOf(store, "")).toBe(3);
    expect((await runAsked("contacts delete --query tag:friends", ["2"], { store })).code).toBe(0);
    expect(await countOf(store, "")).toBe(1);
  });

  test("a contact met only by search is confirmed; a named one is not", async () => {
    const store = await book(0);
    const guessed = await runAsked("contacts delete love", [""], { store });
    expect([guessed.code, guessed.asked]).toEqual([130, [expect.stringContaining("Ada Lovelace")]]);
    expect(await countOf(store, "")).toBe(1);
    const named = await runAsked("contacts delete 'ada lovelace'", [], { store });
    expect([named.code, named.asked]).toEqual([0, []]);
  });
});
