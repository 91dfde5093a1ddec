/**
 * The query language: words, "phrases", `field:value`, and, or, not, parentheses (docs/query.md). A text in which none of
 * these is to be recognised is plain text, whatever its characters are.
 */
import type { BacksideError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { quoted } from "../quoted.ts";
import { type Term, terms, words } from "../search-text.ts";
import { conditionOf } from "./condition.ts";
import { invalid } from "./errors.ts";
import { FIELD_NAMES, type Field, fieldOf, TIME_WORDS } from "./fields.ts";
import { mended } from "./mend.ts";
import { operatorOf } from "./operator.ts";
import { termsOnce } from "./plain.ts";
import { ago } from "./span.ts";
import { type FieldToken, type Operator, type Token, tokens } from "./tokens.ts";
import type { Query } from "./tree.ts";

/** Characters of a query; plain text may be as long as it likes. */
const LONGEST = 20_000;
/** Words and conditions. */
const MOST_TERMS = 1000;
const DEEPEST = 50;

/**
 * @param now what `last<90d` and `today` are relative to
 * @throws invalid_query with `details.position`, `length` and `expected`
 */
export function parseQuery(text: string, now: Date): Query {
  const all = tokens(text).filter(saysSomething);
  return isPlain(text, all) ? wordsOf(text) : parsed(text, mended(text, all), now);
}

/**
 * For what is to be written: an operator that joins nothing and a parenthesis or quote that is left open are no words of
 * a plain text, but slips.
 * @throws invalid_query
 */
export function requireWhole(text: string, now: Date): void {
  const all = tokens(text).filter(saysSomething);
  if (all.some((token) => token.is !== "word" || operatorOf(token) !== null)) parsed(text, all, now);
}

function parsed(text: string, all: readonly Token[], now: Date): Query {
  if (text.length > LONGEST)
    throw invalid(`the query has ${text.length} characters, more than the ${LONGEST} it may have`, null);
  const query = whole({ text, tokens: all, now, at: 0, depth: 0 });
  if (countOf(query) > MOST_TERMS) throw invalid(`the query has more than ${MOST_TERMS} words and conditions`, null);
  return query;
}

/** The free words, all of which have to match and which rank what is found; and what else has to hold. */
export function freeWords(query: Query): { words: Term[]; rest: Query | null } {
  const parts = query.op === "and" ? query.of : [query];
  const free: Term[] = [];
  const rest: Query[] = [];
  for (const part of parts) {
    if (part.op === "text" && !part.whole) free.push(part.term);
    else rest.push(part);
  }
  return { words: free, rest: rest.length > 0 ? and(rest) : null };
}

/** Not a word such as `&` or `-`, which a search passes over. */
function saysSomething(token: Token): boolean {
  return token.is !== "word" || words(token.text) !== "";
}

/** Whether nothing in it can be an operator; `or` at an end of the text cannot. */
function isPlain(text: string, all: readonly Token[]): boolean {
  return all.every((token, at) => {
    if (token.is === "field" || token.is === "quoted") return false;
    if (token.is === "unclosed")
      return !token.value && isPlain(text, tokens(text.slice(token.at + 1)).filter(saysSomething));
    const word = operatorOf(token);
    if (word === null) return true;
    const before = at > 0 && all[at - 1]?.is !== "(";
    const after = at + 1 < all.length && all[at + 1]?.is !== ")";
    return !after || (word !== "not" && !before);
  });
}

const NOBODY: Query = { op: "or", of: [] };

/** A text without words matches nobody. */
function wordsOf(text: string): Query {
  const found = termsOnce(text);
  if (found.length === 0) return NOBODY;
  return and(found.map((term) => ({ op: "text", term, whole: false })));
}

/** Words in a row, none of them only begun; or a number, in any spelling. */
function phraseOf(text: string): Query {
  const found = terms(text);
  if (found.length === 0) return NOBODY;
  const digits = found.length === 1 ? (found[0]?.digits ?? []) : [];
  return { op: "text", term: { words: found.flatMap((term) => term.words), digits }, whole: true };
}

function and(parts: readonly Query[]): Query {
  const [first] = parts;
  return parts.length === 1 && first ? first : { op: "and", of: parts };
}

/** Words count one by one, so that a phrase is no way round the limit. */
function countOf(query: Query): number {
  if (query.op === "and" || query.op === "or") return query.of.reduce((sum, one) => sum + countOf(one), 0);
  if (query.op === "not") return countOf(query.of);
  if (query.op === "text") return query.term.words.length;
  if (query.op === "value" || query.op === "channel") return (query.test.wanted[0] ?? "").split(" ").length;
  if (query.op === "related" && query.who !== null && "name" in query.who) return query.who.name.length;
  return 1;
}

/** How far the reading of a query has come. */
type Reading = { text: string; tokens: readonly Token[]; now: Date; at: number; depth: number };

function whole(reading: Reading): Query {
  const query = alternatives(reading);
  const next = reading.tokens[reading.at];
  if (next) throw wrong(reading, "this closes nothing", next, ["the end"]);
  return query;
}

function alternatives(reading: Reading): Query {
  const parts = [together(reading)];
  while (takes(reading, "or")) parts.push(together(reading));
  return parts.length === 1 ? (parts[0] as Query) : { op: "or", of: parts };
}

function together(reading: Reading): Query {
  const parts: Query[] = [];
  do {
    const part = negated(reading);
    if (part.op === "and") parts.push(...part.of);
    else parts.push(part);
  } while (takes(reading, "and") || goesOn(reading));
  return and(parts);
}

function negated(reading: Reading): Query {
  if (!takes(reading, "not")) return single(reading);
  return deeper(reading, () => ({ op: "not", of: negated(reading) }));
}

function single(reading: Reading): Query {
  const token = reading.tokens[reading.at++];
  if (token === undefined) throw wrong(reading, "something is missing at the end", null, CONDITION, lastWord(reading));
  if (token.is === "(") return deeper(reading, () => inner(reading, token));
  if (token.is === "field") return fieldCondition(reading, token);
  if (token.is === "quoted") return phraseOf(token.text);
  if (token.is === "unclosed") throw wrong(reading, "this quote is not closed", token, ['"']);
  if (token.is === ")") throw wrong(reading, "something is missing before )", token, CONDITION);
  if (operatorOf(token) === null) return wordsOf(token.text);
  throw wrong(reading, `something is missing before ${token.text}`, token, CONDITION, asWord(token.text));
}

const CONDITION = ["a word", '"a phrase"', "field:value", "not", "("];

function asWord(word: string): string {
  return `in quotes it is a word like any other: "${word}"`;
}

function lastWord({ tokens: all }: Reading): string | null {
  const last = all.at(-1);
  return last?.is === "word" ? asWord(last.text) : null;
}

function inner(reading: Reading, open: Token): Query {
  const query = alternatives(reading);
  if (reading.tokens[reading.at++]?.is !== ")")
    throw wrong(reading, "this parenthesis is not closed", { ...open, length: 1 }, [")"]);
  return query;
}

function fieldCondition(reading: Reading, token: FieldToken): Query {
  const { name, negated: minus } = token;
  const { field, operator } = fieldAndOperator(token, reading.now);
  if (field === null) {
    const place = { at: minus ? token.at + 1 : token.at, length: name.length };
    const { expected, hint } = otherFields(name);
    throw wrong(reading, `there is no field ${quoted(name)}`, place, expected, hint);
  }
  const read = conditionOf(field, { ...token, operator }, reading.now);
  if ("wrong" in read) {
    const place = { at: token.valueAt, length: Math.max(1, token.at + token.length - token.valueAt) };
    throw wrong(reading, `${name}: ${read.wrong}`, place, read.expected, read.hint);
  }
  return minus ? { op: "not", of: read.condition } : read.condition;
}

/** `last.before:2026` is `last<2026`, and `last.before:90d` is longer ago than that. */
function fieldAndOperator(
  { name, operator, value }: FieldToken,
  now: Date,
): { field: Field | null; operator: Operator } {
  const [first = "", second = ""] = name.split(".");
  const field = fieldOf(first);
  if (field?.of !== "time" || second === "") return { field: fieldOf(name), operator };
  const named = operator === ":" ? TIME_WORDS[second as keyof typeof TIME_WORDS] : undefined;
  if (named === undefined) return { field: null, operator };
  return { field, operator: ago(value, now) === null ? named.date : named.age };
}

function otherFields(name: string): { expected: readonly string[]; hint: string } {
  const [first = "", second] = name.split(".");
  if (second !== undefined && fieldOf(first)?.of === "time") {
    const expected = Object.keys(TIME_WORDS).map((word) => `${first}.${word}`);
    return { expected, hint: `there are ${expected.join(", ")}` };
  }
  const meant = nearest(name, FIELD_NAMES);
  const hint = meant === null ? `some are ${FIELD_NAMES.slice(0, 10).join(", ")}` : `Did you mean ${meant}?`;
  return { expected: FIELD_NAMES, hint };
}

function deeper(reading: Reading, read: () => Query): Query {
  if (++reading.depth > DEEPEST) {
    const here = reading.tokens[reading.at - 1] ?? null;
    throw wrong(reading, `the query is nested more than ${DEEPEST} deep`, here, []);
  }
  const query = read();
  reading.depth--;
  return query;
}

function takes(reading: Reading, word: "and" | "or" | "not"): boolean {
  const taken = operatorOf(reading.tokens[reading.at]) === word;
  if (taken) reading.at++;
  return taken;
}

/** Whether another condition follows without a word between them. */
function goesOn({ tokens: all, at }: Reading): boolean {
  const next = all[at];
  return next !== undefined && next.is !== ")" && operatorOf(next) !== "or";
}

function wrong(
  { text }: Reading,
  message: string,
  where: { at: number; length: number } | null,
  expected: readonly string[],
  hint: string | null = null,
): BacksideError {
  const { at, length } = where ?? { at: text.length, length: 1 };
  return invalid(message, { query: text, position: at, length, expected }, hint);
}
