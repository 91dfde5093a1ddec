/** What parts the cells of a file: found in its header. */

/** Comma last: it also stands inside of names of columns. */
const DELIMITERS = ["\t", ";", "|", ","] as const;

/** The candidate that stands most often outside of quotation marks; a comma when there is none. */
export function delimiterOf(header: string): string {
  const bare = header.replace(/"(?:[^"]|"")*"/g, "");
  let best = ",";
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const count = bare.split(delimiter).length - 1;
    if (count > most) [best, most] = [delimiter, count];
  }
  return best;
}

/**
 * The first line with text in it, blank ones and Excel's `sep=;` passed over; it may go on within quotation marks.
 * @param all whether the text is whole
 * @returns null when more text is needed; `at` is where the line begins, `line` its number
 */
export function firstLine(text: string, all: boolean): { text: string; at: number; line: number } | null {
  let at = 0;
  let line = 1;
  for (;;) {
    const end = endOf(text, at);
    if (end === null && !all) return null;
    const one = text.slice(at, end ?? text.length);
    if (end === null || (one.trim() !== "" && !/^sep=.\s*$/i.test(one))) return { text: one, at, line };
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
    line++;
  }
}

/** Where the line that begins at `from` ends; null when the text does first. */
function endOf(text: string, from: number): number | null {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === "\n" || (letter === "\r" && at + 1 < text.length))) return at;
  }
  return null;
}
