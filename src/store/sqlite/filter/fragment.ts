/** What conditions on `contacts t` are made of. */
import type { SQLInputValue } from "node:sqlite";
import type { Label } from "../labels.ts";

export type Fragment = { sql: string; values: SQLInputValue[] };

export type Among = {
  tenant: number;
  /** Whether only a few contacts are looked at instead of all. */
  few: boolean;
  /** A tag or group that so few have that the query begins with them. */
  led: Label | null;
};

/** In halves: an expression of SQLite may be 1,000 deep, and a chain is as deep as it is long. */
export function joined(parts: readonly Fragment[], by: "AND" | "OR"): Fragment {
  const [first] = parts;
  if (!first) return { sql: by === "AND" ? "1" : "0", values: [] };
  if (parts.length === 1) return first;
  const middle = parts.length >> 1;
  const [left, right] = [joined(parts.slice(0, middle), by), joined(parts.slice(middle), by)];
  return { sql: `(${left.sql} ${by} ${right.sql})`, values: [...left.values, ...right.values] };
}

/** Parts of the contact: rows of a table that name it. */
export function exists(from: string, condition = "1", values: SQLInputValue[] = []): Fragment {
  const own = "p.contact_id = t.id AND p.tenant_id = t.tenant_id";
  return { sql: `EXISTS (SELECT 1 FROM ${from} WHERE ${own} AND ${condition})`, values };
}
