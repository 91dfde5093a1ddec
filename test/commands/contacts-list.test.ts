import fs from "node:fs";
import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

const BOOK = [
  card("Ada Lovelace", "N:Lovelace;Ada;;;", "EMAIL:ada@example.org", "TEL:+1 202 555 0123", "CATEGORIES:friends,vip"),
  card("Grace Hopper", "EMAIL:grace@navy.example", "CATEGORIES:friends"),
  card("Analytical Society", "KIND:org", "URL:https://example.org"),
].join("");
const store = await bookOf(newStore(folder), BOOK);
const ADA = await idNamed("Ada Lovelace");
const GRACE = await idNamed("Grace Hopper");
const SOCIETY = await idNamed("Analytical Society");

async function idNamed(name: string): Promise<string> {
  const { id } = await json(`contacts get "${name}"`, { store });
  return String(id);
}

const names = async (options: string) =>
  (await json<{ display_name: string }[]>(`contacts list ${options}`, { store })).map((one) => one.display_name);

describe("forms", () => {
  const TSV = [
    `${ADA}\tAda Lovelace\tperson\tada@example.org\t+1 202 555 0123\t\n`,
    `${GRACE}\tGrace Hopper\tperson\tgrace@navy.example\t\t\n`,
    `${SOCIETY}\tAnalytical Society\torganization\t\t\t\n`,
  ].join("");
  const CSV_ROWS = TSV.replaceAll("\t", ",").replaceAll("\n", "\r\n");
  const HEADER = "id display_name kind email phone organization";

  test("a pipe gets TSV without a header", async () => {
    expect(await run("contacts list", { store })).toEqual({ code: 0, stdout: TSV, stderr: "" });
    expect((await run("contacts list --tsv", { store, tty: true })).stdout).toBe(TSV);
  });

  test("--header adds one", async () => {
    const { stdout } = await run("contacts list --header", { store });
    expect(stdout).toBe(`${HEADER.replaceAll(" ", "\t")}\n${TSV}`);
  });

  test("--csv has one, CRLF, and --no-header none", async () => {
    expect((await run("contacts list --csv", { store })).stdout).toBe(`${HEADER.replaceAll(" ", ",")}\r\n${CSV_ROWS}`);
    expect((await run("contacts list --csv --no-header", { store })).stdout).toBe(CSV_ROWS);
  });

  test("--json is an array, one element per line in a pipe and indented on a terminal", async () => {
    const piped = await run("contacts list --json", { store });
    const shown = await run("contacts list --json", { store, tty: true });
    expect(piped.stdout.split("\n").map((line) => line.slice(0, 6))).toEqual([
      "[",
      '{"id":',
      '{"id":',
      '{"id":',
      "]",
      "",
    ]);
    expect(shown.stdout.slice(0, 14)).toBe('[\n  {\n    "id"');
    expect(JSON.parse(shown.stdout)).toEqual(JSON.parse(piped.stdout));
  });

  test("--ndjson is the same objects, one per line", async () => {
    const { stdout } = await run("contacts list --ndjson", { store });
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(await json("contacts list", { store }));
  });

  test("a terminal gets a table", async () => {
    const fields = "--fields display_name,kind,channels.value";
    const { stdout } = await run(`contacts list ${fields}`, { store, tty: true, columns: 100 });
    expect(stdout.split("\n").map((line) => line.trimEnd())).toEqual([
      "DISPLAY NAME        KIND          CHANNELS.VALUE",
      "Ada Lovelace        person        ada@example.org; +1 202 555 0123",
      "Grace Hopper        person        grace@navy.example",
      "Analytical Society  organization  https://example.org",
      "",
    ]);
    expect((await run(`contacts list --table ${fields}`, { store, columns: 100 })).stdout).toBe(stdout);
  });

  test("a table shows no ids, and those asked for in full however narrow the terminal is", async () => {
    const shown = await run("contacts list", { store, tty: true, columns: 100 });
    expect(shown.stdout.split("\n").slice(0, 2)).toEqual([
      "NAME                EMAIL               PHONE            ORGANIZATION  KIND",
      "Ada Lovelace        ada@example.org     +1 202 555 0123                person",
    ]);
    const { stdout } = await run("contacts list --fields id,tags.id,display_name", { store, tty: true, columns: 40 });
    const [{ tags = [] } = {}] = await json<{ tags: { id: string }[] }[]>("contacts list --include tags", { store });
    const ids = tags.map(({ id }) => id).join("; ");
    expect(stdout.split("\n")[1]).toBe(`${ADA}  ${ids}  …`);
  });

  test.each(["--json --csv", "--ndjson --json", "--tsv --table"])("%s is one too many", async (options) => {
    const { code, stdout, stderr } = await run(`contacts list ${options}`, { store });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    for (const option of options.split(" ")) expect(stderr).toContain(option);
  });

  test("BACKSIDE_OUTPUT chooses the form, a flag overrules it, a wrong value is a usage error", async () => {
    const env = { BACKSIDE_OUTPUT: "ndjson" };
    const ndjson = await run("contacts list --ndjson", { store });
    expect(await run("contacts list", { store, env })).toEqual(ndjson);
    expect((await run("contacts list --tsv", { store, env })).stdout).toBe(TSV);
    expect(await run("contacts list", { store, env: { BACKSIDE_OUTPUT: "xml" } })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "backside: BACKSIDE_OUTPUT is not an output form: xml\nhint: one of table, tsv, csv, json, ndjson; see `backside contacts list --help`\n",
    });
  });

  test("errors are JSON as well where BACKSIDE_OUTPUT asks for JSON", async () => {
    const { code, stderr } = await run("contacts list --kind robot", { store, env: { BACKSIDE_OUTPUT: "json" } });
    expect({ code, error: JSON.parse(stderr).error.code }).toEqual({ code: 2, error: "usage" });
  });
});

