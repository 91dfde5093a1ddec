/**
 * Lines the model does not hold, in the one form they are kept in: names of 4.0, escapes of RFC 6350, binary values as
 * `data:` URIs. A line read from our own 4.0 or 3.0 export comes to exactly the string it was made from.
 */
import { imageType } from "../domain/image-type.ts";
import { type Attributes, attributesOf, KEPT, parameter, parametersOf, withoutParameters } from "./attributes.ts";
import type { Parameter, Property, Version } from "./card.ts";
import { formatLine, type Line } from "./content-line.ts";
import { ANNIVERSARIES, NAMED_RELATIVES } from "./dialects.ts";
import { SERVICE_PROPERTIES } from "./mapping/services.ts";
import { dataUri, mediaOfType, OCTETS, parseDataUri } from "./media.ts";
import { escapeText, split, structuredValue, unescapeText, unescapeUri } from "./values.ts";

/** How the value of a property is built; names that are not here are taken as they stand. RFC 2426, 6350, 6474, 6715, 8605, 9554. */
type ValueKind = "text" | "list" | "parts" | "units" | "columns" | "uri" | "date" | "geo" | "zone" | "card";

const KINDS: ReadonlyMap<string, ValueKind> = new Map([
  ...named("text", "FN NOTE TITLE ROLE MAILER NAME CLASS PROFILE SORT-STRING LABEL KIND EMAIL LANG UID PRODID XML"),
  ...named("text", "EXPERTISE HOBBY INTEREST BIRTHPLACE DEATHPLACE GRAMGENDER PRONOUNS LANGUAGE TEL"),
  ...named("list", "NICKNAME CATEGORIES"),
  ...named("parts", "N ADR"),
  ...named("uri", "URL SOURCE FBURL CALURI CALADRURI MEMBER IMPP PHOTO LOGO SOUND KEY ORG-DIRECTORY CONTACT-URI"),
  ...named("uri", "RELATED SOCIALPROFILE"),
  ...named("date", "BDAY ANNIVERSARY DEATHDATE CREATED"),
  ["GEO", "geo"],
  ["TZ", "zone"],
  ["AGENT", "card"],
  ...named("text", ["X-ABLABEL", "X-ABRELATEDNAMES", ...NAMED_RELATIVES.keys()].join(" ")),
  ...named("units", "ORG GENDER"),
  ["X-ANDROID-CUSTOM", "columns"],
]);

/**
 * Properties 3.0 does not know, and those 4.0 does not know; written there as `X-NAME`, which every version reads
 * back. IMPP and the calendar addresses are known in 3.0 by RFC 4770 and RFC 2739.
 */
export const ONLY_IN_4: ReadonlySet<string> = new Set(
  (
    "KIND XML GENDER LANG RELATED MEMBER CLIENTPIDMAP BIRTHPLACE DEATHPLACE DEATHDATE EXPERTISE HOBBY INTEREST " +
    "ORG-DIRECTORY CONTACT-URI CREATED GRAMGENDER LANGUAGE PRONOUNS SOCIALPROFILE JSPROP ANNIVERSARY"
  ).split(" "),
);
export const ONLY_IN_3: ReadonlySet<string> = new Set("LABEL AGENT CLASS MAILER NAME PROFILE SORT-STRING".split(" "));

/** Whether a value begins with a scheme, as RELATED has it for other cards and not for names. */
export function isUri(value: string): boolean {
  return /^\s*[A-Za-z][A-Za-z0-9+.-]{0,30}\\?:/.test(value);
}

/** Whether a RELATED that is no URI may be the UID of the other card as that has it: one word, and not said to be text. */
export function mayBeUid({ value }: Attributes, text: string): boolean {
  return value !== "text" && /^[^\s\\,;]+$/.test(text);
}

/** Whether a value of this property may be binary: those of the RFCs, and names nobody defined. */
export function mayBeBinary(name: string): boolean {
  return BINARY.has(name) || !(KINDS.has(plainName(name)) || TEXTS.has(name));
}

/** Properties of the dialects that the mapping reads as text. */
const TEXTS: ReadonlySet<string> = new Set([
  ...SERVICE_PROPERTIES.keys(),
  ...ANNIVERSARIES,
  ...["X-ABADR", "X-ABDATE", "X-ABSHOWAS", "X-MS-TEL"],
]);

/** RFC 2426 sections 3.1.4, 3.5.3, 3.6.6, 3.7.1. */
export const BINARY: ReadonlySet<string> = new Set(["PHOTO", "LOGO", "SOUND", "KEY"]);

/** The name a property has where its version knows it: `X-GENDER` → `GENDER`, `X-ADDRESSBOOKSERVER-MEMBER` → `MEMBER`. */
export function plainName(name: string): string {
  return PLAIN_NAMES.get(name) ?? name;
}

/** Properties a card may have once; RFC 6350 section 6, RFC 6474, RFC 9554. TZ is one of them in RFC 2426 readers. */
export const ONCE: ReadonlySet<string> = new Set(
  "N BDAY ANNIVERSARY DEATHDATE BIRTHPLACE DEATHPLACE GENDER KIND UID REV PRODID CREATED LANGUAGE TZ".split(" "),
);

/** Before the name of a second one that a contact keeps. Reading takes it away and keeps the line. */
export const SECOND = "X-BACKSIDE-KEPT-";

/** The line kept for a property. */
export function keptLine(property: Property, version: Version): string {
  return formatLine(normalLine(property, version));
}

