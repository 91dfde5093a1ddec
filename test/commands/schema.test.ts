/** What the program tells of itself. */
import { expect, test } from "vitest";
import { everyVerb } from "../../src/commands/index.ts";
import { errorOf, json, run } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

const store = newStore(temporaryFolder());

type Named = { name: string };
type Told = {
  version: string;
  options: (Named & { variable: string | null })[];
  commands: {
    command: string;
    arguments: Named[];
    options: (Named & { default: unknown })[];
    exit_codes: number[];
    output: { schema: { $ref?: string; type?: string } } | null;
  }[];
  operations: { operation: string; input: { properties: Record<string, object> } }[];
  errors: { code: string }[];
  exit_codes: { exit: number }[];
  $defs: Record<string, object>;
};

const named = <T extends Named>(list: readonly T[] = [], name: string) => list.find((one) => one.name === name);

test("every command is told, in the order of help", async () => {
  const { commands, version } = await json<Told>("schema", { store });
  expect(commands.map(({ command }) => command)).toEqual(
    [...(await everyVerb()).keys()].map((words) => words.replaceAll(" ", ".")),
  );
  expect(version).toBe("0.0.0-test");
});

test("one command is told with all that it refers to, and no more", async () => {
  const { commands, options, operations, $defs, exit_codes, errors } = await json<Told>("schema contacts.list", {
    store,
  });
  const [list] = commands;
  expect(commands).toHaveLength(1);
  expect(list?.arguments).toMatchObject([{ name: "query", required: false, repeats: true, type: "text" }]);
  expect(named(list?.options, "limit")).toMatchObject({
    flags: ["--limit"],
    value: "n",
    type: "integer",
    repeats: false,
  });
  expect(named(list?.options, "tag")).toMatchObject({ type: "tag", repeats: true });
  expect(named(list?.options, "kind")).toMatchObject({ choices: ["person", "organization", "group"], list: false });
  expect(named(list?.options, "include")).toMatchObject({ list: true });
  expect(named(list?.options, "all")).toMatchObject({ type: "boolean", value: null });
  expect(named(options, "store")).toMatchObject({ variable: "BACKSIDE_STORE", type: "file" });
  expect(list?.output?.schema).toEqual({ type: "array", items: { $ref: "#/$defs/ListedContact" } });
  expect(Object.keys($defs)).toEqual(expect.arrayContaining(["ListedContact", "Channel", "Tag"]));
  expect(Object.keys($defs)).not.toContain("BulkReport");
  expect(operations.map(({ operation }) => operation)).toEqual(["contacts.list", "contacts.count"]);
  expect(operations[0]?.input.properties.limit).toMatchObject({ type: "integer", minimum: 1 });
  expect(list?.exit_codes).toEqual(exit_codes.map(({ exit }) => exit));
  expect(errors.map(({ code }) => code)).toEqual(expect.arrayContaining(["usage", "invalid_query", "store_damaged"]));
});

test("defaults are told", async () => {
  const { commands } = await json<Told>("schema contacts export", { store });
  expect(named(commands[0]?.options, "format")?.default).toBe("vcard");
});

test.each([
  ["schema tags", ["tags.list", "tags.create", "tags.rename", "tags.update", "tags.delete"]],
  ["schema contacts channel", ["add", "list", "update", "remove"].map((verb) => `contacts.channel.${verb}`)],
])("%s is about the commands below", async (command, expected) => {
  const { stdout } = await run(`${command} --ndjson`, { store });
  const lines = stdout.trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).command)).toEqual(expected);
});

test("guarded and many-handed commands tell the errors that come with it", async () => {
  const { errors } = await json<Told>("schema contacts.delete", { store });
  for (const code of ["expect_mismatch", "confirmation_required", "partial", "ambiguous", "store_readonly"])
    expect(errors.map((one) => one.code)).toContain(code);
});

test.each([
  ["schema contcts.get", "Did you mean contacts.get? See `backside schema --help`"],
  ["schema x", "see `backside schema --help`"],
])("%s is a usage error", async (command, hint) => {
  const { code, error } = await errorOf(command, { store });
  expect({ code, error: error.code, hint: error.hint }).toEqual({ code: 2, error: "usage", hint });
});

test("a terminal shows an outline that fits", async () => {
  const { stdout } = await run("schema", { store, tty: true, columns: 100 });
  expect(stdout).toContain("\n  contacts.get ");
  const { stdout: one } = await run("schema contacts.list", { store, tty: true, columns: 80 });
  for (const line of one.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  for (const title of ["Arguments", "Options", "Objects", "Errors", "Operations"])
    expect(one).toContain(`\n${title}\n`);
});
