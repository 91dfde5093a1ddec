/** ADR with what belongs to it: LABEL and GEO properties, X-ABADR. RFC 2426 section 3.2, RFC 6350 section 6.3.1, RFC 8605, RFC 9554 section 2.1. */
import type { AddressDraft } from "../../domain/draft.ts";
import { type Attributes, attributesOf, parameter, withoutParameters } from "../attributes.ts";
import type { Property, Version } from "../card.ts";
import { geoUri } from "../normal-form.ts";
import { readParts } from "../values.ts";
import { groupCountry, lastingGroup } from "./groups.ts";
import { takeLabel } from "./labels.ts";
import { type At, headOf, isFirst, keep, type Mapping, partMetadata, textOf, waiting, warn } from "./state.ts";

/** The seven parts in their order, by field. */
export const ADDRESS_PARTS = ["po_box", "extended", "street", "city", "region", "postal_code", "country"] as const;

export type AddressParts = Pick<AddressDraft, (typeof ADDRESS_PARTS)[number]>;

/** Maps all ADR properties of the card, then the coordinates and labels that stand beside them. */
export function mapAddresses(mapping: Mapping): void {
  const all = waiting(mapping, "ADR");
  const printed = printedLabels(mapping, all);
  for (const at of all) mapAddress(mapping, at, printed.get(at) ?? null);
  for (const at of waiting(mapping, "GEO")) mapCoordinates(mapping, at);
}

/**
 * The parts of an ADR value.
 * @returns the parts, and the value in normal form when they cannot rebuild it: lists inside a part, 9554's parts 8–18
 */
export function readAddress(value: string, version: Version): { parts: AddressParts; line: string | null } {
  const { texts, line } = readParts(value, version, ADDRESS_PARTS.length, ", ");
  const [po_box, extended, street, city, region, postal_code, country] = texts;
  return {
    parts: {
      po_box: po_box ?? null,
      extended: extended ?? null,
      street: street ?? null,
      city: city ?? null,
      region: region ?? null,
      postal_code: postal_code ?? null,
      country: country ?? null,
    },
    line,
  };
}

