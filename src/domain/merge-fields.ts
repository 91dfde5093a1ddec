/**
 * What a card adds to the single fields of a contact: empty ones are filled, with what the card remembers of their
 * line; of a value that differs the line is kept.
 */
import type { ContactDraft, PhotoDraft } from "./draft.ts";
import type { FullContact } from "./entities.ts";
import type { JsonObject } from "./json.ts";
import {
  escaped,
  headOf,
  keptHeads,
  keptLines,
  lineValue,
  nameOf,
  structuredLine,
  textLine,
  withKept,
} from "./kept.ts";
import { newLines } from "./line-groups.ts";
import { fold } from "./search-text.ts";

export type FieldChanges = Partial<Pick<ContactDraft, Field>>;

/** What has been gathered so far. */
export type Merge = {
  readonly contact: FullContact;
  readonly draft: ContactDraft;
  readonly fields: FieldChanges;
  /** Lines to keep, with those that may be there already. */
  readonly lines: string[];
  heads: string[];
};

type Field = (typeof NAME_PARTS)[number] | keyof typeof LINES | "bio" | "vcard_uid";

const NAME_PARTS = ["family_name", "given_name", "middle_name", "prefix", "suffix"] as const;
/** Single fields, and the property under which a differing value is kept. */
const LINES = {
  display_name: "FN",
  nickname: "NICKNAME",
  avatar_url: "PHOTO",
  language: "LANG",
  timezone: "TZ",
} as const;

export function startMerge(contact: FullContact, draft: ContactDraft): Merge {
  return { contact, draft, fields: {}, lines: [], heads: keptHeads(contact.metadata) };
}

export function mergeFields(merge: Merge): void {
  mergeKind(merge);
  mergeName(merge);
  for (const field of Object.keys(LINES) as (keyof typeof LINES)[]) mergeField(merge, field);
  mergeUid(merge);
  mergeNotes(merge);
}

/** The card's picture where there is none; another one is kept, as reading keeps the second of a card. */
export function mergePhoto({ contact, draft, heads, lines }: Merge): PhotoDraft | null {
  const { photo } = draft;
  if (photo === null) return null;
  const head = headsOf(draft, "PHOTO").find((line) => lineValue(line) === null);
  if (contact.photo === null) {
    if (head !== undefined) heads.push(head);
    return photo;
  }
  if (contact.photo.sha256 !== process.getBuiltinModule("node:crypto").hash("sha256", photo.bytes)) {
    const bytes = Buffer.from(photo.bytes).toString("base64");
    lines.push(`${head ?? "PHOTO"}:data:${photo.media_type};base64,${bytes}`);
  }
  return null;
}

/** The tags the contact does not have. */
export function mergeTags({ contact, draft, heads }: Merge): string[] {
  const known = new Set(contact.tags.map(({ name }) => fold(name)));
  const tags = draft.tags.filter((name) => !known.has(fold(name)));
  // The remembered lines name the tags: they are true of all or of none.
  if (tags.length === draft.tags.length) heads.push(...headsOf(draft, "CATEGORIES"));
  return tags;
}

/** The contact's metadata with new keys, lines and heads; null when there are none. */
export function mergedMetadata({ contact, draft, lines, heads }: Merge): JsonObject | null {
  const mine = contact.metadata;
  const kept = keptLines(mine);
  const fresh = newLines(kept, lines);
  const keys = Object.keys(draft.metadata).filter((key) => key !== "vcard" && key !== "vcard_heads" && !(key in mine));
  const known = keptHeads(mine);
  const isSame = heads.length === known.length && heads.every((head) => known.includes(head));
  if (fresh.length === 0 && keys.length === 0 && isSame) return null;
  const merged = { ...mine };
  for (const key of keys) merged[key] = draft.metadata[key] ?? null;
  return withKept(merged, [...kept, ...fresh], inOrder(heads));
}

/** A contact stays a person or an organization; that a card says otherwise is kept. */
function mergeKind({ contact, draft, heads, lines }: Merge): void {
  if (contact.kind !== draft.kind && draft.kind === "organization") lines.push("KIND:org");
  const known = new Set(headsOf(contact, "MEMBER").map(lineValue));
  heads.push(...headsOf(draft, "MEMBER").filter((line) => !known.has(lineValue(line))));
}

