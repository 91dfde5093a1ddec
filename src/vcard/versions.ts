/** What a version of vCard can say, as a table; lines in normal form are put into its words. */
import { attributesOf, isKnownType, PARAMETERS_OF_4, parametersOf } from "./attributes.ts";
import type { Parameter, Version } from "./card.ts";
import type { Line } from "./content-line.ts";
import { NOT_IN_2 } from "./later-names.ts";
import { legacyValue } from "./legacy.ts";
import { parseDataUri, typeOfMedia } from "./media.ts";
import { BINARY, mayBeBinary, ONLY_IN_3, ONLY_IN_4 } from "./normal-form.ts";
import { split } from "./values.ts";

export type Target = Forms & {
  version: Version;
  /** Properties this version does not know: written as `X-NAME`, read back as NAME. */
  foreignNames: ReadonlySet<string>;
  /** Parameters likewise. */
  foreignParameters: ReadonlySet<string>;
  /** Preference as `PREF=1`, or as `TYPE=PREF`. */
  preference: "PREF" | "TYPE";
  typeCase: "lower" | "upper";
  /** Binary values as `data:` URIs, or under this ENCODING. */
  binary: "data" | "b" | "BASE64";
  /** Whether N must be there. RFC 2426 section 3.1.2; vCard 2.1 section 2.1.2.2. */
  needsName: boolean;
  /** Dates without year, month or day, TEL as URI, and properties of 4.0; without them Apple's forms are used. */
  modern: boolean;
};

/** What versions leave open and programs do in their own ways; `targets.ts` has the ways of the big ones. */
export type Forms = {
  /** A group as a card of its own, by KIND or in Apple's words, or as a category of its members. */
  groups: "KIND" | "apple" | "categories";
  /** Labels, relatives and messaging where the version has no property: in whose words. */
  dialect: "apple" | "android" | "outlook";
  /** A date without year: `--0412`, `--04-12`, 1604 marked as no year, or not as that date at all. */
  yearless: "basic" | "extended" | "apple" | "none";
  /** The property of an anniversary. */
  anniversary: "ANNIVERSARY" | "X-ABDATE" | "X-ANNIVERSARY" | "X-MS-ANNIVERSARY";
  /** Whether lines are at most 75 octets long. */
  folded: boolean;
  /** Whether a profile has its handle in X-USER besides the address, as an iPhone writes it. */
  namesUser?: true;
};

export const TARGETS: Readonly<Record<Version, Target>> = {
  "4.0": {
    version: "4.0",
    foreignNames: ONLY_IN_3,
    foreignParameters: new Set(),
    preference: "PREF",
    typeCase: "lower",
    binary: "data",
    needsName: false,
    modern: true,
    groups: "KIND",
    dialect: "apple",
    yearless: "basic",
    anniversary: "ANNIVERSARY",
    folded: true,
  },
  "3.0": {
    version: "3.0",
    foreignNames: ONLY_IN_4,
    foreignParameters: PARAMETERS_OF_4,
    preference: "TYPE",
    typeCase: "upper",
    binary: "b",
    needsName: true,
    modern: false,
    groups: "apple",
    dialect: "apple",
    yearless: "apple",
    anniversary: "X-ABDATE",
    folded: true,
  },
  "2.1": {
    version: "2.1",
    foreignNames: new Set([...ONLY_IN_4, ...NOT_IN_2]),
    foreignParameters: PARAMETERS_OF_4,
    preference: "TYPE",
    typeCase: "upper",
    binary: "BASE64",
    needsName: true,
    modern: false,
    groups: "apple",
    dialect: "apple",
    yearless: "apple",
    anniversary: "X-ANNIVERSARY",
    folded: true,
  },
};

/** A line in normal form as this version writes it. */
export function inVersion(line: Line, target: Target): Line {
  const isBinary = line.value.startsWith("data:") && mayBeBinary(line.name);
  const valued = isBinary ? binaryIn(line, target) : withValueType(line, target);
  const params = valued.params.length === 0 ? valued.params : parametersIn(valued, target);
  const value = target.version === "2.1" && !isBinary ? legacyValue(valued) : withAllParts(valued);
  const name = nameIn(line, target);
  if (name === line.name) return { ...valued, params, value };
  const original = name === "X-ADDRESSBOOKSERVER-MEMBER" ? name : `X-${line.original}`;
  return { ...valued, name, original, params, value };
}

