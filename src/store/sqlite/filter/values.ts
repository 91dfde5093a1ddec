/** What is asked of one value of a contact, such as its name, organization or a channel. */
import type { TextTest, ValueField } from "../../../domain/query/tree.ts";
import { type Place, testExpression } from "../words.ts";
import { type Among, exists, type Fragment, joined } from "./fragment.ts";

/** What the index says, which may be too much, and the condition that tells; null where the index says it all. */
export type Test = { expression: string | null; check: ((among: Among) => Fragment) | null };

const PLACES: Record<ValueField, Place> = {
  ...{ name: "name", given: "name", middle: "name", family: "name", nickname: "name" },
  ...{ org: "work", title: "work", role: "work", department: "work" },
  ...{ note: "notes", address: "notes", street: "notes", city: "notes", country: "notes" },
};

const COLUMNS = {
  ...{ name: "display_name", given: "given_name", middle: "middle_name", family: "family_name" },
  ...{ nickname: "nickname", note: "bio" },
} as const;

export function valueTest(field: ValueField, wanted: TextTest): Test {
  const expression = field === "country" && mayBeCode(wanted) ? null : testExpression(PLACES[field], wanted);
  // The names of a contact are searched as one.
  if (field === "name" && wanted.how !== "equal") return { expression, check: null };
  return { expression, check: () => valueCheck(field, wanted) };
}

/** The index has no codes of countries. They have two letters: whatever is longer is a name, and in the index. */
function mayBeCode({ wanted }: TextTest): boolean {
  return wanted.some((one) => one.length <= 2);
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
      return existsMet("addresses", [field], wanted);
    case "country":
      return existsMet("addresses", ["country", "country_code"], wanted);
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
export function met(text: string, { how, wanted }: TextTest): Fragment {
  return joined(
    wanted.map((one) => ({ sql: `meets(${text}, ?, ?)`, values: [how, one] })),
    "OR",
  );
}

export function channelTest(type: string, wanted: TextTest): Test {
  const phone = type === "phone";
  const expression = testExpression("channels", wanted);
  if (phone && wanted.how === "digits") return { expression, check: null };
  const { sql, values } = met(phone ? "coalesce(p.canonical_value, p.value)" : "p.value", wanted);
  return { expression, check: () => exists("channels p", `p.type = ? AND ${sql}`, [type, ...values]) };
}
