/** The fields of the contact itself as lines; the counterpart of `mapping/identity.ts`, `group.ts` and `photo.ts`. */
import { UUID } from "../../domain/ids.ts";
import { plainUid } from "../../domain/merge-fields.ts";
import { parseLine } from "../content-line.ts";
import { listTexts, NAME_PARTS, readName } from "../mapping/identity.ts";
import { dataUri } from "../media.ts";
import { escapeText, split, unescapeText, uriValue } from "../values.ts";
import { add, type Kept, strings, type Writing } from "./state.ts";

/** A member of a group: another contact by its UID, or a `mailto:` or `tel:` address or foreign UID as written. */
export type GroupMember = { uid: string } | { address: string };

export type Photo = { media_type: string; bytes: Uint8Array };

/** Heads and lines of `metadata.vcard_heads`, by property name. */
export type Heads = ReadonlyMap<string, Kept[]>;

export function headsOf({ contact }: Writing): Heads {
  const all = strings(contact.metadata.vcard_heads);
  if (all.length === 0) return NO_HEADS;
  const heads = new Map<string, Kept[]>();
  for (const text of all) {
    const head = parseLine(text);
    const others = heads.get(head.name);
    if (others === undefined) heads.set(head.name, [head]);
    else others.push(head);
  }
  return heads;
}

export function addUid(writing: Writing, heads: Heads): void {
  const { id, vcard_uid } = writing.contact;
  addHeaded(writing, "UID", escapeText(vcard_uid ?? `urn:uuid:${id}`), heads.get("UID")?.[0]);
}

export function addKind(writing: Writing): void {
  const { kind } = writing.contact;
  if (kind === "person" || (kind === "group" && writing.target.groups === "categories")) return;
  if (writing.target.modern) add(writing, "KIND", kind === "organization" ? "org" : kind);
  else if (kind === "group") add(writing, "X-ADDRESSBOOKSERVER-KIND", "group");
  else writing.lines.push({ group: null, name: "X-ABSHOWAS", original: "X-ABShowAs", params: [], value: "COMPANY" });
}

/** FN, N, NICKNAME. */
export function addNames(writing: Writing, heads: Heads): void {
  const { contact } = writing;
  addHeaded(writing, "FN", escapeText(contact.display_name), heads.get("FN")?.[0]);
  const head = heads.get("N")?.[0];
  if (writing.target.needsName || head?.value || NAME_PARTS.some((part) => contact[part] !== null))
    addHeaded(writing, "N", nameValue(writing, head), head);
  if (contact.nickname !== null) addNickname(writing, contact.nickname, heads.get("NICKNAME")?.[0]);
}

/** PHOTO of the bytes, then the one of the avatar's address. */
export function addPhotos(writing: Writing, heads: Heads, photo: Photo | null): void {
  const known = heads.get("PHOTO") ?? [];
  if (photo !== null) {
    const head = known.find(({ value }) => value === null);
    addHeaded(writing, "PHOTO", dataUri(photo.media_type, photo.bytes), head);
  }
  const { avatar_url } = writing.contact;
  if (avatar_url !== null)
    addHeaded(
      writing,
      "PHOTO",
      uriValue(avatar_url),
      known.find(({ value }) => value !== null),
    );
}

/** NOTE, CATEGORIES, LANG, TZ. */
export function addTexts(writing: Writing, heads: Heads): void {
  const { bio, language, timezone } = writing.contact;
  if (bio !== null) addNotes(writing, bio, heads.get("NOTE") ?? []);
  addCategories(writing, heads.get("CATEGORIES") ?? []);
  const written = heads.get("LANGUAGE")?.[0];
  if (language !== null)
    addHeaded(writing, written ? "LANGUAGE" : "LANG", escapeText(language), written ?? heads.get("LANG")?.[0]);
  if (timezone !== null) addHeaded(writing, "TZ", escapeText(timezone), heads.get("TZ")?.[0]);
}

/** MEMBER lines; those that came with parameters have them again. */
export function addMembers(writing: Writing, heads: Heads, members: readonly GroupMember[]): void {
  const known = new Map((heads.get("MEMBER") ?? []).map((line) => [plainUid(line.value ?? ""), line]));
  for (const member of members) {
    const value = "uid" in member ? uidUri(member.uid) : uriValue(member.address);
    addHeaded(writing, "MEMBER", value, known.get(plainUid(value)));
  }
}

/** A UID as the URI that MEMBER and RELATED want: a bare UUID gets its scheme. RFC 6350 section 6.6.5. */
export function uidUri(uid: string): string {
  return UUID.test(uid) ? `urn:uuid:${uid}` : uriValue(uid);
}

function addHeaded(writing: Writing, name: string, value: string, head: Kept | undefined): void {
  add(writing, name, value, head?.params, head?.group ?? null);
}

/** Parts that still say what the remembered line says are written as they were, lists and further parts included. */
function nameValue({ contact }: Writing, head: Kept | undefined): string {
  const fields = NAME_PARTS.map((part) => escapeText(contact[part] ?? ""));
  const line = head?.value ?? null;
  if (line === null) return fields.join(";");
  const { parts } = readName(line, "4.0");
  const pieces = split(line, ";");
  NAME_PARTS.forEach((part, index) => {
    if (parts[part] !== contact[part]) pieces[index] = fields[index] ?? "";
    else pieces[index] ??= "";
  });
  return pieces.join(";");
}

function addNickname(writing: Writing, nickname: string, head: Kept | undefined): void {
  const others = head?.value ? listTexts(head.value, "4.0").slice(1) : [];
  addHeaded(writing, "NICKNAME", [nickname, ...others].map(escapeText).join(","), head);
}

/** One NOTE, or several again while the bio is what they were. */
function addNotes(writing: Writing, bio: string, heads: readonly Kept[]): void {
  const texts = heads.map(({ value }) => (value === null ? null : unescapeText(value, "4.0")));
  if (heads.length > 1 && texts.join("\n\n") === bio) {
    for (const head of heads) addHeaded(writing, "NOTE", head.value ?? "", head);
  } else addHeaded(writing, "NOTE", escapeText(bio), heads[0]);
}

/** One line; tags that came on a line with parameters stand on theirs again, so that all keep their order. */
function addCategories(writing: Writing, heads: readonly Kept[]): void {
  const tags = categoriesOf(writing);
  const lineOf = new Map<string, Kept>();
  for (const head of heads) {
    const names = listTexts(head.value ?? "", "4.0").map((name) => name.toLowerCase());
    for (const name of names) if (!lineOf.has(name)) lineOf.set(name, head);
  }
  let open: { head: Kept | undefined; names: string[] } | null = null;
  const flush = (): void => {
    if (open !== null) addHeaded(writing, "CATEGORIES", open.names.map(escapeText).join(","), open.head);
  };
  for (const tag of tags) {
    const head = lineOf.get(tag.toLowerCase());
    if (open === null || open.head !== head) {
      flush();
      open = { head, names: [] };
    }
    open.names.push(tag);
  }
  flush();
}

/** The tags, and the groups where the receiver has no other word for them. */
function categoriesOf({ contact, target }: Writing): string[] {
  const tags = contact.tags.map(({ name }) => name);
  if (target.groups !== "categories") return tags;
  const known = new Set(tags.map((name) => name.toLowerCase()));
  return [...tags, ...contact.groups.map(({ name }) => name).filter((name) => !known.has(name.toLowerCase()))];
}

const NO_HEADS: Heads = new Map();