/** A name is one thing: its parts are filled together, or the other name is kept whole. */
function mergeName({ contact, draft, fields, heads, lines }: Merge): void {
  const [mine] = headsOf(contact, "N");
  const [theirs] = headsOf(draft, "N");
  const differing = NAME_PARTS.filter((part) => draft[part] !== null && draft[part] !== contact[part]);
  const further = furtherValues(contact, theirs);
  if (differing.length === 0 && further === null) return;
  const isNew = mine === undefined && NAME_PARTS.every((part) => contact[part] === null);
  const isPlain = further === null && (mine === undefined || lineValue(mine) === null);
  if (isNew || (isPlain && differing.every((part) => contact[part] === null))) {
    for (const part of differing) fields[part] = draft[part];
    if (mine === undefined && theirs !== undefined) heads.push(theirs);
    return;
  }
  const texts = NAME_PARTS.map((part) => draft[part]);
  lines.push(further ?? structuredLine(headOf(theirs ?? "N"), texts));
}

function mergeField({ contact, draft, fields, heads, lines }: Merge, field: keyof typeof LINES): void {
  const value = draft[field];
  if (value === null) return;
  const head = headOfField(draft, field);
  const further = field === "nickname" ? furtherValues(contact, head) : null;
  if (contact[field] === null) {
    Object.assign(fields, { [field]: value });
    if (head !== undefined) heads.push(head);
  } else if (further !== null) lines.push(further);
  else if (value === contact[field]) return;
  else if (field === "avatar_url") lines.push(head ?? `PHOTO:${value}`);
  else lines.push(textLine(headOf(head ?? LINES[field]), value));
}

function mergeUid({ contact, draft, fields, heads, lines }: Merge): void {
  const { vcard_uid } = draft;
  // An export names a contact without UID by its id: nothing the contact did not know.
  if (vcard_uid === null || plainUid(vcard_uid) === contact.id) return;
  // It was somebody else's when the contact was made, or belongs to a card that came to it.
  if (keptLines(contact.metadata).includes(textLine("UID", vcard_uid))) return;
  const [head] = headsOf(draft, "UID");
  if (contact.vcard_uid === null) {
    fields.vcard_uid = vcard_uid;
    if (head !== undefined) heads.push(head);
  } else if (plainUid(contact.vcard_uid) !== plainUid(vcard_uid)) lines.push(textLine(head ?? "UID", vcard_uid));
}

/** Notes are put one after the other, each with its own line. */
function mergeNotes(merge: Merge): void {
  const { contact, draft, fields } = merge;
  if (draft.bio === null || contact.bio?.includes(draft.bio)) return;
  if (contact.bio === null) {
    fields.bio = draft.bio;
    merge.heads = [...merge.heads, ...headsOf(draft, "NOTE")];
    return;
  }
  fields.bio = `${contact.bio}\n\n${draft.bio}`;
  if (headsOf(contact, "NOTE").length + headsOf(draft, "NOTE").length === 0) return;
  const others = merge.heads.filter((line) => nameOf(line) !== "NOTE");
  merge.heads = [...others, ...notesOf(contact.bio, contact), ...notesOf(draft.bio, draft)];
}

/** The lines a bio was read from, while they still say it; else one. */
function notesOf(bio: string, from: Pick<ContactDraft, "metadata">): string[] {
  const notes = headsOf(from, "NOTE");
  const said = notes.map(lineValue).join("\\n\\n");
  if (notes.length > 1 && said === escaped(bio)) return notes;
  return [textLine(headOf(notes[0] ?? "NOTE"), bio)];
}

/** What the card remembers of the line of a field. */
function headOfField(draft: ContactDraft, field: keyof typeof LINES): string | undefined {
  if (field === "language") return headsOf(draft, "LANG", "LANGUAGE")[0];
  const heads = headsOf(draft, LINES[field]);
  return field === "avatar_url" ? heads.find((head) => lineValue(head) !== null) : heads[0];
}

/** A remembered line with values beyond those of the fields, unless the contact remembers them too. */
function furtherValues(contact: FullContact, head: string | undefined): string | null {
  if (head === undefined || lineValue(head) === null) return null;
  return headsOf(contact, nameOf(head)).some((mine) => lineValue(mine) === lineValue(head)) ? null : head;
}

function headsOf({ metadata }: Pick<ContactDraft, "metadata">, ...names: string[]): string[] {
  return keptHeads(metadata).filter((line) => names.includes(nameOf(line)));
}

export function plainUid(uid: string): string {
  return uid
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, "");
}

/** As reading a card has them: the line of a picture before that of its address. */
function inOrder(heads: readonly string[]): string[] {
  const rank = (head: string) => 2 * ORDER.indexOf(nameOf(head)) + (lineValue(head) === null ? 0 : 1);
  return heads.toSorted((one, other) => rank(one) - rank(other));
}

const ORDER = ["FN", "N", "NICKNAME", "UID", "LANG", "LANGUAGE", "TZ", "NOTE", "CATEGORIES", "MEMBER", "PHOTO"];
