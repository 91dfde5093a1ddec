/** FN, N, NICKNAME, NOTE, UID, LANG, TZ, CATEGORIES: the fields of the contact itself. RFC 6350 sections 6.1, 6.2, 6.5, 6.7. */
import { attributesOf, parametersOf, withoutValueType } from "../attributes.ts";
import type { Property, Version } from "../card.ts";
import { formatHead } from "../content-line.ts";
import { normalLine } from "../normal-form.ts";
import { escapeText, readParts, split, textOrNull, unescapeText } from "../values.ts";
import { lastingGroup } from "./groups.ts";
import { type At, headOf, keep, type Mapping, type Together, textOf, waiting, warn } from "./state.ts";

export const NAME_PARTS = ["family_name", "given_name", "middle_name", "prefix", "suffix"] as const;
export type NameParts = Record<(typeof NAME_PARTS)[number], string | null>;

/** Fills the contact's own fields; heads come in this order, so the same card always gives the same metadata. */
export function mapIdentity(mapping: Mapping): void {
  mapFormattedName(mapping);
  mapName(mapping);
  mapNickname(mapping);
  mapSingle(mapping, "UID", "vcard_uid");
  mapLanguage(mapping);
  mapTimezone(mapping);
  mapNotes(mapping);
  mapCategories(mapping);
}

/** The parts of an N value; `line` is the value in normal form when they cannot rebuild it (lists, parts 6 and 7). */
export function readName(value: string, version: Version): { parts: NameParts; line: string | null } {
  const { texts, line } = readParts(value, version, NAME_PARTS.length, " ");
  const [family_name, given_name, middle_name, prefix, suffix] = texts.map(onOneLine);
  return {
    parts: {
      family_name: family_name ?? null,
      given_name: given_name ?? null,
      middle_name: middle_name ?? null,
      prefix: prefix ?? null,
      suffix: suffix ?? null,
    },
    line,
  };
}

/** Values of NICKNAME or CATEGORIES: a list in every version. */
export function listTexts(value: string, version: Version): string[] {
  const texts: string[] = [];
  for (const item of split(value, ",")) {
    const text = textOrNull(unescapeText(item, version));
    if (text !== null) texts.push(text);
  }
  return texts;
}

/** The FN with the lowest PREF, the first of equals; the others are kept. */
function mapFormattedName(mapping: Mapping): void {
  const all = waiting(mapping, "FN");
  const best = all.length === 1 ? all[0] : preferred(mapping, all);
  for (const at of all) {
    const property = mapping.properties[at] as Property;
    const text = textOrNull(textOf(mapping, property));
    if (text === null) warn(mapping, "empty_property", property);
    else if (at !== best) keep(mapping, at);
    else {
      mapping.draft.display_name = text;
      addHead(mapping, property, "FN");
    }
  }
}

function mapName(mapping: Mapping): void {
  let taken = false;
  for (const at of waiting(mapping, "N")) {
    const property = mapping.properties[at] as Property;
    const { parts, line } = readName(property.value, mapping.version);
    if (line === null && Object.values(parts).every((part) => part === null)) continue;
    if (taken) {
      keep(mapping, at);
      warn(mapping, "repeated_property", property);
      continue;
    }
    taken = true;
    Object.assign(mapping.draft, parts);
    addHead(mapping, property, "N", line);
  }
}

/** The first nickname; what else its line says is remembered with it, further lines are kept. */
function mapNickname(mapping: Mapping): void {
  for (const at of waiting(mapping, "NICKNAME")) {
    const property = mapping.properties[at] as Property;
    const names =
      property.name === "NICKNAME" ? listTexts(property.value, mapping.version) : androidNickname(mapping, property);
    if (names.length === 0) warn(mapping, "empty_property", property);
    else if (mapping.draft.nickname === null) {
      mapping.draft.nickname = names[0] ?? null;
      const line = names.length > 1 ? names.map(escapeText).join(",") : null;
      if (property.name === "NICKNAME") addHead(mapping, property, "NICKNAME", line);
    } else if (property.name === "NICKNAME") keep(mapping, at);
    else mapping.kept.push({ at, line: `NICKNAME:${names.map(escapeText).join(",")}` });
  }
}

/** `vnd.android.cursor.item/nickname;Mü;1;;;` */
function androidNickname(mapping: Mapping, property: Property): string[] {
  const name = textOrNull(unescapeText(split(property.value, ";")[1] ?? "", mapping.version));
  return name === null ? [] : [name];
}