describe("a row", () => {
  test("is flat, its keys in their documented order, empty ones null", async () => {
    const [ada] = await json<object[]>("contacts list", { store });
    expect(JSON.stringify(ada)).toBe(
      JSON.stringify({
        id: ADA,
        tenant_id: "00000000-0000-7000-8000-000000000001",
        display_name: "Ada Lovelace",
        kind: "person",
        prefix: null,
        given_name: "Ada",
        middle_name: null,
        family_name: "Lovelace",
        suffix: null,
        nickname: null,
        avatar_url: null,
        bio: null,
        language: null,
        timezone: null,
        vcard_uid: null,
        metadata: {},
        created_at: "2026-01-02T03:04:05Z",
        updated_at: "2026-01-02T03:04:05Z",
        deleted_at: null,
      }),
    );
  });

  test("--include embeds the parts asked for, all of them with all", async () => {
    const [ada = {}] = await json<Record<string, unknown>[]>("contacts list --include tags,channels", { store });
    expect(Object.keys(ada).slice(-2)).toEqual(["tags", "channels"]);
    expect(ada.tags).toMatchObject([{ name: "friends" }, { name: "vip" }]);
    const [whole = {}] = await json<object[]>("contacts list --include all", { store });
    expect(Object.keys(whole).slice(19)).toEqual(
      "channels addresses dates affiliations tags relationships groups photo".split(" "),
    );
    const { code, error } = await errorOf("contacts list --include tag", { store });
    expect({ code, error }).toEqual({
      code: 2,
      error: {
        code: "usage",
        message:
          '--include takes one of channels, addresses, dates, affiliations, tags, relationships, groups, photo, all, not "tag"',
        hint: "see `backside contacts list --help`",
        retryable: false,
        details: null,
      },
    });
  });
});

