/** A query for contacts → one SQL statement. User text only ever becomes bound values and quoted tokens. */
import type { SQLInputValue } from "node:sqlite";
import { digitTrigrams, type Term } from "../../domain/search-text.ts";
import type { ContactQuery, Position } from "../store.ts";

export type Statement = { sql: string; values: SQLInputValue[] };

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
): Statement {
  const from = fromWhere(query, tenant);
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
export function isWholeBook({ terms, kind, tags, groups, deleted }: ContactQuery): boolean {
  return terms === null && kind === null && tags.length === 0 && groups.length === 0 && deleted === "exclude";
}

export function countStatement(query: ContactQuery, tenant: number): Statement {
  const from = fromWhere(query, tenant);
  return { sql: `SELECT count(*) FROM ${from.sql}`, values: from.values };
}

export function sortKeyCount(query: ContactQuery): number {
  return orderOf(query).keys.length;
}

function fromWhere(query: ContactQuery, tenant: number): Statement {
  const conditions = ["t.tenant_id = ?"];
  const values: SQLInputValue[] = [tenant];
  if (query.deleted !== "include") conditions.push(`t.deleted_at IS ${query.deleted === "only" ? "NOT " : ""}NULL`);
  if (query.kind !== null) {
    conditions.push("t.kind = ?");
    values.push(query.kind);
  }
  for (const name of query.tags) {
    conditions.push(`EXISTS (SELECT 1 FROM contact_tags l JOIN tags g ON g.id = l.tag_id AND g.tenant_id = l.tenant_id
      WHERE l.contact_id = t.id AND l.tenant_id = t.tenant_id AND g.name_key = ?)`);
    values.push(name);
  }
  for (const name of query.groups) {
    conditions.push(`EXISTS (SELECT 1 FROM group_members l JOIN groups g ON g.id = l.group_id AND g.tenant_id = l.tenant_id
      WHERE l.contact_id = t.id AND l.tenant_id = t.tenant_id AND g.name_key = ?)`);
    values.push(name);
  }
  if (query.terms === null) return { sql: `contacts t WHERE ${conditions.join(" AND ")}`, values };
  const match = matchExpression(query.terms);
  if (match === null) return { sql: "contacts t WHERE 0", values: [] };
  return {
    sql: `contact_search s CROSS JOIN contacts t ON t.number = s.rowid WHERE contact_search MATCH ? AND ${conditions.join(" AND ")}`,
    values: [match, ...values],
  };
}

/** The full-text expression that all terms make; null when there is no word in them. */
function matchExpression(terms: readonly Term[]): string | null {
  if (terms.length === 0) return null;
  return terms
    .map(({ words, digits }) => {
      const places = [`{name channels work tags notes} : ${phrase(words)} *`];
      for (const run of digits) places.push(`digits : ${phrase(digitTrigrams(run))}`);
      return `(${places.join(" OR ")})`;
    })
    .join(" AND ");
}

/** Tokens hold letters, digits and marks only (`words`), so the quotes cannot be left. */
function phrase(tokens: readonly string[]): string {
  return `"${tokens.join(" ")}"`;
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

function nameExpression(terms: readonly Term[]): string {
  return `{name} : (${terms.map(({ words }) => `${phrase(words)} *`).join(" AND ")})`;
}
