import { describe, expect, test } from "vitest";
import { NO_STYLES, stylesFor } from "../../src/render/colour.ts";
import type { Column } from "../../src/render/column.ts";
import { table } from "../../src/render/table.ts";
import { displayWidth } from "../../src/render/width.ts";
import { collect } from "./collect.ts";
import { HOSTILE } from "./hostile.ts";

type Person = { name: string; email: string; cards: number };
const COLUMNS: Column<Person>[] = [
  { name: "name", text: ({ name }) => name },
  { name: "e_mail", text: ({ email }) => email },
  { name: "cards", align: "right", title: "N", text: ({ cards }) => String(cards) },
];
const PEOPLE: Person[] = [
  { name: "Ada Lovelace", email: "ada@example.org", cards: 7 },
  { name: "山田 太郎", email: "", cards: 1200 },
  { name: "👨‍👩‍👧 🫠 สมชาย", email: "x@example.org", cards: 3 },
];

async function draw<Row>(rows: Iterable<Row>, columns: Column<Row>[], width: number, colour = false): Promise<string> {
  const styles = await stylesFor(colour);
  return (await collect(table(rows, columns, { columns: width, styles }))).join("");
}

test("columns line up whatever the letters", async () => {
  expect(await draw(PEOPLE, COLUMNS, 80)).toBe(
    [
      "NAME          E MAIL              N",
      "Ada Lovelace  ada@example.org     7",
      "山田 太郎                      1200",
      "👨‍👩‍👧 🫠 สมชาย   x@example.org       3",
      "",
    ].join("\n"),
  );
});

test("the widest column gives way first", async () => {
  expect(await draw(PEOPLE, COLUMNS, 30)).toBe(
    [
      "NAME         E MAIL          N",
      "Ada Lovela…  ada@exampl…     7",
      "山田 太郎                 1200",
      "👨‍👩‍👧 🫠 สมชาย  x@example.…     3",
      "",
    ].join("\n"),
  );
});

test.each([1, 2, 10, 20, 40, 80, 200])("no line is longer than %i columns, as far as that can be", async (width) => {
  const lines = (await draw(PEOPLE, COLUMNS, width)).trimEnd().split("\n");
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(Math.max(width, 7));
});

describe("a fixed column", () => {
  const columns: Column<Person>[] = [{ ...COLUMNS[0], fixed: true } as Column<Person>, COLUMNS[1] as Column<Person>];

  test("is never cut, the others give way", async () => {
    expect(await draw(PEOPLE.slice(0, 1), columns, 20)).toBe("NAME          E MAIL\nAda Lovelace  ada@e…\n");
    expect(await draw(PEOPLE.slice(0, 1), columns, 8)).toBe("NAME          …\nAda Lovelace  …\n");
  });

  test("is not cut in a later screenful that needs more room either", async () => {
    const rows = Array.from({ length: 51 }, (_, n) => ({ name: n < 50 ? "" : "Ada Lovelace", email: "", cards: n }));
    expect((await draw(rows, columns, 20)).split("\n").at(-2)).toBe("Ada Lovelace");
  });
});

test("styles wrap the text, not the gap; the header is dim", async () => {
  const columns: Column<Person>[] = [{ ...COLUMNS[0], style: "bold" } as Column<Person>, COLUMNS[2] as Column<Person>];
  expect(await draw(PEOPLE.slice(1, 2), columns, 40, true)).toBe(
    "\x1b[2mNAME\x1b[22m          \x1b[2mN\x1b[22m\n\x1b[1m山田 太郎\x1b[22m  1200\n",
  );
});

describe("many rows", () => {
  const rows = Array.from({ length: 120 }, (_, n) => ({ name: `Person ${n}`, email: `p${n}@example.org`, cards: n }));

  test("come in screenfuls under one header, all columns where they were", async () => {
    const chunks = await collect(table(rows, COLUMNS, { columns: 60, styles: NO_STYLES }));
    expect(chunks.map((chunk) => chunk.split("\n").length - 1)).toEqual([51, 50, 20]);
    const at = chunks
      .join("")
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.indexOf("p", 1));
    expect(new Set(at).size).toBe(1);
  });

  test("later, longer ones find room", async () => {
    expect(await draw(rows, COLUMNS, 60)).toContain("Person 119");
  });
});

test("no rows, no table; a header only when wanted", async () => {
  expect(await draw([], COLUMNS, 80)).toBe("");
  const chunks = await collect(table(PEOPLE.slice(0, 1), COLUMNS, { columns: 80, styles: NO_STYLES, header: false }));
  expect(chunks).toEqual(["Ada Lovelace  ada@example.org  7\n"]);
});

test.each(HOSTILE.map((text) => [text]))("%j stays in its cell", async (text) => {
  const columns: Column<string>[] = [
    { name: "a", text: (value) => value },
    { name: "b", text: () => "end" },
  ];
  const drawn = await draw([text], columns, 400);
  expect(drawn.split("\n")).toHaveLength(3);
  expect(drawn).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]/);
  const [header = "", row = ""] = drawn.split("\n");
  expect(displayWidth(row) - 3).toBe(displayWidth(header) - 1);
});
