import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const CARDS = ["Ada Lovelace", "Bob Smith", "Carol Smith"].map((name) => card(name)).join("");
const book = () => bookOf(newStore(folder), CARDS);
type Tagged = { display_name: string; tags: { name: string }[] };
const tags = async (store: string) =>
  (await json<Tagged[]>("contacts list --include tags", { store })).map(({ tags }) =>
    tags.map(({ name }) => name).join(),
  );

test("one contact is answered with its tags, in every form", async () => {
  const store = await book();
  const contact = await json<Tagged>("contacts tag ada vip 'early bird'", { store });
  expect([contact.display_name, contact.tags.map(({ name }) => name)]).toEqual(["Ada Lovelace", ["vip", "early bird"]]);
  const { stdout } = await run("contacts tag ada vip --csv --fields display_name,tags.name", { store });
  expect(stdout).toBe("display_name,tags.name\r\nAda Lovelace,vip; early bird\r\n");
});

test("tags are named by id too, and an unknown id is no new name", async () => {
  const store = await book();
  await run("contacts tag ada vip", { store });
  const [tag] = await json<{ id: string }[]>("tags list", { store });
  await run(`contacts tag bob ${tag?.id}`, { store });
  expect(await tags(store)).toEqual(["vip", "vip", ""]);
  await run(`contacts untag bob ${tag?.id.toUpperCase()}`, { store });
  expect(await tags(store)).toEqual(["vip", "", ""]);
  expect((await errorOf("contacts tag bob 00000000-0000-7000-8000-00000000ffff", { store })).error.code).toBe(
    "not_found",
  );
  expect(await json<unknown[]>("tags list", { store })).toHaveLength(1);
});

test("several contacts are one operation with a report", async () => {
  const store = await book();
  await run("contacts tag bob lead", { store });
  const report = await json("contacts tag ada bob 'carol smith' --add customer --add vip --remove lead", { store });
  expect(report).toMatchObject({ matched: 3, changed: 3, unchanged: 0, failed: [], dry_run: false });
  expect(await tags(store)).toEqual(["customer,vip", "customer,vip", "customer,vip"]);
  expect(await json("contacts tag ada bob --add vip", { store })).toMatchObject({
    operation_id: null,
    matched: 2,
    changed: 0,
    unchanged: 2,
    ids: [],
  });
});

describe("by query", () => {
  test("every argument is a tag, and --add and --remove work as well", async () => {
    const store = await book();
    expect(await json("contacts tag --query smith a b", { store })).toMatchObject({ matched: 2, changed: 2 });
    expect(await tags(store)).toEqual(["", "a,b", "a,b"]);
    await run("contacts tag --query smith --add c --remove a", { store });
    await run("contacts untag --query carol b", { store });
    expect(await tags(store)).toEqual(["", "b,c", "c"]);
  });

  test("the count is guarded above 20 contacts", async () => {
    const store = await bookOf(newStore(folder), Array.from({ length: 21 }, (_, i) => card(`Person ${i}`)).join(""));
    for (const words of ["contacts tag --all --add x", "contacts tag --query person x --yes"]) {
      expect((await errorOf(words, { store })).error).toMatchObject({
        code: "confirmation_required",
        details: { matched: 21 },
      });
    }
    expect((await errorOf("contacts tag --all --add x --expect 20", { store })).error.code).toBe("expect_mismatch");
    expect((await json("contacts tag --all --add x --expect 21 --dry-run", { store })).dry_run).toBe(true);
    expect(await json<unknown[]>("tags list", { store })).toEqual([]);
    expect((await json("contacts tag --all --add x --expect 21", { store })).changed).toBe(21);
  });

  test("who matches nobody changes nothing", async () => {
    const store = await book();
    const { code, stdout } = await run("contacts tag --query zzz x", { store, tty: true });
    expect([code, stdout]).toEqual([0, "No contact matches\nnothing was changed\n"]);
    expect(await json<unknown[]>("tags list", { store })).toEqual([]);
  });
});

test("when one of several is nobody the others are done, exit 3", async () => {
  const store = await book();
  const { code, stdout } = await run("contacts tag ada nobody --add vip --json", { store });
  expect([code, JSON.parse(stdout)]).toMatchObject([3, { matched: 1, changed: 1, failed: [{ ref: "nobody" }] }]);
  expect((await errorOf("contacts tag nobody noone --add vip", { store })).code).toBe(5);
});

test.each([
  ["contacts tag ada", 2, "usage"],
  ["contacts tag", 2, "usage"],
  ["contacts tag ada ''", 2, "usage"],
  ["contacts tag ada --add x --remove X", 2, "usage"],
  ["contacts tag ada --add x --query bob", 2, "usage"],
  ["contacts tag nobody x", 5, "not_found"],
  ["contacts tag smith x", 6, "ambiguous"],
  ["contacts tag ada --remove x", 5, "not_found"],
  ["contacts untag ada x", 5, "not_found"],
  ["contacts untag ada", 2, "usage"],
])("%s is exit %i, and nothing is changed", async (words, exit, error) => {
  const store = await book();
  const failed = await errorOf(words, { store });
  expect([failed.code, failed.error.code]).toEqual([exit, error]);
  expect(await json<unknown[]>("tags list", { store })).toEqual([]);
});
