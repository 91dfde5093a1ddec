/** A contact's line → draft: of a backup, or of `contacts list --ndjson --include all`. */
import { canonicalEmail } from "../../domain/channel.ts";
import { type ContactDraft, type ContactKind, emptyDraft, type PhotoDraft } from "../../domain/draft.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import { keptLines } from "../../domain/kept.ts";
import { ADDRESS_FIELDS } from "../../domain/shapes.ts";
import { spokenName } from "../../domain/spoken-name.ts";
import { isVisible } from "../../domain/visible.ts";
import { integer, isObject, metadata, number, objectsIn, text, texts } from "./values.ts";

/** Says why the line is no contact that could be taken; null with the draft. */
export function draftOfLine(line: JsonObject): { draft: ContactDraft | null; failure: string | null } {
  const fields = Object.fromEntries(FIELDS.map((field) => [field, text(line[field])])) as Pick<ContactDraft, Field>;
  const names = [text(line.display_name), spokenName(fields), fields.nickname];
  const display_name = names.find((name) => name !== null && isVisible(name));
  if (!display_name) return { draft: null, failure: "The contact has no display_name." };
  const given = line.kind ?? (line.type === undefined ? "person" : null);
  const kind = KINDS.find((one) => one === given);
  if (!kind) return { draft: null, failure: "The kind is none of person, organization and group." };
  const draft: ContactDraft = {
    ...emptyDraft(),
    ...fields,
    display_name,
    kind,
    vcard_uid: uidOf(line),
    metadata: metadata(line.metadata),
    channels: objectsIn(line.channels).flatMap(channel),
    addresses: objectsIn(line.addresses).map(address),
    dates: objectsIn(line.dates).flatMap(date),
    affiliations: objectsIn(line.affiliations).flatMap(affiliation),
    tags: namesIn(line.tags),
    related: objectsIn(line.relationships).flatMap(related),
    members: kind === "group" ? [] : null,
    groups: namesIn(line.groups),
    photo: photo(line.photo),
  };
  return { draft, failure: null };
}

/** The UID, or the one that export gives a contact without. */
function uidOf({ vcard_uid, id }: JsonObject): string | null {
  return text(vcard_uid) ?? (text(id) === null ? null : `urn:uuid:${String(id)}`);
}

const KINDS: readonly ContactKind[] = ["person", "organization", "group"];

const FIELDS = [
  "given_name",
  "middle_name",
  "family_name",
  "prefix",
  "suffix",
  "nickname",
  "avatar_url",
  "bio",
  "language",
  "timezone",
] as const satisfies readonly (keyof ContactDraft)[];
type Field = (typeof FIELDS)[number];

/** Tags and groups are names, or objects that have one. */
function namesIn(value: Json | undefined): string[] {
  const names = [...texts(value), ...objectsIn(value).flatMap(({ name }) => text(name) ?? [])];
  return [...new Map(names.map((name) => [name.toLowerCase(), name.trim()])).values()];
}

function channel(one: JsonObject): ContactDraft["channels"] {
  const [type, value] = [text(one.type), text(one.value)];
  if (type === null || value === null) return [];
  const canonical_value = canonical(type, value, text(one.canonical_value));
  const flags = { is_primary: one.is_primary === true, is_verified: one.is_verified === true };
  return [{ type, value, label: text(one.label), ...flags, canonical_value, metadata: metadata(one.metadata) }];
}

/** People are found by it, so it has to be the form that the value itself has. */
function canonical(type: string, value: string, given: string | null): string | null {
  if (type === "email") return canonicalEmail(value) ?? value.trim().toLowerCase();
  if (type !== "phone") return given === null ? null : value.trim().toLowerCase().replace(/^@/, "");
  const digits = given?.replace(/\D/g, "") ?? "";
  return given !== null && /^\+\d{5,15}$/.test(given) && endsAlike(value, digits) ? given : null;
}

function endsAlike(value: string, digits: string): boolean {
  const own = value.replace(/[;,x].*$/i, "").replace(/\D/g, "");
  return own.length === 0 || digits.endsWith(own.slice(-4));
}

function address(one: JsonObject): ContactDraft["addresses"][number] {
  const fields = Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, text(one[field])]));
  return {
    ...(fields as Pick<ContactDraft["addresses"][number], (typeof ADDRESS_FIELDS)[number]>),
    label: text(one.label),
    latitude: number(one.latitude, 90),
    longitude: number(one.longitude, 180),
    is_primary: one.is_primary === true,
    metadata: metadata(one.metadata),
  };
}

function date(one: JsonObject): ContactDraft["dates"] {
  const date_type = text(one.date_type);
  const date_day = integer(one.date_day, 1, 31);
  const date_month = integer(one.date_month, 1, 12);
  const date_year = integer(one.date_year, 1, 9999);
  if (date_type === null || (date_day ?? date_month ?? date_year) === null) return [];
  const label = { date_label: text(one.date_label), metadata: metadata(one.metadata) };
  return [{ date_type, date_day, date_month, date_year, ...label }];
}

function affiliation(one: JsonObject): ContactDraft["affiliations"] {
  const organization_name = text(one.organization_name);
  if (organization_name === null) return [];
  const uid = text(one.organization_uid) ?? (text(one.organization_id) && `urn:uuid:${String(one.organization_id)}`);
  const [description, start_date, end_date] = [text(one.description), day(one.start_date), day(one.end_date)];
  return [
    {
      organization_name,
      ...(uid && { organization_uid: uid }),
      title: text(one.title),
      role: text(one.role),
      department: text(one.department),
      ...(description !== null && { description }),
      ...(start_date !== null && { start_date }),
      ...(end_date !== null && { end_date }),
      is_current: one.is_current !== false,
      metadata: metadata(one.metadata),
    },
  ];
}

function day(value: Json | undefined): string | null {
  const given = text(value);
  return given !== null && /^\d{4}(?:-\d\d){0,2}$/.test(given) ? given : null;
}

/** Each stands with both contacts; it is read where the contact is the "to". */
function related(one: JsonObject): ContactDraft["related"] {
  const [relationship_type, uid] = [text(one.relationship_type), text(one.contact_uid)];
  if (relationship_type === null || uid === null || one.direction !== "to") return [];
  const all = metadata(one.metadata);
  return [
    { relationship_type, description: text(one.description), uid, name: null, lines: keptLines(all), metadata: all },
  ];
}

/** A dump tells of a photo without having it. */
function photo(value: Json | undefined): PhotoDraft | null {
  if (!isObject(value) || typeof value.data !== "string") return null;
  const bytes = Buffer.from(value.data, "base64");
  return bytes.length === 0 ? null : { media_type: text(value.media_type) ?? "application/octet-stream", bytes };
}
