/** TEL, EMAIL, URL, IMPP, SOCIALPROFILE and the `X-<service>` properties as channels. RFC 6350 section 6.4, RFC 9554 section 4. */
import { canonicalPhone } from "../../domain/phone.ts";
import { type Attributes, attributesOf, NO_ATTRIBUTES } from "../attributes.ts";
import type { Property, Version } from "../card.ts";
import { plainName } from "../normal-form.ts";
import { escapeText, unescapeText, unescapeUri } from "../values.ts";
import { lastingGroup } from "./groups.ts";
import { takeLabel, typesOfLabel } from "./labels.ts";
import { readHandle } from "./services.ts";
import { type At, headOf, isFirst, keep, type Mapping, partMetadata, warn } from "./state.ts";

/** A value as a field and how to write it again. */
export type Reading = {
  type: string;
  value: string;
  /** Property name a writer would choose for the fields alone. */
  usual: string;
  /** The value of the line when the fields would give another; null when they give the same. */
  line: string | null;
  attributes: Attributes;
};

/** Adds the channel of a property, or keeps the property when it is empty but says something. */
export function mapChannel(mapping: Mapping, property: Property, at: At): void {
  const attributes = attributesOf(property.params);
  const name = plainName(property.name);
  const reading = readChannel(name, property.value, attributes, mapping.version);
  if (reading === null) {
    if (attributes.rest.length > 0) keep(mapping, at);
    warn(mapping, "empty_property", property);
    return;
  }
  const { label, attributes: unlabelled } = takeLabel(mapping, property, reading.attributes);
  const rest = reading.type === "phone" ? withoutVoice(unlabelled, label) : unlabelled;
  const is_primary = rest.pref === 1 && isFirst(mapping, `primary ${reading.type}`);
  const residue = is_primary ? withoutPreference(rest) : rest;
  const head = headOf(
    lastingGroup(mapping.groups, property.group),
    name.startsWith("X-") ? property.original : name,
    reading.usual,
    residue,
  );
  mapping.draft.channels.push({
    type: reading.type,
    value: reading.value,
    label,
    is_primary,
    canonical_value: canonicalValue(reading.type, reading.value, mapping.region),
    metadata: partMetadata(reading.line === null ? head : `${head ?? name}:${reading.line}`),
  });
}

/** What a property says as a channel; null when it says nothing. */
export function readChannel(name: string, value: string, attributes: Attributes, version: Version): Reading | null {
  switch (name) {
    case "TEL":
    case "X-MS-TEL":
      return readPhone(value, attributes, version);
    case "EMAIL":
      return readEmail(value, attributes, version);
    case "URL":
      return readUrl(value, attributes);
    default:
      return readHandle(name, value, attributes, version);
  }
}

/** Lower-cased e-mail, E.164 phone or null, else trimmed lower case without a leading `@`: the contract's rule. */
function canonicalValue(type: string, value: string, region: string | null): string | null {
  if (type === "phone") return hasDigits(value) ? canonicalPhone(value, region) : null;
  const lower = value.trim().toLowerCase();
  return lower.startsWith("@") ? lower.slice(1) : lower;
}

/** Whether a `+`-number has the form of RFC 3966, so that 4.0 can say it as a `tel:` URI. */
export function isGlobalNumber(text: string): boolean {
  return text.length < 100 && /^\+[0-9][0-9.()-]*(?:;ext=[0-9]+)?$/.test(text);
}

function readPhone(value: string, attributes: Attributes, version: Version): Reading | null {
  const trimmed = value.trim();
  const uri = trimmed.charCodeAt(3) === 0x3a && /^tel:/i.test(trimmed);
  const text = uri
    ? percentDecoded(trimmed.replace(/^(?:tel:)+/i, ""))
    : unescapeText(trimmed, version)
        .replace(/[\r\n]+/g, " ")
        .trim();
  if (text === "") return null;
  const asUri = (uri || attributes.value === "uri") && !isGlobalNumber(text);
  const exact = !uri || text === trimmed.slice(4);
  return {
    type: "phone",
    value: text,
    usual: "TEL",
    line: exact ? null : trimmed,
    attributes: withValueType(attributes, asUri && exact ? "uri" : null),
  };
}

function readEmail(value: string, attributes: Attributes, version: Version): Reading | null {
  const text = unescapeText(value, version).trim();
  const address = bareAddress(text).toLowerCase();
  if (address === "") return null;
  const scheme = /^mailto:/i.test(text);
  const exact = text.length === address.length + (scheme ? 7 : 0);
  return {
    type: "email",
    value: address,
    usual: "EMAIL",
    line: exact ? null : escapeText(text),
    attributes: withoutInternet(withValueType(attributes, null)),
  };
}

function readUrl(value: string, attributes: Attributes): Reading | null {
  const text = unescapeUri(value).replace(/[\r\n]+/g, "");
  if (text === "") return null;
  return { type: "url", value: text, usual: "URL", line: null, attributes: withValueType(attributes, null) };
}

/** `a@b` of `"Ann" <a@b>` and of `mailto:a@b?subject=x`. */
function bareAddress(text: string): string {
  const open = text.lastIndexOf("<");
  if (open >= 0 && text.endsWith(">") && text.includes("@")) return text.slice(open + 1, -1).trim();
  if (!/^mailto:/i.test(text)) return text;
  const query = text.indexOf("?");
  return text.slice(7, query < 0 ? undefined : query).trim();
}

function percentDecoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text).replace(/[\r\n]+/g, " ");
  } catch {
    return text;
  }
}

/** libphonenumber costs microseconds; fewer than three digits are never a valid number. */
function hasDigits(text: string): boolean {
  let digits = 0;
  for (let at = 0; at < text.length && at < 250; at++) {
    const code = text.charCodeAt(at);
    // Other scripts have digits too; libphonenumber knows them.
    if ((code >= 0x30 && code <= 0x39) || code > 0x7f) digits++;
    if (digits === 3) return text.length < 250;
  }
  return false;
}

function withoutPreference(attributes: Attributes): Attributes {
  const { types, value, rest } = attributes;
  return types.length === 0 && value === null && rest.length === 0 ? NO_ATTRIBUTES : { ...attributes, pref: null };
}

/** A voice number is what TEL means without TYPE; beside another word VOICE says something. */
function withoutVoice(attributes: Attributes, label: string | null): Attributes {
  const { types } = attributes;
  const isAlone = types.length === 1 && types[0] === "voice" && (label === null || typesOfLabel(label, types) === null);
  return isAlone ? withoutTypes(attributes) : attributes;
}

function withoutTypes(attributes: Attributes): Attributes {
  const { pref, value, rest } = attributes;
  return pref === null && value === null && rest.length === 0 ? NO_ATTRIBUTES : { ...attributes, types: [] };
}

function withoutInternet(attributes: Attributes): Attributes {
  if (!attributes.types.includes("internet")) return attributes;
  const types = attributes.types.filter((type) => type !== "internet");
  return types.length === 0 ? withoutTypes(attributes) : { ...attributes, types };
}

function withValueType(attributes: Attributes, value: string | null): Attributes {
  return attributes.value === value ? attributes : { ...attributes, value };
}
