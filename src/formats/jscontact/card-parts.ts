/** Properties that are objects by id: channels, addresses, dates, organizations and all of the table. RFC 9555 section 2. */
import type { Json, JsonObject } from "../../domain/json.ts";
import { attributesOf, parameter, withoutParameters } from "../../vcard/attributes.ts";
import type { Line } from "../../vcard/content-line.ts";
import { SERVICE_PROPERTIES } from "../../vcard/mapping/services.ts";
import { split, unescapeText } from "../../vcard/values.ts";
import { ADDRESS, componentsOf } from "./components.ts";
import { ANNIVERSARIES, dateObject, timestamp } from "./dates.ts";
import { emptyObject, isObject } from "./json.ts";
import { addObject, type Making, mapAt } from "./making.ts";
import { addParameters, ROOM } from "./parameters.ts";
import { EXPERTISE_LEVELS, SPECS, type Spec } from "./table.ts";

/** @returns whether the line is used up */
export function addPart(making: Making, line: Line): boolean {
  const spec = BY_PROPERTY.get(line.name);
  if (spec?.property === "NICKNAME") {
    const lines = split(line.value, ",").map((value) => ({ ...line, value }));
    return lines.map((one) => addBySpec(making, one, spec)).every(Boolean);
  }
  if (spec !== undefined) return addBySpec(making, line, spec);
  if (SERVICE_PROPERTIES.has(line.name)) return addService(making, line);
  switch (line.name) {
    case "ADR":
      return addAddress(making, line);
    case "TZ":
    case "GEO":
      return addPlace(making, line);
    case "PRONOUNS":
      return addPronouns(making, line);
    default:
      return addAnniversary(making, line) || addAnniversaryPlace(making.card, line);
  }
}

function addBySpec(making: Making, line: Line, spec: Spec): boolean {
  const object = emptyObject();
  const isText = spec.isUri && attributesOf(line.params).value === "text";
  if (isText && spec.property !== "SOCIALPROFILE") return false;
  const isUri = !isText && (spec.isUri || impliedBy(spec, line.value) !== null);
  const value = isUri ? line.value : unescapeText(line.value, "4.0");
  if (spec.property === "ORG") addUnits(object, line);
  else object[isText ? "user" : spec.field] = value;
  if (spec.kind !== null) object.kind = spec.kind;
  if (spec.property === "IMPP") object.vCardName = "impp";
  const id = addParameters(object, line, {
    ...roomOf(spec, value),
    impliedValue: isText ? "text" : impliedBy(spec, value),
  });
  if (spec.property === "NOTE") addNoteParameters(object);
  if (spec.property === "ORG") addSortAs(object);
  if (spec.property === "EXPERTISE" && typeof object.level === "string")
    object.level = EXPERTISE_LEVELS.get(object.level.toLowerCase()) ?? object.level;
  const label = spec.hasLabel && line.group !== null ? making.labels.get(line.group) : undefined;
  if (label !== undefined) object.label = label;
  addObject(making, mapAt(making.card, spec.place), spec.property, id, object);
  return true;
}

/** What a property of the table has room for. */
export function roomOf(spec: Spec, value: string): Parameters<typeof addParameters>[2] {
  const isPhone = spec.property === "TEL";
  return { named: spec.named, hasFeatures: isPhone, hasPref: true, impliedValue: impliedBy(spec, value) };
}

/** A URI says what it is; TEL is text otherwise. */
function impliedBy({ property }: Spec, value: string): string | null {
  return property === "TEL" && /^tel:/i.test(value) ? "uri" : null;
}

function addUnits(object: JsonObject, line: Line): void {
  const [name = "", ...units] = split(line.value, ";").map((part) => unescapeText(part, "4.0"));
  if (name !== "") object.name = name;
  if (units.length > 0) object.units = units.map((unit) => Object.assign(emptyObject(), { name: unit }));
}

/** SORT-AS: of the name, then of each unit. RFC 9555 section 2.9.3. */
function addSortAs(object: JsonObject): void {
  const params = isObject(object.vCardParams) ? object.vCardParams : emptyObject();
  const targets = [object, ...(Array.isArray(object.units) ? object.units : [])];
  const texts = [params["sort-as"] ?? []].flat();
  if (texts.length === 0 || texts.length > targets.length) return;
  for (const [index, text] of texts.entries()) {
    const target = targets[index];
    if (isObject(target) && text !== "") target.sortAs = text;
  }
  delete params["sort-as"];
  if (Object.keys(params).length === 0) delete object.vCardParams;
}

/** AUTHOR, AUTHOR-NAME and CREATED of NOTE. RFC 9555 section 2.10.3. */
function addNoteParameters(object: JsonObject): void {
  const params = isObject(object.vCardParams) ? object.vCardParams : emptyObject();
  const created = typeof params.created === "string" ? timestamp(params.created) : null;
  const author = emptyObject();
  if (typeof params["author-name"] === "string") author.name = params["author-name"];
  if (typeof params.author === "string") author.uri = params.author;
  if (created !== null) object.created = created;
  if (Object.keys(author).length > 0) object.author = author;
  if (created !== null) delete params.created;
  if (author.name !== undefined) delete params["author-name"];
  if (author.uri !== undefined) delete params.author;
  if (Object.keys(params).length === 0) delete object.vCardParams;
}

