/** Apple's groups: `item1.TEL` gets its label from `item1.X-ABLabel`, `item1.ADR` its country from `item1.X-ABADR`. */
import { attributesOf } from "../attributes.ts";
import type { Property, Version } from "../card.ts";
import { SECOND } from "../normal-form.ts";
import { unescapeText } from "../values.ts";

type Group = {
  label: { text: string; at: number; used: boolean } | null;
  country: { code: string; at: number; used: boolean } | null;
  /** Lines that are no label and no country: more than one share the group. */
  members: number;
  /** ORG, TITLE and ROLE of one affiliation count once. */
  affiliation: Map<string, number> | null;
};

export type Groups = ReadonlyMap<string, Group>;

/** The groups of a card, or null without any. */
export function groupsOf(properties: readonly Property[], version: Version): Groups | null {
  let groups: Map<string, Group> | null = null;
  for (let at = 0; at < properties.length; at++) {
    const property = properties[at] as Property;
    if (property.group === null) continue;
    groups ??= new Map();
    const key = property.group.toLowerCase();
    let group = groups.get(key);
    if (group === undefined) {
      group = { label: null, country: null, members: 0, affiliation: null };
      groups.set(key, group);
    }
    addMember(group, property, at, version);
  }
  return groups;
}

/**
 * The label a group gives its members, without Apple's wrapper; null when it gives none. It is then theirs and no longer
 * a line of its own.
 */
export function groupLabel(groups: Groups | null, name: string | null): string | null {
  const label = groupNamed(groups, name)?.label;
  if (!label) return null;
  label.used = true;
  return label.text;
}

/** The same without taking it. */
export function peekLabel(
  groups: Groups | null,
  name: string | null,
): { text: string; at: number; used: boolean } | null {
  return groupNamed(groups, name)?.label ?? null;
}

/** The country code a group gives its address. */
export function groupCountry(groups: Groups | null, name: string | null): string | null {
  const country = groupNamed(groups, name)?.country;
  if (!country) return null;
  country.used = true;
  return country.code;
}

/** Positions of the label and country lines that no property took. */
export function unusedLines(groups: Groups): number[] {
  const unused: number[] = [];
  for (const { label, country } of groups.values()) {
    if (label && !label.used) unused.push(label.at);
    if (country && !country.used) unused.push(country.at);
  }
  return unused;
}

/** Whether the line at this position was taken as a label or country of its group. */
export function isGroupLine(groups: Groups | null, property: Property, at: number): boolean {
  const group = groupNamed(groups, property.group);
  return group !== undefined && (group.label?.at === at || group.country?.at === at);
}

/**
 * The group as it must be remembered: null when it only served to carry a label, which the writer can do with any
 * other `itemN`.
 */
export function lastingGroup(groups: Groups | null, name: string | null): string | null {
  if (groups === null || name === null) return null;
  const group = groupNamed(groups, name);
  if (group === undefined) return null;
  const together = group.affiliation === null ? 0 : Math.max(...group.affiliation.values());
  return group.members + together > 1 || !AUTOMATIC.test(name) ? name : null;
}

function groupNamed(groups: Groups | null, name: string | null): Group | undefined {
  return groups === null || name === null ? undefined : groups.get(name.toLowerCase());
}

function addMember(group: Group, property: Property, at: number, version: Version): void {
  const name = property.name.startsWith(SECOND) ? property.name.slice(SECOND.length) : property.name;
  if (name === "X-ABLABEL" && group.label === null && isPlain(property)) {
    const text = labelText(unescapeText(property.value, version));
    if (text !== "") {
      group.label = { text, at, used: false };
      return;
    }
  }
  if (name === "X-ABADR" && group.country === null && isPlain(property) && COUNTRY.test(property.value)) {
    group.country = { code: property.value.trim().toUpperCase(), at, used: false };
    return;
  }
  if (property.bytes === null && !(LISTS.has(name) ? LIST_CONTENT : CONTENT).test(property.value)) return;
  if (AFFILIATION.has(name)) {
    group.affiliation ??= new Map();
    group.affiliation.set(name, (group.affiliation.get(name) ?? 0) + 1);
  } else if (!UNCOUNTED.has(name)) group.members++;
}

/** Without parameters that a label rebuilt from its text would lose. */
function isPlain(property: Property): boolean {
  if (property.params.length === 0) return true;
  const { types, rest } = attributesOf(property.params);
  return types.length === 0 && rest.length === 0;
}

function labelText(text: string): string {
  const trimmed = text.trim();
  const inner = trimmed.startsWith("_$!<") && trimmed.endsWith(">!$_") ? trimmed.slice(4, -4) : trimmed;
  return inner.replace(/[\r\n]+/g, " ").trim();
}

/** The names Apple and Google number their groups with. */
const AUTOMATIC = /^item[0-9]+$/i;
/** Lines without any are dropped. */
const CONTENT = /[^;\\\s]/;
const LIST_CONTENT = /[^;,\\\s]/;
const LISTS: ReadonlySet<string> = new Set(["N", "ADR", "NICKNAME"]);
const COUNTRY = /^\s*[A-Za-z]{2}\s*$/;
const AFFILIATION: ReadonlySet<string> = new Set(["ORG", "TITLE", "ROLE"]);
/** Lines that become part of another one, or are written anew. */
const UNCOUNTED: ReadonlySet<string> = new Set([
  "CATEGORIES",
  "GEO",
  "LABEL",
  "X-LABEL",
  "KIND",
  "X-KIND",
  "REV",
  "PRODID",
  "VERSION",
  "X-ADDRESSBOOKSERVER-KIND",
  "X-ABSHOWAS",
  "X-ANDROID-CUSTOM",
]);
