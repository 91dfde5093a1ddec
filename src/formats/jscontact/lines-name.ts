/** `name` → FN and N. RFC 9555 sections 2.3.2 to 2.3.4 and 3.3. */
import type { Parameter } from "../../vcard/card.ts";
import type { Line } from "../../vcard/content-line.ts";
import { escapeText } from "../../vcard/values.ts";
import { type Component, type Components, joined, NAME, readComponents, structuredOf } from "./components.ts";
import { Reading } from "./json.ts";
import { jspropLine } from "./jsprop.ts";
import { type Lines, plainLine } from "./lines-state.ts";

/** Adds FN and N; those that stand in `vCardProps` and say the same are not said twice. */
export function nameLines(lines: Lines, reading: Reading): void {
  const name = reading.object("name");
  const simple = name === null ? reading.text("name") : null;
  if (simple !== null) lines.lines.push(plainLine("FN", escapeText(simple)));
  if (name === null) return;
  const part = new Reading(name);
  const read = readName(part);
  const full = part.text("full");
  const spoken =
    read === null ? "" : joined(read.isOrdered ? read : { ...read, components: inSpokenOrder(read.components) });
  const found: Line[] = [];
  if (full !== null) found.push(plainLine("FN", escapeText(full)));
  else if (spoken !== "" && !lines.foreign.some((line) => line.name === "FN"))
    found.push({ ...plainLine("FN", escapeText(spoken)), params: [{ name: "DERIVED", values: ["true"] }] });
  if (read !== null && read.components.length > 0) found.push(componentLine(read, part));
  for (const [key, value] of part.rest()) lines.unknown.push(jspropLine(["name", key], value));
  const isSaid = (line: Line): boolean =>
    lines.foreign.some((other) => other.name === line.name && other.value === line.value);
  lines.lines.push(...found.filter((line) => !isSaid(line)));
}

function componentLine(read: Components, part: Reading): Line {
  const { value, jscomps } = structuredOf(read, NAME);
  const params: Parameter[] = [];
  const sortAs = part.object("sortAs");
  const kinds = ["surname", "given", "given2"];
  const texts = kinds.map((kind) => sortAs?.[kind] ?? "");
  const isKnown = sortAs !== null && Object.keys(sortAs).every((kind) => kinds.includes(kind) || kind === "@type");
  if (isKnown && texts.every((text) => typeof text === "string")) {
    const last = texts.findLastIndex((text) => text !== "");
    if (last >= 0) params.push({ name: "SORT-AS", values: texts.slice(0, last + 1) as string[] });
  } else if (sortAs !== null) part.untake("sortAs", sortAs);
  if (jscomps !== null) params.push({ name: "JSCOMPS", values: [jscomps] });
  return { ...plainLine("N", value), params };
}

/** Components with more than kind and value are read as far as that goes, and kept whole. */
function readName(part: Reading): Components | null {
  const list = part.list("components");
  if (list === null) return null;
  const exact = readComponents(list, NAME);
  if (exact === null) part.untake("components", list);
  const components = exact ?? list.flatMap((item) => readComponents([withoutMore(item)], NAME) ?? []);
  const isOrdered = part.boolean("isOrdered") ?? false;
  return { components, isOrdered, defaultSeparator: isOrdered ? part.text("defaultSeparator") : null };
}

function withoutMore(item: unknown): { kind: string; value: string } {
  const { kind, value } = (item ?? {}) as { kind?: unknown; value?: unknown };
  return { kind: typeof kind === "string" ? kind : "", value: typeof value === "string" ? value : "" };
}

function inSpokenOrder(components: readonly Component[]): Component[] {
  const order = ["title", "given", "given2", "surname", "surname2", "generation", "credential"];
  return [...components].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
