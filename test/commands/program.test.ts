import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { errorOf, json, run, spawned } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const store = newStore(folder);

test.each(["--version", "-V"])("%s prints the version and opens nothing", async (option) => {
  expect(await run(option, { store: "/no/such/place" })).toEqual({ code: 0, stdout: "0.0.0-test\n", stderr: "" });
});

describe("help", () => {
  test.each([
    ["", "Usage: backside <command> [options]"],
    ["--help", "Usage: backside <command> [options]"],
    ["help", "Usage: backside <command> [options]"],
    ["contacts", "Usage: backside contacts <command> [options]"],
    ["contacts --help", "Usage: backside contacts <command> [options]"],
    ["contacts import --help", "Usage: backside contacts import [options] [file...]"],
    ["contacts help import", "Usage: backside contacts import [options] [file...]"],
    ["contacts list -h", "Usage: backside contacts list [options] [query...]"],
  ])("backside %s", async (command, usage) => {
    const { code, stdout, stderr } = await run(command, { store });
    expect({ code, stderr, usage: stdout.split("\n").find((line) => line.startsWith("Usage")) }).toEqual({
      code: 0,
      stderr: "",
      usage,
    });
  });
});

test("an alias calls its verb, with its help, and is not listed", async () => {
  const store = newStore(folder);
  await run("contacts create Ada", { store });
  const [{ id } = { id: "" }] = await json<{ id: string }[]>("operations list", { store });
  expect(await json(`operations get ${id}`, { store })).toEqual(await json(`operations show ${id}`, { store }));
  expect((await run("operations get --help", { store })).stdout).toContain("Usage: backside operations get ");
  const listed = (await run("operations --help", { store })).stdout;
  expect(listed).toMatch(/^ {2}show /m);
  expect(listed).not.toMatch(/^ {2}get /m);
});

describe("a command line that is not understood", () => {
  test.each([
    ["contact list", "unknown command 'contact'", "Did you mean contacts? See `backside --help`"],
    ["contacts lst", "unknown command 'lst'", "Did you mean contacts list? See `backside contacts --help`"],
    ["import x.vcf", "unknown command 'import'", "Did you mean contacts import? See `backside --help`"],
    ["nonsense --help", "unknown command 'nonsense'", "see `backside --help`"],
    ["contacts nonsense -h", "unknown command 'nonsense'", "see `backside contacts --help`"],
    [
      "operations view --help",
      "unknown command 'view'",
      "Did you mean operations list? See `backside operations --help`",
    ],
    ["groups show Family", "unknown command 'show'", "Did you mean groups get? See `backside groups --help`"],
    ["tags show vip", "unknown command 'show'", "Did you mean tags list? See `backside tags --help`"],
    ["contacts rm ada", "unknown command 'rm'", "Did you mean contacts delete? See `backside contacts --help`"],
    ["add ada", "unknown command 'add'", "Did you mean contacts create? See `backside --help`"],
    ["list", "unknown command 'list'", "Did you mean contacts list? See `backside --help`"],
    ["profiles", "unknown command 'profiles'", "Did you mean profile? See `backside --help`"],
    [
      "redo",
      "unknown command 'redo'",
      "undo the undo by its id: `backside operations list` shows it, `backside undo ID` takes it back; see `backside --help`",
    ],
    [
      "contacts create Ada Lovelace",
      "too many arguments for 'create'. Expected 1 argument but got 2: Ada, Lovelace.",
      'quotes keep the words of a name together: "Ada Lovelace"; see `backside contacts create --help`',
    ],
    [
      "tags rename vip very important",
      "too many arguments for 'rename'. Expected 2 arguments but got 3: vip, very, important.",
      'quotes keep the words of a name together: "very important"; see `backside tags rename --help`',
    ],
    [
      "config path x",
      "too many arguments for 'path'. Expected 0 arguments but got 1: x.",
      "see `backside config path --help`",
    ],
    [
      "tags create t --color '#fff'",
      '--color takes one of auto, always, never, not "#fff"',
      "--tag-color is the colour of a tag; see `backside tags create --help`",
    ],
    ["frobnicate", "unknown command 'frobnicate'", "see `backside --help`"],
    ["contacts list --jsn", "unknown option '--jsn'", "Did you mean --json? See `backside contacts list --help`"],
    ["contacts get ada --frobnicate", "unknown option '--frobnicate'", "see `backside contacts get --help`"],
    ["contacts list --lim 3", "unknown option '--lim'", "Did you mean --limit? See `backside contacts list --help`"],
    ["contacts list --limit", "option '--limit <n>' argument missing", "see `backside contacts list --help`"],
    ["contacts get", "missing required argument 'ref'", "see `backside contacts get --help`"],
    [
      "contacts list --color=maybe",
      '--color takes one of auto, always, never, not "maybe"',
      "see `backside contacts list --help`",
    ],
    [
      "contacts export",
      "nothing to export is named",
      "--all exports every contact, a query or --tag some; see `backside contacts export --help`",
    ],
    [
      "contacts search ada --dry-run",
      "contacts search changes nothing, so there is nothing to try out with --dry-run",
      "see `backside contacts search --help`",
    ],
    ["'a\nb'", "unknown command 'a\nb'", "see `backside --help`"],
  ])("backside %s is exit 2, one line and a hint with the help to read", async (command, message, hint) => {
    const { code, stdout, error } = await errorOf(command, { store });
    expect({ code, stdout, error }).toEqual({
      code: 2,
      stdout: "",
      error: { code: "usage", message, hint, retryable: false, details: null },
    });
    const { stderr } = await run(command, { store });
    expect(stderr).toBe(`backside: ${message.replace("\n", "⏎")}\nhint: ${hint}\n`);
  });

  test("is of the command that was called, though a word after -- is another's name", async () => {
    const { stderr } = await run("contacts search --limit 0 -- help list", { store });
    expect(stderr).toContain("see `backside contacts search --help`\n");
  });
});