/** Empty parts at the end, which the normal form leaves out: strict readers count them. RFC 6350 sections 6.2.2, 6.3.1. */
function withAllParts({ name, value }: Line): string {
  const count = name === "N" ? 5 : name === "ADR" ? 7 : 0;
  return count === 0 ? value : value + ";".repeat(Math.max(0, count - split(value, ";").length));
}

function nameIn(line: Line, target: Target): string {
  // Outlook, Nextcloud's web pages and Android read ANNIVERSARY though their version does not know it.
  if (line.name === target.anniversary) return line.name;
  if (target.foreignNames.has(line.name)) {
    return line.name === "MEMBER" ? "X-ADDRESSBOOKSERVER-MEMBER" : `X-${line.name}`;
  }
  const isText =
    !target.modern &&
    line.name === "BDAY" &&
    line.params.some(({ name, values }) => name === "VALUE" && values[0] === "text");
  return isText ? "X-BDAY" : line.name;
}

function parametersIn(line: Line, target: Target): readonly Parameter[] {
  const { types, pref, value, rest } = attributesOf(line.params);
  const params: Parameter[] = [];
  const written: string[] = target.typeCase === "lower" ? [...types] : types.map(upperCase);
  if (pref === 1 && target.preference === "TYPE") written.push("PREF");
  if (written.length > 0) params.push({ name: "TYPE", values: written });
  if (pref !== null && target.preference === "PREF") params.push({ name: "PREF", values: [String(pref)] });
  else if (pref !== null && pref !== 1) params.push({ name: "X-PREF", values: [String(pref)] });
  if (value !== null)
    params.push({
      name: value === "uri" && line.name === "TEL" && !target.modern ? "X-VALUE" : "VALUE",
      values: [target.version === "2.1" && value === "uri" && line.name !== "TEL" ? "URL" : value],
    });
  for (const param of rest) {
    params.push(target.foreignParameters.has(param.name) ? { name: `X-${param.name}`, values: param.values } : param);
  }
  return params;
}

function upperCase(type: string): string {
  return isKnownType(type) ? type.toUpperCase() : type;
}

/** `data:image/jpeg;base64,…` as `ENCODING=b;TYPE=JPEG:…`; a medium without a TYPE stays a URI. */
function binaryIn(line: Line, target: Target): Line {
  if (target.binary === "data") return line;
  const data = parseDataUri(line.value);
  const type = data === null ? null : typeOfMedia(data.media);
  if (data === null || (type === null && data.media !== "application/octet-stream")) return withValueType(line, target);
  const { types, pref, rest } = attributesOf(line.params);
  const params = parametersOf({
    types: type === null ? types : [type, ...types],
    pref,
    value: null,
    rest: [{ name: "ENCODING", values: [target.binary] }, ...rest],
  });
  return { ...line, params, value: data.base64 };
}

/** VALUE where this version's default for the property is another type than the value has. */
function withValueType(line: Line, target: Target): Line {
  const { name, value } = line;
  if (name === "GEO" && !target.modern) {
    const position = /^geo:([+-]?[0-9.]{1,20}),([+-]?[0-9.]{1,20})$/.exec(value);
    return position === null || target.version === "2.1" ? line : { ...line, value: `${position[1]};${position[2]}` };
  }
  let type: string | null = null;
  if (name === "TZ") {
    const offset = /^[+-]\d\d:?\d\d$/.test(value);
    type = target.modern ? (offset ? "utc-offset" : null) : offset || target.version === "2.1" ? null : "text";
  } else if (!target.modern && BINARY.has(name) && /^[a-z][a-z0-9+.-]*:/i.test(value)) type = "uri";
  if (type === null || line.params.some((param) => param.name === "VALUE")) return line;
  return { ...line, params: [...line.params, { name: "VALUE", values: [type] }] };
}
