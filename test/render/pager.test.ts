import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outPaged } from "../../src/pager.ts";
import { splitCommand } from "../../src/subprocess.ts";
import { fakeIo } from "./fake-io.ts";

const LINES = Array.from({ length: 30 }, (_, n) => `line ${n}\n`);

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "pager-"));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

async function* from(texts: readonly string[], read: string[] = []): AsyncGenerator<string> {
  for (const text of texts) {
    read.push(text);
    yield text;
  }
}

/** A pager that writes what it gets to a file, or quits at once. */
function pager(file: string, quits = false): string {
  const script = quits
    ? "process.exit(3)"
    : `require("fs").writeFileSync(${JSON.stringify(file)}, require("fs").readFileSync(0))`;
  return `"${process.execPath}" -e '${script}'`;
}

test("what does not fit on the screen goes to the pager, whole", async () => {
  const file = path.join(folder, "whole");
  const { io, stdout } = fakeIo({ isTerminal: true, rows: 10, env: { BACKSIDE_PAGER: pager(file), PAGER: "false" } });
  await outPaged(io, from(LINES), { pager: true });
  expect(fs.readFileSync(file, "utf8")).toBe(LINES.join(""));
  expect(stdout).toEqual([]);
});

test("several megabytes arrive", async () => {
  const file = path.join(folder, "large");
  const { io } = fakeIo({ isTerminal: true, rows: 10, env: { PAGER: pager(file) } });
  const texts = Array.from({ length: 5000 }, (_, n) => `${"x".repeat(1000)} ${n}\n`);
  await outPaged(io, from(texts), { pager: true });
  expect(fs.readFileSync(file, "utf8")).toBe(texts.join(""));
});

test("a pager that quits is no error and ends the reading", async () => {
  const { io, stdout } = fakeIo({ isTerminal: true, rows: 10, env: { PAGER: pager("", true) } });
  const read: string[] = [];
  const texts = Array.from({ length: 5000 }, () => `${"x".repeat(10_000)}\n`);
  await outPaged(io, from(texts, read), { pager: true });
  expect(stdout).toEqual([]);
  expect(read.length).toBeLessThan(texts.length);
});

describe("no pager", () => {
  test.each([
    ["when it fits", { isTerminal: true, rows: 31 }, true],
    ["off a terminal", { isTerminal: false, rows: 10 }, true],
    ["by --no-pager", { isTerminal: true, rows: 10 }, false],
    ["when the variable is empty", { isTerminal: true, rows: 10, env: { BACKSIDE_PAGER: "", PAGER: "false" } }, true],
    ["when there is none of that name", { isTerminal: true, rows: 10, env: { PAGER: "backside-no-such-pager" } }, true],
  ])("%s", async (_when, stream, wanted) => {
    const { io, stdout } = fakeIo({ env: { PAGER: "false" }, ...stream });
    await outPaged(io, from(LINES), { pager: wanted });
    expect(stdout.join("")).toBe(LINES.join(""));
  });
});

test("lines longer than the screen is wide count as several", async () => {
  const file = path.join(folder, "wrapped");
  const { io } = fakeIo({ isTerminal: true, rows: 10, columns: 20, env: { PAGER: pager(file) } });
  await outPaged(io, from(["x".repeat(500), "\n"]), { pager: true });
  expect(fs.readFileSync(file, "utf8")).toHaveLength(501);
});

test.each([
  ["less -FRX", ["less", "-FRX"]],
  ["  a   b ", ["a", "b"]],
  [`'my pager' "two words" plain\\ blank`, ["my pager", "two words", "plain blank"]],
  [`pre"mid dle"'end'`, ["premid dleend"]],
  [`"a\\"b" '\\n' "\\n" ""`, ['a"b', "\\n", "\\n", ""]],
  ["$(touch x) `y` | z; w && v", ["$(touch", "x)", "`y`", "|", "z;", "w", "&&", "v"]],
  ["", []],
])("%j is split into %j", (command, words) => {
  expect(splitCommand(command)).toEqual(words);
});

test("an unfinished quote is an error", () => {
  expect(() => splitCommand("less 'oops")).toThrow("unfinished quote in the command less 'oops");
});
