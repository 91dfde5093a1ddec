/** What is asked of a contact besides its words: tags, groups, kind, parts, times, birthday, relationships. */
import type { SQLInputValue } from "node:sqlite";
import type { Condition, PartName } from "../../../domain/query/tree.ts";
import { LABELS } from "../labels.ts";
import { type Among, exists, type Fragment, joined } from "./fragment.ts";
import { related } from "./related.ts";

type Other = Exclude<Condition, { op: "text" | "value" | "channel" }>;

export function check(condition: Other, among: Among): Fragment {
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
export function labelled(
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
