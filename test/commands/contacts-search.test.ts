import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

const store = await bookOf(
  newStore(folder),
  [
    card("Ada Lovelace", "NICKNAME:Enchantress", "EMAIL:ada.l@analytical.example", "TEL:+1 555 010 0199"),
    card("Žofia Ångström", "NOTE:met at the harbour in Tromsø", "TITLE:Head of Chemistry", "ORG:Øresund Labs"),
    card("山田太郎", "ADR:;;Ginza 1;Tokyo;;104;Japan", "CATEGORIES:climbing club"),
    card("Seán O'Brien-Lee", "TEL:+49 171 1234567"),
    card("Bo", "EMAIL:bo@example.org"),
    card("Søren Straße", "TEL:0800 110"),
  ].join(""),
);

const found = async (query: string) => {
  const { stdout } = await run(`contacts search --json -- ${query}`, { store });
  return (JSON.parse(stdout) as { display_name: string }[]).map(({ display_name }) => display_name);
};

test.each([
  ["ada", ["Ada Lovelace"]],
  ["LOVE ad", ["Ada Lovelace"]],
  ["lovelace babbage", []],
  ["enchan", ["Ada Lovelace"]],
  ["ada.l@analytical.example", ["Ada Lovelace"]],
  ["analytical.example", ["Ada Lovelace"]],
  ["zofia", ["Žofia Ångström"]],
  ["ÅNGSTRÖM", ["Žofia Ångström"]],
  ["A\u030angstro\u0308m", ["Žofia Ångström"]],
  ["harbour tromso", ["Žofia Ångström"]],
  ["chemistry", ["Žofia Ångström"]],
  ["oresund lab", ["Øresund Labs", "Žofia Ångström"]],
  ["山田", ["山田太郎"]],
  ["田", ["山田太郎"]],
  ["太", ["山田太郎"]],
  ["山太", []],
  ["climb", ["山田太郎"]],
  ["tokyo ginza", ["山田太郎"]],
  ["obrien", ["Seán O'Brien-Lee"]],
  ["o’brien-lee", ["Seán O'Brien-Lee"]],
  ["b", ["Bo"]],
  ["bo", ["Bo"]],
  ["strasse", ["Søren Straße"]],
  ["soren straße", ["Søren Straße"]],
])("search %s → %j", async (query, expected) => {
  expect(await found(query)).toEqual(expected);
});

test.each([
  ["555-0100", "Ada Lovelace"],
  ["(555) 010-0199", "Ada Lovelace"],
  ["5550100199", "Ada Lovelace"],
  ["+15550100199", "Ada Lovelace"],
  ["001 555 0100199", "Ada Lovelace"],
  ["0199", "Ada Lovelace"],
  ["0171 123 45 67", "Seán O'Brien-Lee"],
  ["0171/1234567", "Seán O'Brien-Lee"],
  ["+49 (0)171 1234567", "Seán O'Brien-Lee"],
  ["0049171", "Seán O'Brien-Lee"],
  ["0800110", "Søren Straße"],
])("the phone %s finds %s", async (query, expected) => {
  expect(await found(query)).toEqual([expected]);
});

test("the best match comes first: the very name, names that begin so, names that hold all words, the rest", async () => {
  const book = await bookOf(
    newStore(folder),
    [
      card("Zed", "NOTE:ask Ann Lee"),
      card("Lee, Ann"),
      card("Ann Lee Miller"),
      card("Ann Lee"),
      card("Bert", "ORG:Ann Lee Bakery"),
    ].join(""),
  );
  const rows = await json<{ display_name: string }[]>('contacts search "ann lee" --kind person', { store: book });
  expect(rows.map(({ display_name }) => display_name)).toEqual([
    "Ann Lee",
    "Ann Lee Miller",
    "Lee, Ann",
    "Bert",
    "Zed",
  ]);
  const sorted = await json<{ display_name: string }[]>("contacts search ann --sort name --reverse --kind person", {
    store: book,
  });
  expect(sorted.map(({ display_name }) => display_name)).toEqual([
    "Zed",
    "Lee, Ann",
    "Bert",
    "Ann Lee Miller",
    "Ann Lee",
  ]);
});

