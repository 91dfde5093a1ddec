/**
 * Card → contact. Each property goes to the file of its subject in `mapping/`; what the model does not hold is kept in
 * `metadata.vcard`, and what single-valued fields cannot say of their line in `metadata.vcard_heads`.
 */
import { type ContactDraft, emptyDraft } from "../domain/draft.ts";
import { spokenName } from "../domain/spoken-name.ts";
import { KEPT } from "./attributes.ts";
import type { Card, CardWarning, Property } from "./card.ts";
import { ANNIVERSARIES, NAMED_RELATIVES } from "./dialects.ts";
import { withLaterNames } from "./later-names.ts";
import { mapAddresses } from "./mapping/addresses.ts";
import { mapAffiliations, readOrganization } from "./mapping/affiliations.ts";
import { mapChannel } from "./mapping/channels.ts";
import { mapAndroidEvent, mapDate } from "./mapping/dates.ts";
import { mapKind, mapMembers } from "./mapping/group.ts";
import { groupsOf, isGroupLine, unusedLines } from "./mapping/groups.ts";
import { mapIdentity } from "./mapping/identity.ts";
import { mapPhotos } from "./mapping/photo.ts";
import { mapRelatives } from "./mapping/related.ts";
import { SERVICE_PROPERTIES } from "./mapping/services.ts";
import {
  type At,
  androidFields,
  keep,
  type Mapping,
  NOTHING_WAITS,
  type Together,
  wait,
  waiting,
  warn,
} from "./mapping/state.ts";
import { mayBeBinary } from "./normal-form.ts";

/** `region` is the country national phone numbers belong to, ISO 3166-1 alpha-2. */
export type MapOptions = { region: string | null };

/** The name of a contact whose card has none at all. */
export const NO_NAME = "(no name)";

/**
 * The contact a card of any version describes. Never throws.
 * @returns the draft, and the warnings of the card with those of the mapping
 */
export function toDraft(card: Card, options: MapOptions): { draft: ContactDraft; warnings: CardWarning[] } {
  const mapping = newMapping(card, options);
  for (let at = 0; at < mapping.properties.length; at++) {
    const property = mapping.properties[at] as Property;
    const map = isKept(property) ? undefined : PROPERTIES.get(property.name);
    if (map !== undefined) map(mapping, property, at);
    else if (!isGroupLine(mapping.groups, property, at)) keep(mapping, at);
  }
  mapKind(mapping);
  mapIdentity(mapping);
  nameContact(mapping);
  mapAffiliations(mapping);
  mapAddresses(mapping);
  mapRelatives(mapping);
  mapMembers(mapping);
  mapPhotos(mapping);
  keepGroupLines(mapping);
  storeKept(mapping);
  return { draft: mapping.draft, warnings: mapping.warnings };
}

/** Whether a draft says nothing: its card had no content, and there is nothing to import. */
export function isEmpty(draft: ContactDraft): boolean {
  return (
    draft.display_name === NO_NAME &&
    draft.channels.length + draft.addresses.length + draft.dates.length + draft.affiliations.length === 0 &&
    draft.tags.length + draft.related.length + (draft.members?.length ?? 0) === 0 &&
    draft.bio === null &&
    draft.photo === null &&
    draft.avatar_url === null &&
    draft.metadata.vcard === undefined
  );
}

type Mapper = (mapping: Mapping, property: Property, at: At) => void;

function isKept({ params }: Property): boolean {
  return params.length > 0 && params.some(({ name }) => name === KEPT);
}

function newMapping(card: Card, { region }: MapOptions): Mapping {
  return {
    card,
    properties: withTexts(card.version === "2.1" ? withLaterNames(card.properties) : card.properties),
    version: card.version,
    region,
    draft: emptyDraft(),
    groups: groupsOf(card.properties, card.version),
    kept: [],
    heads: [],
    seen: new Set(),
    warnings: card.warnings,
    waiting: { ...NOTHING_WAITS },
  };
}

