/** What surprised somebody who used the program for the first time. */
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { LOCAL_SCOPE } from "../../src/backend/local.ts";
import { makeDirectories } from "../../src/directory.ts";
import { card } from "../support/cards.ts";
import { errorOf, json, REPLACE, run, spawned } from "../support/run.ts";
import { bookOf, newStore, openStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const book = (...cards: string[]): Promise<string> => bookOf(newStore(folder), cards.join(""));

describe.runIf(process.platform === "linux")("a directory that cannot be made ends the command", () => {
  test("the store's", async () => {
    const { code, error } = await errorOf("contacts create X --store /proc/x/y.db", { store: newStore(folder) });
    expect({ code, errorCode: error.code }).toEqual({ code: 9, errorCode: "io_error" });
  });

  test("that of the configuration", async () => {
    const env = { XDG_CONFIG_HOME: "/proc/x" };
    const { code, error } = await errorOf("config set region DE", { store: newStore(folder), env });
    expect({ code, errorCode: error.code }).toEqual({ code: 9, errorCode: "io_error" });
  });

  test("that of a text to be edited", async () => {
    const store = await book(card("Ada"));
    const env = { XDG_STATE_HOME: "/proc/x", EDITOR: `${REPLACE} Ada Ida` };
    const { code, error } = await errorOf("contacts edit ada", { store, env });
    expect({ code, errorCode: error.code }).toEqual({ code: 9, errorCode: "io_error" });
  });
});

test("directories are made one in the other, for their owner only", () => {
  const directory = path.join(folder, "a/b/c");
  makeDirectories(directory);
  makeDirectories(directory);
  for (const one of [directory, path.dirname(directory)]) expect(fs.statSync(one).mode & 0o777).toBe(0o700);
  fs.writeFileSync(path.join(folder, "file"), "");
  expect(() => makeDirectories(path.join(folder, "file"))).toThrow("EEXIST");
  expect(() => makeDirectories(path.join(folder, "file/x/y"))).toThrow("ENOTDIR");
});

describe("the summary of an import", () => {
  const reason = `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:${"x".repeat(50)}\r\nTEL;TYPE=${"y".repeat(100)}:1\r\n`;
  const file = path.join(folder, `${"a-long-name-".repeat(10)}.vcf`);
  fs.writeFileSync(file, `${card("Ada")}${reason}`);

  test("is whole in a pipe, and cut on a screen", async () => {
    const longest = (text: string) => Math.max(...text.split("\n").map((line) => line.length));
    const piped = await run(`contacts import '${file}'`, { store: newStore(folder) });
    expect(longest(piped.stderr)).toBeGreaterThan(130);
    expect(piped.stderr).not.toContain("…");
    const table = await run(`contacts import '${file}' --table`, { store: newStore(folder) });
    expect(longest(table.stdout)).toBeGreaterThan(130);
    const shown = await run(`contacts import '${file}'`, { store: newStore(folder), tty: true });
    expect(longest(shown.stdout)).toBeLessThanOrEqual(80);
  });
});

describe("an import that changes nothing anybody can see", () => {
  const first = path.join(folder, "first.vcf");
  const other = path.join(folder, "other.vcf");
  fs.writeFileSync(first, card("Ada Lovelace", "EMAIL:ada@example.org") + card("Bob", "TEL:+12025550123"));
  // The same card in other letters: the same contact, with a digest of its own.
  fs.writeFileSync(other, card("Ada Lovelace", "EMAIL:ADA@example.org"));

  async function imported(): Promise<string> {
    const store = newStore(folder);
    await run(`contacts import '${first}'`, { store });
    return store;
  }

  const digests = async (store: string) => {
    const opened = openStore(store);
    const rows = await opened.read(LOCAL_SCOPE, (tx) => tx.find("card_digests", {}));
    await opened.close();
    return rows.length;
  };

  test("is no operation, but remembers the card", async () => {
    const store = await imported();
    const report = await json(`contacts import '${other}'`, { store });
    expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 1, operation_id: null });
    expect(await digests(store)).toBe(1);
    expect(await json("operations list", { store })).toHaveLength(1);
    const { stderr } = await run(`contacts import '${other}'`, { store });
    expect(stderr).not.toContain("operation");
  });

  test("stands in the way of no undo, which can be taken back itself", async () => {
    const store = await imported();
    await run(`contacts import '${other}'`, { store });
    const undone = await run("undo", { store });
    expect(undone.stderr).toContain("Took back `import first.vcf`");
    expect({ contacts: await json("contacts list", { store }), digests: await digests(store) }).toEqual({
      contacts: [],
      digests: 0,
    });
    const [last] = await json<{ id: string }[]>("operations list", { store });
    expect((await run(`undo ${last?.id}`, { store })).code).toBe(0);
    expect({ contacts: (await json<[]>("contacts list", { store })).length, digests: await digests(store) }).toEqual({
      contacts: 2,
      digests: 1,
    });
    const again = await json<{ id: string }[]>("operations list", { store });
    expect((await run(`undo ${again[0]?.id}`, { store })).code).toBe(0);
    expect(await json("contacts list", { store })).toEqual([]);
  });
});

