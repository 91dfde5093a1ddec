/**
 * A query as a condition on `contacts t`: what `domain/query/matches.ts` tells plainly. User text only ever becomes bound
 * values and quoted tokens. Nothing here may be NULL, or `not` would not turn it round.
 */
import type { SQLInputValue } from "node:sqlite";
import type { Condition, PartName, Query, TextTest, ValueField } from "../../domain/query/tree.ts";
import { BUILTIN_NAMES, builtinInverse } from "../../domain/relationship-types.ts";
import { LABELS, type Label } from "./labels.ts";
import { type Place, termExpression, testExpression } from "./words.ts";

export type Fragment = { sql: string; values: SQLInputValue[] };

/** What a query asks of the full-text index, and what else has to hold of a contact; null asks nothing. */
export type Split = { expressions: string[]; condition: Fragment | null };

export type Among = {
  tenant: number;
  /** Whether only a few contacts are looked at instead of all. */
  few: boolean;
  /** A tag or group that so few have that the query begins with them. */
  led: Label | null;
};

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

/** In halves: an expression of SQLite may be 1,000 deep, and a chain is as deep as it is long. */
function joined(parts: readonly Fragment[], by: "AND" | "OR"): Fragment {
  const [first] = parts;
  if (!first) return { sql: by === "AND" ? "1" : "0", values: [] };
  if (parts.length === 1) return first;
  const middle = parts.length >> 1;
  const [left, right] = [joined(parts.slice(0, middle), by), joined(parts.slice(middle), by)];
  return { sql: `(${left.sql} ${by} ${right.sql})`, values: [...left.values, ...right.values] };
}

/** What the index says, which may be too much, and the condition that tells; null where the index says it all. */
type Test = { expression: string | null; check: ((among: Among) => Fragment) | null };

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

/** Parts of the contact: rows of a table that name it. */
function exists(from: string, condition = "1", values: SQLInputValue[] = []): Fragment {
  const own = "p.contact_id = t.id AND p.tenant_id = t.tenant_id";
  return { sql: `EXISTS (SELECT 1 FROM ${from} WHERE ${own} AND ${condition})`, values };
}

const PLACES: Record<ValueField, Place> = {
  ...{ name: "name", given: "name", middle: "name", family: "name", nickname: "name" },
  ...{ org: "work", title: "work", role: "work", department: "work" },
  ...{ note: "notes", address: "notes", street: "notes", city: "notes", country: "notes" },
};

const COLUMNS = {
  ...{ name: "display_name", given: "given_name", middle: "middle_name", family: "family_name" },
  ...{ nickname: "nickname", note: "bio" },
} as const;

function valueTest(field: ValueField, wanted: TextTest): Test {
  const expression = testExpression(PLACES[field], wanted);
  // The names of a contact are searched as one.
  if (field === "name" && wanted.how !== "equal") return { expression, check: null };
  return { expression, check: () => valueCheck(field, wanted) };
}

function valueCheck(field: ValueField, wanted: TextTest): Fragment {
  switch (field) {
    case "org": {
      const { sql, values } = met("o.display_name", wanted);
      const organization = "JOIN contacts o ON o.id = p.organization_id AND o.tenant_id = p.tenant_id";
      return exists(`affiliations p ${organization}`, sql, values);
    }
    case "title":
    case "role":
    case "department":
      return existsMet("affiliations", [field], wanted);
    case "street":
    case "city":
    case "country":
      return existsMet("addresses", [field], wanted);
    case "address":
      return existsMet("addresses", ["street", "city", "region", "postal_code", "country"], wanted);
    default:
      return met(`t.${COLUMNS[field]}`, wanted);
  }
}

function existsMet(table: "affiliations" | "addresses", columns: readonly string[], wanted: TextTest): Fragment {
  const any = joined(
    columns.map((column) => met(`p.${column}`, wanted)),
    "OR",
  );
  return exists(`${table} p`, any.sql, any.values);
}

/** `meets` is `domain/query/text.ts`; it answers 0 for NULL. */
function met(text: string, { how, wanted }: TextTest): Fragment {
  return joined(
    wanted.map((one) => ({ sql: `meets(${text}, ?, ?)`, values: [how, one] })),
    "OR",
  );
}

function channelTest(type: string, wanted: TextTest): Test {
  const phone = type === "phone";
  const expression = testExpression("channels", wanted);
  if (phone && wanted.how === "digits") return { expression, check: null };
  const { sql, values } = met(phone ? "coalesce(p.canonical_value, p.value)" : "p.value", wanted);
  return { expression, check: () => exists("channels p", `p.type = ? AND ${sql}`, [type, ...values]) };
}

type Other = Exclude<Condition, { op: "text" | "value" | "channel" }>;

function check(condition: Other, among: Among): Fragment {
  switch (condition.op) {
    case "tag":
    case "group":
      return labelled(condition.op, condition.begun ? { begins: condition.name } : { names: [condition.name] }, among);
    case "kind":
      return { sql: "t.kind = ?", values: [condition.kind] };
    case "id":
      return { sql: "(t.id >= ? AND t.id < ?)", values: [condition.begins, `${condition.begins}g`] };
    case "has":
      return HAS[condition.part];
    case "has_channel":
      return exists("channels p", "p.type = ?", [condition.type]);
    case "time":
      return within(condition);
    case "birthday":
      return birthday(condition, among);
    case "related":
      return related(condition, among);
  }
}

