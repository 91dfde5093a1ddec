/** Content lines of version 4.0 → JSContact Card. What has no place in it stands in `vCardProps`. RFC 9555 section 2. */
import type { Json, JsonObject } from "../../domain/json.ts";
import { attributesOf } from "../../vcard/attributes.ts";
import type { Line } from "../../vcard/content-line.ts";
import { unescapeText } from "../../vcard/values.ts";
import { jcardProperty } from "../jcard/property.ts";
import { addName } from "./card-name.ts";
import { addPart } from "./card-parts.ts";
import { timestamp } from "./dates.ts";
import { emptyObject, isObject } from "./json.ts";
import { addJsprops } from "./jsprop.ts";
import { isPlain, type Making, mapAt } from "./making.ts";
import { SPECS } from "./table.ts";

/** The Card of a contact's lines, without `@type`, `version`, and what each export writes anew. */
export function cardOf(lines: readonly Line[]): JsonObject {
  const labels = labelsOf(lines);
  const making: Making = { card: emptyObject(), labels, next: 1 };
  const unplaced: Line[] = [];
  for (const line of lines) {
    if (line.name === "JSPROP" || (line.name === "X-ABLABEL" && labels.has(line.group ?? ""))) continue;
    if (!(addScalar(making, line) || addName(making, line) || addToSet(making, line) || addPart(making, line)))
      unplaced.push(line);
  }
  joinTitles(making.card);
  unplaced.push(
    ...addJsprops(
      making.card,
      lines.filter(({ name }) => name === "JSPROP"),
    ),
  );
  if (unplaced.length > 0) making.card.vCardProps = unplaced.map(jcardProperty) as unknown as Json;
  return making.card;
}

/** Properties that are one text, where their line says nothing besides. @returns whether the line is used up */
function addScalar({ card }: Making, line: Line): boolean {
  const field = SCALARS.get(line.name);
  if (field === undefined || field in card) return false;
  const text = unescapeText(line.value, "4.0");
  const value = field === "created" ? timestamp(text) : field === "kind" ? text.toLowerCase() : text;
  if (value === null) return false;
  card[field] = value;
  return isPlain(line);
}

/** Sets: CATEGORIES, MEMBER, RELATED, GRAMGENDER. */
function addToSet({ card }: Making, line: Line): boolean {
  const { name, value } = line;
  if (name === "CATEGORIES" && isPlain(line)) {
    for (const keyword of value.split(/(?<!\\),/)) mapAt(card, "keywords")[unescapeText(keyword, "4.0")] = true;
    return true;
  }
  if (name === "GRAMGENDER" && isPlain(line) && !("grammaticalGender" in mapAt(card, "speakToAs"))) {
    mapAt(card, "speakToAs").grammaticalGender = value.toLowerCase();
    return true;
  }
  if (name === "MEMBER" && isPlain(line)) return addOnce(mapAt(card, "members"), value, true);
  if (name !== "RELATED") return false;
  const { types, pref, value: type, rest } = attributesOf(line.params);
  if (pref !== null || rest.length > 0 || line.group !== null || (type !== null && type !== "text")) return false;
  const relation = emptyObject();
  for (const word of types) relation[word] = true;
  const key = type === "text" ? unescapeText(value, "4.0") : value;
  return addOnce(mapAt(card, "relatedTo"), key, types.length === 0 ? {} : { relation });
}

function addOnce(map: JsonObject, key: string, value: Json): boolean {
  if (key in map) return false;
  map[key] = value;
  return true;
}

/** A title of the same group as an organization is held there. RFC 9555 section 2.9.5. */
function joinTitles(card: JsonObject): void {
  const organizations = isObject(card.organizations) ? Object.entries(card.organizations) : [];
  for (const title of isObject(card.titles) ? Object.values(card.titles) : []) {
    const group = groupOf(title);
    const [id] = (group === null ? undefined : organizations.find(([, other]) => groupOf(other) === group)) ?? [];
    if (id !== undefined && isObject(title)) title.organizationId = id;
  }
}

function groupOf(object: Json): string | null {
  const params = isObject(object) ? object.vCardParams : null;
  return isObject(params) && typeof params.group === "string" ? params.group.toLowerCase() : null;
}

/** X-ABLabel lines that stand for the label of the one other line of their group. */
function labelsOf(lines: readonly Line[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const members = new Map<string, number>();
  for (const { group, name, params, value } of lines) {
    if (group === null) continue;
    const weight = name !== "X-ABLABEL" ? 1 : params.length === 0 && !labels.has(group) ? 0 : 2;
    members.set(group, (members.get(group) ?? 0) + weight);
    if (name === "X-ABLABEL") labels.set(group, unescapeText(value, "4.0").replace(/^_\$!<(.*)>!\$_$/, "$1"));
    else if (!LABELLED.has(name)) members.set(group, 2);
  }
  for (const [group, count] of members) if (count !== 1) labels.delete(group);
  return labels;
}

const SCALARS: ReadonlyMap<string, string> = new Map([
  ["UID", "uid"],
  ["KIND", "kind"],
  ["LANGUAGE", "language"],
  ["CREATED", "created"],
]);
/** What X-ABLabel can label. RFC 9555 section 2.12.1. */
const LABELLED: ReadonlySet<string> = new Set(SPECS.filter(({ hasLabel }) => hasLabel).map(({ property }) => property));
