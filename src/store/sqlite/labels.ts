/** Tags and groups: what contacts are labelled with. */
import type { SQLInputValue } from "node:sqlite";

/** A tag or group by its folded name. */
export type Label = { op: "tag" | "group"; name: string };

export const LABELS = {
  tag: { table: "tags", links: "contact_tags", column: "tag_id" },
  group: { table: "groups", links: "group_members", column: "group_id" },
} as const;

/** Who has a label, as rows of `contact_id`. */
export function labelledRows({ op, name }: Label, tenant: number): { sql: string; values: SQLInputValue[] } {
  const { table, links, column } = LABELS[op];
  return {
    sql: `SELECT p.contact_id FROM ${links} p
      WHERE p.${column} = (SELECT id FROM ${table} WHERE tenant_id = ? AND name_key = ?) AND p.tenant_id = ?`,
    values: [tenant, name, tenant],
  };
}
