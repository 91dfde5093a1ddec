/** `addresses` → ADR, TZ, GEO; `anniversaries` → BDAY and its like, with their places. RFC 9555 sections 2.3, 2.5, 2.7. */
import type { Json, JsonObject } from "../../domain/json.ts";
import type { Line } from "../../vcard/content-line.ts";
import { escapeText, uriValue } from "../../vcard/values.ts";
import { ADDRESS_PARAMETERS } from "./card-parts.ts";
import { ADDRESS, type Components, readComponents, structuredOf } from "./components.ts";
import { ANNIVERSARIES, dateText } from "./dates.ts";
import { isObject, Reading } from "./json.ts";
import { addLine, finish, type Lines, plainLine } from "./lines-state.ts";
import { ROOM, readParameters } from "./parameters.ts";

export function anniversaryLine(lines: Lines, path: string[], object: JsonObject): boolean {
  const reading = new Reading(object);
  const kind = reading.text("kind");
  const found = ANNIVERSARIES.find((one) => one.kind === kind);
  const date = reading.object("date");
  const read = date === null ? null : dateText(date);
  if (found === undefined || read === null) return false;
  const { params, group } = readParameters(reading, { ...ROOM, hasPref: false });
  if (read.calendar !== null) params.push({ name: "CALSCALE", values: [read.calendar] });
  const place = found.place === null ? null : reading.object("place");
  const line = place === null ? null : placeLine(found.place ?? "", place);
  if (place !== null && line === null) reading.untake("place", place);
  finish(lines, path, reading, { group, name: found.property, original: found.property, params, value: read.value });
  if (line !== null) addLine(lines, line, path.at(-1) ?? "", false, null);
  return true;
}

function placeLine(name: string, place: JsonObject): Line | null {
  const { "@type": _type, full, coordinates, ...others } = place;
  if (Object.keys(others).length > 0 || (full !== undefined && coordinates !== undefined)) return null;
  if (typeof full === "string") return plainLine(name, escapeText(full));
  if (typeof coordinates !== "string") return null;
  return { ...plainLine(name, uriValue(coordinates)), params: [{ name: "VALUE", values: ["uri"] }] };
}

export function addressLine(lines: Lines, path: string[], object: JsonObject): boolean {
  const reading = new Reading(object);
  const read = readAddress(reading);
  const full = reading.text("full");
  if (read === null && full === null) return placeOnly(lines, path, new Reading(object));
  const { params, group } = readParameters(reading, { ...ROOM, named: ADDRESS_PARAMETERS });
  const { value, jscomps } = read === null ? { value: ";;;;;;", jscomps: null } : structuredOf(read, ADDRESS);
  if (full !== null) params.push({ name: "LABEL", values: [full.replace(/\\/g, "\\\\").replace(/\r\n?|\n/g, "\\n")] });
  if (jscomps !== null) params.push({ name: "JSCOMPS", values: [jscomps] });
  return finish(lines, path, reading, { group, name: "ADR", original: "ADR", params, value });
}

function readAddress(reading: Reading): Components | null {
  const list = reading.list("components");
  const components = list === null ? null : readComponents(list, ADDRESS);
  if (list === null) return null;
  if (components === null) reading.untake("components", list);
  const known = components ?? list.flatMap((item) => readComponents([shortened(item)], ADDRESS) ?? []);
  const isOrdered = reading.boolean("isOrdered") ?? false;
  return { components: known, isOrdered, defaultSeparator: isOrdered ? reading.text("defaultSeparator") : null };
}

function shortened(item: Json): Json {
  return isObject(item) ? { kind: item.kind ?? "", value: item.value ?? "" } : item;
}

/** A time zone or coordinates alone are TZ and GEO. */
function placeOnly(lines: Lines, path: string[], reading: Reading): boolean {
  const zone = reading.text("timeZone");
  const position = zone === null ? reading.text("coordinates") : null;
  if (zone === null && position === null) return false;
  const { params, group } = readParameters(reading, ROOM);
  const name = zone === null ? "GEO" : "TZ";
  const value = zone === null ? uriValue(position ?? "") : escapeText(zone);
  return finish(lines, path, reading, { group, name, original: name, params, value });
}
