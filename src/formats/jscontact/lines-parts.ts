/** Objects by id → lines: the counterpart of `card-parts.ts`. RFC 9555 section 2 read backwards, and section 3. */
import type { JsonObject } from "../../domain/json.ts";
import { SERVICE_PROPERTIES } from "../../vcard/mapping/services.ts";
import { escapeText, uriValue } from "../../vcard/values.ts";
import { roomOf } from "./card-parts.ts";
import { basicTimestamp } from "./dates.ts";
import { isObject, Reading } from "./json.ts";
import { jspropLine } from "./jsprop.ts";
import { type Groups, NO_GROUPS, organizationGroups, organizationValue, type Value } from "./lines-organization.ts";
import { addressLine, anniversaryLine } from "./lines-places.ts";
import { finish, type Lines, type MakeLine, plainLine } from "./lines-state.ts";
import { ROOM, readParameters } from "./parameters.ts";
import { EXPERTISE_LEVELS, keyOf, SPECS, type Spec } from "./table.ts";

/** Adds the lines of all objects, in the order that our own export has them. */
export function partLines(lines: Lines, reading: Reading): void {
  const groups = organizationGroups(lines, reading);
  each(lines, reading, ["nicknames"], specLine);
  each(lines, reading, ["media"], specLine);
  each(lines, reading, ["anniversaries"], anniversaryLine);
  for (const place of reading.keys()) if (CHANNELS.has(place)) each(lines, reading, [place], specLine);
  each(lines, reading, ["addresses"], addressLine);
  const titled = (all: Lines, path: string[], object: JsonObject): boolean => specLine(all, path, object, groups);
  for (const place of ["organizations", "titles"]) each(lines, reading, [place], titled);
  for (const place of OTHERS) each(lines, reading, [place], specLine);
  const speak = reading.object("speakToAs");
  if (speak === null) return;
  const part = new Reading(speak);
  const gender = part.text("grammaticalGender");
  if (gender !== null) lines.lines.push(plainLine("GRAMGENDER", escapeText(gender)));
  each(lines, part, ["speakToAs", "pronouns"], pronounsLine);
  for (const [key, value] of part.rest()) lines.unknown.push(jspropLine(["speakToAs", key], value));
}

function each(lines: Lines, reading: Reading, place: string[], make: MakeLine): void {
  for (const [key, object] of Object.entries(reading.object(place.at(-1) ?? "") ?? {})) {
    const path = [...place, key];
    if (!isObject(object) || !make(lines, path, object)) lines.unknown.push(jspropLine(path, object));
  }
}

function specLine(lines: Lines, path: string[], object: JsonObject, groups: Groups = NO_GROUPS): boolean {
  const reading = new Reading(object);
  const spec = specOf(path[0] ?? "", reading);
  if (spec === undefined) return false;
  const value = textOf(spec, reading);
  if (value === null) return false;
  const room = roomOf(spec, value.raw);
  const implied = value.isUser ? "text" : room.impliedValue;
  if (spec.property === "NOTE") noteParameters(reading);
  if (spec.property === "EXPERTISE") expertiseLevel(reading);
  const { params, group } = readParameters(reading, { ...room, impliedValue: implied });
  if (spec.property === "ORG" && value.sortAs.length > 0) params.push({ name: "SORT-AS", values: value.sortAs });
  const label = spec.hasLabel ? reading.text("label") : null;
  const held = spec.property === "ORG" ? path[1] : (reading.text("organizationId") ?? undefined);
  const own = group ?? (held === undefined ? null : (groups.get(held) ?? null));
  const name = value.name ?? spec.property;
  return finish(lines, path, reading, { group: own, name, original: name, params, value: value.text }, label);
}

/** The property an object is, by its `kind` or `vCardName`. */
function specOf(place: string, reading: Reading): Spec | undefined {
  const specs = SPECS.filter((spec) => spec.place === place);
  if (place === "onlineServices") {
    const name = reading.text("vCardName");
    const isImpp = name?.toUpperCase() === "IMPP";
    if (name !== null && !isImpp) reading.untake("vCardName", name);
    return specs.find(({ property }) => property === (isImpp ? "IMPP" : "SOCIALPROFILE"));
  }
  const kind = specs.some((spec) => spec.kind !== null) ? reading.text("kind") : null;
  const found =
    specs.find((spec) => spec.kind === kind) ?? (place === "titles" && kind === null ? specs[0] : undefined);
  if (found !== undefined || kind === null) return found;
  reading.untake("kind", kind);
  return specs.find((spec) => spec.kind === null);
}

function textOf(spec: Spec, reading: Reading): Value | null {
  if (spec.property === "ORG") return organizationValue(reading);
  const name = spec.place === "onlineServices" ? serviceProperty(reading) : null;
  const raw = name === null ? reading.text(spec.field) : null;
  if (raw !== null) {
    const isUri = spec.isUri || roomOf(spec, raw).impliedValue === "uri";
    return { raw, text: isUri ? uriValue(raw) : escapeText(raw), name: null, isUser: false, sortAs: [] };
  }
  const user = spec.place === "onlineServices" ? reading.text("user") : null;
  if (user === null) return null;
  if (name !== null) reading.text("service");
  return { raw: user, text: escapeText(user), name, isUser: name === null, sortAs: [] };
}

/** The property of a messaging service that `vCardName` names; anything else there is not ours to write. */
function serviceProperty(reading: Reading): string | null {
  const name = reading.text("vCardName");
  if (name === null) return null;
  if (SERVICE_PROPERTIES.has(name.toUpperCase()) && reading.has("user")) return name.toUpperCase();
  reading.untake("vCardName", name);
  return null;
}

/** `created` and `author` as the parameters CREATED, AUTHOR and AUTHOR-NAME. */
function noteParameters(reading: Reading): void {
  const created = reading.text("created");
  const author = reading.object("author");
  const params: JsonObject = { ...reading.object("vCardParams") };
  const time = created === null ? null : basicTimestamp(created);
  if (created !== null && time === null) reading.untake("created", created);
  if (time !== null) params.created = time;
  const { "@type": _type, name, uri, ...others } = author ?? {};
  const isKnown =
    Object.keys(others).length === 0 && [name, uri].every((one) => one === undefined || typeof one === "string");
  if (author !== null && !isKnown) reading.untake("author", author);
  else if (author !== null)
    Object.assign(params, name !== undefined && { "author-name": name }, uri !== undefined && { author: uri });
  if (Object.keys(params).length > 0) reading.untake("vCardParams", params);
}

function expertiseLevel(reading: Reading): void {
  const level = reading.text("level");
  if (level !== null) reading.untake("level", keyOf(EXPERTISE_LEVELS, level) ?? level);
}

function pronounsLine(lines: Lines, path: string[], object: JsonObject): boolean {
  const reading = new Reading(object);
  const pronouns = reading.text("pronouns");
  if (pronouns === null) return false;
  const { params, group } = readParameters(reading, ROOM);
  const value = escapeText(pronouns);
  return finish(lines, path, reading, { group, name: "PRONOUNS", original: "PRONOUNS", params, value });
}

/** Channels keep the order in which the Card has them. */
const CHANNELS: ReadonlySet<string> = new Set(["phones", "emails", "links", "onlineServices"]);
const OTHERS: readonly string[] =
  "notes preferredLanguages calendars schedulingAddresses cryptoKeys directories personalInfo".split(" ");