/** `X-SKYPE:ada` and its like: the property is remembered. RFC 9555 section 2.15.3. */
function addService(making: Making, line: Line): boolean {
  const object = emptyObject();
  object.service = SERVICE_PROPERTIES.get(line.name) ?? "custom";
  object.user = unescapeText(line.value, "4.0");
  object.vCardName = line.name.toLowerCase();
  const id = addParameters(object, line, ROOM);
  addObject(making, mapAt(making.card, "onlineServices"), "IMPP", id, object);
  return true;
}

function addAddress(making: Making, line: Line): boolean {
  const object = emptyObject();
  const attributes = attributesOf(line.params);
  const read = componentsOf(line.value, parameter(attributes, "JSCOMPS"), ADDRESS);
  if (read.components.length > 0) object.components = read.components as unknown as Json[];
  if (read.isOrdered) object.isOrdered = true;
  if (read.defaultSeparator !== null) object.defaultSeparator = read.defaultSeparator;
  const label = attributes.rest.find(({ name }) => name === "LABEL")?.values ?? [];
  if (label.length === 1) object.full = unescapeText(label[0] ?? "", "4.0");
  const used = [...(label.length === 1 ? ["LABEL"] : []), ...(read.isOrdered ? ["JSCOMPS"] : [])];
  const params = line.params.filter(({ name }) => !used.includes(name.toUpperCase()));
  const id = addParameters(object, { ...line, params }, { ...ROOM, named: ADDRESS_PARAMETERS });
  addObject(making, mapAt(making.card, "addresses"), "ADR", id, object);
  return true;
}

/** TZ and GEO are an address of which nothing else is known. RFC 9555 section 2.7. */
function addPlace(making: Making, line: Line): boolean {
  const isZone = line.name === "TZ";
  const { value: type } = attributesOf(line.params);
  if (isZone ? !/^[A-Za-z]+\/[A-Za-z0-9_+/-]+$/.test(line.value) || type !== null : !/^geo:/.test(line.value))
    return false;
  const object = emptyObject();
  object[isZone ? "timeZone" : "coordinates"] = line.value;
  const id = addParameters(object, line, ROOM);
  addObject(making, mapAt(making.card, "addresses"), line.name, id, object);
  return true;
}

function addPronouns(making: Making, line: Line): boolean {
  const object = emptyObject();
  object.pronouns = unescapeText(line.value, "4.0");
  const id = addParameters(object, line, ROOM);
  addObject(making, mapAt(mapAt(making.card, "speakToAs"), "pronouns"), "PRONOUNS", id, object);
  return true;
}

function addAnniversary(making: Making, line: Line): boolean {
  const found = ANNIVERSARIES.find(({ property }) => property === line.name);
  const date = found === undefined ? null : dateObject(line.value);
  if (found === undefined || date === null || attributesOf(line.params).value !== null) return false;
  const calendar = parameter(attributesOf(line.params), "CALSCALE");
  if (calendar !== null && date.utc === undefined) date.calendarScale = calendar;
  const object = emptyObject();
  object.kind = found.kind;
  object.date = date;
  const params =
    date.utc === undefined ? line.params.filter(({ name }) => name.toUpperCase() !== "CALSCALE") : line.params;
  const id = addParameters(object, { ...line, params }, { ...ROOM, hasPref: false });
  addObject(making, mapAt(making.card, "anniversaries"), line.name, id, object);
  return true;
}

/** BIRTHPLACE and DEATHPLACE belong to the date, if there is one. RFC 9555 sections 2.3.2 and 2.3.5. */
function addAnniversaryPlace(card: JsonObject, line: Line): boolean {
  const found = ANNIVERSARIES.find(({ place }) => place === line.name);
  const all = isObject(card.anniversaries) ? Object.values(card.anniversaries) : [];
  const date = all.find((one) => isObject(one) && one.kind === found?.kind);
  if (found === undefined || !isObject(date) || "place" in date || line.group !== null) return false;
  const { types, pref, value, rest } = withoutParameters(attributesOf(line.params), "PROP-ID");
  if (types.length > 0 || pref !== null || rest.length > 0) return false;
  if (value === null) date.place = { full: unescapeText(line.value, "4.0") };
  else if (value === "uri" && /^geo:/.test(line.value)) date.place = { coordinates: line.value };
  else return false;
  return true;
}

/** Parameters of ADR with a property of their own. RFC 9555 section 2.5.1. */
export const ADDRESS_PARAMETERS: Spec["named"] = { CC: "countryCode", GEO: "coordinates", TZ: "timeZone" };
const BY_PROPERTY: ReadonlyMap<string, Spec> = new Map(SPECS.map((spec) => [spec.property, spec]));
