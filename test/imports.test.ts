import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const SRC = path.join(import.meta.dirname, "../src");

/** A file or the files of a folder, `/` at its end; the first that fits decides. Then what it may import. */
const LAYERS: readonly (readonly [string, readonly string[]])[] = [
  ["domain/", ["domain/"]],
  ["vcard/", ["vcard/", "domain/"]],
  ["formats/", ["formats/", "vcard/", "domain/"]],
  ["edit/", ["edit/", "domain/"]],
  ["io.ts", ["domain/"]],
  ["render/", ["render/", "domain/", "io.ts"]],
  ["directory.ts", []],
  ["store/sqlite/", ["store/", "domain/", "directory.ts"]],
  ["store/", ["store/", "domain/"]],
  ["operations/", ["operations/", "store/", "domain/"]],
  ["backend/open.ts", ["backend/", "operations/", "store/", "domain/", "config.ts"]],
  ["backend/", ["backend/", "operations/", "store/", "domain/"]],
  ["workflows/mirror/", ["workflows/", "formats/", "backend/", "operations/", "vcard/", "domain/", "files.ts"]],
  ["workflows/", ["workflows/", "formats/", "edit/", "backend/", "operations/", "vcard/", "domain/"]],
  ["config.ts", ["domain/"]],
  ["config-file.ts", ["config.ts", "directory.ts", "domain/"]],
  ["files.ts", ["domain/"]],
  ["folder.ts", ["domain/"]],
  ["interrupt.ts", ["domain/"]],
  ["subprocess.ts", ["domain/"]],
  ["pager.ts", ["domain/", "io.ts", "subprocess.ts"]],
  ["editor.ts", ["domain/", "io.ts", "subprocess.ts"]],
  ["edit-file.ts", ["directory.ts", "domain/"]],
  ["prompt.ts", ["domain/", "io.ts", "render/"]],
  ["version.ts", []],
  ["completion/", ["completion/", "domain/"]],
  [
    "commands/",
    [
      ...[
        "commands/",
        "completion/",
        "workflows/",
        "edit/",
        "formats/",
        "vcard/",
        "backend/",
        "operations/",
        "render/",
        "domain/",
      ],
      ...[
        "io.ts",
        "config.ts",
        "config-file.ts",
        "files.ts",
        "folder.ts",
        "edit-file.ts",
        "editor.ts",
        "interrupt.ts",
        "pager.ts",
        "prompt.ts",
        "version.ts",
      ],
    ],
  ],
  ["cli.ts", ["commands/", "render/", "domain/", "directory.ts", "io.ts", "version.ts"]],
];

/** Packages and builtins that one place keeps to itself. */
const ONLY: Record<string, readonly string[]> = {
  vcf: ["vcard/property-line.ts"],
  "csv-parse": ["formats/csv/records.ts"],
  yauzl: ["workflows/unzip.ts"],
  valibot: ["domain/schema.ts", "domain/validate.ts"],
  "@valibot/to-json-schema": ["domain/json-schema.ts"],
  "node:sqlite": ["store/sqlite/"],
  "libphonenumber-js": ["domain/phone.ts"],
  "chrono-node": ["domain/when.ts"],
  conf: ["config-file.ts"],
  commander: ["cli.ts", "commands/", "completion/"],
  chalk: ["render/"],
  "cli-table3": ["render/"],
  "@inquirer/prompts": ["prompt.ts"],
  "node:worker_threads": ["workflows/"],
};

const files = fs
  .readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll(path.sep, "/"))
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
  .sort();
const sources = new Map(files.map((name) => [name, withoutComments(fs.readFileSync(path.join(SRC, name), "utf8"))]));

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

/** What a file imports: paths below `src`, or names of packages. Types count too: they tie as well. */
function importsOf(name: string, pattern: RegExp): string[] {
  const found = [...(sources.get(name) ?? "").matchAll(pattern)].map(([, specifier = ""]) => specifier);
  return found.map((specifier) =>
    specifier.startsWith(".") ? path.posix.normalize(path.posix.join(path.posix.dirname(name), specifier)) : specifier,
  );
}

const ALL = /(?:\bfrom\s*|\bimport\s*\(?\s*|\bgetBuiltinModule\(\s*)["']([^"']+)["']/g;
const STATIC = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^;]*?\bfrom\s*["']([^"']+)["']/g;

const fits = (name: string, place: string) => (place.endsWith("/") ? name.startsWith(place) : name === place);
const packageOf = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

describe("layers", () => {
  test("hold every file", () => {
    expect(files.filter((name) => !LAYERS.some(([place]) => fits(name, place)))).toEqual([]);
    expect(LAYERS.map(([place]) => place).filter((place) => !files.some((name) => fits(name, place)))).toEqual([]);
  });

  test.each(files)("%s imports only what lies below it", (name) => {
    const [, allowed = []] = LAYERS.find(([place]) => fits(name, place)) ?? [];
    const own = importsOf(name, ALL).filter((one) => sources.has(one));
    expect(own.filter((one) => !allowed.some((place) => fits(one, place)))).toEqual([]);
  });

  test("have no cycle", () => {
    const done = new Set<string>();
    const cycles: string[][] = [];
    const visit = (name: string, way: readonly string[]): void => {
      if (way.includes(name)) cycles.push([...way.slice(way.indexOf(name)), name]);
      if (way.includes(name) || done.has(name)) return;
      for (const one of importsOf(name, STATIC)) if (sources.has(one)) visit(one, [...way, name]);
      done.add(name);
    };
    for (const name of files) visit(name, []);
    expect(cycles).toEqual([]);
  });
});

test.each(Object.entries(ONLY))("%s is imported in one place only", (wanted, places) => {
  const users = files.filter((name) => importsOf(name, ALL).some((one) => packageOf(one) === wanted));
  expect(users.length).toBeGreaterThan(0);
  expect(users.filter((name) => !places.some((place) => fits(name, place)))).toEqual([]);
});

test.each([
  ["process.exit ends a process with output unwritten", /\bprocess\.exit\b(?!Code)/, ["interrupt.ts"]],
  ["console writes past the one writer", /\bconsole\./, []],
  ["process.stdout and process.stderr belong to io.ts", /\bprocess\.(?:stdout|stderr|stdin)\b/, ["io.ts"]],
  [
    "the environment is handed in, but for the folder that SQLite reads from it",
    /\bprocess\.env\b|\{ env \} = process\b/,
    ["io.ts", "store/sqlite/bulk.ts"],
  ],
])("%s", (_why, pattern, allowed) => {
  expect(files.filter((name) => pattern.test(sources.get(name) ?? ""))).toEqual(allowed);
});
