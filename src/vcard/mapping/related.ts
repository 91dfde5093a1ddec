/** RELATED, X-ABRELATEDNAMES and the lines other programs name relatives with. RFC 6350 section 6.6.6. */
import type { RelatedDraft } from "../../domain/draft.ts";
import { type Attributes, attributesOf, parameter } from "../attributes.ts";
import type { Property } from "../card.ts";
import { formatLine, parseLine } from "../content-line.ts";
import { ANDROID_RELATIONS, NAMED_RELATIVES, RELATIONSHIP_TYPES } from "../dialects.ts";
import { isUri, keptLine, mayBeUid } from "../normal-form.ts";
import { textOrNull, unescapeText, unescapeUri } from "../values.ts";
import { groupLabel, peekLabel } from "./groups.ts";
import { type At, androidFields, keep, type Mapping, textOf, waiting } from "./state.ts";

/** On X-ABRELATEDNAMES of our 3.0 exports: the RELATED line it stands for. */
export const RELATED_LINE = "X-RELATED";
/** On RELATED: a relationship type and description that TYPE has no word for. */
export const RELATIONSHIP = "X-RELATIONSHIP";
export const RELATIONSHIP_TEXT = "X-DESCRIPTION";

/** All lines that name somebody; looked at when it is known whose the labels of their groups are. */
export function mapRelatives(mapping: Mapping): void {
  for (const at of waiting(mapping, "RELATED")) {
    const property = mapping.properties[at] as Property;
    if (property.name === "X-ABRELATEDNAMES") mapRelatedName(mapping, property, at);
    else if (property.name === "X-ANDROID-CUSTOM") mapAndroidRelation(mapping, property, at);
    else if (NAMED_RELATIVES.has(property.name)) mapNamedRelative(mapping, property, at);
    else mapRelated(mapping, property, at);
  }
}

/** RELATED: a URI of the other card, or its name as text. */
function mapRelated(mapping: Mapping, property: Property, at: At): void {
  const line = keep(mapping, at);
  addUriOrName(mapping, property, attributesOf(property.params), [line, ...labelLines(mapping, property)]);
}

/** Apple's line, named by the label of its group, or one of ours that carries the RELATED line of 4.0. */
function mapRelatedName(mapping: Mapping, property: Property, at: At): void {
  const attributes = attributesOf(property.params);
  const original = parameter(attributes, RELATED_LINE);
  if (original !== null && /^RELATED[;:]/i.test(original)) {
    const { value, ...head } = parseLine(original);
    groupLabel(mapping.groups, property.group);
    const line = formatLine({ ...head, value: value ?? "" });
    mapping.kept.push({ at, line });
    const inner: Property = { ...property, ...head, params: [...head.params], value: value ?? "" };
    addUriOrName(mapping, inner, attributesOf(inner.params), [line]);
    return;
  }
  const lines = [keep(mapping, at), ...labelLines(mapping, property)];
  const label = peekLabel(mapping.groups, property.group)?.text ?? attributes.types[0] ?? null;
  addName(mapping, label, textOf(mapping, property), lines);
}

/** `X-SPOUSE:Maria` and its like. */
function mapNamedRelative(mapping: Mapping, property: Property, at: At): void {
  const lines = [keep(mapping, at)];
  addName(mapping, NAMED_RELATIVES.get(property.name) ?? null, textOf(mapping, property), lines);
}

/** `vnd.android.cursor.item/relation;Ann;14;;`: the name, a number for the relation, 0 with a label after it. */
function mapAndroidRelation(mapping: Mapping, property: Property, at: At): void {
  const fields = androidFields(mapping, property);
  const word = ANDROID_RELATIONS[Number(fields[2])] || fields[3]?.trim() || null;
  addName(mapping, word, fields[1] ?? "", [keep(mapping, at)]);
}

function addUriOrName(mapping: Mapping, property: Property, attributes: Attributes, lines: string[]): void {
  const uri = unescapeUri(property.value).replace(/\r\n?|\n/g, "\\n");
  const isName = attributes.value === "text" || !isUri(property.value);
  const name = isName ? textOrNull(unescapeText(property.value, mapping.version)) : null;
  if (uri === "" || (isName && name === null)) return;
  const uid = isName && !mayBeUid(attributes, property.value) ? null : uri;
  mapping.draft.related.push({ ...relationOf(attributes), uid, name, lines });
}

function addName(mapping: Mapping, word: string | null, text: string, lines: string[]): void {
  const name = textOrNull(text.replace(/[\r\n]+/g, " "));
  if (name !== null) mapping.draft.related.push({ ...relationOfWord(word), uid: null, name, lines });
}

/** The label of a group is kept with the line it names, unless a part of the same group has taken it. */
function labelLines(mapping: Mapping, property: Property): string[] {
  const label = peekLabel(mapping.groups, property.group);
  return label === null || label.used ? [] : [keptLine(mapping.properties[label.at] as Property, mapping.version)];
}

/** X-RELATIONSHIP of our own exports, else the first TYPE that has a relationship type. */
function relationOf(attributes: Attributes): Pick<RelatedDraft, "relationship_type" | "description"> {
  const own = parameter(attributes, RELATIONSHIP);
  if (own !== null) return { relationship_type: own, description: parameter(attributes, RELATIONSHIP_TEXT) };
  const words = attributes.types.map((type) => type.replace(/^x-/i, ""));
  const known = words.find((word) => RELATIONSHIP_TYPES.has(word.toLowerCase()));
  const relation = relationOfWord(known ?? words[0] ?? null);
  const text = parameter(attributes, RELATIONSHIP_TEXT);
  return text === null ? relation : { ...relation, description: text };
}

function relationOfWord(word: string | null): Pick<RelatedDraft, "relationship_type" | "description"> {
  const type = RELATIONSHIP_TYPES.get(word?.toLowerCase() ?? "");
  return { relationship_type: type ?? "other", description: type === undefined ? word : null };
}