describe("--fields", () => {
  test("selects and orders, keeps the nesting of JSON and joins lists in TSV", async () => {
    const fields = "--fields display_name,tags.name,id --limit 1";
    expect(await json(`contacts list ${fields}`, { store })).toEqual([
      { display_name: "Ada Lovelace", tags: [{ name: "friends" }, { name: "vip" }], id: ADA },
    ]);
    expect((await run(`contacts list ${fields}`, { store })).stdout).toBe(`Ada Lovelace\tfriends; vip\t${ADA}\n`);
    expect((await run(`contacts list ${fields} --csv`, { store })).stdout).toBe(
      `display_name,tags.name,id\r\nAda Lovelace,friends; vip,${ADA}\r\n`,
    );
  });

  test("with an unknown name is a usage error that names the valid ones", async () => {
    const { code, stdout, error } = await errorOf("contacts list --fields id,colour", { store });
    const fields = error.details.fields as string[];
    expect({ code, stdout, error }).toEqual({
      code: 2,
      stdout: "",
      error: {
        code: "unknown_field",
        message: 'unknown field "colour"',
        hint: `fields: ${fields.filter((field) => !field.includes(".")).join(", ")}`,
        retryable: false,
        details: { field: "colour", fields },
      },
    });
    expect(fields).toContain("channels.value");
    expect(fields.slice(0, 3)).toEqual(["id", "tenant_id", "display_name"]);
  });

  test.each(["__proto__", "metadata.__proto__", "constructor"])("refuses %s", async (field) => {
    const { code, error } = await errorOf(`contacts list --fields ${field}`, { store });
    expect([code, error.code]).toEqual([2, "unknown_field"]);
  });
});

describe("what is listed", () => {
  test.each([
    ["", ["Ada Lovelace", "Grace Hopper", "Analytical Society"]],
    ["--kind person", ["Ada Lovelace", "Grace Hopper"]],
    ["--kind organization", ["Analytical Society"]],
    ["--kind group", []],
    ["--tag friends", ["Ada Lovelace", "Grace Hopper"]],
    ["--tag FRIENDS --tag vip", ["Ada Lovelace"]],
    ["--tag nobody", []],
    ["--group nobody", []],
    ["--deleted", []],
    ["example", ["Ada Lovelace", "Grace Hopper", "Analytical Society"]],
    ["example ada", ["Ada Lovelace"]],
    ["--limit 2", ["Ada Lovelace", "Grace Hopper"]],
    ["--limit 2 --reverse", ["Analytical Society", "Grace Hopper"]],
    ["--sort name", ["Ada Lovelace", "Analytical Society", "Grace Hopper"]],
    ["--sort name --reverse", ["Grace Hopper", "Analytical Society", "Ada Lovelace"]],
    ["--sort updated", ["Ada Lovelace", "Grace Hopper", "Analytical Society"]],
    ["--sort created --reverse", ["Analytical Society", "Grace Hopper", "Ada Lovelace"]],
  ])("list %s", async (options, expected) => {
    expect(await names(options)).toEqual(expected);
  });

  test.each([
    ["--limit 0", '--limit takes a whole number from 1, not "0"'],
    ["--limit -1", '--limit takes a whole number from 1, not "-1"'],
    ["--limit abc", '--limit takes a whole number from 1, not "abc"'],
    ["--limit 1e3", '--limit takes a whole number from 1, not "1e3"'],
    ["--sort age", '--sort takes one of name, created, updated, not "age"'],
    ["--kind robot", '--kind takes one of person, organization, group, not "robot"'],
    ["--region XX9", "not a region: XX9"],
    ["--region UK", "not a region: UK"],
    ["--limt 3", "unknown option '--limt'"],
  ])("list %s is a usage error", async (options, message) => {
    const { code, stdout, error } = await errorOf(`contacts list ${options}`, { store });
    expect({ code, stdout, message: error.message, error: error.code }).toEqual({
      code: 2,
      stdout: "",
      message,
      error: "usage",
    });
  });

  const NOTHING = [
    ["--json", "[]\n", ""],
    ["--ndjson", "", ""],
    ["--tsv", "", ""],
    ["--csv", "id,display_name,kind,email,phone,organization\r\n", ""],
    ["--table", "", "no contact matches\n"],
    ["--table --quiet", "", ""],
  ] as const;

  test.each(NOTHING)("an empty book with %s is %j, with exit 0", async (options, stdout, stderr) => {
    const empty = newStore(folder);
    await run("contacts create Ada", { store: empty });
    await run("undo", { store: empty });
    expect(await run(`contacts list ${options}`, { store: empty })).toEqual({ code: 0, stdout, stderr });
  });

  test.each(NOTHING)(
    "a missing book with %s is the same, and people are told how to make one",
    async (options, stdout) => {
      const missing = newStore(folder);
      const told = /json|quiet/.test(options)
        ? ""
        : `there is no store yet at ${missing}; \`backside contacts create\` or \`import\` makes one\n`;
      for (const command of ["list", "list --limit 3", "search ada"])
        expect(await run(`contacts ${command} ${options}`, { store: missing })).toEqual({
          code: 0,
          stdout,
          stderr: told,
        });
      expect(fs.existsSync(missing)).toBe(false);
    },
  );
});

