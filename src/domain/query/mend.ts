/**
 * What a reading command makes of a query that is not whole: an operator with nothing to join is a word, a parenthesis
 * without the other is a character that a search passes over, and so is a quote that nobody closes.
 */
import { words } from "../search-text.ts";
import { operatorOf } from "./operator.ts";
import { type Token, tokens } from "./tokens.ts";

/** The same tokens where nothing is amiss. */
export function mended(text: string, all: readonly Token[]): Token[] {
  return withoutLooseOperators(withoutLooseParentheses(withoutOpenQuotes(text, all)));
}

/** One reaches to the end of the text, so that it is the last token; that of a field stays the mistake it is. */
function withoutOpenQuotes(text: string, all: readonly Token[]): readonly Token[] {
  const last = all.at(-1);
  if (last?.is !== "unclosed" || last.value) return all;
  const behind = tokens(text, last.at + 1).filter((token) => token.is !== "word" || words(token.text) !== "");
  return [...all.slice(0, -1), ...withoutOpenQuotes(text, behind)];
}

function withoutLooseParentheses(all: readonly Token[]): Token[] {
  const loose = new Set<Token>();
  const open: number[] = [];
  for (const [at, token] of all.entries()) {
    if (token.is === "(") open.push(at);
    else if (token.is === ")" && open.pop() === undefined) loose.add(token);
  }
  for (const at of open) if (!opensArgument(all[at], all[at - 1])) loose.add(all[at] as Token);
  return withoutEmptyPairs(all.filter((token) => !loose.has(token)));
}

/** `rel:manages(bob`: without the parenthesis it would be about somebody else. */
function opensArgument(open: Token | undefined, before: Token | undefined): boolean {
  return before?.is === "field" && before.name === "rel" && before.at + before.length === open?.at;
}

/** `()`, and `(())` with it. */
function withoutEmptyPairs(all: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (const token of all) {
    if (token.is === ")" && kept.at(-1)?.is === "(") kept.pop();
    else kept.push(token);
  }
  return kept;
}

function withoutLooseOperators(all: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (const [at, token] of all.entries()) {
    const word = operatorOf(token);
    const joins = beginsOne(all[at + 1]) && (word === "not" || endsOne(kept.at(-1)));
    kept.push(token.is !== "word" || word === null || joins ? token : { ...token, plain: true });
  }
  return kept;
}

/** Whether a condition may begin with the token. */
function beginsOne(token: Token | undefined): boolean {
  const word = operatorOf(token);
  return token !== undefined && token.is !== ")" && (word === null || word === "not");
}

/** Whether a condition may end with the token. */
function endsOne(token: Token | undefined): boolean {
  return token !== undefined && token.is !== "(" && operatorOf(token) === null;
}
