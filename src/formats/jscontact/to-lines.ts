/** JSContact Card → content lines of version 4.0; what vCard has no property for is a JSPROP line. RFC 9555 section 3. */
import type { Json, JsonObject } from "../../domain/json.ts";
import type { Line } from "../../vcard/content-line.ts";
import { escapeText, uriValue } from "../../vcard/values.ts";
import { lineOfJcard } from "../jcard/property.ts";
import { basicTimestamp } from "./dates.ts";
import { isObject, Reading } from "./json.ts";
import { jspropLine } from "./jsprop.ts";
import { nameLines } from "./lines-name.ts";
import { partLines } from "./lines-parts.ts";
import { type Lines, plainLine } from "./lines-state.ts";

/** The lines of a Card, without those every export writes anew. */
export function linesOfCard(card: JsonObject): Line[] {
  const reading = new Reading(card);
  const foreign = (reading.list("vCardProps") ?? []).map((property) => lineOfJcard(property) ?? unreadable(property));
  const groups = new Set(groupsIn(card));
  const lines: Lines = { lines: [], unknown: [], foreign, keepsKeys: reading.has("localizations"), groups, next: 1 };
  for (const field of ["version", "prodId", "updated"]) reading.text(field);
  for (const field of ["uid", "kind"]) addScalar(lines, reading, field);
  nameLines(lines, reading);
  partLines(lines, reading);
  addSets(lines, reading);
  for (const field of ["language", "created"]) addScalar(lines, reading, field);
  for (const [key, value] of reading.rest()) lines.unknown.push(jspropLine([key], value));
  return [...lines.lines, ...foreign, ...lines.unknown];
}

/** Every text called `group`: those of `vCardParams` and of `vCardProps` are among them. */
function* groupsIn(value: Json): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (key === "group" && typeof part === "string") yield part.toLowerCase();
    else yield* groupsIn(part);
  }
}

function addScalar(lines: Lines, reading: Reading, field: string): void {
  const text = reading.text(field);
  if (text === null) return;
  const property = field.toUpperCase();
  const value = field === "created" ? basicTimestamp(text) : escapeText(text);
  if (value === null) reading.untake(field, text);
  else if (!lines.foreign.some((line) => line.name === property && line.value.toLowerCase() === value.toLowerCase()))
    lines.lines.push(plainLine(property, value));
}

/** `keywords`, `members`, `relatedTo`, `speakToAs.grammaticalGender`. */
function addSets(lines: Lines, reading: Reading): void {
  const keywords = reading.set("keywords") ?? [];
  if (keywords.length > 0) lines.lines.push(plainLine("CATEGORIES", keywords.map(escapeText).join(",")));
  for (const [uri, relation] of Object.entries(reading.object("relatedTo") ?? {})) addRelation(lines, uri, relation);
  for (const uri of reading.set("members") ?? []) lines.lines.push(plainLine("MEMBER", uriValue(uri)));
}

function addRelation(lines: Lines, uri: string, value: Json): void {
  const object = isObject(value) ? new Reading(value) : null;
  const types = object?.set("relation") ?? [];
  if (object === null || object.rest().length > 0) {
    lines.unknown.push(jspropLine(["relatedTo", uri], value));
    return;
  }
  const isUri = /^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri);
  const params = types.length > 0 ? [{ name: "TYPE", values: types }] : [];
  if (!isUri) params.push({ name: "VALUE", values: ["text"] });
  lines.lines.push({ ...plainLine("RELATED", isUri ? uriValue(uri) : escapeText(uri)), params });
}

function unreadable(property: Json): Line {
  return plainLine("X-JCARD", escapeText(JSON.stringify(property)));
}
