/** Walks everything the program has, so that no operation, command, transcript or exit code can be forgotten. */
import fs from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { createContext } from "../src/commands/context.ts";
import { VARIABLES } from "../src/commands/describe/variables.ts";
import { ENVIRONMENT } from "../src/commands/help/environment.ts";
import { everyVerb, nouns } from "../src/commands/index.ts";
import { buildProgram } from "../src/commands/program.ts";
import { ERROR_MEANINGS, EXIT_MEANINGS } from "../src/domain/error-meanings.ts";
import { ERRORS } from "../src/domain/errors.ts";
import { jsonSchemaOf } from "../src/domain/json-schema.ts";
import type { Schema } from "../src/domain/schema.ts";
import { operations } from "../src/operations/index.ts";
import { splitCommand } from "../src/subprocess.ts";
import { fakeIo } from "./render/fake-io.ts";
import { card } from "./support/cards.ts";
import { run } from "./support/run.ts";
import { bookOf, newStore, temporaryFolder } from "./support/stores.ts";

const verbs = await everyVerb();
const every = [...verbs];
const folder = temporaryFolder();

/** Operations that no command of the command line calls, and why. */
const WITHOUT_COMMAND: Readonly<Record<string, string>> = {
  "completions.list": "shells call it through the hidden __complete",
  "contacts.find": "`contacts find` asks for all who have the channel, and shows this one",
  "contacts.tags": "`contacts get` shows the tags",
  "groups.get": "`groups get` finds the group by its name in the list",
};

/** An import is fed by functions; over HTTP it is a file. */
const NO_JSON: readonly string[] = ["contacts.import"];

