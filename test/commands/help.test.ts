import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { topics } from "../../src/commands/help/topics.ts";
import { everyNoun, everyVerb, nouns } from "../../src/commands/index.ts";
import { ERRORS, type ErrorCode } from "../../src/domain/errors.ts";
import { errorOf, run } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

const store = newStore(temporaryFolder());
const every = [...(await everyVerb())];
const commands = every.filter(([words]) => !words.includes(" ")).map(([, verb]) => verb);
const verbs = every.filter(([words]) => words.includes(" "));

const tooWide = (text: string) => text.split("\n").filter((line) => line.length > 80);
const help = async (command: string) => {
  const { code, stdout, stderr } = await run(command, { store: "/no/such/place" });
  expect({ command, code, stderr, tooWide: tooWide(stdout) }).toEqual({ command, code: 0, stderr: "", tooWide: [] });
  return stdout;
};

describe("of the program", () => {
  test("lists commands and topics", async () => {
    const text = await help("help");
    for (const { name, summary } of [...nouns, ...commands, ...topics])
      expect(text).toMatch(new RegExp(`^  ${name} +${summary.slice(0, 40)}`, "m"));
  });

  test("starts a book by hand as well as from a file, and knows the way back", async () => {
    const [, start = ""] = (await help("help")).split("\nStart here:\n");
    for (const words of ["contacts create", "contacts import", "contacts search", "undo"])
      expect(start.split("\n\n")[0]).toContain(`  backside ${words}`);
  });

  test("is the same however it is asked for", async () => {
    const text = await help("help");
    for (const command of ["", "--help", "-h"]) expect(await help(command)).toBe(text);
  });
});

describe("of a noun", () => {
  test.each([...everyNoun()])("%s begins with what it is for and examples", async (words, { summary, examples }) => {
    const text = await help(`${words} --help`);
    const start = `${summary}\n\nExamples:\n  ${examples.join("\n  ")}\n\nUsage: backside ${words} <command>`;
    expect(text.slice(0, start.length)).toBe(start);
    for (const command of [words, `help ${words}`, `${words} help`]) expect(await help(command)).toBe(text);
  });

  test("lists its verbs, those of a noun within another too", async () => {
    const text = await help("contacts channel");
    for (const name of ["add", "list", "update", "remove"]) expect(text).toMatch(new RegExp(`^  ${name} +[A-Z]`, "m"));
    expect(await help("contacts")).toMatch(/^ {2}channel +E-mail addresses/m);
  });

  test("within another has the help of its verbs in every way", async () => {
    const text = await help("contacts channel add --help");
    for (const command of ["help contacts channel add", "contacts help channel add", "contacts channel help add"])
      expect(await help(command)).toBe(text);
  });
});