/**
 * The names are looked up once. Of a few contacts each is then one look into an index that holds both; where all are
 * passed, a set of those who have it takes less, and the sign before the column keeps them in the order they are passed in.
 */
function labelled(
  op: "tag" | "group",
  wanted: { names: string[] } | { begins: string },
  { tenant, few }: Among,
): Fragment {
  const { table, links, column } = LABELS[op];
  const [named, ...values] =
    "begins" in wanted
      ? ["substr(name_key, 1, length(?)) = ?", wanted.begins, wanted.begins]
      : ["name_key IN (SELECT value FROM json_each(?))", JSON.stringify(wanted.names)];
  const ids = `p.${column} IN (SELECT id FROM ${table} WHERE tenant_id = ? AND ${named})`;
  if (few) return exists(`${links} p`, ids, [tenant, ...values]);
  return {
    sql: `+t.id IN (SELECT p.contact_id FROM ${links} p WHERE ${ids} AND p.tenant_id = ?)`,
    values: [tenant, ...values, tenant],
  };
}

const LINKED = ["to", "from"].map(
  (other) => `EXISTS (SELECT 1 FROM relationships r
    JOIN contacts o ON o.id = r.${other}_contact_id AND o.tenant_id = r.tenant_id AND o.deleted_at IS NULL
    WHERE r.${other === "to" ? "from" : "to"}_contact_id = t.id AND r.tenant_id = t.tenant_id)`,
);

const HAS: Record<PartName, Fragment> = {
  channel: exists("channels p"),
  address: exists("addresses p"),
  birthday: exists("dates p", "p.date_type = 'birthday'"),
  date: exists("dates p"),
  photo: exists("photos p"),
  note: { sql: "t.bio IS NOT NULL", values: [] },
  nickname: { sql: "t.nickname IS NOT NULL", values: [] },
  tag: exists("contact_tags p"),
  group: exists("group_members p"),
  org: exists("affiliations p"),
  interaction: { sql: "t.last_interaction_at IS NOT NULL", values: [] },
  relationship: { sql: `(${LINKED.join(" OR ")})`, values: [] },
};

function within({ field, from, until }: Extract<Condition, { op: "time" }>): Fragment {
  const parts: Fragment[] = field === "last_interaction_at" ? [HAS.interaction] : [];
  if (from !== null) parts.push({ sql: `t.${field} >= ?`, values: [from] });
  if (until !== null) parts.push({ sql: `t.${field} < ?`, values: [until] });
  return joined(parts, "AND");
}

/** All birthdays are passed once, which takes less than a look into the index for each contact. */
function birthday({ year, month, day }: Extract<Condition, { op: "birthday" }>, { tenant }: Among): Fragment {
  const parts = ["d.tenant_id = ?", "d.date_type = 'birthday'"];
  const values: SQLInputValue[] = [tenant];
  for (const [column, value] of Object.entries({ date_year: year, date_month: month, date_day: day })) {
    if (value === null) continue;
    parts.push(`d.${column} = ?`);
    values.push(value);
  }
  return { sql: `t.id IN (SELECT d.contact_id FROM dates d WHERE ${parts.join(" AND ")})`, values };
}

/** A link is told from both ends: in the words of its type, and of the type's inverse. */
function related({ type, who }: Extract<Condition, { op: "related" }>, { tenant }: Among): Fragment {
  const names = BUILTIN_NAMES.filter((name) => builtinInverse(name) === type);
  const inverse: Fragment = {
    sql: `r.relationship_type IN (SELECT value FROM json_each(?) UNION ALL SELECT name FROM relationship_types
      WHERE tenant_id = ? AND name NOT IN (SELECT value FROM json_each(?))
      AND CASE WHEN is_symmetric THEN name ELSE inverse_name END = ?)`,
    values: [JSON.stringify(names), tenant, JSON.stringify(BUILTIN_NAMES), type],
  };
  const itself: Fragment = { sql: "r.relationship_type = ?", values: [type] };
  return joined([linked("from", "to", itself, who, tenant), linked("to", "from", inverse, who, tenant)], "OR");
}

/** Whoever is named is found first: few people have the name, and few links lead to each. */
function linked(
  own: "from" | "to",
  other: "from" | "to",
  type: Fragment,
  who: Extract<Condition, { op: "related" }>["who"],
  tenant: number,
): Fragment {
  const link = `r.${other}_contact_id = o.id AND r.tenant_id = o.tenant_id`;
  if (who === null) {
    return {
      sql: `EXISTS (SELECT 1 FROM relationships r JOIN contacts o ON ${link} AND o.deleted_at IS NULL
        WHERE r.${own}_contact_id = t.id AND r.tenant_id = t.tenant_id AND ${type.sql})`,
      values: type.values,
    };
  }
  const person = whoIs(who);
  return {
    sql: `t.id IN (SELECT r.${own}_contact_id FROM contacts o CROSS JOIN relationships r ON ${link}
      WHERE o.tenant_id = ? AND o.deleted_at IS NULL AND ${person.sql} AND ${type.sql})`,
    values: [tenant, ...person.values, ...type.values],
  };
}

function whoIs(who: { id: string } | { name: readonly TextTest[] }): Fragment {
  if ("id" in who) return { sql: "o.id = ?", values: [who.id] };
  const expressions = who.name.flatMap((wanted) => testExpression("name", wanted) ?? []);
  const named = {
    sql: "o.number IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)",
    values: [expressions.join(" AND ")],
  };
  return joined([named, ...who.name.map((wanted) => met("o.display_name", wanted))], "AND");
}
