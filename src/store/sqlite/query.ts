/** A query for contacts → one SQL statement. User text only ever becomes bound values and quoted tokens. */
import type { SQLInputValue } from "node:sqlite";
import type { Query } from "../../domain/query/tree.ts";
import type { ContactQuery, Position } from "../store.ts";
import type { Among } from "./filter/fragment.ts";
import type { Split, splitFilter } from "./filter.ts";
import { type Label, labelledRows } from "./labels.ts";
import { nameExpression, termExpression } from "./words.ts";

export type Statement = { sql: string; values: SQLInputValue[] };

/** How a query is gone about. */
export type Plan = {
  /** The label to begin with. */
  led: Label | null;
  /** What compiles conditions; null where there are none: it is loaded on use. */
  split: typeof splitFilter | null;
};

/**
 * Statement for one page; its rows are the columns `select` and after them the sort values. The page is chosen by number
 * and sort values alone: only its own rows are read whole.
 */
export function pageStatement(
  query: ContactQuery,
  tenant: number,
  select: string,
  limit: number,
  after: Position | null,
  { led, split }: Plan,
): Statement {
  const from = fromWhere(query, { tenant, few: true, led }, split);
  const { keys, values } = orderOf(query);
  const names = keys.map((_, i) => `sort_${i}`);
  const order = names.map((name) => `${name} ${query.descending ? "DESC" : "ASC"}`).join(", ");
  // A row value compares all sort columns at once, so that equal times or names neither skip nor repeat a row.
  const beyond = `${query.descending ? "<" : ">"} (${names.map(() => "?").join(", ")})`;
  const all = `SELECT t.number AS number, ${keys.map((key, i) => `${key} AS sort_${i}`).join(", ")} FROM ${from.sql}`;
  // Said of the columns themselves, an index begins right there instead of passing all earlier pages again.
  const following =
    values.length === 0
      ? `${all} AND (${keys.join(", ")}) ${beyond}`
      : `SELECT * FROM (${all}) WHERE (${names.join(", ")}) ${beyond}`;
  const page = after === null ? all : following;
  return {
    sql: `SELECT ${select}, ${names.join(", ")} FROM (${page} ORDER BY ${order} LIMIT ?) p
      CROSS JOIN contacts t ON t.number = p.number ORDER BY ${order}`,
    values: [...values, ...from.values, ...(after ?? []), limit],
  };
}

/** Every contact that is not deleted: their number is kept beside the tenant. */
export function isWholeBook({ terms, filter, kind, tags, groups, deleted }: ContactQuery): boolean {
  const asked = [terms, filter, kind].some((one) => one !== null) || tags.length > 0 || groups.length > 0;
  return !asked && deleted === "exclude";
}

/** @param most where counting ends; null counts all */
export function countStatement(
  query: ContactQuery,
  tenant: number,
  most: number | null,
  { led, split }: Plan,
): Statement {
  const few = query.terms !== null || most !== null || led !== null;
  const { sql, values } = fromWhere(query, { tenant, few, led }, split);
  if (most === null) return { sql: `SELECT count(*) FROM ${sql}`, values };
  return { sql: `SELECT count(*) FROM (SELECT 1 FROM ${sql} LIMIT ?)`, values: [...values, most] };
}

export function sortKeyCount(query: ContactQuery): number {
  return orderOf(query).keys.length;
}

/** @param among `few` where the first that are found will do */
function fromWhere(query: ContactQuery, among: Among, split: Plan["split"]): Statement {
  const { terms, deleted } = query;
  if (terms?.length === 0) return { sql: "contacts t WHERE 0", values: [] };
  const { expressions, condition } = split?.({ op: "and", of: askedOf(query) }, among) ?? NOTHING;
  const conditions = ["t.tenant_id = ?"];
  if (deleted !== "include") conditions.push(`t.deleted_at IS ${deleted === "only" ? "NOT " : ""}NULL`);
  if (condition) conditions.push(condition.sql);
  const where = conditions.join(" AND ");
  const values = [among.tenant, ...(condition?.values ?? [])];
  const match = [...(terms ?? []).map((term) => termExpression(term)), ...expressions].join(" AND ");
  if (match === "" && among.led !== null) {
    const rows = labelledRows(among.led, among.tenant);
    return {
      sql: `(${rows.sql}) l CROSS JOIN contacts t ON t.id = l.contact_id WHERE ${where}`,
      values: [...rows.values, ...values],
    };
  }
  if (match === "") return { sql: `contacts t WHERE ${where}`, values };
  return {
    sql: `contact_search s CROSS JOIN contacts t ON t.number = s.rowid WHERE contact_search MATCH ? AND ${where}`,
    values: [match, ...values],
  };
}

const NOTHING: Split = { expressions: [], condition: null };

/** Whether there are conditions besides words. */
export function isFiltered(query: ContactQuery): boolean {
  return askedOf(query).length > 0;
}

function askedOf(query: ContactQuery): Query[] {
  return [...flags(query), ...(query.filter ? partsOf(query.filter) : [])];
}

/** The tags and groups that everybody asked for has to have. */
export function labelsOf(query: ContactQuery): Label[] {
  if (query.terms !== null) return [];
  return askedOf(query).flatMap((part) => ((part.op === "tag" || part.op === "group") && !part.begun ? [part] : []));
}

/** Whether a label is on more than so few contacts that a query had better begin with them. */
export function isCommonStatement(label: Label, tenant: number): Statement {
  const { sql, values } = labelledRows(label, tenant);
  return { sql: `SELECT 1 FROM (${sql}) LIMIT 1 OFFSET ?`, values: [...values, FEW] };
}

/** Beyond this, passing all contacts in order takes less than finding each by its id and sorting them. */
const FEW = 2000;

/** What the filters that are no query ask. */
function flags({ kind, tags, groups }: ContactQuery): Query[] {
  return [
    ...(kind === null ? [] : [{ op: "kind", kind } as const]),
    ...tags.map((name) => ({ op: "tag", name, begun: false }) as const),
    ...groups.map((name) => ({ op: "group", name, begun: false }) as const),
  ];
}

function partsOf(query: Query): readonly Query[] {
  return query.op === "and" ? query.of : [query];
}

/** Best first: the very name, names that begin so, all words within the name, the rest; then by name. */
function orderOf(query: ContactQuery): { keys: string[]; values: SQLInputValue[] } {
  if (query.sort === "created_at") return { keys: ["t.created_at", "t.id"], values: [] };
  if (query.sort === "updated_at") return { keys: ["t.updated_at", "t.id"], values: [] };
  if (query.sort === "display_name" || query.terms === null) return { keys: ["t.name_key", "t.id"], values: [] };
  const name = query.name_key ?? "";
  const rank = `CASE WHEN t.name_key = ? THEN 0 WHEN substr(t.name_key, 1, ?) = ? THEN 1
    WHEN t.number IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?) THEN 2 ELSE 3 END`;
  return { keys: [rank, "t.name_key", "t.id"], values: [name, [...name].length, name, nameExpression(query.terms)] };
}
