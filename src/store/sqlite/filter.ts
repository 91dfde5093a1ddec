/**
 * A query as a condition on `contacts t`: what `domain/query/matches.ts` tells plainly. User text only ever becomes bound
 * values and quoted tokens. No condition may be NULL, or `not` would not turn it round.
 */
import type { Condition, Query } from "../../domain/query/tree.ts";
import { check, labelled } from "./filter/facts.ts";
import { type Among, type Fragment, joined } from "./filter/fragment.ts";
import { channelTest, type Test, valueTest } from "./filter/values.ts";
import { termExpression } from "./words.ts";

/** What a query asks of the full-text index, and what else has to hold of a contact; null asks nothing. */
export type Split = { expressions: string[]; condition: Fragment | null };

/**
 * The parts of a query that all have to hold, sorted by who can tell: the index then leads to the few to be looked at.
 */
export function splitFilter(query: Query, { few, ...rest }: Among): Split {
  const expressions: string[] = [];
  const others: ((among: Among) => Fragment)[] = [];
  for (const part of query.op === "and" ? query.of : [query]) {
    const expression = expressionOf(part, 0);
    if (expression !== null) expressions.push(expression);
    else if (isOperator(part)) others.push((among) => filter(part, among));
    else {
      const { expression: candidates, check } = test(part);
      if (candidates !== null) expressions.push(candidates);
      if (check !== null) others.push(check);
    }
  }
  const among = { ...rest, few: few || expressions.length > 0 };
  const conditions = others.map((other) => other(among));
  return { expressions, condition: conditions.length === 0 ? null : joined(conditions, "AND") };
}

function filter(query: Query, among: Among): Fragment {
  const expression = expressionOf(query, 0);
  if (expression !== null) return found(expression);
  if (query.op === "not") {
    const { sql, values } = filter(query.of, among);
    return { sql: `NOT ${sql}`, values };
  }
  if (isOperator(query)) {
    if (query.op === "and")
      return joined(
        query.of.map((part) => filter(part, among)),
        "AND",
      );
    return joined(
      [...anyLabel(query.of, among), ...query.of.filter(isNoLabel).map((part) => filter(part, among))],
      "OR",
    );
  }
  const { expression: candidates, check } = test(query);
  const parts = [...(candidates === null ? [] : [found(candidates)]), ...(check === null ? [] : [check(among)])];
  return joined(parts, "AND");
}

function isOperator(query: Query): query is Exclude<Query, Condition> {
  return query.op === "and" || query.op === "or" || query.op === "not";
}

/** `tag:a or tag:b or …` is one look at a contact's tags. */
function anyLabel(parts: readonly Query[], among: Among): Fragment[] {
  return (["tag", "group"] as const).flatMap((op) => {
    const names = parts.flatMap((part) => (part.op === op && !part.begun ? [part.name] : []));
    return names.length === 0 ? [] : [labelled(op, { names }, among)];
  });
}

function isNoLabel(query: Query): boolean {
  return (query.op !== "tag" && query.op !== "group") || query.begun;
}

/** Parentheses that the parser of full-text expressions takes; its stack ends at 100. */
const DEEPEST = 4;

/** The whole query as one full-text expression; null where the index alone cannot tell. */
function expressionOf(query: Query, depth: number): string | null {
  if (query.op === "text") return termExpression(query.term, query.whole);
  if ((query.op !== "and" && query.op !== "or") || query.of.length === 0 || depth === DEEPEST) return null;
  const parts: string[] = [];
  for (const part of query.of) {
    const expression = expressionOf(part, depth + 1);
    if (expression === null) return null;
    parts.push(expression);
  }
  return `(${parts.join(query.op === "and" ? " AND " : " OR ")})`;
}

function found(expression: string): Fragment {
  return {
    sql: "t.number IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)",
    values: [expression],
  };
}

function test(condition: Condition): Test {
  switch (condition.op) {
    case "text":
      return { expression: termExpression(condition.term, condition.whole), check: null };
    case "value":
      return valueTest(condition.field, condition.test);
    case "channel":
      return channelTest(condition.type, condition.test);
    default:
      return { expression: null, check: (among) => check(condition, among) };
  }
}
