import { describe, expect, test } from "vitest";
import { guardFormula } from "../../src/domain/csv.ts";
import type { Column } from "../../src/render/column.ts";
import { csv } from "../../src/render/csv.ts";
import { jsonArray, jsonDocument } from "../../src/render/json.ts";
import { ndjson } from "../../src/render/ndjson.ts";
import { tsv, tsvRecord } from "../../src/render/tsv.ts";
import { collect } from "./collect.ts";
import { HOSTILE } from "./hostile.ts";

const COLUMNS: Column<readonly [string, string]>[] = [
  { name: "id", text: ([id]) => id },
  { name: "value", text: ([, value]) => value },
];
const UNSAFE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]/;

async function text(chunks: AsyncIterable<string>): Promise<string> {
  return (await collect(chunks)).join("");
}

describe("TSV", () => {
  test("one line per row, escapes for what would break it", async () => {
    const rows = [
      ["1", "plain"],
      ["2", "a\tb\nc\rd\\e"],
      ["3", ""],
    ] as const;
    expect(await text(tsv(rows, COLUMNS))).toBe("1\tplain\n2\ta\\tb\\nc\\rd\\\\e\n3\t\n");
  });

  test("a header when asked", async () => {
    expect(await text(tsv([], COLUMNS, { header: true }))).toBe("id\tvalue\n");
  });

  test("one record is a line per field", () => {
    expect(tsvRecord(["1", "a\tb"], COLUMNS)).toBe("id\t1\nvalue\ta\\tb\n");
  });
});

describe("CSV", () => {
  test("header, CRLF, quotes where needed", async () => {
    const rows = [
      ["1", "plain"],
      ["2", 'say "hi", all'],
      ["3", "two\nlines"],
    ] as const;
    expect(await text(csv(rows, COLUMNS))).toBe('id,value\r\n1,plain\r\n2,"say ""hi"", all"\r\n3,"two\nlines"\r\n');
  });

  test.each([
    ["=1+1", "'=1+1"],
    ["+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"],
    ["-2+3", "'-2+3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", "'\r=1"],
    ["'=1+1", "''=1+1"],
    ["+49 (30) 123-45.6", "+49 (30) 123-45.6"],
    ["+12025550123", "+12025550123"],
    ["-5", "-5"],
    ["'quoted'", "'quoted'"],
    ["a=b", "a=b"],
    ["", ""],
  ])("guards %j as %j", (value, guarded) => {
    expect(guardFormula(value)).toBe(guarded);
    const taken = /^''*[=+\-@\t\r]/.test(guarded) ? guarded.slice(1) : guarded; // what an import does
    expect(taken).toBe(value);
  });

  test("raw leaves formulas alone", async () => {
    expect(await text(csv([["1", "=1+1"]] as const, COLUMNS, { raw: true, header: false }))).toBe("1,=1+1\r\n");
  });
});

describe("JSON", () => {
  const rows = [{ a: 1, b: [1, 2] }, { a: null }];

  test("in a pipe: one element per line", async () => {
    expect(await text(jsonArray(rows))).toBe('[\n{"a":1,"b":[1,2]},\n{"a":null}\n]\n');
    expect(await text(jsonArray([]))).toBe("[]\n");
    expect(jsonDocument({ a: [1] })).toBe('{"a":[1]}\n');
  });

  test("on a terminal: indented", async () => {
    expect(await text(jsonArray(rows, { tty: true }))).toBe(`${JSON.stringify(rows, null, 2)}\n`);
    expect(await text(jsonArray([], { tty: true }))).toBe("[]\n");
    expect(jsonDocument({ a: [1] }, { tty: true })).toBe('{\n  "a": [\n    1\n  ]\n}\n');
  });

  test("NDJSON: one object per line", async () => {
    expect(await text(ndjson(rows))).toBe('{"a":1,"b":[1,2]}\n{"a":null}\n');
  });
});

describe.each(HOSTILE.map((value) => [value]))("%j", (value) => {
  const rows = [[value, value]] as const;

  test("on a terminal is shown in every machine form", async () => {
    expect(await text(tsv(rows, COLUMNS, { tty: true }))).not.toMatch(UNSAFE);
    expect(await text(csv(rows, COLUMNS, { tty: true }))).not.toMatch(UNSAFE);
    for (const json of [jsonDocument(value, { tty: true }), await text(ndjson([value], { tty: true }))]) {
      expect(json).not.toMatch(UNSAFE);
      expect(JSON.parse(json)).toBe(value);
    }
    expect(JSON.parse(await text(jsonArray([value], { tty: true })))).toEqual([value]);
  });

  test("in a pipe is exact", async () => {
    expect(JSON.parse(await text(jsonArray([value])))).toEqual([value]);
    const line = await text(tsv(rows, COLUMNS));
    const [, second = ""] = line.slice(0, -1).split("\t");
    expect(second.replace(/\\(.)/g, (_, c: string) => ({ t: "\t", n: "\n", r: "\r" })[c] ?? c)).toBe(value);
  });
});
