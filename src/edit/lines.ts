/** The text as entries: `key: value` lines, each with the lines that are indented below it. */

export type Line = { number: number; indent: number; text: string };

/** A line and what stands below it. Key and value are as written, the key null where there is no colon. */
export type Entry = { line: number; indent: number; key: string | null; value: string; below: Line[] };

const TAB = 8;

/** All lines but those that begin with `#`. Windows editors end them with CR LF and may begin the file with a mark. */
export function linesOf(text: string): Line[] {
  return text
    .replace(/^\ufeff/, "")
    .split("\n")
    .map((line, i) => ({ number: i + 1, indent: indentOf(line), text: line.replace(/\r$/, "") }))
    .filter(({ text: line }) => !line.startsWith("#"));
}

/** The entries of lines of one level; remarks among them are skipped, even indented. */
export function entriesOf(lines: readonly Line[]): Entry[] {
  const entries: Entry[] = [];
  let last: Entry | undefined;
  for (const line of lines) {
    const blank = line.text.trim() === "";
    if (last && (blank || line.indent > last.indent)) {
      last.below.push(line);
    } else if (!blank && !line.text.trimStart().startsWith("#")) {
      last = entryOf(line);
      entries.push(last);
    }
  }
  return entries;
}

/** The first line below an entry that is neither empty nor a remark. */
export function firstBelow({ below }: Entry): Line | undefined {
  return below.find(({ text }) => text.trim() !== "" && !text.trimStart().startsWith("#"));
}

/** The lines of a text below an entry: without their common indentation, and without empty lines around them. */
export function blockOf({ below }: Entry): Pick<Line, "number" | "text">[] {
  const isText = ({ text }: Line): boolean => text.trim() !== "";
  const lines = below.slice(below.findIndex(isText), below.findLastIndex(isText) + 1);
  const start = /^\s*/.exec(lines[0]?.text ?? "")?.[0] ?? "";
  return lines.map(({ number, text }) => {
    const own = text.startsWith(start) ? text.slice(start.length) : text.trimStart();
    return { number, text: own.trimEnd() };
  });
}

function entryOf({ number, indent, text }: Line): Entry {
  const colon = text.indexOf(":");
  const key = colon === -1 ? null : text.slice(0, colon).trim();
  return { line: number, indent, key, value: text.slice(colon + 1).trim(), below: [] };
}

function indentOf(line: string): number {
  let indent = 0;
  for (const character of line) {
    if (character === " ") indent++;
    else if (character === "\t") indent += TAB - (indent % TAB);
    else break;
  }
  return indent;
}