describe("--profile beside BACKSIDE_STORE", () => {
  async function profiled() {
    const store = await book(card("Ada"));
    const work = path.join(path.dirname(store), "work.db");
    await run(`profile create work --store ${work}`, { store });
    return { store, work };
  }

  test("the variable wins, and it is said", async () => {
    const { store, work } = await profiled();
    const { stdout, stderr } = await run("contacts list --profile work --fields display_name", { store });
    expect(stdout).toBe("Ada\n");
    expect(stderr).toBe(`BACKSIDE_STORE comes before the store of profile work, which is not used: ${work}\n`);
  });

  test.each(["--quiet", "--json"])("not with %s", async (option) => {
    const { store } = await profiled();
    expect((await run(`contacts list --profile work ${option}`, { store })).stderr).toBe("");
  });

  test("nor where the option says it, or the variable is not there", async () => {
    const { store, work } = await profiled();
    expect((await run(`contacts list --profile work --store ${work} --fields id`, { store })).stderr).not.toContain(
      "before",
    );
    const env = { BACKSIDE_STORE: "" };
    expect((await run("contacts create Eve --profile work", { store, env })).stderr).not.toContain("before");
    expect(fs.existsSync(work)).toBe(true);
  });
});

test.each([
  ["contacts merge a b", null],
  ["contacts purgee x", "purge"],
  ["contacts pruge x", "purge"],
  ["contacts delte x", "delete"],
  ["contacts rm x", "delete"],
  ["contacts serch x", "search"],
])("%s leads to nothing that takes away, unless by one letter: %s", async (command, meant) => {
  const { stderr } = await run(command, { store: newStore(folder) });
  if (meant === null) expect(stderr).not.toMatch(/purge|delete/);
  else expect(stderr).toContain(`Did you mean contacts ${meant}?`);
});

test("who is not deleted cannot be purged or restored, and is named", async () => {
  const store = await book(card("Grace Adeyemi"), card("Grace Hopper"), card("Ada Lovelace"));
  const { code, stderr } = await run("contacts purge ada --expect 1", { store });
  expect({ code, stderr }).toEqual({
    code: 5,
    stderr:
      "backside: Ada Lovelace is not deleted\nhint: only what `backside contacts delete` deleted is restored or purged\n",
  });
  expect((await run("contacts restore grace", { store })).stderr).toContain(
    'the contacts that "grace" finds are not deleted',
  );
  expect((await run("contacts purge nobody --expect 1", { store })).stderr).toContain('no contact is called "nobody"');
});

test.each(["red", "336699", "#336699", "navy"])("--color %s leads to --tag-color", async (value) => {
  const { stderr } = await run(`tags update Important --color '${value}'`, { store: newStore(folder) });
  expect(stderr).toContain("--tag-color is the colour of a tag");
});

test("elsewhere it does not", async () => {
  const { stderr } = await run("contacts list --color alway", { store: newStore(folder) });
  expect(stderr).not.toContain("--tag-color");
});

describe("a channel of two contacts", () => {
  const two = () => book(card("Ada", "EMAIL:us@example.org"), card("Bob", "EMAIL:us@example.org", "NOTE:b"));

  test("finds the first, and says that there is another", async () => {
    const store = newStore(folder);
    await run("contacts create Ada --email us@example.org", { store });
    await run("contacts create Bob --email us@example.org", { store });
    const { stdout, stderr } = await run("contacts find us@example.org --fields display_name", { store });
    expect({ stdout, stderr }).toEqual({
      stdout: "display_name\tAda\n",
      stderr: "1 more contact has it; --all lists them\n",
    });
    expect(await json("contacts find us@example.org --fields display_name", { store })).toEqual({
      display_name: "Ada",
    });
    const all = await json("contacts find us@example.org --all --fields display_name", { store });
    expect(all).toEqual([{ display_name: "Ada" }, { display_name: "Bob" }]);
  });

  test("--all is a list also where it is one", async () => {
    const store = await two();
    expect(await json("contacts find us@example.org --all", { store })).toBeInstanceOf(Array);
    expect((await run("contacts find no@example.org --all", { store })).code).toBe(5);
  });
});

