/** Labels of parts: TYPE values as words, or the text of X-ABLabel. Both directions. */
import { type Attributes, isKnownType, NO_ATTRIBUTES, parameter, withoutParameters } from "../attributes.ts";
import type { Property } from "../card.ts";
import { LABEL_TYPES } from "../dialects.ts";
import { groupLabel, lastingGroup } from "./groups.ts";
import type { Mapping } from "./state.ts";

/** A label as a parameter: Samsung's `X-CUSTOM(…)`, undone by the reader, and ours where a group says something else. */
export const CUSTOM_LABEL = "X-CUSTOM";

/**
 * The label of a property and what its attributes say besides. X-ABLabel of the group wins and leaves TYPE alone; else
 * the known TYPE values in a fixed order (`work fax`), else a single TYPE of the user's own.
 */
export function takeLabel(
  mapping: Mapping,
  property: Property,
  attributes: Attributes,
): { label: string | null; attributes: Attributes } {
  const inGroup = groupLabel(mapping.groups, property.group);
  if (inGroup === null && attributes === NO_ATTRIBUTES) return UNLABELLED;
  const custom = parameter(attributes, CUSTOM_LABEL)?.trim() || null;
  const own = inGroup ?? custom;
  const typed = labelOfTypes(attributes);
  const found = own === null || own === typed.label ? typed : { label: own, attributes };
  if (found.label === null) return found;
  // In a group with other members a word of its own stays where it is said, or it would become theirs.
  const isShared = lastingGroup(mapping.groups, property.group) !== null;
  if (isShared && isOwnType(attributes, found.label))
    return { label: found.label, attributes: withoutCustom(attributes, found.label) };
  return { label: found.label, attributes: withoutLabel(found.attributes, found.label) };
}

/** Whether a remembered head says the label itself. */
export function saysLabel(attributes: Attributes, label: string): boolean {
  return parameter(attributes, CUSTOM_LABEL)?.trim() === label || isOwnType(attributes, label);
}

function isOwnType({ types }: Attributes, label: string): boolean {
  return types.includes(label) && isOwnLabel(label);
}

function withoutLabel(attributes: Attributes, label: string): Attributes {
  if (!saysLabel(attributes, label)) return attributes;
  const types = isOwnLabel(label) ? attributes.types.filter((type) => type !== label) : attributes.types;
  return withTypes(withoutCustom(attributes, label), types);
}

function withoutCustom(attributes: Attributes, label: string): Attributes {
  const isSaid = parameter(attributes, CUSTOM_LABEL)?.trim() === label;
  return isSaid ? withoutParameters(attributes, CUSTOM_LABEL) : attributes;
}

/** The label TYPE values make, and the attributes without them. */
export function labelOfTypes(attributes: Attributes): { label: string | null; attributes: Attributes } {
  const { types } = attributes;
  if (types.length === 0) return { label: null, attributes };
  if (types.length === 1) {
    const type = types[0] as string;
    if (!RANK.has(type) && !isOwnLabel(type)) return { label: null, attributes };
    return { label: type, attributes: withTypes(attributes, []) };
  }
  const words = types.filter((type) => RANK.has(type));
  if (words.length > 0) {
    words.sort((a, b) => (RANK.get(a) ?? 0) - (RANK.get(b) ?? 0));
    return {
      label: words.join(" "),
      attributes: withTypes(
        attributes,
        types.filter((type) => !RANK.has(type)),
      ),
    };
  }
  const own = types.filter(isOwnLabel);
  if (own.length !== 1) return { label: null, attributes };
  return {
    label: own[0] ?? null,
    attributes: withTypes(
      attributes,
      types.filter((type) => type !== own[0]),
    ),
  };
}

/**
 * The TYPE values a label is written as, null when it needs an X-ABLabel: it is no standard word, or TYPE already
 * holds words that would be read as part of it.
 */
export function typesOfLabel(label: string, kept: readonly string[]): readonly string[] | null {
  if (kept.some((type) => RANK.has(type))) return null;
  if (RANK.has(label)) return [label];
  if (!label.includes(" ")) return null;
  const words = label.split(" ");
  let rank = -1;
  for (const word of words) {
    const next = RANK.get(word) ?? -1;
    if (next <= rank) return null;
    rank = next;
  }
  return words;
}

/** A TYPE no program has defined is the user's own word (`TYPE=Ferienhaus`). */
export function isOwnLabel(type: string): boolean {
  return !RANK.has(type) && !isKnownType(type) && !/^x-/i.test(type) && !type.includes("=");
}

function withTypes(attributes: Attributes, types: readonly string[]): Attributes {
  if (types.length === 0 && attributes.pref === null && attributes.value === null && attributes.rest.length === 0) {
    return NO_ATTRIBUTES;
  }
  return { ...attributes, types };
}

const UNLABELLED = { label: null, attributes: NO_ATTRIBUTES };
const RANK: ReadonlyMap<string, number> = new Map(LABEL_TYPES.map((type, rank) => [type, rank]));
