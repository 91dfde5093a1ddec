/** Lines nobody models, as they came; those that reading would take for a field are marked to be kept again. */
import type { FullContact } from "../../domain/entities.ts";
import { attributesOf, KEPT, parameter } from "../attributes.ts";
import { type Line, parseLine } from "../content-line.ts";
import { readDate } from "../mapping/dates.ts";
import { kindOf } from "../mapping/group.ts";
import { NAME_PARTS, ZONE_NAME } from "../mapping/identity.ts";
import { ONCE, SECOND } from "../normal-form.ts";
import type { Heads } from "./identity.ts";
import { labelsOf } from "./labels.ts";
import { addWaiting } from "./related.ts";
import { type Kept, keptOf, strings, type Writing } from "./state.ts";

export function addKeptLines(writing: Writing, heads: Heads): void {
  const { contact, lines } = writing;
  const kept = strings(contact.metadata.vcard);
  if (kept.length === 0) return;
  const once = new Map(lines.map((line) => [line.name, alternative(writing, line)]));
  for (const text of kept) {
    addWaiting(writing, text);
    const { value, ...head } = parseLine(text);
    const line = { ...head, value: value ?? "" };
    const first = once.get(line.name);
    if (first === undefined) once.set(line.name, alternative(writing, line));
    else if (ONCE.has(line.name) && (first === null || first !== alternative(writing, line))) {
      lines.push({ ...line, name: SECOND + line.name, original: SECOND + line.original });
      continue;
    }
    const isTaken =
      line.name === "X-ABLABEL" ? labelsParts(writing, line) : (TAKEN.get(line.name)?.(contact, line, heads) ?? false);
    lines.push(isTaken ? { ...line, params: [...line.params, { name: KEPT, values: ["1"] }] } : line);
  }
  addWaiting(writing, null);
}

/** ALTID: lines with the same one are one property in several languages. RFC 6350 section 5.4; 3.0 does not know it. */
function alternative({ target }: Writing, { params }: Line): string | null {
  return target.modern ? parameter(attributesOf(params), "ALTID") : null;
}

/** Whether reading would find a place for a line; it does after edits, and where two cards came together. */
type Taken = (contact: FullContact, line: Line, heads: Heads) => boolean;

const TAKEN: ReadonlyMap<string, Taken> = new Map<string, Taken>([
  ["KIND", isKind],
  ["X-ABSHOWAS", isKind],
  ["FN", (_contact, line, heads) => isPreferred(line, heads.get("FN")?.[0])],
  ["N", (contact) => NAME_PARTS.every((part) => contact[part] === null)],
  ["NICKNAME", (contact) => contact.nickname === null],
  [
    "LANG",
    (contact, line, heads) =>
      contact.language === null || heads.has("LANGUAGE") || isPreferred(line, heads.get("LANG")?.[0]),
  ],
  ["LANGUAGE", (contact, line, heads) => contact.language === null || isPreferred(line, heads.get("LANGUAGE")?.[0])],
  ["TZ", ({ timezone }, { value }) => timezone === null && ZONE_NAME.test(value)],
  ["PHOTO", ({ photo, avatar_url }, { value }) => (/^https?:/i.test(value) ? avatar_url : photo) === null],
  ["BDAY", isOnlyBirthday],
  ["X-BDAY", isOnlyBirthday],
  ["ORG", (contact, { value }) => contact.kind !== "organization" || value === contact.display_name],
  ["TITLE", (contact, line) => wouldPair(contact, line, "title")],
  ["ROLE", (contact, line) => wouldPair(contact, line, "role")],
  ["GEO", ({ addresses: [address, ...others] }) => address?.latitude === null && others.length === 0],
  ["LABEL", (contact) => contact.addresses.length > 0],
  ["X-ABADR", ({ addresses }, { group }) => addresses.some(({ metadata }) => isIn(keptOf(metadata), group))],
]);

function isIn(own: Kept | null, group: string | null): boolean {
  return group !== null && own?.group?.toLowerCase() === group.toLowerCase();
}

/** A second label of a group, when the first one is written as TYPE. */
function labelsParts(writing: Writing, { group }: Line): boolean {
  if (group === null) return false;
  writing.labels ??= labelsOf(writing.contact);
  return writing.labels.has(group.toLowerCase());
}

function isKind(_contact: FullContact, { name, value }: Line): boolean {
  return kindOf(name, value.trim().toLowerCase()) !== null;
}

function isOnlyBirthday({ dates }: FullContact, { value }: Line): boolean {
  return readDate(value, Number.NaN) !== null && !dates.some(({ date_type }) => date_type === "birthday");
}

function isPreferred(line: Line, own: Kept | undefined): boolean {
  return preference(line) < preference(own);
}

function preference(line: Pick<Line, "params"> | undefined): number {
  return attributesOf(line?.params ?? []).pref ?? 101;
}

/** By its group, or as the next one without a partner. */
function wouldPair({ affiliations }: FullContact, { group }: Line, field: "title" | "role"): boolean {
  return affiliations.some((affiliation) => group !== null || affiliation[field] === null);
}