test("all faults of an edited text are named, in order", async () => {
  const store = await book(card("Ada", "EMAIL:ada@engines.example", "TEL:+12025550123"));
  const faults = async (...texts: string[]) => {
    const env = { EDITOR: [REPLACE, ...texts.map((text) => JSON.stringify(text))].join(" ") };
    const { code, error } = await errorOf("contacts edit ada", { store, env });
    return { code, message: String(error.message).replaceAll(/line \d+/g, "line") };
  };
  expect(await faults("ada@engines.example", "nonsense", "+12025550123", "none")).toEqual({
    code: 2,
    message: 'line: value: not an e-mail address: "nonsense"; line: value: not a phone number: "none"',
  });
  expect(await faults("ada@engines.example", "nonsense", "kind: person", "kind: person\ncolour: red")).toEqual({
    code: 2,
    message: expect.stringMatching(/^line: "colour" is no field .*; line: value: not an e-mail address: "nonsense"$/),
  });
  expect(await json("contacts list --fields display_name", { store })).toEqual([{ display_name: "Ada" }]);
});

test.each([
  ["--start 2001-02", "--start 2001-02-01"],
  ["--start 2009", "--start 2009-01-01"],
  ["--end 2001-02", "--end 2001-02-28"],
  ["--end 2009", "--end 2009-12-31"],
])("affiliation add %s says what to type", async (option, hint) => {
  const store = await book(card("Ada"));
  const { code, stderr } = await run(`contacts affiliation add ada Engines ${option}`, { store });
  expect(code).toBe(2);
  expect(stderr).toContain(`hint: the day belongs to it: ${hint}; see`);
});

test("one company is in its people's cards", async () => {
  const store = await book(card("Ada", "ORG:Engines"));
  const file = path.join(folder, "one-company.vcf");
  const { stderr } = await run(`contacts export --all -o '${file}'`, { store });
  expect(stderr).toContain("1 company known by name only is in its people's cards");
});

test("hidden characters of a message look the same everywhere, and stay exact for programs", async () => {
  const store = await book(card("Ada"));
  for (const command of [
    "contacts get '\u001b[31m'",
    "contacts list --limit '\u001b[31m'",
    "tags delete '\u001b[31m'",
  ]) {
    const { stderr } = await run(command, { store });
    expect(stderr).toContain('"^[[31m"');
    const { error } = await errorOf(command, { store });
    expect(error.message).toContain('"\u001b[31m"');
  }
});

test("COLUMNS is the width of a table that is not on a terminal", async () => {
  const store = await book(card("Somebody with a name of many words", "EMAIL:a-long-address@mail.example.org"));
  const width = async (COLUMNS: string) => {
    const { stdout } = await spawned("contacts list --table", { store, env: { COLUMNS } });
    return Math.max(...stdout.split("\n").map((line) => line.trimEnd().length));
  };
  expect(await width("40")).toBeLessThanOrEqual(40);
  expect(await width("none")).toBeGreaterThan(70);
});

test("a key of metadata that is taken away is a change", async () => {
  const store = await book(card("Bo"));
  await run("contacts update Bo --metadata a=2", { store });
  const { stdout } = await run("contacts update Bo --clear metadata.a --table", { store });
  expect(stdout).toMatch(/^Updated Bo\noperation /);
  const again = await run("contacts update Bo --clear metadata.a --table", { store });
  expect(again.stdout).toMatch(/^Bo is unchanged\n/);
});

test.each(['{"display_name":5}', '{"given_name":["x"]}', '{"nickname":{}}'])(
  "create --from-json of %s says which field is wrong",
  async (text) => {
    const file = path.join(folder, "wrong.json");
    fs.writeFileSync(file, text);
    const { code, error } = await errorOf(`contacts create --from-json ${file}`, { store: newStore(folder) });
    expect({ code, message: error.message }).toEqual({
      code: 2,
      message: expect.stringMatching(/^\w+_?name: Invalid type: Expected string/),
    });
  },
);
