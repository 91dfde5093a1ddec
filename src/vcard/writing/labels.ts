/** Labels on the way out: TYPE values, Apple's X-ABLabel in a group; the counterpart of `mapping/labels.ts`. */
import type { FullContact } from "../../domain/entities.ts";
import type { JsonObject } from "../../domain/json.ts";
import { type Attributes, attributesOf } from "../attributes.ts";
import type { Parameter } from "../card.ts";
import { CUSTOM_LABEL, saysLabel, typesOfLabel } from "../mapping/labels.ts";
import { addLabel, freshGroup, type Kept, keptOf, type Writing } from "./state.ts";

export type Placed = {
  group: string | null;
  /** The label as a parameter, where the group cannot carry it. */
  params: readonly Parameter[];
  /** Adds the label line; called after the part's own line. */
  finish: () => void;
};

/**
 * Where a label goes that is no TYPE: into an X-ABLabel of the part's own group if all members have the same, else
 * beside it as a parameter; without a group of its own, into a fresh one.
 */
export function placeLabel(writing: Writing, kept: Kept | null, attributes: Attributes, wanted: string | null): Placed {
  const label = wanted !== null && saysLabel(attributes, wanted) ? null : wanted;
  if (writing.target.dialect === "android") return { ...UNLABELLED, group: kept?.group ?? null };
  const own = kept?.group ?? null;
  if (own === null) return label === null ? UNLABELLED : inGroup(writing, freshGroup(writing), label);
  const key = own.toLowerCase();
  writing.labels ??= labelsOf(writing.contact);
  const isCommon = writing.labels.get(key)?.size === 1;
  if (label === null || (isCommon && writing.labelled.has(key))) return { group: own, params: [], finish: nothing };
  if (!isCommon) return { group: own, params: [{ name: CUSTOM_LABEL, values: [label] }], finish: nothing };
  writing.labelled.add(key);
  return inGroup(writing, own, label);
}

/** The label as it must be written besides TYPE; null when TYPE says it. */
function labelBeside(label: string | null, attributes: Attributes): string | null {
  if (label === null || saysLabel(attributes, label)) return null;
  return typesOfLabel(label, attributes.types) === null ? label : null;
}

function inGroup(writing: Writing, group: string, label: string): Placed {
  return { group, params: [], finish: () => addLabel(writing, group, label) };
}

/** What the members of each group of parts are labelled, besides TYPE. */
export function labelsOf(contact: FullContact): Map<string, Set<string | null>> {
  const labels = new Map<string, Set<string | null>>();
  const note = (metadata: JsonObject, label: string | null, isDate: boolean): void => {
    const kept = keptOf(metadata);
    if (kept === null || kept.group === null) return;
    const attributes = attributesOf(kept.params);
    const beside = isDate && !(label !== null && saysLabel(attributes, label)) ? label : labelBeside(label, attributes);
    const key = kept.group.toLowerCase();
    const others = labels.get(key);
    if (others === undefined) labels.set(key, new Set([beside]));
    else others.add(beside);
  };
  for (const { metadata, label } of [...contact.channels, ...contact.addresses]) note(metadata, label, false);
  for (const { metadata, date_label } of contact.dates) note(metadata, date_label, true);
  return labels;
}

function nothing(): void {}

const UNLABELLED: Placed = { group: null, params: [], finish: nothing };
