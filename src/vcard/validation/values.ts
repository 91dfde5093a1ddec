/** Values: what a version has for a property, and whether it can be read. What reading says itself is not said again. */
import { attributesOf, parameter } from "../attributes.ts";
import type { Property, Version } from "../card.ts";
import { readGeo } from "../mapping/addresses.ts";
import { readDate } from "../mapping/dates.ts";
import { BINARY, isUri, valueKind } from "../normal-form.ts";
import { split, unescapeUri } from "../values.ts";
import type { Fault } from "../warnings.ts";

export function valueFaults(property: Property, version: Version): Fault[] {
  if (isEmptyValue(property)) return property.name === "N" ? [] : [["empty_property"]];
  const check = CHECKS[property.name];
  return [...(check?.(property, version) ?? []), ...uriFaults(property, version)];
}

type Check = (property: Property, version: Version) => Fault[];

const CHECKS: Readonly<Partial<Record<string, Check>>> = {
  N: lists,
  ADR: (property, version) => [...lists(property, version), ...position(property)],
  TEL: (property, version) =>
    version !== "4.0" && (valueType(property) === "uri" || /^\s*tel:/i.test(property.value))
      ? [foreign("TEL as a URI", version)]
      : [],
  KEY: (property, version) =>
    version !== "4.0" && isAddress(property) ? [foreign("KEY as an address", version)] : inline(property, version),
  PHOTO: inline,
  LOGO: inline,
  SOUND: inline,
  TZ: ({ value }, version) =>
    version === "2.1" && !/^\s*[+-]?\d\d?:?(?:\d\d)?\s*$/.test(value) ? [foreign("TZ by name", version)] : [],
  GEO: ({ value }, version) => {
    const isForm = version === "4.0" ? isUri(value) : !isUri(value);
    return isForm ? [] : [foreign(version === "4.0" ? "GEO without geo:" : "GEO as a URI", version)];
  },
  BDAY: date,
  ANNIVERSARY: date,
  DEATHDATE: date,
  REV: time,
  CREATED: time,
};

function foreign(what: string, version: Version): Fault {
  return ["not_in_version", `vCard ${version} has no ${what}.`];
}

function isEmptyValue({ name, value, bytes }: Property): boolean {
  if (bytes !== null) return bytes.length === 0;
  const kind = valueKind(name, []);
  return (kind === "parts" || kind === "units" ? value.replace(/[;,]/g, "") : value).trim() === "";
}

function valueType({ params }: Property): string | null {
  return attributesOf(params).value;
}

function isAddress(property: Property): boolean {
  if (property.bytes !== null) return false;
  return valueType(property) === "uri" || /^\s*https?\\?:/i.test(property.value);
}

/** In 2.1 a comma is text (its section 2.1.2.2 knows semicolons only), so a list is read as one value. */
function lists({ value }: Property, version: Version): Fault[] {
  const isList = version === "2.1" && split(value, ";").some((part) => /[^\\\s],\S/.test(part));
  return isList ? [foreign("lists in a part of the value", version)] : [];
}

function position({ params }: Property): Fault[] {
  const geo = parameter(attributesOf(params), "GEO");
  return geo === null || readGeo(geo) !== null || /^geo:[^,]+,[^,]+[,;]/i.test(geo) ? [] : [["bad_geo"]];
}

/** Only 4.0 has bytes as `data:` addresses. */
function inline({ bytes, value }: Property, version: Version): Fault[] {
  return bytes === null && version !== "4.0" && /^\s*data:/i.test(value) ? [foreign("data: addresses", version)] : [];
}

/** RFC 6350 section 6.2.5 has partial dates and text; RFC 2426 section 3.1.5 whole dates only. */
function date(property: Property, version: Version): Fault[] {
  if (version === "4.0") return [];
  if (valueType(property) === "text") return [["text_date"]];
  const isWhole = /^\s*\d{4}-?\d\d-?\d\d/.test(property.value);
  return isWhole || readDate(property.value, Number.NaN) === null ? [] : [["partial_date"]];
}

function time({ value }: Property): Fault[] {
  return readDate(value, Number.NaN) === null ? [["bad_date"]] : [];
}

/** Before 4.0 what may be binary is an address only where VALUE says so. */
function uriFaults(property: Property, version: Version): Fault[] {
  const { name, params, value, bytes } = property;
  const isTel = name === "TEL" && version === "4.0" && valueType(property) === "uri";
  const mayBeInline = BINARY.has(name) && version !== "4.0" && valueType(property) !== "uri";
  if (bytes !== null || mayBeInline || (valueKind(name, params) !== "uri" && !isTel)) return [];
  const uri = unescapeUri(value).trim();
  return isUri(uri) && !/\s/.test(uri) ? [] : [["bad_uri"]];
}
