/** `organizations` → ORG, joined to TITLE and ROLE by groups. RFC 9555 sections 2.9.3 to 2.9.5. */
import { escapeText } from "../../vcard/values.ts";
import { isObject, type Reading } from "./json.ts";
import { freshGroup, type Lines } from "./lines-state.ts";

/** What an object says in the value of its line. */
export type Value = { text: string; raw: string; name: string | null; isUser: boolean; sortAs: string[] };

/** Group by id of the organization. */
export type Groups = ReadonlyMap<string, string>;

/** A group for each organization that a title refers to and that has none. */
export function organizationGroups(lines: Lines, reading: Reading): Groups {
  const groups = new Map<string, string>();
  const titles = reading.object("titles");
  const organizations = reading.object("organizations");
  if (titles !== null) reading.untake("titles", titles);
  if (organizations !== null) reading.untake("organizations", organizations);
  for (const title of Object.values(titles ?? {})) {
    const id = isObject(title) && typeof title.organizationId === "string" ? title.organizationId : null;
    const organization = id === null ? undefined : organizations?.[id];
    if (id === null || groups.has(id) || !isObject(organization)) continue;
    const params = isObject(organization.vCardParams) ? organization.vCardParams : {};
    groups.set(id, typeof params.group === "string" ? params.group : freshGroup(lines));
  }
  return groups;
}

export function organizationValue(reading: Reading): Value | null {
  const name = reading.text("name");
  const units = reading.list("units") ?? [];
  const sort = reading.text("sortAs");
  const names = units.map((unit) => (isObject(unit) && typeof unit.name === "string" ? unit.name : ""));
  const sorts = units.map((unit) => (isObject(unit) && typeof unit.sortAs === "string" ? unit.sortAs : ""));
  if (name === null && units.length === 0) return null;
  const isWhole = units.every((unit) => isObject(unit) && Object.keys(unit).every((key) => UNIT_KEYS.has(key)));
  if (!isWhole) reading.untake("units", units);
  const all = [sort ?? "", ...sorts];
  const text = [name ?? "", ...names].map(escapeText).join(";");
  return {
    text,
    raw: text,
    name: null,
    isUser: false,
    sortAs: all.slice(0, all.findLastIndex((one) => one !== "") + 1),
  };
}

export const NO_GROUPS: Groups = new Map();
const UNIT_KEYS: ReadonlySet<string> = new Set(["@type", "name", "sortAs"]);
