/** Tables for people: a quiet header, columns two blanks apart, no lines. */
import type { Styles } from "./colour.ts";
import type { Column, Rows } from "./column.ts";
import { PLAIN, sanitizeForTty } from "./sanitize.ts";
import { displayWidth, truncate } from "./width.ts";

type TableOptions = {
  /** Width of the terminal. */
  columns: number;
  styles: Styles;
  header?: boolean;
};

/** Rows per table object: cli-table3 takes 4.7 s for 10,000 rows in one table, 0.75 s in tables of 50. */
const SCREENFUL = 50;
const GAP = "  ";

/** The table in pieces of a screenful. The first one settles the widths, so that all columns line up. */
export async function* table<Row>(
  rows: Rows<Row>,
  columns: readonly Column<Row>[],
  { columns: available, styles, header = true }: TableOptions,
): AsyncGenerator<string> {
  const titles = columns.map(({ title, name }) => cell(title ?? name.replaceAll("_", " ").toUpperCase()));
  let widths: number[] | null = null;
  for await (const screenful of inScreenfuls(rows)) {
    const cells = screenful.map((row) => columns.map(({ text }) => cell(text(row))));
    const first = widths === null;
    widths ??= fittingWidths([...(header ? [titles] : []), ...cells], columns, available);
    // What must stay whole may need more room in a later screenful than in the first.
    widths = widths.map((width, at) => (columns[at]?.fixed ? widest(cells, at, width) : width));
    const lines = cells.map((row) => row.map((text, at) => ({ text, style: columns[at]?.style })));
    if (first && header) lines.unshift(titles.map((text) => ({ text, style: "dim" })));
    yield await draw(lines, widths, columns, styles);
  }
}

function cell(text: string): string {
  return sanitizeForTty(text, { cell: true });
}

async function* inScreenfuls<Row>(rows: Rows<Row>): AsyncGenerator<Row[]> {
  let screenful: Row[] = [];
  for await (const row of rows) {
    screenful.push(row);
    if (screenful.length < SCREENFUL) continue;
    yield screenful;
    screenful = [];
  }
  if (screenful.length > 0) yield screenful;
}

/** Width of the widest cell of a column. */
function widest(cells: readonly string[][], at: number, least = 1): number {
  return Math.max(least, ...cells.map((row) => displayWidth(row[at] ?? "")));
}

/** Widths that hold every cell, the widest made narrower until the line fits. */
function fittingWidths<Row>(cells: readonly string[][], columns: readonly Column<Row>[], available: number): number[] {
  const widths = columns.map(({ fixed }, at) =>
    Math.min(widest(cells, at), fixed ? Number.POSITIVE_INFINITY : available),
  );
  const room = available - GAP.length * (columns.length - 1);
  for (const least of STAGES) {
    shrink(
      widths,
      columns.map((column, at) => least(column, widths[at] ?? 1)),
      room,
    );
  }
  if (cells.length >= SCREENFUL) widen(widths, columns, room);
  return widths;
}

/** How narrow a column may get: down to its least width, then below it. */
const STAGES: readonly ((column: Pick<Column<unknown>, "min" | "fixed">, width: number) => number)[] = [
  ({ min = 8, fixed }, width) => (fixed ? width : min),
  ({ fixed }, width) => (fixed ? width : 1),
];

/** More rows may follow, longer ones among them: the room that is left goes to the columns that can use it. */
function widen<Row>(widths: number[], columns: readonly Column<Row>[], room: number): void {
  const spare = Math.max(0, room - sum(widths));
  const open = columns.flatMap(({ fixed }, at) => (fixed ? [] : [at]));
  for (const at of open) widths[at] = (widths[at] ?? 0) + Math.floor(spare / open.length);
}

function shrink(widths: number[], least: readonly number[], room: number): void {
  let excess = sum(widths) - room;
  for (; excess > 0; excess--) {
    const spare = widths.map((width, at) => (width > (least[at] ?? 1) ? width : 0));
    const most = Math.max(...spare);
    if (most === 0) return;
    widths[spare.indexOf(most)] = most - 1;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

type Cell = { text: string; style: keyof Styles | undefined };

/**
 * One table object. cli-table3 measures text by an old table of widths, so what is not plain goes in as a stand-in of
 * the right length, made of a character that no sanitised text holds, and is put in its place afterwards.
 */
async function draw<Row>(
  lines: readonly Cell[][],
  widths: number[],
  columns: readonly Column<Row>[],
  styles: Styles,
): Promise<string> {
  const { default: Table } = await import("cli-table3");
  const replaced: string[] = [];
  const drawn = new Table({
    chars: { ...NO_LINES, middle: GAP },
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
    colWidths: [sum(widths) + GAP.length * (widths.length - 1)],
  });
  for (const line of lines) {
    const cells = line.map(({ text, style }, at) => {
      const width = widths[at] ?? 0;
      let cut = truncate(text, width);
      const blanks = " ".repeat(Math.max(0, width - displayWidth(cut)));
      if (!PLAIN.test(cut)) {
        replaced.push(cut);
        cut = STAND_IN.repeat(displayWidth(cut));
      }
      const styled = style === undefined || cut === "" ? cut : styles[style](cut);
      return columns[at]?.align === "right" ? blanks + styled : styled + blanks;
    });
    // One cell a line: the library's work per cell would be half of the command's time.
    drawn.push([cells.join(GAP)]);
  }
  const text = drawn.toString().replace(STAND_INS, () => replaced.shift() ?? "");
  return `${text.replace(/ +$/gm, "")}\n`;
}

const STAND_IN = "\u2060";
const STAND_INS = /\u2060+/g;

const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
};
