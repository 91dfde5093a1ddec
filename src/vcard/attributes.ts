/**
 * Parameters in normal form: what versions and programs spell differently is one thing here, so that a line reads
 * the same from 2.1, 3.0 and 4.0.
 */
import type { Parameter } from "./card.ts";
import { LABEL_TYPES, OTHER_TYPES } from "./dialects.ts";

export type Attributes = {
  /** TYPE values without `pref`; known ones in lower case, others as written. */
  types: readonly string[];
  /** PREF 1–100; `TYPE=pref` of 2.1 and 3.0 is 1. */
  pref: number | null;
  /** VALUE in lower case, `url` as `uri`. */
  value: string | null;
  /** Everything else, in order, each name once; without what transfer used up (ENCODING, CHARSET). */
  rest: readonly Parameter[];
};

const NOTHING: readonly never[] = [];
export const NO_ATTRIBUTES: Attributes = { types: NOTHING, pref: null, value: null, rest: NOTHING };

/** 4.0 parameters that 3.0 does not know; there they are written with `X-` and read back. RFC 6350, 8605, 9554, 9555. */
export const PARAMETERS_OF_4: ReadonlySet<string> = new Set([
  "ALTID",
  "AUTHOR",
  "AUTHOR-NAME",
  "CALSCALE",
  "CC",
  "CREATED",
  "DERIVED",
  "GEO",
  "INDEX",
  "JSCOMPS",
  "JSPTR",
  "LABEL",
  "LEVEL",
  "MEDIATYPE",
  "PHONETIC",
  "PID",
  "PREF",
  "PROP-ID",
  "SCRIPT",
  "SERVICE-TYPE",
  "SORT-AS",
  "TZ",
  "USERNAME",
]);

/** On a line of our exports that is kept although reading would find a field for it; used up by reading. */
export const KEPT = "X-KEPT";

/** The parameters of a property, or of a line kept in metadata, in normal form. */
export function attributesOf(params: readonly Parameter[]): Attributes {
  if (params.length === 0) return NO_ATTRIBUTES;
  let types: string[] | null = null;
  let pref: number | null = null;
  let value: string | null = null;
  let rest: Parameter[] | null = null;
  for (const param of params) {
    const name = plainName(param.name);
    if (name === "TYPE") {
      types ??= [];
      if (addTypes(types, param.values)) pref = 1;
    } else if (name === "VALUE") value = valueType(param.values[0] ?? "");
    else if (name === "PREF" && isPreference(param.values)) pref = smaller(pref, Number(param.values[0]));
    else if (!isTransfer(name, param.values)) {
      rest ??= [];
      addParameter(rest, name, param.values);
    }
  }
  return { types: types ?? NOTHING, pref, value, rest: rest ?? NOTHING };
}

/** Attributes as parameters again, in the fixed order TYPE, PREF, VALUE, the rest. */
export function parametersOf({ types, pref, value, rest }: Attributes): readonly Parameter[] {
  if (types.length === 0 && pref === null && value === null) return rest;
  const params: Parameter[] = [];
  if (types.length > 0) params.push({ name: "TYPE", values: [...types] });
  if (pref !== null) params.push({ name: "PREF", values: [String(pref)] });
  if (value !== null) params.push({ name: "VALUE", values: [value] });
  return rest.length === 0 ? params : [...params, ...rest];
}

/** The first value of a parameter, or null. */
export function parameter(attributes: Attributes, name: string): string | null {
  for (const param of attributes.rest) if (param.name === name) return param.values[0] ?? null;
  return null;
}

/** The attributes without some of the rest. */
export function withoutParameters(attributes: Attributes, ...names: string[]): Attributes {
  if (!attributes.rest.some((param) => names.includes(param.name))) return attributes;
  return { ...attributes, rest: attributes.rest.filter((param) => !names.includes(param.name)) };
}

/** The attributes without VALUE, for properties whose type follows from the value itself. */
export function withoutValueType(attributes: Attributes): Attributes {
  return attributes.value === null ? attributes : { ...attributes, value: null };
}

/** Whether a TYPE value is one of the RFCs or of the big programs: those are written in upper case in 2.1 and 3.0. */
export function isKnownType(type: string): boolean {
  return KNOWN_TYPES.has(type);
}

/** `X-PID` stands for `PID` wherever 3.0 had no room for it. */
function plainName(name: string): string {
  if (!name.startsWith("X-")) return name;
  const plain = name.slice(2);
  return PARAMETERS_OF_4.has(plain) || plain === "VALUE" ? plain : name;
}

/** Adds TYPE values, taking apart what some programs glue: `"voice,home"`, `VOICE\,CELL`, `HOME,TYPE=VOICE`. */
function addTypes(types: string[], values: readonly string[]): boolean {
  let preferred = false;
  for (const written of values) {
    if (written.includes(",") && !written.startsWith("X-CUSTOM(")) {
      if (addTypes(types, written.split(","))) preferred = true;
      continue;
    }
    const type = KNOWN_TYPES.get(written) ?? cleanType(written);
    if (type === "pref") preferred = true;
    else if (type !== "" && (types.length >= 100 || !types.includes(type))) types.push(type);
  }
  return preferred;
}

function cleanType(written: string): string {
  let end = written.length;
  while (end > 0 && written[end - 1] === "\\") end--;
  const bare = written
    .slice(0, end)
    .replace(/^(?:type=)+/i, "")
    .trim();
  return KNOWN_TYPES.get(bare.toLowerCase()) ?? bare;
}

function valueType(written: string): string {
  const lower = written.toLowerCase();
  return lower === "url" ? "uri" : lower;
}

function isPreference(values: readonly string[]): boolean {
  const pref = Number(values[0]);
  return values.length === 1 && Number.isInteger(pref) && pref >= 1 && pref <= 100;
}

function smaller(pref: number | null, other: number): number {
  return pref === null ? other : Math.min(pref, other);
}

function isTransfer(name: string, values: readonly string[]): boolean {
  if (name === "CHARSET") return true;
  return name === "ENCODING" && !/^(b|base64)$/i.test(values[0] ?? "");
}

function addParameter(rest: Parameter[], name: string, values: readonly string[]): void {
  // Ten are compared faster than hashed; a hostile card has hundreds, bounded by the reader's limits.
  const known = rest.find((param) => param.name === name);
  const clean = name === "LABEL" ? values.map(labelText) : values;
  if (known) known.values = [...known.values, ...clean];
  else rest.push({ name, values: clean.length === 0 ? [""] : [...clean] });
}

/**
 * LABEL has line ends as `\n` (RFC 6350 section 6.3.1), which is kept as it is, or as `^n` (RFC 6868), which reading
 * made a line end: it stays one and is written as `^n` again.
 */
function labelText(value: string): string {
  return value
    .replace(/\\([\\nN])?/g, (_, escaped = "\\") => (escaped === "\\" ? "\\\\" : "\\n"))
    .replace(/\r\n?/g, "\n");
}

const KNOWN_TYPES: ReadonlyMap<string, string> = new Map(
  [...LABEL_TYPES, ...OTHER_TYPES].flatMap((type) => [
    [type, type],
    [type.toUpperCase(), type],
  ]),
);
