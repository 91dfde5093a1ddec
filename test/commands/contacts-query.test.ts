import { expect, test } from "vitest";
import type { CONTACT_KEYS } from "../../src/domain/shapes.ts";
import { errorOf, json, run } from "../support/run.ts";
import { newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

async function book(people: number): Promise<string> {
  const path = newStore(folder);
  const store = openStore(path);
  await write(store, async (tx) => {
    for (let i = 0; i < people; i++)
      await tx.insert("contacts", { ...PERSON, display_name: `P${i}`, nickname: i % 2 ? "odd" : "even" });
  });
  await store.close();
  return path;
}

test("search ranks by the words and keeps created order without them", async () => {
  const path = newStore(folder);
  const store = openStore(path);
  await write(store, async (tx) => {
    for (const display_name of ["Zoe Ann", "Anna", "Ann"])
      await tx.insert("contacts", { ...PERSON, display_name, bio: "x" });
  });
  await store.close();
  const names = async (command: string) =>
    (await json<{ display_name: string }[]>(command, { store: path })).map(({ display_name }) => display_name);
  expect(await names("contacts search ann has:note")).toEqual(["Ann", "Anna", "Zoe Ann"]);
  expect(await names("contacts search has:note")).toEqual(["Zoe Ann", "Anna", "Ann"]);
  expect(await names("contacts list ann has:note")).toEqual(["Zoe Ann", "Anna", "Ann"]);
  expect(await names("contacts list ann --kind person --reverse")).toEqual(["Ann", "Anna", "Zoe Ann"]);
  expect((await run("contacts export has:note", { store: path })).stdout.match(/BEGIN:VCARD/g)).toHaveLength(3);
});

test("all pages of a query are one list", async () => {
  const store = await book(1200);
  const rows = await json<Record<(typeof CONTACT_KEYS)[number], string>[]>("contacts list nickname:odd last:none", {
    store,
  });
  expect(rows.map(({ display_name }) => display_name)).toEqual(Array.from({ length: 600 }, (_, i) => `P${2 * i + 1}`));
});

test("a terminal is told how many more there are, as far as that is cheap", async () => {
  const store = await book(1200);
  const more = async (query: string) => (await run(`contacts list "${query}"`, { store, tty: true })).stderr;
  expect(await more("not nickname:odd name:p2")).not.toContain("more than");
  expect(await more("nickname:odd")).toBe("… more than 500 more; use --limit N or --all\n");
  expect(await more("p")).toBe("… 1,150 more; use --limit N or --all\n");
});

test("a mistake is shown with a caret, or told to programs by its position", async () => {
  const store = await book(1);
  const { code, stderr } = await run('contacts list "山田 tga:\u001b[31m"', { store, tty: true });
  expect(code).toBe(2);
  expect(stderr.split("\n").slice(0, 3)).toEqual([
    'backside: the query, at character 4: there is no field "tga"',
    "  山田 tga:^[[31m",
    "       ^^^",
  ]);
  const { error } = await errorOf("contacts search kind:x", { store });
  expect(error).toMatchObject({ code: "invalid_query", details: { query: "kind:x", position: 5, length: 1 } });
});

test.each([
  ["country:FR", ["Coded", "Named"]],
  ["country:fr", ["Coded", "Named"]],
  ["country:=fr", ["Coded"]],
  ['country:"fr"', ["Coded"]],
  ["country:france", ["Named"]],
  ["country:de", []],
  ["not country:fr", ["Neither"]],
])("%s looks at the name and the code of a country", async (query, names) => {
  const store = newStore(folder);
  await run('contacts create Coded --address "9 Rue, Lyon, FR"', { store });
  await run("contacts create Named", { store });
  await run("contacts address add Named --city Paris --country France", { store });
  await run("contacts create Neither", { store });
  const rows = await json<{ display_name: string }[]>(`contacts list '${query}'`, { store });
  expect(rows.map(({ display_name }) => display_name).sort()).toEqual(names);
});
