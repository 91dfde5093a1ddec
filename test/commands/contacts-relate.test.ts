import { expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const book = () => bookOf(newStore(folder), card("Ada Lovelace") + card("Bob Smith") + card("Carol Smith"));
type Row = Record<string, string | null>;

test("relating twice is the same relationship, whichever end it is said from", async () => {
  const store = await book();
  const row = await json<Row>("contacts relate ada manages bob", { store });
  expect(await json("contacts relate ada Manages bob", { store })).toEqual(row);
  expect(await json("contacts relate bob 'reports to' ada", { store })).toEqual(row);
  expect(await json<unknown[]>("contacts relationships ada", { store })).toHaveLength(1);
});

test("another description replaces the one there is, on the row as it was said; undo brings it back", async () => {
  const store = await book();
  const row = await json<Row>("contacts relate ada manages bob --description a", { store });
  const changed = await json<Row>("contacts relate bob reports_to ada --description b", { store });
  expect(changed).toMatchObject({ ...ends(row), relationship_type: "manages", description: "b" });
  expect(await json("contacts relate ada manages bob", { store })).toEqual(changed);
  const emptied = await json<Row>("contacts relate ada manages bob --description ''", { store });
  expect(emptied.description).toBe(null);
  await run("undo", { store });
  expect(await json("contacts relate ada manages bob", { store })).toEqual(changed);
});

const ends = ({ from_contact_id, to_contact_id }: Row) => ({ from_contact_id, to_contact_id });

test("unrelating takes away what is said from either end, once", async () => {
  const store = await book();
  const { id } = await json<Row>("contacts relate ada parent bob", { store });
  await run("contacts relate ada friend bob", { store });
  expect(await json("contacts unrelate bob child ada --dry-run", { store })).toMatchObject({
    ids: [id],
    dry_run: true,
  });
  expect(await json("contacts unrelate bob child ada", { store })).toMatchObject({ changed: 1, ids: [id] });
  expect(await json("contacts unrelate bob child ada", { store })).toMatchObject({ operation_id: null, changed: 0 });
  const left = await json<Row[]>("contacts relationships ada", { store });
  expect(left.map(({ relationship_type }) => relationship_type)).toEqual(["friend"]);
});

test("a type that nobody defined is taken back all the same", async () => {
  const lines = ["UID:urn:example:b", "RELATED;TYPE=contact;X-RELATIONSHIP=godparent:urn:example:a"];
  const store = await bookOf(newStore(folder), card("Ada", "UID:urn:example:a") + card("Bob", ...lines));
  expect((await run("contacts relationships Bob", { store, tty: true })).stdout).toContain("Ada is godparent of Bob");
  expect(await json("contacts unrelate Ada godparent Bob", { store })).toMatchObject({ changed: 1 });
});

test("the card, the list and the answer say it in the same words", async () => {
  const store = await book();
  await run("relationship-types create mentors --inverse mentored_by", { store });
  await run("contacts relate ada mentors bob", { store });
  const tty = { store, tty: true };
  expect((await run("contacts get bob", tty)).stdout).toContain("mentored by Ada Lovelace");
  expect((await run("contacts relationships bob", tty)).stdout).toContain("mentored by Ada Lovelace");
  expect((await run("contacts relate bob mentored_by ada", tty)).stdout).toContain(
    "Bob Smith is mentored by Ada Lovelace already",
  );
});

test("a contact's past reads with the words of today", async () => {
  const store = await book();
  const { id } = await json<Row>("relationship-types create mentors", { store });
  await run("contacts relate ada mentors bob", { store });
  await run(`relationship-types update ${id} --inverse mentored_by`, { store });
  const past = await json<{ relationships: Row[] }>("contacts get bob --as-of today --include relationships", {
    store,
  });
  expect(past.relationships[0]?.inverse_name).toBe("mentored_by");
});

test.each([
  ["contacts relate ada frend bob", 2, "bad_request"],
  ["contacts relate ada friend ada", 2, "usage"],
  ["contacts relate ada friend nobody", 5, "not_found"],
  ["contacts relate nobody friend ada", 5, "not_found"],
  ["contacts relate ada friend smith", 6, "ambiguous"],
  ["contacts unrelate ada frend bob", 2, "bad_request"],
  ["contacts unrelate ada friend smith", 6, "ambiguous"],
  ["contacts relationships nobody", 5, "not_found"],
  ["contacts relationships ada --direction up", 2, "usage"],
  ["relationship-types delete parent", 2, "bad_request"],
  ["relationship-types create x --symmetric --inverse y", 2, "usage"],
])("%s is exit %i", async (words, exit, code) => {
  const failed = await errorOf(words, { store: await book() });
  expect([failed.code, failed.error.code]).toEqual([exit, code]);
});
