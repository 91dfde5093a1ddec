/** A line of a text with `^` under what is wrong in it. */
import { sanitizeForTty } from "./sanitize.ts";
import { displayWidth, truncate } from "./width.ts";

/** Columns of the text that are shown before the place, of the place itself, and after it. */
const BEFORE = 36;
const PLACE = 24;
const AFTER = 12;

/** @param position offset in the text; at its end the place is empty, and one `^` stands behind it */
export function caretLines(text: string, position: number, length: number): string {
  const before = lastColumns(clean(text.slice(0, position)), BEFORE);
  const place = truncate(clean(text.slice(position, position + length)), PLACE);
  const after = truncate(clean(text.slice(position + length)), AFTER);
  const indent = " ".repeat(displayWidth(before));
  return `  ${before}${place}${after}\n  ${indent}${"^".repeat(Math.max(1, displayWidth(place)))}`;
}

/** The end of a text, with `…` where something is missing before it. */
function lastColumns(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const characters = [...text.slice(-columns)];
  while (displayWidth(characters.join("")) > columns - 1) characters.shift();
  return `…${characters.join("")}`;
}

function clean(text: string): string {
  return sanitizeForTty(text, { cell: true });
}
