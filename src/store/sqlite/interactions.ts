/** Interactions newest first, as a walk along the indexes by time: no page sorts more than what shares one instant. */
import type { SQLInputValue } from "node:sqlite";
import type { InteractionQuery, Position } from "../store.ts";
import type { Statement } from "./query.ts";

/** The statement for one page. */
export function interactionsStatement(
  query: InteractionQuery,
  tenant: number,
  select: string,
  limit: number,
  after: Position | null,
): Statement {
  if (query.contact_id !== null) return ofContact(query.contact_id, query, tenant, select, limit, after);
  const { sql, values } = conditions(query, "t.occurred_at", "t.id", after);
  return {
    sql: `SELECT ${select} FROM interactions t WHERE t.tenant_id = ?${sql} AND ${SOMEBODY_LEFT}
      ORDER BY t.occurred_at DESC, t.id DESC LIMIT ?`,
    values: [tenant, ...values, limit],
  };
}

/** Nobody sees what only deleted contacts had a part in. */
const SOMEBODY_LEFT = `(EXISTS (SELECT 1 FROM contacts c WHERE c.id = t.contact_id AND c.tenant_id = t.tenant_id
    AND c.deleted_at IS NULL)
  OR EXISTS (SELECT 1 FROM interaction_participants p JOIN contacts c ON c.id = p.contact_id AND c.tenant_id = p.tenant_id
    WHERE p.interaction_id = t.id AND p.tenant_id = t.tenant_id AND c.deleted_at IS NULL))`;

/** The newest of its own and the newest it took part in, each by its index; of both, the newest. */
function ofContact(
  contact_id: string,
  query: InteractionQuery,
  tenant: number,
  select: string,
  limit: number,
  after: Position | null,
): Statement {
  const own = conditions(query, "i.occurred_at", "i.id", after);
  const joined = conditions(query, "p.occurred_at", "p.interaction_id", after);
  return {
    sql: `SELECT ${select} FROM (
        SELECT * FROM (SELECT i.number AS number, i.occurred_at AS at, i.id AS id FROM interactions i
          WHERE i.contact_id = ? AND i.tenant_id = ?${own.sql} ORDER BY i.occurred_at DESC, i.id DESC LIMIT ?)
        UNION
        SELECT * FROM (SELECT i.number, p.occurred_at, i.id FROM interaction_participants p
          CROSS JOIN interactions i ON i.id = p.interaction_id AND i.tenant_id = p.tenant_id
          WHERE p.contact_id = ? AND p.tenant_id = ?${joined.sql}
          ORDER BY p.occurred_at DESC, p.interaction_id DESC LIMIT ?)
        ORDER BY at DESC, id DESC LIMIT ?
      ) page CROSS JOIN interactions t ON t.number = page.number ORDER BY page.at DESC, page.id DESC`,
    values: [...[contact_id, tenant, ...own.values, limit], ...[contact_id, tenant, ...joined.values, limit], limit],
  };
}

/** @param time the column of an index that ends in it */
function conditions(query: InteractionQuery, time: string, id: string, after: Position | null): Statement {
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (sql: string, ...bound: SQLInputValue[]): void => {
    parts.push(` AND ${sql}`);
    values.push(...bound);
  };
  if (after !== null) {
    const [at = 0, last = ""] = after;
    add(`${time} <= ? AND (${time} < ? OR ${id} < ?)`, at, at, last);
  }
  if (query.from !== null) add(`${time} >= ?`, Date.parse(query.from));
  if (query.to !== null) add(`${time} <= ?`, Date.parse(query.to));
  if (query.interaction_type !== null) {
    add(`${time.startsWith("t.") ? "t" : "i"}.interaction_type = ?`, query.interaction_type);
  }
  return { sql: parts.join(""), values };
}
