/** ORG with TITLE and ROLE as affiliations. RFC 6350 section 6.6. */
import type { AffiliationDraft } from "../../domain/draft.ts";
import { attributesOf, parameter, withoutParameters, withoutValueType } from "../attributes.ts";
import type { Property, Version } from "../card.ts";
import { escapeText, split, textOrNull, unescapeText } from "../values.ts";
import { lastingGroup } from "./groups.ts";
import { type At, headOf, keep, type Mapping, textOf, waiting, warn } from "./state.ts";

/** What an affiliation says and ORG cannot: parameters of our own, by field. */
export const AFFILIATION_PARAMETERS = {
  start_date: "X-START",
  end_date: "X-END",
  is_current: "X-CURRENT",
  description: "X-DESCRIPTION",
} as const;

/** Maps ORG lines and pairs TITLE and ROLE with them: by group, then by position. What finds no ORG is kept. */
export function mapAffiliations(mapping: Mapping): void {
  const organizations: At[] = [];
  for (const at of waiting(mapping, "ORG")) {
    if (isAffiliation(mapping, at)) organizations.push(at);
  }
  const titles = pair(mapping, organizations, waiting(mapping, "TITLE"));
  const roles = pair(mapping, organizations, waiting(mapping, "ROLE"));
  for (const [index, at] of organizations.entries()) mapAffiliation(mapping, at, titles[index], roles[index]);
}

/** Name and department of an ORG value; `line` in normal form when they cannot rebuild it. */
export function readOrganization(
  value: string,
  version: Version,
): { name: string | null; department: string | null; line: string | null } {
  const pieces = split(value, ";").map((piece) => unitText(unescapeText(piece, version)));
  if (pieces.length === 1) return { name: textOrNull(pieces[0] ?? ""), department: null, line: null };
  const [name = "", ...units] = pieces;
  const [unit = ""] = units;
  if (units.length === 1 && unit !== "" && !unit.includes("; "))
    return { name: textOrNull(name), department: unit, line: null };
  const department = units.filter((unit) => unit !== "").join("; ");
  const rebuilt = department === "" ? [] : department.split("; ");
  const said = units.slice(0, lastFilled(units) + 1);
  const exact = said.length === rebuilt.length && said.every((unit, index) => unit === rebuilt[index]);
  return {
    name: textOrNull(name),
    department: textOrNull(department),
    line: exact ? null : [name, ...said].map(escapeText).join(";"),
  };
}

/** An ORG without a name is kept, and so is that of an organization, unless it only repeats its own name. */
function isAffiliation(mapping: Mapping, at: At): boolean {
  const property = mapping.properties[at] as Property;
  const { name, department } = readOrganization(property.value, mapping.version);
  if (name === null && department === null) {
    warn(mapping, "empty_property", property);
    return false;
  }
  if (name !== null && mapping.draft.kind !== "organization") return true;
  const { types, pref, rest } = attributesOf(property.params);
  const plain =
    types.length + rest.length === 0 && pref === null && lastingGroup(mapping.groups, property.group) === null;
  if (name === null || name !== unitText(mapping.draft.display_name) || department !== null || !plain)
    keep(mapping, at);
  return false;
}

/** For each ORG its TITLE or ROLE: the next of its group, else the next that has no ORG in its group. */
function pair(mapping: Mapping, organizations: readonly At[], titles: readonly At[]): (At | undefined)[] {
  const paired: (At | undefined)[] = new Array(organizations.length).fill(undefined);
  if (titles.length === 0) return paired;
  const byGroup = new Map<string, number[]>();
  for (const [index, at] of organizations.entries()) {
    const group = mapping.properties[at]?.group?.toLowerCase();
    if (group === undefined) continue;
    const others = byGroup.get(group);
    if (others === undefined) byGroup.set(group, [index]);
    else others.push(index);
  }
  const alone: At[] = [];
  for (const at of titles) {
    const property = mapping.properties[at] as Property;
    const partners = byGroup.get(property.group?.toLowerCase() ?? "");
    if (textOf(mapping, property).trim() === "") warn(mapping, "empty_property", property);
    else if (partners === undefined) alone.push(at);
    else {
      const index = partners.shift();
      if (index === undefined) keep(mapping, at);
      else paired[index] = at;
    }
  }
  let index = 0;
  for (const at of alone) {
    while (index < paired.length && paired[index] !== undefined) index++;
    if (index < paired.length) paired[index] = at;
    else keep(mapping, at);
  }
  return paired;
}

function mapAffiliation(mapping: Mapping, at: At, title: At | undefined, role: At | undefined): void {
  const property = mapping.properties[at] as Property;
  const { name, department, line } = readOrganization(property.value, mapping.version);
  const given = attributesOf(property.params);
  const attributes = withoutParameters(withoutValueType(given), ...OWN_PARAMETERS);
  const group = lastingGroup(mapping.groups, property.group);
  const head = headOf(group, "ORG", "ORG", attributes);
  const lines = [
    line === null ? head : `${head ?? "ORG"}:${line}`,
    headOfText(mapping, "TITLE", title, group),
    headOfText(mapping, "ROLE", role, group),
  ].filter((text) => text !== null);
  const affiliation: AffiliationDraft = {
    organization_name: name ?? "",
    title: textAt(mapping, title),
    role: textAt(mapping, role),
    department,
    metadata: lines.length === 0 ? {} : { vcard: lines.join("\n") },
  };
  const start_date = parameter(given, AFFILIATION_PARAMETERS.start_date);
  const end_date = parameter(given, AFFILIATION_PARAMETERS.end_date);
  const description = parameter(given, AFFILIATION_PARAMETERS.description);
  if (start_date !== null) affiliation.start_date = start_date;
  if (end_date !== null) affiliation.end_date = end_date;
  if (description !== null) affiliation.description = description;
  const is_current = parameter(given, AFFILIATION_PARAMETERS.is_current);
  if (is_current !== null) affiliation.is_current = is_current !== "0";
  mapping.draft.affiliations.push(affiliation);
}

function unitText(text: string): string {
  return (LINE_END.test(text) ? text.replace(/[\r\n]+/g, " ") : text).trim();
}

function textAt(mapping: Mapping, at: At | undefined): string | null {
  return at === undefined ? null : textOrNull(textOf(mapping, mapping.properties[at] as Property));
}

/** The group of the ORG goes without saying. */
function headOfText(mapping: Mapping, name: string, at: At | undefined, usual: string | null): string | null {
  if (at === undefined) return null;
  const property = mapping.properties[at] as Property;
  const attributes = withoutValueType(attributesOf(property.params));
  const group = lastingGroup(mapping.groups, property.group);
  return headOf(group?.toLowerCase() === usual?.toLowerCase() ? null : group, name, name, attributes);
}

function lastFilled(units: readonly string[]): number {
  let last = units.length - 1;
  while (last >= 0 && units[last] === "") last--;
  return last;
}

const OWN_PARAMETERS: readonly string[] = Object.values(AFFILIATION_PARAMETERS);
const LINE_END = /[\r\n]/;
