/** FN and N → `name`. RFC 9555 sections 2.3.2 to 2.3.4. */

import type { Json, JsonObject } from "../../domain/json.ts";
import { attributesOf, parameter } from "../../vcard/attributes.ts";
import type { Line } from "../../vcard/content-line.ts";
import { unescapeText } from "../../vcard/values.ts";
import { componentsOf, NAME } from "./components.ts";
import { emptyObject } from "./json.ts";
import { isPlain, type Making, mapAt } from "./making.ts";

/** @returns whether the line is used up: one that says more stands in `vCardProps` as well */
export function addName({ card }: Making, line: Line): boolean {
  if (line.name === "FN") return addFull(card, line);
  return line.name === "N" && addComponents(card, line);
}

/** A name derived from the components is what they say already. */
function addFull(card: JsonObject, line: Line): boolean {
  const derived = parameter(attributesOf(line.params), "DERIVED");
  if (derived?.toLowerCase() === "true" && line.params.length === 1 && line.group === null) return true;
  const name = mapAt(card, "name");
  if ("full" in name) return false;
  name.full = unescapeText(line.value, "4.0");
  return isPlain(line);
}

function addComponents(card: JsonObject, line: Line): boolean {
  const name = mapAt(card, "name");
  if ("components" in name) return false;
  const attributes = attributesOf(line.params);
  const read = componentsOf(line.value, parameter(attributes, "JSCOMPS"), NAME);
  const components = read.components.map(({ kind, value }) => Object.assign(emptyObject(), { kind, value }));
  if (components.length > 0) name.components = components as Json[];
  if (read.isOrdered) name.isOrdered = true;
  if (read.defaultSeparator !== null) name.defaultSeparator = read.defaultSeparator;
  const sortAs = attributes.rest.find((param) => param.name === "SORT-AS")?.values ?? [];
  const kinds = ["surname", "given", "given2"];
  const sorted = emptyObject();
  for (const [index, text] of sortAs.entries())
    if (text !== "" && index < kinds.length) sorted[kinds[index] ?? ""] = text;
  if (Object.keys(sorted).length > 0) name.sortAs = sorted;
  const isSaid = attributes.rest.every((param) => param.name === "SORT-AS" || param.name === "JSCOMPS");
  const { types, pref } = attributes;
  return components.length > 0 && isSaid && types.length === 0 && pref === null && line.group === null;
}