/** `geo:48.2,16.3` → numbers; null when it says more (altitude, uncertainty) or is out of range. RFC 5870. */
export function readGeo(value: string): { latitude: number; longitude: number } | null {
  const match = /^\s*(?:geo:)?([+-]?[0-9.]{1,20}),([+-]?[0-9.]{1,20})\s*$/i.exec(value);
  if (match === null) return null;
  const latitude = Number(match[1]);
  const longitude = Number(match[2]);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

function mapAddress(mapping: Mapping, at: At, printed: string | null): void {
  const property = mapping.properties[at] as Property;
  const given = attributesOf(property.params);
  const { parts, line } = readAddress(property.value, mapping.version);
  if (line === null && Object.values(parts).every((part) => part === null)) {
    if (given.rest.length > 0 || printed !== null) keep(mapping, at);
    warn(mapping, "empty_property", property);
    return;
  }
  const { label, attributes } = takeLabel(mapping, property, given);
  const is_primary = attributes.pref === 1 && isFirst(mapping, "primary address");
  const position = readGeo(parameter(attributes, "GEO") ?? "");
  const residue = residueOf(attributes, { is_primary, hasPosition: position !== null, printed });
  const head = headOf(lastingGroup(mapping.groups, property.group), "ADR", "ADR", residue);
  mapping.draft.addresses.push({
    label,
    ...parts,
    country_code: countryCode(parameter(attributes, "CC")) ?? groupCountry(mapping.groups, property.group),
    latitude: position?.latitude ?? null,
    longitude: position?.longitude ?? null,
    is_primary,
    metadata: partMetadata(line === null ? head : `${head ?? "ADR"}:${line}`),
  });
}

/** The attributes the fields of the address do not hold. */
function residueOf(
  attributes: Attributes,
  { is_primary, hasPosition, printed }: { is_primary: boolean; hasPosition: boolean; printed: string | null },
): Attributes {
  let residue: Attributes = { ...attributes, pref: is_primary ? null : attributes.pref, value: null };
  if (countryCode(parameter(attributes, "CC")) !== null) residue = withoutParameters(residue, "CC");
  if (hasPosition) residue = withoutParameters(residue, "GEO");
  // First, wherever it stood: 3.0 gives it back from a line of its own.
  const label =
    printed === null ? attributes.rest.find(({ name }) => name === "LABEL") : { name: "LABEL", values: [printed] };
  return label === undefined ? residue : { ...residue, rest: [label, ...withoutParameters(residue, "LABEL").rest] };
}

/** A GEO property belongs to the only address there is; else, or when it says more than two numbers, it is kept. */
function mapCoordinates(mapping: Mapping, at: At): void {
  const property = mapping.properties[at] as Property;
  const { types, pref, rest } = attributesOf(property.params);
  const address = mapping.draft.addresses.length === 1 ? mapping.draft.addresses[0] : undefined;
  const position = readGeo(geoUri(property.value) ?? property.value.replace(/\\,/g, ","));
  if (position === null) warn(mapping, "bad_geo", property);
  const plain = types.length === 0 && pref === null && rest.length === 0;
  const taken = address === undefined || address.latitude !== null || hasParameter(address, "GEO");
  if (position === null || !plain || taken) keep(mapping, at);
  else Object.assign(address, position);
}

/**
 * The LABEL property of 2.1 and 3.0 (the address as printed) becomes the LABEL parameter of its ADR: the one right
 * before it, else the first with the same TYPE. One with other parameters, or without an ADR, is kept as it is.
 */
function printedLabels(mapping: Mapping, addresses: readonly At[]): ReadonlyMap<At, string> {
  const labels = waiting(mapping, "LABEL");
  if (labels.length === 0) return NO_LABELS;
  const labelled = new Map<At, string>();
  const free = freeAddresses(mapping, addresses);
  for (const at of labels) {
    const property = mapping.properties[at] as Property;
    const attributes = attributesOf(property.params);
    const text = textOf(mapping, property);
    const candidates = free.get(typeKey(attributes)) ?? [];
    while (candidates.length > 0 && labelled.has(candidates[candidates.length - 1] as At)) candidates.pop();
    const before = at - 1;
    const beside =
      isFree(mapping, before, attributes) && !labelled.has(before) ? before : candidates[candidates.length - 1];
    const isCaret = parameter(attributes, CARET) !== null;
    if (attributes.rest.length > (isCaret ? 1 : 0) || text === "" || beside === undefined) keep(mapping, at);
    else labelled.set(beside, text.replace(/\\/g, "\\\\").replace(/\n/g, isCaret ? "\n" : "\\n"));
  }
  return labelled;
}

/** Addresses that have no LABEL parameter, by TYPE, the first one last. */
function freeAddresses(mapping: Mapping, addresses: readonly At[]): Map<string, At[]> {
  const free = new Map<string, At[]>();
  for (let index = addresses.length - 1; index >= 0; index--) {
    const at = addresses[index] as At;
    const property = mapping.properties[at] as Property;
    const attributes = attributesOf(property.params);
    if (parameter(attributes, "LABEL") !== null || !HAS_CONTENT.test(property.value)) continue;
    const key = typeKey(attributes);
    const others = free.get(key);
    if (others === undefined) free.set(key, [at]);
    else others.push(at);
  }
  return free;
}

function isFree(mapping: Mapping, at: At, label: Attributes): boolean {
  const property = mapping.properties[at];
  if (property === undefined || property.name !== "ADR" || !HAS_CONTENT.test(property.value)) return false;
  const attributes = attributesOf(property.params);
  return parameter(attributes, "LABEL") === null && typeKey(attributes) === typeKey(label);
}

function typeKey({ types }: Attributes): string {
  return types.length < 2 ? (types[0] ?? "") : types.toSorted().join(",");
}

function hasParameter(address: AddressDraft, name: string): boolean {
  return typeof address.metadata.vcard === "string" && address.metadata.vcard.includes(`;${name}=`);
}

function countryCode(value: string | null): string | null {
  return value !== null && /^[A-Za-z]{2}$/.test(value) ? value.toUpperCase() : null;
}

/** On LABEL of our 3.0 exports: 4.0 had the line ends of its LABEL parameter as RFC 6868 has them. */
export const CARET = "X-CARET";
const HAS_CONTENT = /[^;,\s]/;
const NO_LABELS: ReadonlyMap<At, string> = new Map();