describe("of a verb", () => {
  test.each(every)("%s is listed by the name it has", (words, { name }) => {
    expect(words.split(" ").at(-1)).toBe(name);
  });

  test.each(every)("%s begins with what it is for and examples", async (words, { summary, examples }) => {
    const text = await help(`${words} --help`);
    expect(text.startsWith(`${summary}\n\nExamples:\n  ${examples.join("\n  ")}\n\nUsage: backside ${words} `)).toBe(
      true,
    );
  });

  test.each(verbs)("%s is the same however it is asked for", async (words) => {
    const text = await help(`${words} --help`);
    for (const command of [`help ${words}`, words.replace(" ", " help "), `--no-color help ${words}`])
      expect(await help(command)).toBe(text);
  });

  test.each(verbs)(
    "%s says what --json prints, and its own exit codes",
    async (words, { json = "none", errors = {} }) => {
      const text = await help(`help ${words}`);
      expect(text.replaceAll("\n", " ")).toContain(` --json: ${json} `);
      const said = new Map(exitCodesIn(text));
      for (const [code, when] of Object.entries(errors))
        expect(said.get(ERRORS[code as ErrorCode].exit)?.split("; ")).toEqual(expect.arrayContaining(when.split("; ")));
    },
  );

  test.each(every)("%s has its exit codes once each and in order", async (words) => {
    const exits = exitCodesIn(await help(`${words} --help`)).map(([exit]) => exit);
    expect(exits).toEqual([...new Set(exits)].sort((a, b) => a - b));
  });

  test("says that a question may be cancelled where one may be asked", async () => {
    const asks = async (words: string) => exitCodesIn(await help(`${words} --help`)).some(([exit]) => exit === 130);
    expect(await Promise.all(["contacts get", "contacts delete", "tags delete"].map(asks))).toEqual([true, true, true]);
    expect(await Promise.all(["tags create", "operations show"].map(asks))).toEqual([false, false]);
  });

  test.each(every)("%s has one wording for --help and for what a reference is", async (words) => {
    const text = (await help(`${words} --help`)).replace(/\s+/g, " ");
    expect(text).toContain("-h, --help show this help");
    if (/Usage: [^<[]*(?:\[options\] )?<ref/.test(text)) expect(text).toContain("id, e-mail, phone or name");
  });

  test.each(every)("%s has no example that searches for a tag's name as a word", (_words, { examples }) => {
    expect(examples.filter((line) => /--query (?![a-z]+[:<>]|["'])/.test(line))).toEqual([]);
  });

  test("fits a narrow terminal", async () => {
    const { stdout } = await run("contacts list --help", { store, tty: true, columns: 70 });
    const [, options = ""] = stdout.split("\nOptions:\n");
    expect(
      options
        .split("\nMore:")[0]
        ?.split("\n")
        .filter((line) => line.length > 70),
    ).toEqual([]);
  });
});

describe("of a topic", () => {
  test.each(topics)("$name", async ({ name }) => {
    const text = await help(`help ${name}`);
    expect(text).toMatch(/^[^\n]+\n\n[\s\S]+[^\n]\n$/);
    expect(text).not.toContain("undefined");
  });

  test("is there also when the environment is what is wrong", async () => {
    const { code, stdout } = await run("help environment", { store, env: { BACKSIDE_OUTPUT: "xml" } });
    expect([code, stdout]).toEqual([0, await help("help environment")]);
  });

  test("exit-codes gives every error code the exit code it has", async () => {
    const said = new Map<string, number>();
    let exit = 0;
    for (const line of (await help("help exit-codes")).split("\n")) {
      exit = Number(/^ {2,4}(\d+) {2}/.exec(line)?.[1] ?? exit);
      const code = /^ {9}([a-z_]+) {2}/.exec(line)?.[1];
      if (code !== undefined) said.set(code, exit);
    }
    expect(Object.fromEntries(said)).toEqual(
      Object.fromEntries(Object.entries(ERRORS).map(([code, { exit }]) => [code, exit])),
    );
  });

  test("references names every command that meets deleted contacts", async () => {
    const text = await help("help references");
    const [said = ""] = /Deleted contacts are met by[^.]*/.exec(text) ?? [];
    for (const name of ["restore", "purge", "history", "diff", "get --as-of", "delete"]) expect(said).toContain(name);
  });

  test("environment names every variable that the program reads", async () => {
    const text = await help("help environment");
    const names = new Set(sources().flatMap((source) => source.match(/\bBACKSIDE_[A-Z_]+\b/g) ?? []));
    expect(names.size).toBeGreaterThan(5);
    expect([...names].filter((name) => !text.includes(`  ${name} `))).toEqual([]);
  });
});

describe("on what there is no help on", () => {
  test.each([
    ["help nosuch", '"nosuch"', "see `backside --help`"],
    ["help contacts nosuch", '"contacts nosuch"', "see `backside contacts --help`"],
    ["contacts help nosuch", '"nosuch"', "see `backside contacts --help`"],
    ["help exit", '"exit"', "Did you mean exit-codes? See `backside --help`"],
    ["help refrences", '"refrences"', "Did you mean references? See `backside --help`"],
    ["help contact", '"contact"', "Did you mean contacts? See `backside --help`"],
    ["help import", '"import"', "Did you mean contacts import? See `backside --help`"],
    ["help contacts improt", '"contacts improt"', "Did you mean contacts import? See `backside contacts --help`"],
    ["contacts help improt", '"improt"', "Did you mean contacts import? See `backside contacts --help`"],
    ["help contacts quer", '"contacts quer"', "see `backside contacts --help`"],
    [
      "help contacts channel ad",
      '"contacts channel ad"',
      "Did you mean contacts channel add? See `backside contacts channel --help`",
    ],
    ["contacts channel help ad", '"ad"', "Did you mean contacts channel add? See `backside contacts channel --help`"],
    ["help query list", '"query list"', "Did you mean query? See `backside --help`"],
  ])("backside %s is a usage error", async (command, name, hint) => {
    const { code, stdout, error } = await errorOf(command, { store });
    const message = `there is no help on ${name}`;
    expect({ code, stdout, error }).toEqual({
      code: 2,
      stdout: "",
      error: { code: "usage", message, hint, retryable: false, details: null },
    });
  });
});

/** The exit codes that the help of a verb tells of, each with when it comes. */
function exitCodesIn(text: string): [exit: number, when: string][] {
  const [, part = ""] = text.split("\nExit codes:\n");
  const lines = part.split("\n\n")[0]?.replace(/\n {5,}(?! *\d+ {2})/g, " ") ?? "";
  return [...lines.matchAll(/^ +(\d+) {2}(.*)$/gm)].map(([, exit, when = ""]) => [Number(exit), when]);
}

/** Every source file but the topic itself. */
function sources(): string[] {
  const folder = path.join(import.meta.dirname, "../../src");
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.includes("help"))
    .map((name) => fs.readFileSync(path.join(folder, name), "utf8"));
}