/** A property of any version as a line in normal form. */
export function normalLine(property: Property, version: Version): Line {
  const name = plainName(property.name);
  const original = name === property.name ? property.original : plainOriginal(property.original, name);
  const given = withoutParameters(attributesOf(property.params), KEPT);
  const isText = name === "RELATED" && !isUri(property.value) && !mayBeUid(given, property.value);
  const attributes = isText ? { ...given, value: "text" } : given;
  const binary = mayBeBinary(name) ? binaryLine(property, attributes) : null;
  if (binary !== null) return { group: property.group, name, original, ...binary };
  const usual = KINDS.get(name);
  return {
    group: property.group,
    name,
    original,
    params: parametersOf(withoutDefaultValue(attributes, usual, name)),
    value: normalValue(property.value, kindOf(usual, attributes), version),
  };
}

/** How the value of a line that is written is built; undefined where it is taken as it stands. */
export function valueKind(name: string, params: readonly Parameter[]): ValueKind | undefined {
  // Channels are read as addresses, whatever VALUE says.
  if (name === "URL" || name === "IMPP" || name === "SOCIALPROFILE") return "uri";
  return kindOf(KINDS.get(name) ?? (HANDLES.has(name) ? "text" : undefined), attributesOf(params));
}

function kindOf(usual: ValueKind | undefined, { value }: Attributes): ValueKind | undefined {
  return value === "text" && (usual === "uri" || usual === "date") ? "text" : usual;
}

function normalValue(value: string, kind: ValueKind | undefined, version: Version): string {
  switch (kind) {
    case "text":
    case "zone":
      return escapeText(unescapeText(value, version));
    case "card":
      // A 2.1 card stands in its AGENT as it is; its own escapes are not those of the value.
      return escapeText(version === "2.1" ? value : unescapeText(value, version));
    case "list":
      return split(value, ",")
        .map((item) => escapeText(unescapeText(item, version)))
        .join(",");
    case "parts":
      return structuredValue(split(value, ";").map((part) => partTexts(part, version)));
    case "units":
      return structuredValue(split(value, ";").map((unit) => [unescapeText(unit, version)]));
    case "columns":
      // A row of a table: empty columns at its end count.
      return split(value, ";")
        .map((column) => escapeText(unescapeText(column, version)))
        .join(";");
    case "uri":
      return oneLine(unescapeUri(value));
    case "geo":
      return oneLine(geoUri(value) ?? value);
    case "date":
      return oneLine(value.trim());
    default:
      return oneLine(value);
  }
}

function partTexts(part: string, version: Version): string[] {
  if (version === "2.1") return [unescapeText(part, version)];
  return split(part, ",").map((text) => unescapeText(text, version));
}

/**
 * Binary content, whatever its property: a `data:` URI with the media type of the magic bytes, else of the URI,
 * MEDIATYPE or TYPE. What named the medium is used up, right or wrong.
 */
function binaryLine(property: Property, attributes: Attributes): Pick<Line, "params" | "value"> | null {
  const uri = property.bytes === null ? parseDataUri(property.value) : null;
  const bytes = property.bytes ?? (uri === null ? null : Buffer.from(uri.base64, "base64"));
  if (bytes === null) return null;
  const named = attributes.types.map(mediaOfType).find((media) => media !== null);
  const declared = uri !== null && uri.media !== OCTETS ? uri.media : parameter(attributes, "MEDIATYPE");
  const types = attributes.types.filter((type) => mediaOfType(type) === null);
  const plain = withoutParameters({ ...attributes, value: null, types }, "MEDIATYPE", "ENCODING");
  return { params: parametersOf(plain), value: dataUri(imageType(bytes) ?? declared ?? named ?? OCTETS, bytes) };
}

/** VALUE is noise where it says what the property has by default in one of the versions. */
function withoutDefaultValue(attributes: Attributes, kind: ValueKind | undefined, name: string): Attributes {
  const { value } = attributes;
  if (value === null) return attributes;
  const noise =
    (value === "text" &&
      (kind === "text" ||
        kind === "list" ||
        kind === "parts" ||
        kind === "units" ||
        kind === "columns" ||
        kind === "zone" ||
        kind === "geo")) ||
    (value === "uri" && (kind === "uri" || kind === "geo" || name === "UID")) ||
    (value === "utc-offset" && kind === "zone") ||
    (value.startsWith("date") && kind === "date") ||
    value === "binary";
  return noise ? { ...attributes, value: null } : attributes;
}

/** `37.38;-122.08` of 3.0 and `37.38,-122.08` of 2.1 as a `geo:` URI; null when it is neither. */
export function geoUri(value: string): string | null {
  const numbers = /^\s*(?:geo:)?([+-]?[0-9.]{1,20})\s*\\?[;,]\s*([+-]?[0-9.]{1,20})\s*$/i.exec(value);
  return numbers === null ? null : `geo:${numbers[1]},${numbers[2]}`;
}

function oneLine(value: string): string {
  return /[\r\n]/.test(value) ? value.replace(/\r\n?|\n/g, "\\n") : value;
}

function plainOriginal(original: string, plain: string): string {
  if (original.toUpperCase() === SECOND + plain) return original.slice(SECOND.length);
  return original.slice(2).toUpperCase() === plain ? original.slice(2) : plain;
}

function named(kind: ValueKind, names: string): [string, ValueKind][] {
  return names.split(" ").map((name) => [name, kind]);
}

/** Properties of the dialects that channels are written as. */
const HANDLES: ReadonlySet<string> = new Set([...SERVICE_PROPERTIES.keys(), "X-MS-TEL"]);

const PLAIN_NAMES: ReadonlyMap<string, string> = new Map([
  ...[...ONLY_IN_4, ...ONLY_IN_3, "BDAY"].map((name): [string, string] => [`X-${name}`, name]),
  ...[...ONCE].map((name): [string, string] => [SECOND + name, name]),
  ["X-ADDRESSBOOKSERVER-KIND", "KIND"],
  ["X-ADDRESSBOOKSERVER-MEMBER", "MEMBER"],
]);