/** Base64 is a transfer encoding for text as well: `NOTE;ENCODING=b:…` of 2.1 and 3.0. */
function withTexts(properties: readonly Property[]): readonly Property[] {
  if (!properties.some(({ bytes, name }) => bytes !== null && !mayBeBinary(name))) return properties;
  return properties.map((property) => {
    if (property.bytes === null || mayBeBinary(property.name)) return property;
    const text = Buffer.from(property.bytes).toString("utf8").replace(/\r\n?/g, "\n");
    return { ...property, bytes: null, value: text.replace(CONTROL, "") };
  });
}

/** Without FN: N, NICKNAME, ORG, EMAIL, TEL, in that order. */
function nameContact(mapping: Mapping): void {
  const { draft, version } = mapping;
  if (version !== "4.0" && mapping.waiting.N === null) warn(mapping, "missing_n", null);
  if (draft.display_name !== "") return;
  if (version !== "2.1") warn(mapping, "missing_fn", null);
  const organization = waiting(mapping, "ORG")
    .map((at) => readOrganization((mapping.properties[at] as Property).value, version).name)
    .find((name) => name !== null);
  const channel = (type: string): string | undefined => draft.channels.find((other) => other.type === type)?.value;
  const name = spokenName(draft) ?? draft.nickname ?? organization;
  const address = channel("email") ?? channel("phone") ?? draft.channels[0]?.value;
  draft.display_name = (name ?? address ?? "").trim() || NO_NAME;
}

/** Label and country lines of groups whose members had no use for them. */
function keepGroupLines(mapping: Mapping): void {
  if (mapping.groups === null) return;
  for (const at of unusedLines(mapping.groups)) keep(mapping, at);
}

function storeKept({ draft, kept, heads }: Mapping): void {
  if (kept.length > 0) draft.metadata.vcard = kept.sort((a, b) => a.at - b.at).map(({ line }) => line);
  if (heads.length > 0) draft.metadata.vcard_heads = [...heads];
}

function mapAndroidCustom(mapping: Mapping, property: Property, at: At): void {
  const fields = androidFields(mapping, property);
  if (fields[0] === "vnd.android.cursor.item/nickname") wait(mapping, "NICKNAME", at);
  else if (fields[0] === "vnd.android.cursor.item/contact_event") mapAndroidEvent(mapping, property, at);
  else if (fields[0] === "vnd.android.cursor.item/relation") wait(mapping, "RELATED", at);
  else keep(mapping, at);
}

function together(name: Together): Mapper {
  return (mapping, _property, at) => wait(mapping, name, at);
}

function date(type: string): Mapper {
  return (mapping, property, at) => mapDate(mapping, property, at, type);
}

/** What reading removes from every other text. */
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]+/g;

/** Written fresh by every export; the old ones would claim what is no longer so. */
function drop(): void {}

/** The table that joins RFC names, and those of the dialects, with the fields of the domain. */
const PROPERTIES: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ...Object.keys(NOTHING_WAITS).map((name): [string, Mapper] => [name, together(name as Together)]),
  ...(["LANG", "LANGUAGE", "LABEL", "MEMBER", "KIND"] as const).map((name): [string, Mapper] => [
    `X-${name}`,
    together(name),
  ]),
  ["X-ADDRESSBOOKSERVER-KIND", together("KIND")],
  ["X-ADDRESSBOOKSERVER-MEMBER", together("MEMBER")],
  ["X-ABSHOWAS", together("KIND")],
  ...[...SERVICE_PROPERTIES.keys()].map((name): [string, Mapper] => [name, mapChannel]),
  ...["TEL", "EMAIL", "URL", "IMPP", "SOCIALPROFILE", "X-SOCIALPROFILE", "X-MS-TEL"].map((name): [string, Mapper] => [
    name,
    mapChannel,
  ]),
  ["BDAY", date("birthday")],
  ["X-BDAY", date("birthday")],
  ["DEATHDATE", date("death")],
  ["X-DEATHDATE", date("death")],
  ...ANNIVERSARIES.map((name): [string, Mapper] => [name, date("anniversary")]),
  ["X-ABDATE", date("custom")],
  ...["X-RELATED", "X-ABRELATEDNAMES", ...NAMED_RELATIVES.keys()].map((name): [string, Mapper] => [
    name,
    together("RELATED"),
  ]),
  ["X-ANDROID-CUSTOM", mapAndroidCustom],
  ["VERSION", drop],
  ["REV", drop],
  ["PRODID", drop],
]);
