/** How many columns a text takes on a terminal, and fitting it into them. Takes text that went through the sanitiser. */
import { PLAIN } from "./sanitize.ts";

/** Columns the text takes: East Asian characters and emoji two, marks none. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme);
  return width;
}

/** The text, or as much of it as leaves room for the `…` that says something is missing. */
export function truncate(text: string, columns: number): string {
  if (columns < 1) return "";
  if (PLAIN.test(text)) return text.length <= columns ? text : `${text.slice(0, columns - 1).trimEnd()}…`;
  let width = 0;
  let kept = "";
  let fits = true;
  for (const grapheme of graphemes(text)) {
    width += graphemeWidth(grapheme);
    if (width > columns) return `${kept.trimEnd()}…`;
    fits &&= width <= columns - 1;
    if (fits) kept += grapheme;
  }
  return text;
}

/** The text with blanks after it, or before it, up to the given width. */
export function pad(text: string, columns: number, align: "left" | "right" = "left"): string {
  const blanks = " ".repeat(Math.max(0, columns - displayWidth(text)));
  return align === "left" ? text + blanks : blanks + text;
}

/** Lines of at most the given width, broken at blanks; a longer word stays whole, so that it can be copied. */
export function wrap(text: string, columns: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    let width = 0;
    for (const word of paragraph.split(" ")) {
      const wordWidth = displayWidth(word);
      if (line !== "" && width + 1 + wordWidth > columns) {
        lines.push(line.trimEnd());
        line = "";
      }
      width = line === "" ? wordWidth : width + 1 + wordWidth;
      line = line === "" ? word : `${line} ${word}`;
    }
    return [...lines, line.trimEnd()];
  });
}

type Classes = { segmenter: Intl.Segmenter; emoji: RegExp; wide: RegExp; none: RegExp };
let classes: Classes | undefined;

/** Built on first use: plain text, which is nearly all of it, does without, and a literal would cost every start. */
function compiled(): Classes {
  classes ??= {
    segmenter: new Intl.Segmenter("en", { granularity: "grapheme" }),
    emoji: new RegExp(EMOJI, "u"),
    wide: new RegExp(EAST_ASIAN_WIDE, "u"),
    none: new RegExp(NO_COLUMN, "u"),
  };
  return classes;
}

/** Shown as a picture by itself, by a selector, by being joined, or as a keycap. */
const EMOJI = String.raw`^(?:\p{Emoji_Presentation}|\p{Emoji}[\s\S]*(?:\uFE0F|\u200D|\u20E3))`;

/** Marks, joiners, and the vowels of a Hangul syllable written in parts. */
const NO_COLUMN = String.raw`[\p{M}\p{Cf}\u1160-\u11FF\uD7B0-\uD7FB]`;

/** Unicode 17 EastAsianWidth W and F, rounded up to whole blocks; the emoji among them have their own rule. */
const EAST_ASIAN_WIDE = [
  String.raw`[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\u4DBF\u4E00-\uA4CF\uA960-\uA97C\uAC00-\uD7A3`,
  String.raw`\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6B\uFF01-\uFF60\uFFE0-\uFFE6`,
  String.raw`\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1D300}-\u{1D376}\u{1F200}-\u{1F265}\u{20000}-\u{3FFFD}]`,
].join("");

function* graphemes(text: string): Generator<string> {
  for (const { segment } of compiled().segmenter.segment(text)) yield segment;
}

/** Terminals add up the characters of a cluster, except in an emoji; a Devanagari conjunct takes several columns. */
function graphemeWidth(grapheme: string): number {
  const { emoji, wide, none } = compiled();
  if (emoji.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) width += none.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return Math.max(1, width); // a vowel or sign that stands alone is seen all the same
}
