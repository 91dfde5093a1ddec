import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { json, run } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const store = newStore(folder);

function fileOf(text: string | Uint8Array, name = "cards.vcf"): string {
  const file = path.join(fs.mkdtempSync(path.join(folder, "file-")), name);
  fs.writeFileSync(file, text);
  return file;
}

const ODD = card("Ada", "LABEL:Home");

test("nothing is imported, and no store is made", async () => {
  const { code } = await run(`contacts lint '${fileOf(ODD)}'`, { store });
  expect(code).toBe(3);
  expect(fs.existsSync(store)).toBe(false);
});

test.each([
  ["nothing odd", card("Ada"), 0],
  ["a note", card("Ada", "TEL;TYPE=yacht:1"), 0],
  ["a warning", ODD, 3],
  ["no card", "hello", 2],
])("of %s the exit code tells", async (_, text, code) => {
  expect((await run(`contacts lint '${fileOf(text)}' --json`, { store })).code).toBe(code);
});

test("nothing odd is an empty list", async () => {
  expect(await json(`contacts lint '${fileOf(card("Ada"))}'`, { store })).toEqual([]);
});

test("packed files and folders are read as an import reads them", async () => {
  const packed = fileOf(gzipSync(ODD), "cards.vcf.gz");
  const inFolder = fileOf(ODD);
  const { stdout } = await run(`contacts lint '${packed}' '${path.dirname(inFolder)}' --fields file,code`, { store });
  expect(stdout).toBe(`${packed}\tnot_in_version\n${inFolder}\tnot_in_version\n`);
});

test("what stands outside of cards comes with its file", async () => {
  const { stdout } = await run(`contacts lint '${fileOf(`hello\r\n${ODD}`)}' --fields line,card,code`, { store });
  expect(stdout.split("\n").sort()).toEqual(["", "1\t0\ttext_outside_card", "5\t1\tnot_in_version"]);
});

test("on a terminal nothing of the file is obeyed", async () => {
  const file = fileOf(card("Ada", "TEL;TYPE=\x9b31m\u202e:1", "BAD\u001b]0;x\u0007:1"));
  const { stdout } = await run(`contacts lint '${file}'`, { store, tty: true });
  expect(stdout).toContain(`${file}:4: TEL: unknown_type:`);
  expect(stdout).not.toMatch(/[\x1b\x07\x9b\u202e]/);
});

test("--charset settles what text that names none is", async () => {
  const file = fileOf(Buffer.from("BEGIN:VCARD\r\nVERSION:2.1\r\nN:Andr\xe9\r\nEND:VCARD\r\n", "latin1"));
  expect((await run(`contacts lint '${file}'`, { store })).stdout).toContain("guessed_charset");
  expect((await run(`contacts lint '${file}' --charset latin1`, { store })).stdout).toBe("");
});
