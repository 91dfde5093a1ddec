/** Bytes → lines of UTF-8, numbered; one that is too long is told and passed over. */

export type Line = { line: number; text: string | null };

/** Bytes of a line, which may hold a photo. */
export const LONGEST = 64 << 20;

const LF = 0x0a;

/** `text` is null for a line beyond `longest`. Empty lines are left out. */
export async function* linesOf(source: AsyncIterable<Uint8Array>, longest = LONGEST): AsyncGenerator<Line[]> {
  let [line, size] = [1, 0];
  let held: Uint8Array[] = [];
  const cut = (end: Uint8Array): Line[] => {
    const text = size + end.length > longest ? null : Buffer.concat([...held, end]).toString("utf8");
    const found = { line, text: line === 1 ? (text?.replace(/^\ufeff/, "") ?? null) : text };
    held = [];
    size = 0;
    line++;
    return found.text?.trim() === "" ? [] : [found];
  };
  for await (const chunk of source) {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, from)) {
      lines.push(...cut(chunk.subarray(from, at)));
      from = at + 1;
    }
    const rest = chunk.subarray(from);
    size += rest.length;
    if (size <= longest) held.push(rest);
    else held = []; // only its length is still of interest
    if (lines.length > 0) yield lines;
  }
  const last = cut(new Uint8Array(0));
  if (last.length > 0) yield last;
}
