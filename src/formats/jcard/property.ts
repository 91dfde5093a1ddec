/** One property of a jCard ⇄ content line of version 4.0. RFC 7095 sections 3.3 to 3.5 and 4. */
import type { Parameter } from "../../vcard/card.ts";
import { formatLine, type Line, parseLine } from "../../vcard/content-line.ts";
import { DEFAULT_TYPES, isSame, isValueText, UNKNOWN, valuesOf, valueText } from "./values.ts";

/** Name, parameters, type and values. Parameters have no prototype, since a card may name one anything. */
export type JcardProperty = [string, Record<string, string | string[]>, string, ...unknown[]];

/**
 * The whole content line, beside a property that says less than it: the case of a name, an odd spelling. It counts as
 * long as it still says what the property says.
 */
export const AS_WRITTEN = "x-backside-line";

/** The property a content line is. */
export function jcardProperty(line: Line): JcardProperty {
  const property = plainProperty(line);
  const text = formatLine(line);
  const back = plainLine(property);
  if (back === null || formatLine(back) !== text) property[1][AS_WRITTEN] = text;
  return property;
}

/** The content line of a property; null for a value that is none. */
export function lineOfJcard(value: unknown): Line | null {
  const line = plainLine(value);
  if (line === null || !Array.isArray(value)) return line;
  const at = line.params.findIndex(({ name }) => name.toLowerCase() === AS_WRITTEN);
  if (at < 0) return line;
  const plain = { ...line, params: line.params.filter((_, index) => index !== at) };
  const original = parseLine(line.params[at]?.values[0] ?? "");
  if (original.value === null || !isOneLine(line.params[at]?.values[0] ?? "")) return plain;
  const exact = { ...original, value: original.value };
  if (exact.group !== null && !GROUP.test(exact.group)) return plain;
  const said = plainLine(plainProperty(exact));
  return said !== null && formatLine(said) === formatLine(plain) ? exact : plain;
}

/** Whether a text can be a content line: nothing in it ends one. */
export function isOneLine(text: string): boolean {
  return !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text);
}

function plainProperty({ group, name, params, value }: Line): JcardProperty {
  const parameters: Record<string, string | string[]> = Object.create(null);
  let type: string | null = null;
  for (const param of params) {
    if (param.name.toUpperCase() === "VALUE") type = (param.values[0] ?? "").toLowerCase();
    else parameters[param.name.toLowerCase()] = param.values.length === 1 ? (param.values[0] ?? "") : param.values;
  }
  if (group !== null) parameters.group = group;
  const written = type ?? DEFAULT_TYPES.get(name) ?? UNKNOWN;
  return [name.toLowerCase(), parameters, written, ...valuesOf(name, written, value)];
}

function plainLine(property: unknown): Line | null {
  if (!Array.isArray(property)) return null;
  const [name, parameters, type, ...values] = property as unknown[];
  if (typeof name !== "string" || !NAME.test(name) || typeof type !== "string" || values.length === 0) return null;
  if (!values.every(isValueText)) return null;
  const upper = name.toUpperCase();
  const params: Parameter[] = [];
  let group: string | null = null;
  for (const [key, value] of Object.entries(parameters ?? {})) {
    const texts = [value].flat().filter(isSame).map(String);
    if (key.toLowerCase() === "group") group = GROUP.test(texts[0] ?? "") ? (texts[0] ?? null) : null;
    else if (NAME.test(key)) params.push({ name: key.toUpperCase(), values: texts });
  }
  const kind = type.toLowerCase();
  if (kind !== UNKNOWN && kind !== DEFAULT_TYPES.get(upper)) params.push({ name: "VALUE", values: [kind] });
  return {
    group,
    name: upper,
    original: ORIGINALS.get(upper) ?? upper,
    params: ordered(params),
    value: valueText(upper, kind, values),
  };
}

/** VALUE after TYPE and PREF, as the writer of lines has it. */
function ordered(params: Parameter[]): Parameter[] {
  const isFirst = ({ name }: Parameter): boolean => name === "TYPE" || name === "PREF";
  const value = params.filter(({ name }) => name === "VALUE");
  if (value.length === 0) return params;
  const others = params.filter(({ name }) => name !== "VALUE");
  return [...others.filter(isFirst), ...value, ...others.filter((param) => !isFirst(param))];
}

/** Apple's names, which are not in upper case. */
const ORIGINALS: ReadonlyMap<string, string> = new Map([
  ["X-ABLABEL", "X-ABLabel"],
  ["X-ABSHOWAS", "X-ABShowAs"],
]);
/** Anything a content line can have as a name; a few programs have blanks, slashes and dots in theirs. */
const NAME = /^[^\s;:,."=\u0000-\u001f\u007f][^;:,"=\u0000-\u001f\u007f]{0,199}$/;
const GROUP = /^[^\s;:,."=\u0000-\u001f\u007f]{1,100}$/;