describe("more than a screen holds", () => {
  test("a terminal shows 50 rows and says how many there are more", async () => {
    const book = await bigBook();
    const screen = await run("contacts list --no-header", { store: book, tty: true });
    expect(screen.stdout.split("\n")).toHaveLength(51);
    expect({ code: screen.code, stderr: screen.stderr }).toEqual({
      code: 0,
      stderr: "… 1,150 more; use --limit N or --all\n",
    });
    const search = await run("contacts search person --no-header", { store: book, tty: true });
    expect(search.stderr).toBe("… 1,150 more; use --limit N or --all\n");
    const limited = await run("contacts list --no-header --limit 60", { store: book, tty: true });
    expect([limited.stdout.split("\n").length, limited.stderr]).toEqual([61, ""]);
    const all = await run("contacts list --no-header --all", { store: book, tty: true });
    expect([all.stdout.split("\n").length, all.stderr]).toEqual([1201, ""]);
  });

  test.each([
    ["--tsv", 1200],
    ["--ndjson", 1200],
    ["--csv --no-header", 1200],
    ["--tsv --limit 1100", 1100],
    ["--tsv --limit 999", 999],
    ["--tsv --limit 5000", 1200],
  ])("list %s gives all rows in order, through all pages", async (options, rows) => {
    const { stdout, stderr } = await run(`contacts list --fields display_name ${options}`, { store: await bigBook() });
    const numbers = [...stdout.matchAll(/Person (\d+)/g)].map(([, number]) => Number(number));
    expect({ numbers, stderr }).toEqual({ numbers: Array.from({ length: rows }, (_, i) => i), stderr: "" });
  });

  let big: Promise<string> | null = null;
  function bigBook(): Promise<string> {
    big ??= bookOf(newStore(folder), Array.from({ length: 1200 }, (_, i) => card(`Person ${i}`)).join(""));
    return big;
  }
});

test("contacts created later come later, also when their ids are smaller", async () => {
  const book = newStore(folder);
  for (const [at, firstId, display_name] of [
    ["2026-01-02T03:04:05Z", 100, "First"],
    ["2026-02-01T00:00:00.250Z", 1, "Second"],
  ] as const) {
    const opened = openStore(book, { at, firstId });
    await write(opened, (tx) => tx.insert("contacts", { ...PERSON, display_name }));
    await opened.close();
  }
  const rows = await json("contacts list --fields display_name,created_at", { store: book });
  expect(rows).toEqual([
    { display_name: "First", created_at: "2026-01-02T03:04:05Z" },
    { display_name: "Second", created_at: "2026-02-01T00:00:00.250Z" },
  ]);
});

test.each(["contacts list", "contacts search ada", "contacts history ada", "operations list", "tags list"])(
  "%s is either limited or whole",
  async (command) => {
    const { code, error } = await errorOf(`${command} --limit 2 --all`, { store });
    expect([code, error.code, error.message]).toEqual([2, "usage", "--limit and --all do not go together"]);
  },
);
