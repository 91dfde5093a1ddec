/** Components of names and addresses ⇄ the parts of N and ADR, and JSCOMPS, which tells their order. RFC 9554, 9555. */
import type { Json } from "../../domain/json.ts";
import { escapeText, split, unescapeText } from "../../vcard/values.ts";
import { isObject } from "./json.ts";

export type Component = { kind: string; value: string };

/** Components in their order, or in none that matters. */
export type Components = { components: Component[]; isOrdered: boolean; defaultSeparator: string | null };

/** The kinds in the order of the parts; the standard parts come first. RFC 9555 sections 2.3.4 and 2.5.1. */
export type Layout = {
  kinds: readonly string[];
  /** Parts that RFC 6350 has; the further ones are written only when they are needed. */
  standard: number;
  /** Parts that repeat further ones for readers that know only the standard parts, and these. */
  repeats: ReadonlyMap<number, readonly number[]>;
  /** What joins repeated values to one. */
  glue: string | null;
};

export const NAME: Layout = {
  kinds: ["surname", "given", "given2", "title", "credential", "surname2", "generation"],
  standard: 5,
  repeats: new Map([
    [0, [5]],
    [4, [6]],
  ]),
  glue: null,
};

export const ADDRESS: Layout = {
  kinds: (
    "postOfficeBox apartment name locality region postcode country room apartment floor number name building block " +
    "subdistrict district landmark direction"
  ).split(" "),
  standard: 7,
  repeats: new Map([
    [1, [7, 8, 9, 12]],
    [2, [10, 11, 13, 14, 15, 16, 17]],
  ]),
  glue: " ",
};

/** Positions of a part: number of the part, number of its value. */
type Position = readonly [number, number];

/** The value of N or ADR, and JSCOMPS where the components have an order. */
export function structuredOf(
  { components, isOrdered, defaultSeparator }: Components,
  layout: Layout,
): { value: string; jscomps: string | null } {
  const isShort =
    components.every(({ kind }) => kind === "separator" || partOf(kind, layout) < layout.standard) &&
    !hasSeveral(components, layout);
  const parts: string[][] = layout.kinds.map(() => []);
  const order: string[] = [];
  for (const { kind, value } of components) {
    if (kind === "separator") order.push(`s,${escapeComponent(value)}`);
    else {
      const part = isShort ? partOf(kind, layout) : furtherPart(kind, layout);
      const values = parts[part] ?? [];
      values.push(value);
      order.push(values.length === 1 ? String(part) : `${part},${values.length - 1}`);
    }
  }
  if (!isShort) repeat(parts, components, layout);
  const width = isShort ? layout.standard : layout.kinds.length;
  const value = parts
    .slice(0, width)
    .map((values) => values.map(escapeText).join(","))
    .join(";");
  const first = defaultSeparator === null ? "" : `s,${escapeComponent(defaultSeparator)}`;
  return { value, jscomps: isOrdered ? [first, ...order].join(";") : null };
}

/** The components of N or ADR; null when JSCOMPS names parts that are not there. */
export function componentsOf(value: string, jscomps: string | null, layout: Layout): Components {
  const parts = split(value, ";").map((part) => split(part, ",").map((text) => unescapeText(text, "4.0")));
  const ordered = jscomps === null ? null : inOrder(parts, jscomps, layout);
  return ordered ?? { components: unordered(parts, layout), isOrdered: false, defaultSeparator: null };
}

/** Components of a Card; null for a list with anything else in it. */
export function readComponents(list: readonly Json[], layout: Layout): Component[] | null {
  const components: Component[] = [];
  for (const item of list) {
    if (!isObject(item)) return null;
    const { "@type": _type, kind, value, ...others } = item;
    if (typeof kind !== "string" || typeof value !== "string" || Object.keys(others).length > 0) return null;
    if (kind !== "separator" && !layout.kinds.includes(kind)) return null;
    components.push({ kind, value });
  }
  return components;
}

/** The components as one text, as their order and separators have it. RFC 9553 section 2.2.1. */
export function joined({ components, defaultSeparator }: Components): string {
  let text = "";
  let isOpen = false;
  for (const { kind, value } of components) {
    if (kind === "separator") text += value;
    else text += isOpen ? (defaultSeparator ?? " ") + value : value;
    isOpen = kind !== "separator";
  }
  return text.trim();
}

function unordered(parts: readonly string[][], layout: Layout): Component[] {
  const components: Component[] = [];
  for (const part of SPOKEN.get(layout) ?? parts.keys()) {
    const repeated = repeatedValues(parts, part, layout);
    for (const value of parts[part] ?? [])
      if (value !== "" && !repeated.has(value)) components.push({ kind: layout.kinds[part] ?? "", value });
  }
  return components;
}

function repeatedValues(parts: readonly string[][], part: number, { repeats, glue }: Layout): ReadonlySet<string> {
  const further = (repeats.get(part) ?? []).flatMap((other) => parts[other] ?? []).filter((value) => value !== "");
  return new Set(glue === null || further.length === 0 ? further : [...further, further.join(glue)]);
}

/** Standard parts that say again, in their order, what further parts say. */
function repeat(parts: string[][], components: readonly Component[], { repeats, glue, ...layout }: Layout): void {
  for (const [part, others] of repeats) {
    const kinds = new Set(others.map((other) => layout.kinds[other]));
    const values = components.filter(({ kind }) => kinds.has(kind)).map(({ value }) => value);
    if (values.length === 0) continue;
    const said = new Set(parts[part]);
    parts[part]?.push(...(glue === null ? values.filter((value) => !said.has(value)) : [values.join(glue)]));
  }
}

function inOrder(parts: readonly string[][], jscomps: string, { kinds }: Layout): Components | null {
  const [first = "", ...entries] = split(jscomps, ";");
  const components: Component[] = [];
  for (const entry of entries) {
    if (entry.startsWith("s,")) components.push({ kind: "separator", value: unescapeText(entry.slice(2), "4.0") });
    else {
      const [part = 0, index = 0] = entry.split(",").map(Number) as unknown as Position;
      const value = parts[part]?.[index];
      const kind = kinds[part];
      if (value === undefined || kind === undefined) return null;
      components.push({ kind, value });
    }
  }
  const defaultSeparator = first.startsWith("s,") ? unescapeText(first.slice(2), "4.0") : null;
  return { components, isOrdered: true, defaultSeparator };
}

function escapeComponent(text: string): string {
  return text.replace(/[\\,;]/g, "\\$&");
}

function partOf(kind: string, { kinds }: Layout): number {
  return kinds.indexOf(kind);
}

function furtherPart(kind: string, { kinds }: Layout): number {
  return kinds.lastIndexOf(kind);
}

/** Two values of a part that reading joins to one would not come apart again. */
function hasSeveral(components: readonly Component[], { repeats, kinds }: Layout): boolean {
  return [...repeats.keys()].some(
    (part) =>
      kinds.lastIndexOf(kinds[part] ?? "") !== part && components.filter(({ kind }) => kind === kinds[part]).length > 1,
  );
}

/** As a name is spoken, for components whose order does not matter. */
const SPOKEN: ReadonlyMap<Layout, readonly number[]> = new Map([[NAME, [3, 1, 2, 0, 5, 6, 4]]]);
