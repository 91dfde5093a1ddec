/** Parameters: which a version has, and what their values look like. RFC 6350 section 5, RFC 2425 section 5.8.4. */
import { PARAMETERS_OF_4 } from "../attributes.ts";
import type { Parameter, Property, Version } from "../card.ts";
import { type Fault, quoted } from "../warnings.ts";

export function parameterFaults({ params }: Property, version: Version): Fault[] {
  return params.flatMap((param) => nameFault(param, version) ?? valueFaults(param, version));
}

function nameFault({ name }: Parameter, version: Version): Fault[] | null {
  if (!/^[A-Za-z0-9-]+$/.test(name)) return [["bad_parameter", "The name of a parameter has characters of no name."]];
  if (name.startsWith("X-") || COMMON.has(name) || (name === "CONTEXT" && version === "3.0")) return null;
  if (!PARAMETERS_OF_4.has(name))
    return [["bad_parameter", `${quoted(name)} is no parameter of vCard; names of one's own begin with X-.`]];
  return version === "4.0" ? null : [["not_in_version", `vCard ${version} has no parameter ${name}.`]];
}

const COMMON: ReadonlySet<string> = new Set(["TYPE", "VALUE", "LANGUAGE"]);

function valueFaults({ name, values }: Parameter, version: Version): Fault[] {
  const form = FORMS[name];
  if (form !== undefined && !values.every((value) => form.pattern.test(value)))
    return [["bad_parameter", `${name} is ${form.what}.`]];
  return name === "VALUE" ? values.flatMap((value) => valueTypeFault(value.toLowerCase(), version)) : [];
}

const FORMS: Readonly<Partial<Record<string, { pattern: RegExp; what: string }>>> = {
  PREF: { pattern: /^(?:[1-9]\d?|100)$/, what: "a number from 1 to 100" },
  INDEX: { pattern: /^[1-9]\d{0,8}$/, what: "a number from 1" },
  PID: { pattern: /^\d{1,9}(?:\.\d{1,9})?$/, what: "a number, or two with a point between" },
  LEVEL: { pattern: /^(?:beginner|average|expert|high|medium|low)$/i, what: "one of the words of RFC 6715" },
  LANGUAGE: { pattern: /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,9}$/, what: "a language tag such as pt-BR" },
};

function valueTypeFault(type: string, version: Version): Fault[] {
  if (VALUE_TYPES[version].has(type) || type.startsWith("x-")) return [];
  const isKnown = Object.values(VALUE_TYPES).some((types) => types.has(type));
  return isKnown
    ? [["not_in_version", `VALUE=${quoted(type)} is none of vCard ${version}.`]]
    : [["bad_parameter", `VALUE=${quoted(type)} is no type of value.`]];
}

const OF_RFC_2425 = "uri text date time date-time integer boolean float";

const VALUE_TYPES: Readonly<Record<Version, ReadonlySet<string>>> = {
  "2.1": new Set("inline url content-id cid".split(" ")),
  "3.0": new Set(`${OF_RFC_2425} binary phone-number utc-offset vcard`.split(" ")),
  "4.0": new Set(`${OF_RFC_2425} date-and-or-time timestamp utc-offset language-tag`.split(" ")),
};