test.each([
  ["--json", "[]\n", ""],
  ["--ndjson", "", ""],
  ["--tsv", "", ""],
  ["--table", "", "no contact matches\n"],
])("no hit with %s is no error", async (form, stdout, stderr) => {
  expect(await run(`contacts search nobody ${form}`, { store })).toEqual({ code: 0, stdout, stderr });
});

test.each([
  ["+1 202 555 0143", "(202) 555-0143"],
  ["+49 30 23125 001", "030 23125-001"],
  ["0044 20 7946 0018", "020 7946 0018"],
])("%s finds %s, whose country nobody knew", async (query, stored) => {
  const other = newStore(folder);
  const file = path.join(folder, "national.vcf");
  fs.writeFileSync(file, `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nat\r\nTEL:${stored}\r\nEND:VCARD\r\n`);
  await run(`contacts import '${file}'`, { store: other, env: { LANG: "C", LC_ALL: "C" } });
  expect((await run(`contacts search '${query}' --fields display_name`, { store: other })).stdout).toBe("Nat\n");
});

test("the words of several arguments belong together", async () => {
  expect((await run("contacts search ada love --fields display_name", { store })).stdout).toBe("Ada Lovelace\n");
});

test.each([
  ["--limit 0", '--limit takes a whole number from 1, not "0"'],
  ["--sort age", '--sort takes one of name, created, updated, not "age"'],
  ["--kind robot", '--kind takes one of person, organization, group, not "robot"'],
])("search ada %s is a usage error", async (options, message) => {
  const { code, stdout, error } = await errorOf(`contacts search ada ${options}`, { store });
  expect([code, stdout, error.code, error.message]).toEqual([2, "", "usage", message]);
});

test.each(["''", "' '"])("search %s is a usage error", async (query) => {
  const { code, error } = await errorOf(`contacts search ${query}`, { store });
  expect({ code, error }).toEqual({
    code: 2,
    error: {
      code: "usage",
      message: "the search text is empty",
      hint: "`backside contacts list` lists all contacts; see `backside contacts search --help`",
      retryable: false,
      details: null,
    },
  });
});

test("search without a word is a usage error", async () => {
  const { code, stdout, error } = await errorOf("contacts search", { store });
  expect({ code, stdout, message: error.message }).toEqual({
    code: 2,
    stdout: "",
    message: "missing required argument 'query'",
  });
});

describe("odd characters are text", () => {
  test.each([
    '"\\""',
    "'ada\"'",
    "*",
    "ada*",
    "'NEAR(ada love)'",
    "'ada NOT love'",
    "'ada OR bo'",
    "name:ada",
    "'{name}:ada'",
    "-ada",
    "--ada",
    "^ada",
    "ada+love",
    "%",
    "_",
    "'a_a'",
    '"\'; DROP TABLE contacts; --"',
    "'('",
    "'\u0000'",
    "'\ud800'",
    "\u202eada",
    "!!!",
    "🙂",
  ])("%s", async (query) => {
    const { code, stderr } = await run(`contacts search --json -- ${query}`, { store });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("of the words, only and, or and not are more", async () => {
    expect(await found("'ada OR bo'")).toEqual(["Ada Lovelace", "Bo"]);
    expect(await found("'ada AND love'")).toEqual(["Ada Lovelace"]);
    expect(await found("'ada And love'")).toEqual([]);
    expect(await found("ada NEAR love")).toEqual([]);
    expect(await found("ada*")).toEqual(["Ada Lovelace"]);
    expect(await found("'a_a'")).toEqual([]);
    expect(await found("%")).toEqual([]);
  });

  test("a text as long as a command line may be", async () => {
    for (const query of ["ada ".repeat(20_000), "a".repeat(100_000), "1".repeat(100_000), "山".repeat(20_000)]) {
      const { code, stdout, stderr } = await run(`contacts search --json "${query}"`, { store });
      const hits = query.startsWith("ada") ? ["Ada Lovelace"] : [];
      const shown = JSON.parse(stdout || "null")?.map(({ display_name }: { display_name: string }) => display_name);
      expect({ code, stderr, shown }).toEqual({ code: 0, stderr: "", shown: hits });
    }
  });
});

test("a flag after -- is a word", async () => {
  expect(await run("contacts search --tsv -- --json", { store })).toEqual({ code: 0, stdout: "", stderr: "" });
});
