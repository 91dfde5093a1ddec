import { expect, test } from "vitest";
import type { ContactResponse } from "../../src/domain/entities.ts";
import { card } from "../support/cards.ts";
import { json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const CARDS = card("Ada Lovelace", "EMAIL:ada@example.org", "NICKNAME:Addy") + card("Bob Smith") + card("Carol Smith");
const book = () => bookOf(newStore(folder), CARDS);

test.each([
  ["contacts create Dora", 1, 0],
  ["contacts log call ada -m Hello", 1, 0],
  ["contacts relate ada friend bob", 1, 0],
  ["contacts channel add ada email countess@example.org", 1, 0],
  ["tags create vip", 1, 0],
  ["contacts channel remove ada ada@example.org", 1, 1],
  ["contacts channel update ada ada@example.org --label work", 1, 1],
  ["contacts update ada --nickname Lady", 1, 1],
  ["contacts update ada --nickname Addy", 0, 0],
  ["contacts tag ada vip", 1, 1],
  ["contacts delete ada", 1, 1],
])("%s --dry-run --json is a report that cannot be taken for the real answer", async (command, changed, existing) => {
  const store = await book();
  const { ids, ...report } = await json<{ ids: string[] }>(`${command} --dry-run`, { store });
  expect(report).toEqual({
    operation_id: null,
    matched: 1,
    changed,
    unchanged: 1 - changed,
    failed: [],
    dry_run: true,
  });
  expect(ids).toHaveLength(existing);
  expect(await json(command, { store })).not.toHaveProperty("dry_run");
});

test("undo says in JSON whether it was a dry run", async () => {
  const store = await book();
  expect(await json("undo -n", { store })).toMatchObject({ operation_id: null, dry_run: true });
  const { operation_id, dry_run } = await json("undo", { store });
  expect([typeof operation_id, dry_run]).toEqual(["string", false]);
});

test.each([
  ["undo", /^Would take back `/],
  ["contacts log call ada -m Hello", /^Would log call with Ada Lovelace\n/],
  ["contacts relate ada friend bob", /^Would relate: Ada Lovelace is friend of Bob Smith\n/],
  ["contacts delete --all", /^Would delete 3 contacts: Ada Lovelace, Bob Smith, Carol Smith\n/],
  ["contacts tag --all --add vip", /^Would tag 3 contacts vip \(a new tag\): Ada Lovelace, Bob Smith, Carol Smith\n/],
  ["contacts update --query smith --nickname x", /^Would update 2 contacts: Bob Smith, Carol Smith\n/],
])("%s --dry-run says what it would do, and to whom", async (command, expected) => {
  const { stdout } = await run(`${command} --dry-run`, { store: await book(), tty: true });
  expect(stdout).toMatch(expected);
});

test("what was deleted is named with its undo, one or several", async () => {
  const store = await book();
  const back = (what: string) =>
    new RegExp(`^${what}; \`backside undo ([0-9a-f-]{36})\` brings (?:it|them) back\\noperation \\1\\n`);
  expect((await run("contacts delete ada", { store, tty: true })).stdout).toMatch(back("Deleted Ada Lovelace"));
  expect((await run("contacts delete nobody bob", { store, tty: true })).stdout).toMatch(back("Deleted Bob Smith"));
  await run("undo", { store });
  expect((await json<ContactResponse[]>("contacts list", { store })).length).toBe(2);
});

test("what is yet to be is no last contact, and the list says when it will be", async () => {
  const store = await book();
  const now = "2026-11-22T04:00:00Z";
  await run("contacts log call ada -m Past --at 2026-11-19T04:00:00Z", { store, now });
  await run("contacts log call ada -m Future --at 2027-01-01", { store, now });
  expect((await run("contacts interactions", { store, now, tty: true })).stdout).toContain("in 40 days");
  const { stdout } = await run("contacts get ada", { store, now, tty: true });
  expect(stdout).toMatch(/Last contact +Past +call, 3 days ago/);
  expect(stdout).not.toContain("Future");
});

test("history tells a relationship as `relationships` does; a contact that was not there yet is called as it was named", async () => {
  const store = await book();
  await run("contacts relate ada reports_to bob", { store });
  expect((await run("contacts history ada", { store, tty: true })).stdout).toContain(
    "+ Ada Lovelace reports to Bob Smith",
  );
  const { stderr } = await run("contacts get ada@example.org --as-of 2001-01-01", { store });
  expect(stderr).toContain('there was no contact "ada@example.org" at 2001-');
  const diff = await run("contacts diff ada@example.org --from 2001-01-01 --to 2001-01-02", { store });
  expect(diff.stderr).toContain('there was no contact "ada@example.org" at either time');
});