function mapSingle(mapping: Mapping, name: Together, field: "vcard_uid"): void {
  for (const at of waiting(mapping, name)) {
    const property = mapping.properties[at] as Property;
    const text = textOrNull(textOf(mapping, property));
    if (text === null) warn(mapping, "empty_property", property);
    else if (mapping.draft[field] !== null) {
      keep(mapping, at);
      warn(mapping, "repeated_property", property);
    } else {
      mapping.draft[field] = text;
      addHead(mapping, property, name);
    }
  }
}

/** LANG with the lowest PREF, else LANGUAGE of RFC 9554. */
function mapLanguage(mapping: Mapping): void {
  const spoken = waiting(mapping, "LANG");
  const written = waiting(mapping, "LANGUAGE");
  if (spoken.length + written.length === 0) return;
  const best = preferred(mapping, spoken.length > 0 ? spoken : written);
  for (const at of [...spoken, ...written]) {
    const property = mapping.properties[at] as Property;
    const text = textOrNull(textOf(mapping, property));
    if (at !== best || text === null) keep(mapping, at);
    else {
      mapping.draft.language = text;
      addHead(mapping, property, "LANG");
    }
  }
}

/** The field holds names of the time zone database; offsets and free text are kept. */
function mapTimezone(mapping: Mapping): void {
  for (const at of waiting(mapping, "TZ")) {
    const property = mapping.properties[at] as Property;
    const text = textOf(mapping, property).trim();
    if (mapping.draft.timezone !== null || !ZONE_NAME.test(text)) keep(mapping, at);
    else {
      mapping.draft.timezone = text;
      addHead(mapping, property, "TZ");
    }
  }
}

/** Several notes are one bio; their lines are remembered to be written apart again. */
function mapNotes(mapping: Mapping): void {
  const notes: { property: Property; text: string }[] = [];
  for (const at of waiting(mapping, "NOTE")) {
    const property = mapping.properties[at] as Property;
    const text = textOf(mapping, property);
    if (text.trim() === "") warn(mapping, "empty_property", property);
    else notes.push({ property, text });
  }
  if (notes.length === 0) return;
  mapping.draft.bio = notes.map(({ text }) => text).join("\n\n");
  for (const { property, text } of notes)
    addHead(mapping, property, "NOTE", notes.length > 1 ? escapeText(text) : null);
}

/** Each value a tag, alike ones once; a line with parameters of its own is remembered. */
function mapCategories(mapping: Mapping): void {
  const all = waiting(mapping, "CATEGORIES");
  if (all.length === 0) return;
  const known = new Set<string>();
  for (const at of all) {
    const property = mapping.properties[at] as Property;
    const names = newNames(listTexts(property.value, mapping.version), known);
    for (const name of names) mapping.draft.tags.push(name);
    if (property.params.length === 0 && property.group === null) continue;
    const line = normalLine(property, mapping.version);
    const group = lastingGroup(mapping.groups, property.group);
    if (names.length > 0 && (line.params.length > 0 || group !== null)) {
      mapping.heads.push(
        `${formatHead({ group, original: "CATEGORIES", params: line.params })}:${names.map(escapeText).join(",")}`,
      );
    }
  }
}

/** The names that are not known yet, ignoring case. */
function newNames(names: readonly string[], known: Set<string>): string[] {
  return names.filter((name) => known.size < known.add(name.toLowerCase()).size);
}

/** Position with the lowest PREF, the first of equals. */
function preferred(mapping: Mapping, all: readonly At[]): At | undefined {
  let best: At | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const at of all) {
    const property = mapping.properties[at] as Property;
    const pref = attributesOf(property.params).pref ?? 101;
    if (pref >= lowest || property.value.trim() === "") continue;
    best = at;
    lowest = pref;
  }
  return best;
}

/** Remembers the parameters and group of a line, and its value when the field cannot rebuild it. */
function addHead(mapping: Mapping, property: Property, usual: string, value: string | null = null): void {
  if (value === null && property.params.length === 0 && property.group === null && property.name === usual) return;
  const attributes = withoutValueType(attributesOf(property.params));
  const name = property.name === "LANGUAGE" || property.name === "X-LANGUAGE" ? "LANGUAGE" : usual;
  const group = lastingGroup(mapping.groups, property.group);
  const head = headOf(group, name, usual, attributes);
  if (value !== null) mapping.heads.push(`${head ?? usual}:${value}`);
  else if (head !== null && (group !== null || name !== usual || parametersOf(attributes).length > 0))
    mapping.heads.push(head);
}

function onOneLine(text: string | null): string | null {
  return text?.includes("\n") ? text.replace(/\n+/g, " ") : text;
}

/** Names of the time zone database, like `Europe/Berlin`. */
export const ZONE_NAME = /^(?:UTC|GMT|[A-Z][A-Za-z_]{1,30}(?:\/[A-Za-z0-9_+-]{1,40}){1,2})$/;