describe("operations", () => {
  test("are each called by a command, or it is said why not", () => {
    const called = new Set(every.flatMap(([, { operations: names }]) => names));
    const idle = operations.map(({ name }) => name).filter((name) => !called.has(name));
    expect(idle.sort()).toEqual(Object.keys(WITHOUT_COMMAND).sort());
  });

  test("have one name and one route each", () => {
    const names = operations.map(({ name }) => name);
    const routes = operations.map(({ http: { method, path: place } }) => `${method} ${place}`);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(routes.filter((route, at) => routes.indexOf(route) !== at)).toEqual([]);
  });

  test.each(
    operations.filter(({ name }) => !NO_JSON.includes(name)).map((operation) => [operation.name, operation] as const),
  )(
    "%s tells its input: every field with a description, those of the path among them",
    (_, { input, http, effect, scope }) => {
      const { type, properties = {} } = jsonSchemaOf(input() as Schema<unknown>) as {
        type: string;
        properties?: Record<string, { description?: string; anyOf?: { description?: string }[] }>;
      };
      const mute = Object.entries(properties).filter(
        ([, { description, anyOf = [] }]) => !description && !anyOf.some((one) => one.description),
      );
      const inPath = [...http.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
      expect({ type, mute: mute.map(([name]) => name) }).toEqual({ type: "object", mute: [] });
      expect(inPath.filter((name) => !(name in properties))).toEqual([]);
      expect({ effect, scope, method: http.method === "GET" }).toEqual({
        effect,
        scope: effect === "read" ? "contacts:read" : "contacts:write",
        method: effect === "read",
      });
    },
  );
});

describe("commands", () => {
  test.each(every)("%s calls operations that there are, and its effect is theirs", (_, verb) => {
    const called = verb.operations.map((name) => operations.find((operation) => operation.name === name));
    expect(verb.operations.filter((_name, at) => !called[at])).toEqual([]);
    const writes = called.some((operation) => operation && operation.effect !== "read");
    if (called.length > 0) expect({ writes }).toEqual({ writes: verb.effect !== "read" });
  });

  test.each(every)("%s has a summary, an example of itself, and an output where there are forms", (words, verb) => {
    const { summary, examples, json, output } = verb;
    expect(summary).toMatch(/^[A-Z].{5,75}[^.]$/);
    expect(examples[0]).toContain(`backside ${words}`);
    expect({ json: json !== undefined, output: output !== undefined }).toEqual({
      json: json !== undefined,
      output: json !== undefined,
    });
  });

  // Profiles that examples name.
  const profiles = { work: {}, scripts: {} };
  fs.writeFileSync(path.join(folder, "config.json"), JSON.stringify({ profiles }));
  const examples = [...every.flatMap(([, verb]) => verb.examples), ...nouns.flatMap((noun) => noun.examples)];

  test.each([...new Set(examples)])("the example `%s` is a command line that parses", async (line) => {
    await expect(parsed(commandIn(line))).resolves.toBeUndefined();
  });

  test("an example that does not parse would be found", async () => {
    await expect(parsed("contacts get")).rejects.toThrow("missing required argument");
    await expect(parsed("contacts get ada --frobnicate")).rejects.toThrow("unknown option");
  });
});

describe("transcripts", () => {
  const names = fs.readdirSync(path.join(import.meta.dirname, "transcripts")).map((name) => name.replace(/\.txt$/, ""));

  test.each(every)("there is one of %s", (words) => {
    const steps = words.split(" ");
    const files = steps.map((_, at) => steps.slice(0, at + 1).join("-")).filter((name) => names.includes(name));
    const shown = files.some((name) => {
      const text = fs.readFileSync(path.join(import.meta.dirname, "transcripts", `${name}.txt`), "utf8");
      return text.includes(`\n$ backside ${words}`) && text.includes("[terminal]");
    });
    expect({ words, shown }).toEqual({ words, shown: true });
  });
});

describe("exit codes", () => {
  test("all have a meaning, and all error codes", () => {
    const exits = [...new Set([0, ...Object.values(ERRORS).map(({ exit }) => exit)])].sort((a, b) => a - b);
    expect(Object.keys(EXIT_MEANINGS).map(Number)).toEqual(exits);
    expect(Object.keys(ERROR_MEANINGS)).toEqual(Object.keys(ERRORS));
  });

  test.each([
    [0, "contacts list"],
    [0, "contacts search nobody"],
    [1, "contacts get nobody 'Ada Lovelace Other' Twin"],
    [2, "contacts frobnicate"],
    [2, "contacts list --limit 0"],
    [3, "contacts get 'Ada Lovelace' nobody"],
    [5, "contacts get nobody"],
    [6, "contacts get Twin"],
    [9, "contacts list --store ."],
  ])("%i is what `%s` gives", async (code, command) => {
    const store = await bookOf(newStore(folder), card("Ada Lovelace") + card("Twin", "UID:1") + card("Twin", "UID:2"));
    expect((await run(command, { store })).code).toBe(code);
  });

  // 130 and 143 take a terminal or a signal: test/commands/contacts-questions.test.ts, test/faults/crash.test.ts.
  test.each([
    [130, "cancelled"],
    [130, "interrupted"],
    [143, "terminated"],
  ] as const)("%i is %s, which a test elsewhere brings about", (exit, code) => {
    expect(ERRORS[code].exit).toBe(exit);
    const tests = fs
      .readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts") && name !== "registry.test.ts")
      .map((name) => fs.readFileSync(path.join(import.meta.dirname, name), "utf8"));
    expect(tests.some((text) => new RegExp(`\\b${exit}\\b`).test(text))).toBe(true);
  });
});

test("the variables that `schema` names are those of `help environment`", () => {
  const told = [...ENVIRONMENT.matchAll(/^ {2}(BACKSIDE_\w+) .*(?:\n {23}.*)*/gm)];
  expect(told.length).toBeGreaterThan(5);
  for (const [text, name = ""] of told) {
    const option = /like (--[\w-]+)/.exec(text)?.[1];
    if (option) expect({ option, variable: VARIABLES[option] }).toEqual({ option, variable: name });
  }
  for (const variable of Object.values(VARIABLES)) expect(told.map(([, name]) => name)).toContain(variable);
});

/** Parses a command line with everything but its action. */
async function parsed(command: string): Promise<void> {
  const words = splitCommand(command);
  const program = new Command("backside");
  const { io } = fakeIo({ env: { BACKSIDE_CONFIG_DIR: folder } });
  await buildProgram(
    program,
    words,
    createContext(io, words, () => program.opts()),
    [],
  );
  for (const leaf of leavesOf(program)) leaf.action(() => undefined);
  await program.parseAsync(words, { from: "user" });
}

function leavesOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}

/** What stands after `backside` in a line of shell, up to the next pipe or redirection. */
function commandIn(line: string): string {
  const rest = line.slice(line.indexOf("backside ") + "backside ".length);
  return /^(?:'[^']*'|"(?:\\.|[^"\\])*"|[^|<>;&()'"])*/.exec(rest)?.[0].trim() ?? "";
}
