/** Whom a contact is related to, and how. */
import type { Condition, TextTest } from "../../../domain/query/tree.ts";
import { BUILTIN_NAMES, builtinInverse } from "../../../domain/relationship-types.ts";
import { testExpression } from "../words.ts";
import { type Among, type Fragment, joined } from "./fragment.ts";
import { met } from "./values.ts";

/** A link is told from both ends: in the words of its type, and of the type's inverse. */
export function related({ type, who }: Extract<Condition, { op: "related" }>, { tenant }: Among): Fragment {
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