test("options stand anywhere, with = or a blank", async () => {
  const env = { HOME: folder };
  const plain = await run("contacts list --limit 3 --json", { store, env });
  for (const command of [
    "--json contacts list --limit=3",
    "contacts --json list --limit 3",
    `contacts list --json --limit=3 --store '${store}'`,
  ])
    expect(await run(command, { store, env })).toEqual(plain);
});

test("an unforeseen failure is one line; --debug adds where it came from", async () => {
  const env = { BACKSIDE_STORE: "a\0b" };
  const { code, stderr } = await run("contacts list", { store, env });
  expect([code, stderr.split("\n").length]).toEqual([9, 3]);
  const { stderr: traced } = await run("contacts list --debug", { store, env });
  expect(traced.startsWith(stderr)).toBe(true);
  expect(traced).toMatch(/\n {4}at /);
});

test("after -- no word is an option", async () => {
  for (const word of ["--debug", "--json"]) {
    const { code, stderr } = await run(`contacts get -- ${word}`, { store });
    expect({ code, stderr: stderr.split("\n").slice(0, -1) }).toEqual({
      code: 5,
      stderr: [`backside: no contact is called "${word}"`, expect.stringMatching(/^hint: /)],
    });
  }
});

describe("the built program", () => {
  test("prints its version and nothing else", async () => {
    const { code, stdout, stderr } = await spawned("--version", { store });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("says nothing on stderr of its own accord", async () => {
    const env = { NO_COLOR: "1", FORCE_COLOR: "1", NODE_OPTIONS: "" };
    expect(await spawned("contacts list --json", { store, env })).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
  });
});

test("the built program folds letters and apostrophes as the source does", async () => {
  const store = newStore(folder);
  const file = path.join(folder, "folded.vcf");
  fs.writeFileSync(file, card("Øre Strauß") + card("Sam O’Neil"));
  await spawned(`contacts import '${file}' -q`, { store });
  const found = async (query: string) =>
    (await spawned(`contacts search "${query}" --fields display_name`, { store })).stdout.trim();
  expect(await Promise.all(["strauss", "STRAUSS ore", "o'neil", "oneil"].map(found))).toEqual([
    "Øre Strauß",
    "Øre Strauß",
    "Sam O’Neil",
    "Sam O’Neil",
  ]);
});
