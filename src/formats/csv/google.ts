/**
 * The columns of Google Contacts: the form of today (`First Name`, `E-mail 1 - Label`, `Labels`) and the one before it
 * (`Given Name`, `E-mail 1 - Type`, `Group Membership`). docs/csv.md has both sets and where they are from.
 */
import type { Column, Dialect } from "./column.ts";

export const GOOGLE: Dialect = {
  name: "google",
  column: googleColumn,
  monthFirst: false,
  lists: true,
  defaults: new Set(),
};

/** @param headers in lower case */
export function isGoogle(headers: readonly string[]): boolean {
  const has = (name: string): boolean => headers.includes(name);
  return (
    headers.some((header) => /^(?:e-mail|phone|address|website|organization) \d+ - /.test(header)) ||
    (has("given name") && has("family name")) ||
    (has("first name") && has("labels"))
  );
}

/** Groups every contact of Google's is in, or that only say how it got there. */
export const SYSTEM_GROUPS: ReadonlySet<string> = new Set(["* mycontacts", "* my contacts", "* other contacts"]);

function googleColumn(header: string): Column | null {
  const single = SINGLE.get(header);
  if (single !== undefined) return single;
  const [, base = "", slot = "", member = ""] = /^([a-z -]+) (\d{1,3}) - ([a-z ]+)$/.exec(header) ?? [];
  const as = member === "type" ? "label" : member;
  if (base === "address") return addressColumn(slot, as);
  if (base === "organization") return organizationColumn(slot, member);
  if (base === "im" && member === "service") return channel(slot, "custom", "type");
  if (as !== "value" && as !== "label") return null;
  if (base === "im") return channel(slot, "custom", as);
  const type = CHANNELS.get(base);
  if (type !== undefined) return channel(slot, type, as);
  if (base === "event") return { part: "date", slot, type: "custom", label: null, as };
  if (base === "relation") return { part: "related", slot, label: null, as };
  return base === "custom field" ? { part: "custom", slot, as } : null;
}

function channel(slot: string, type: string, as: "value" | "label" | "type"): Column {
  return { part: "channel", slot, type, label: null, as };
}

function addressColumn(slot: string, member: string): Column | null {
  const as = ADDRESS.get(member);
  return as === undefined ? null : { part: "address", slot, label: null, as };
}

function organizationColumn(slot: string, member: string): Column | null {
  const as = ORGANIZATION.get(member);
  return as === undefined ? null : { part: "affiliation", slot, as };
}

type AddressMember = Extract<Column, { part: "address" }>["as"];
type OrganizationMember = Extract<Column, { part: "affiliation" }>["as"];

const CHANNELS: ReadonlyMap<string, string> = new Map([
  ["e-mail", "email"],
  ["phone", "phone"],
  ["website", "url"],
]);
const ADDRESS: ReadonlyMap<string, AddressMember> = new Map<string, AddressMember>([
  ["label", "label"],
  ["formatted", "formatted"],
  ["street", "street"],
  ["extended address", "extended"],
  ["po box", "po_box"],
  ["city", "city"],
  ["region", "region"],
  ["postal code", "postal_code"],
  ["country", "country"],
]);
const ORGANIZATION: ReadonlyMap<string, OrganizationMember> = new Map<string, OrganizationMember>([
  ["name", "organization_name"],
  ["title", "title"],
  ["department", "department"],
  ["job description", "description"],
]);
const SINGLE: ReadonlyMap<string, Column> = new Map<string, Column>([
  ["name", { part: "text", field: "display_name" }],
  ["name prefix", { part: "text", field: "prefix" }],
  ["first name", { part: "text", field: "given_name" }],
  ["given name", { part: "text", field: "given_name" }],
  ["middle name", { part: "text", field: "middle_name" }],
  ["additional name", { part: "text", field: "middle_name" }],
  ["last name", { part: "text", field: "family_name" }],
  ["family name", { part: "text", field: "family_name" }],
  ["name suffix", { part: "text", field: "suffix" }],
  ["nickname", { part: "text", field: "nickname" }],
  ["notes", { part: "text", field: "bio" }],
  ["photo", { part: "text", field: "avatar_url" }],
  ["language", { part: "text", field: "language" }],
  ["labels", { part: "tags" }],
  ["group membership", { part: "tags" }],
  ["organization name", { part: "affiliation", slot: "1", as: "organization_name" }],
  ["organization title", { part: "affiliation", slot: "1", as: "title" }],
  ["organization department", { part: "affiliation", slot: "1", as: "department" }],
  ["birthday", { part: "date", slot: "birthday", type: "birthday", label: null, as: "value" }],
  ["phonetic first name", { part: "line", property: "X-PHONETIC-FIRST-NAME" }],
  ["phonetic middle name", { part: "line", property: "X-PHONETIC-MIDDLE-NAME" }],
  ["phonetic last name", { part: "line", property: "X-PHONETIC-LAST-NAME" }],
  ["given name yomi", { part: "line", property: "X-PHONETIC-FIRST-NAME" }],
  ["additional name yomi", { part: "line", property: "X-PHONETIC-MIDDLE-NAME" }],
  ["family name yomi", { part: "line", property: "X-PHONETIC-LAST-NAME" }],
  ["maiden name", { part: "line", property: "X-MAIDENNAME" }],
  ["yomi name", { part: "skip" }], // put together from the parts above
]);
