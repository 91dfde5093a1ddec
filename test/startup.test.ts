import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

type Module = { imports: { path: string; kind: string; external?: boolean }[] };

/** The graph that the build wrote down: every module, and what it imports how. */
const { inputs } = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, "../dist/meta.json"), "utf8")) as {
  inputs: Record<string, Module>;
};

/** What is loaded before a command knows what it has to do. */
function loadedAtStart(): Set<string> {
  const found = new Set<string>();
  const waiting = ["src/cli.ts"];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const one of inputs[name]?.imports ?? []) if (one.kind !== "dynamic-import") waiting.push(one.path);
  }
  return found;
}

const HEAVY = [
  ...[
    "@valibot",
    "undici",
    "hono",
    "@hono",
    "@modelcontextprotocol",
    "@inquirer",
    "cli-table3",
    "chalk",
    "libphonenumber-js",
  ],
  ...["chrono-node", "conf", "vcf", "pg", "valibot"],
];
const LATER = [
  "src/vcard/",
  "src/workflows/import.ts",
  "src/workflows/threaded-cards.ts",
  "src/prompt.ts",
  "src/config-file.ts",
  "src/domain/when.ts",
  "src/commands/contacts/import.ts",
  "src/completion/",
  "src/commands/complete.ts",
  "src/commands/describe/",
  "src/domain/error-meanings.ts",
  "src/domain/json-schema.ts",
  "src/domain/validate.ts",
  "src/domain/wire.ts",
  "src/domain/wire/",
  ...["exit-codes", "environment", "formatting", "references", "query"].map((topic) => `src/commands/help/${topic}.ts`),
];

const belongsTo = (name: string, packages: readonly string[]) =>
  packages.some((one) => name.includes(`node_modules/${one}/`));

test("the start-up path holds what every command needs", () => {
  expect([...loadedAtStart()]).toEqual(
    expect.arrayContaining(["src/cli.ts", "src/commands/contacts/list.ts", "src/store/sqlite/open.ts"]),
  );
});

test("the start-up path holds nothing that only some commands need", () => {
  const loaded = [...loadedAtStart()];
  const heavy = loaded.filter((name) => belongsTo(name, HEAVY) || LATER.some((one) => name.startsWith(one)));
  expect(heavy).toEqual([]);
});

test("what is kept from the start-up path is in the build all the same", () => {
  const names = Object.keys(inputs);
  for (const later of ["@inquirer", "chalk", "cli-table3", "libphonenumber-js", "vcf", "chrono-node", "conf"])
    expect({ later, built: names.some((name) => belongsTo(name, [later])) }).toEqual({ later, built: true });
  for (const later of LATER)
    expect({ later, built: names.some((name) => name.startsWith(later)) }).toEqual({ later, built: true });
});
