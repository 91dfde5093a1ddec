/** Texts that have nothing of the query language in them: words to be searched for, as most people type them. */
import { type Term, terms } from "../search-text.ts";

/** What may begin a field, a phrase or a group. */
const SYNTAX = /[:=<>"()]/;
const OPERATOR = /(?:^|\s)(?:and|or|not)(?=\s|$)/i;

/** The terms of a plain text, each once; null where the text has to be parsed, or has no words at all. */
export function plainTerms(text: string): Term[] | null {
  if (SYNTAX.test(text) || OPERATOR.test(text)) return null;
  const found = termsOnce(text);
  return found.length > 0 ? found : null;
}

/** A word said twice asks no more than once. */
export function termsOnce(text: string): Term[] {
  return [...new Map(terms(text).map((term) => [term.words.join(" "), term])).values()];
}
