/**
 * What a card says, in the words in which the store would write it as 4.0, cut into units: a line, or the lines of a
 * group. Two programs' spellings of one thing are one unit, so that the sides of a mirror can be compared.
 */
import type { ContactDraft } from "../../domain/draft.ts";
import type { FullContact } from "../../domain/entities.ts";
import { foldedName } from "../../domain/search-text.ts";
import { UNSAID } from "../../operations/import/prepare.ts";
import { formatLine, type Line } from "../../vcard/content-line.ts";
import { formatProperty } from "../../vcard/property-line.ts";
import { split } from "../../vcard/values.ts";
import { TARGETS } from "../../vcard/versions.ts";
import { type Extra, linesOf } from "../../vcard/writer.ts";

/** Lines that belong together; without UID, which says whose the card is and not what it says. */
export type Unit = { property: string; lines: readonly Line[]; hash: string };

/** By property, in the order of the card. */
export type Units = ReadonlyMap<string, readonly Unit[]>;

/** Hashes of the units of each property, sorted and parted by blanks: what a side said the last time. */
export type Said = Readonly<Record<string, string>>;

export const NOTHING: Said = {};

export function unitsOf(contact: FullContact, extra: Extra): Units {
  const units = new Map<string, Unit[]>();
  for (const lines of together(linesOf(contact, extra, TARGETS["4.0"]))) {
    const property = propertyOf(lines);
    if (property === "UID") continue;
    const unit = { property, lines, hash: hashOf(lines) };
    const others = units.get(property);
    if (others) others.push(unit);
    else units.set(property, [unit]);
  }
  return units;
}

export function saidBy(units: Units): Said {
  return Object.fromEntries([...units].map(([property, all]) => [property, hashesOf(all)]));
}

export function hashesOf(units: readonly Unit[] = []): string {
  return units
    .map(({ hash }) => hash)
    .sort()
    .join(" ");
}

/** What a draft would say once it is stored; its relationships are not linked, and their lines stand for them. */
export function unitsOfDraft(draft: ContactDraft): Units {
  const { related: _related, members, photo, ...fields } = draft;
  const row = { id: "", tenant_id: "", contact_id: "", created_at: "", updated_at: "", key_version: null };
  const all = <T extends object>(parts: readonly T[]) => parts.map((part) => ({ ...row, ...part }));
  const contact = {
    ...row,
    ...fields,
    channels: all(draft.channels),
    addresses: all(draft.addresses),
    dates: all(draft.dates),
    affiliations: all(draft.affiliations.map((one) => ({ ...UNSAID, ...one }))),
    tags: all(draft.tags.map((name) => ({ name }))),
    relationships: [],
    groups: [],
    photo: photo && { media_type: photo.media_type, size: photo.bytes.length, sha256: "" },
  } as unknown as FullContact;
  return unitsOf(contact, { photo, members: members?.map((address) => ({ address })) ?? null });
}

/** A card of these units, to be read like any other. */
export function cardOf(units: readonly Unit[], uid: string | null): string {
  const groups = new Set<string>();
  const lines: Line[] = [];
  const categories = units.filter(({ property }) => property === "CATEGORIES").flatMap(({ lines }) => lines);
  for (const unit of units) if (unit.property !== "CATEGORIES") lines.push(...ungrouped(unit, groups));
  const plain = categories.filter(isPlain);
  lines.push(...categories.filter((line) => !isPlain(line)));
  const [first] = plain;
  if (first) lines.push({ ...first, value: plain.map(({ value }) => value).join(",") });
  const texts = [...(uid === null ? [] : [`UID:${uid}`]), ...lines.map(formatProperty)];
  return `BEGIN:VCARD\r\nVERSION:4.0\r\n${texts.map((text) => `${text}\r\n`).join("")}END:VCARD\r\n`;
}

/** Groups of two cards may have one name; the later gets another one. */
function ungrouped({ lines }: Unit, taken: Set<string>): readonly Line[] {
  const group = lines[0]?.group ?? null;
  if (group === null) return lines;
  let name = group;
  for (let n = 1; taken.has(name.toLowerCase()); n++) name = `item${n}`;
  taken.add(name.toLowerCase());
  return lines.map((line) => ({ ...line, group: name }));
}

/** Each line by itself, those of a group together, each plain category by itself. */
function together(lines: readonly Line[]): Line[][] {
  const units: Line[][] = [];
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const group = line.group?.toLowerCase() ?? (WORK.has(line.name) ? "" : null);
    const others = group === null ? undefined : groups.get(group);
    if (others) others.push(line);
    else {
      const cut = line.name === "CATEGORIES" && isPlain(line) ? split(line.value, ",") : null;
      const added = cut ? cut.map((value) => [{ ...line, value }]) : [[line]];
      units.push(...added);
      if (group !== null && added[0]) groups.set(group, added[0]);
    }
  }
  return units;
}

function isPlain({ group, params }: Line): boolean {
  return group === null && params.length === 0;
}

/** Titles are paired with organizations by their order, so these lines are one unit. */
const WORK: ReadonlySet<string> = new Set(["ORG", "TITLE", "ROLE"]);

function propertyOf(lines: readonly Line[]): string {
  const { name = "" } = lines.find((line) => !line.name.startsWith("X-AB")) ?? lines[0] ?? {};
  return WORK.has(name) ? "ORG" : name;
}

/** An organization or a tag is one in the store however it is spelled. */
const FOLDED: ReadonlySet<string> = new Set(["CATEGORIES", "ORG"]);

function hashOf(lines: readonly Line[]): string {
  const texts = lines.map((line) => {
    const text = formatLine({ ...line, original: line.name, group: null });
    if (line.name === "MEMBER") return text.replace(/(?<=:)urn:uuid:/i, "");
    return FOLDED.has(line.name) ? foldedName(text) : text;
  });
  const { hash } = process.getBuiltinModule("node:crypto");
  return hash("sha256", texts.join("\n"), "base64url").slice(0, HASH);
}

/** 66 bits: no two lines of a card will ever share them. */
const HASH = 11;
