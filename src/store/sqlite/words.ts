/** Full-text expressions. Tokens hold letters, digits and marks only (`words`), so the quotes cannot be left. */
import type { TextTest } from "../../domain/query/tree.ts";
import { digitTrigrams, type Term, words } from "../../domain/search-text.ts";

/** Columns of `contact_search` that hold words. */
export type Place = "name" | "channels" | "work" | "tags" | "notes";

/** A free word: in any place, or as a run of digits in a phone number. */
export function termExpression({ words: row, digits }: Term, whole = false): string {
  const places = [`{name channels work tags notes} : ${phrase(row)}${whole ? "" : " *"}`];
  for (const run of digits) places.push(digitExpression(run));
  return `(${places.join(" OR ")})`;
}

export function nameExpression(terms: readonly Term[]): string {
  return `{name} : (${terms.map(({ words: row }) => `${phrase(row)} *`).join(" AND ")})`;
}

/** What holds in the index wherever the test holds of a text that was put into the place; null says nothing. */
export function testExpression(place: Place, { how, wanted }: TextTest): string | null {
  if (how === "digits" || how === "number") return `(${wanted.map(digitExpression).join(" OR ")})`;
  const rows = wanted.map((one) => (how === "equal" ? words(one) : one));
  if (rows.includes("")) return null;
  return `(${rows.map((row) => `{${place}} : ${phrase(row.split(" "))}${how === "begin" ? " *" : ""}`).join(" OR ")})`;
}

function digitExpression(run: string): string {
  return `digits : ${phrase(digitTrigrams(run))}`;
}

function phrase(tokens: readonly string[]): string {
  return `"${tokens.join(" ")}"`;
}
