/** Parameters of a content line ⇄ `contexts`, `pref`, `features` and `vCardParams`. RFC 9555 sections 2.12 and 2.15. */
import type { JsonObject } from "../../domain/json.ts";
import { attributesOf } from "../../vcard/attributes.ts";
import type { Parameter } from "../../vcard/card.ts";
import type { Line } from "../../vcard/content-line.ts";
import { emptyObject, isObject, type Reading } from "./json.ts";
import { CONTEXTS, FEATURES, keyOf, NUMBERS, type Spec } from "./table.ts";

/** What parameters a property has a place for. */
export type Room = {
  named: Spec["named"];
  hasFeatures: boolean;
  hasPref: boolean;
  /** VALUE that goes without saying. */
  impliedValue: string | null;
};

export const ROOM: Room = { named: {}, hasFeatures: false, hasPref: true, impliedValue: null };

/** Puts the parameters and the group of a line into its object. @returns its PROP-ID */
export function addParameters(object: JsonObject, line: Line, room: Room): string | null {
  const { types, pref, value, rest } = attributesOf(line.params);
  const params = emptyObject();
  const others: string[] = [];
  for (const type of types) {
    const context = CONTEXTS.get(type);
    const feature = room.hasFeatures ? FEATURES.get(type) : undefined;
    if (context !== undefined) addTo(object, "contexts", context);
    else if (feature !== undefined) addTo(object, "features", feature);
    else others.push(type);
  }
  if (others.length > 0) params.type = plain(others);
  if (pref !== null) (room.hasPref ? object : params).pref = room.hasPref ? pref : String(pref);
  if (value !== null && value !== room.impliedValue) params.value = value;
  let id: string | null = null;
  for (const { name, values } of rest) {
    const field = room.named[name];
    const [first = ""] = values;
    if (name === "PROP-ID" && values.length === 1 && ID.test(first)) id = first;
    else if (field === undefined || values.length !== 1 || first === "" || field in object)
      params[name.toLowerCase()] = plain(values);
    else if (!NUMBERS.has(field)) object[field] = first;
    else if (/^[1-9]\d{0,8}$/.test(first)) object[field] = Number(first);
    else params[name.toLowerCase()] = first;
  }
  if (line.group !== null) params.group = line.group;
  if (Object.keys(params).length > 0) object.vCardParams = params;
  return id;
}

/** The parameters and group an object says, what is left of it being what they did not. */
export function readParameters(reading: Reading, room: Room): { params: Parameter[]; group: string | null } {
  const own = foreignParameters(reading);
  const types = [
    ...(reading.set("contexts") ?? []).map((context) => keyOf(CONTEXTS, context) ?? context),
    ...(room.hasFeatures ? (reading.set("features") ?? []) : []).map((feature) => keyOf(FEATURES, feature) ?? feature),
    ...(own.get("TYPE") ?? []),
  ];
  const pref = (room.hasPref ? reading.number("pref") : null) ?? own.get("PREF")?.[0];
  const value = own.get("VALUE")?.[0] ?? room.impliedValue;
  const params: Parameter[] = [];
  if (types.length > 0) params.push({ name: "TYPE", values: types });
  if (pref !== undefined) params.push({ name: "PREF", values: [pref] });
  if (value !== null) params.push({ name: "VALUE", values: [value] });
  for (const [name, field] of Object.entries(room.named)) {
    const text = NUMBERS.has(field) ? reading.number(field) : reading.text(field);
    if (text !== null) params.push({ name, values: [text] });
  }
  const group = own.get("GROUP")?.[0] ?? null;
  for (const name of ["TYPE", "PREF", "VALUE", "GROUP"]) own.delete(name);
  for (const [name, values] of own) params.push({ name, values });
  return { params, group: group !== null && GROUP.test(group) ? group : null };
}

/** `vCardParams`, by name in upper case. */
function foreignParameters(reading: Reading): Map<string, string[]> {
  const params = new Map<string, string[]>();
  for (const [name, value] of Object.entries(reading.object("vCardParams") ?? {})) {
    const values = [value].flat().filter((one) => !isObject(one) && one !== null);
    if (NAME.test(name)) params.set(name.toUpperCase(), values.map(String));
  }
  return params;
}

function addTo(object: JsonObject, field: string, key: string): void {
  const set = isObject(object[field]) ? object[field] : emptyObject();
  set[key] = true;
  object[field] = set;
}

function plain(values: readonly string[]): string | string[] {
  return values.length === 1 ? (values[0] ?? "") : [...values];
}

/** RFC 9553 section 1.4.1. */
export const ID = /^[A-Za-z0-9_-]{1,255}$/;
const NAME = /^[^\s;:,."=\u0000-\u001f\u007f]{1,200}$/;
const GROUP = /^[^\s;:,."=\u0000-\u001f\u007f]{1,100}$/;
