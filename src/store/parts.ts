/** Contacts with what belongs to them: one query per table for a whole page of contacts. */
import type { Contact, FullContact, PhotoInfo, RelationshipView } from "../domain/entities.ts";
import { builtinInverse, inverseOf, isBuiltin } from "../domain/relationship-types.ts";
import {
  ADDRESS_KEYS,
  AFFILIATION_KEYS,
  CHANNEL_KEYS,
  CONTACT_KEYS,
  DATE_KEYS,
  RELATIONSHIP_KEYS,
  shape,
  TAG_KEYS,
} from "../domain/shapes.ts";
import type { ContactName, Rows, Reader as StoreReader } from "./store.ts";

/** What it takes to read parts: as they are, or as they once were. */
export type PartReader = Pick<StoreReader, "find" | "names">;

export const PARTS = [
  "channels",
  "addresses",
  "dates",
  "affiliations",
  "tags",
  "relationships",
  "groups",
  "photo",
] as const;
export type Part = (typeof PARTS)[number];

/** The contacts with the named parts filled in; the others stay empty. */
export async function withParts(
  reader: PartReader,
  contacts: readonly Contact[],
  parts: readonly Part[],
): Promise<FullContact[]> {
  const full = contacts.map((row) => ({ ...shape(row, CONTACT_KEYS), ...nothing() }));
  if (full.length === 0) return full;
  const byId = new Map(full.map((contact) => [contact.id, contact]));
  for (const part of parts) await LOADERS[part](reader, byId);
  return full;
}

function nothing(): Pick<FullContact, Part> {
  return {
    channels: [],
    addresses: [],
    dates: [],
    affiliations: [],
    tags: [],
    relationships: [],
    groups: [],
    photo: null,
  };
}

type ById = ReadonlyMap<string, FullContact>;

const LOADERS: Record<Part, (reader: PartReader, byId: ById) => Promise<void>> = {
  async channels(reader, byId) {
    const rows = await reader.find("channels", { contact_id: [...byId.keys()] });
    for (const row of rows) byId.get(row.contact_id)?.channels.push(shape(row, CHANNEL_KEYS));
    for (const { channels } of byId.values()) channels.sort((a, b) => a.preference_order - b.preference_order);
  },
  async addresses(reader, byId) {
    const rows = await reader.find("addresses", { contact_id: [...byId.keys()] });
    for (const row of rows) byId.get(row.contact_id)?.addresses.push(shape(row, ADDRESS_KEYS));
  },
  async dates(reader, byId) {
    const rows = await reader.find("dates", { contact_id: [...byId.keys()] });
    for (const row of rows) byId.get(row.contact_id)?.dates.push(shape(row, DATE_KEYS));
  },
  async affiliations(reader, byId) {
    const rows = await reader.find("affiliations", { contact_id: [...byId.keys()] });
    const organizations = await contactsById(reader, new Set(rows.map((row) => row.organization_id)));
    for (const row of rows) {
      const organization_name = organizations.get(row.organization_id)?.display_name ?? "";
      byId.get(row.contact_id)?.affiliations.push({ ...shape(row, AFFILIATION_KEYS), organization_name });
    }
  },
  async tags(reader, byId) {
    const links = await reader.find("contact_tags", { contact_id: [...byId.keys()] });
    if (links.length === 0) return;
    const tags = await reader.find("tags", { id: [...new Set(links.map((link) => link.tag_id))] });
    const tagById = new Map(tags.map((tag) => [tag.id, tag]));
    for (const { contact_id, tag_id } of links) {
      const tag = tagById.get(tag_id);
      if (tag) byId.get(contact_id)?.tags.push(shape(tag, TAG_KEYS));
    }
  },
  async relationships(reader, byId) {
    const ids = [...byId.keys()];
    const from = await reader.find("relationships", { from_contact_id: ids });
    const to = await reader.find("relationships", { to_contact_id: ids });
    const others = await contactsById(
      reader,
      new Set([...from.map((row) => row.to_contact_id), ...to.map((row) => row.from_contact_id)]),
    );
    const inverses = await inverseNames(reader, [...from, ...to]);
    for (const row of from) view(byId.get(row.from_contact_id), row, "from", others.get(row.to_contact_id), inverses);
    for (const row of to) view(byId.get(row.to_contact_id), row, "to", others.get(row.from_contact_id), inverses);
  },
  async groups(reader, byId) {
    const links = await reader.find("group_members", { contact_id: [...byId.keys()] });
    if (links.length === 0) return;
    const groups = await reader.find("groups", { id: [...new Set(links.map((link) => link.group_id))] });
    const nameById = new Map(groups.map(({ id, name }) => [id, name]));
    for (const { contact_id, group_id } of links) {
      byId.get(contact_id)?.groups.push({ id: group_id, name: nameById.get(group_id) ?? "" });
    }
  },
  async photo(reader, byId) {
    for (const row of await reader.find("photos", { contact_id: [...byId.keys()] })) {
      const contact = byId.get(row.contact_id);
      if (contact) contact.photo = shape(row, ["media_type", "size", "sha256"]) satisfies PhotoInfo;
    }
  },
};

/** A link to a deleted contact is not shown; it is there again when the contact is restored. */
function view(
  contact: FullContact | undefined,
  row: Rows["relationships"],
  direction: RelationshipView["direction"],
  other: ContactName | undefined,
  inverses: ReadonlyMap<string, string | null>,
): void {
  if (!contact || !other || other.deleted_at !== null) return;
  contact.relationships.push({
    ...shape(row, RELATIONSHIP_KEYS),
    direction,
    contact_id: other.id,
    display_name: other.display_name,
    contact_uid: other.vcard_uid ?? `urn:uuid:${other.id}`,
    inverse_name: inverses.get(row.relationship_type) ?? null,
  });
}

/** What the types of the rows are called from the other end. */
async function inverseNames(
  reader: PartReader,
  rows: readonly Rows["relationships"][],
): Promise<Map<string, string | null>> {
  const names = [...new Set(rows.map(({ relationship_type }) => relationship_type))];
  const custom = names.filter((name) => !isBuiltin(name));
  const types = custom.length === 0 ? [] : await reader.find("relationship_types", { name: custom });
  return new Map([
    ...names.map((name) => [name, builtinInverse(name)] as const),
    ...types.map((type) => [type.name, inverseOf(type)] as const),
  ]);
}

async function contactsById(reader: PartReader, ids: ReadonlySet<string>): Promise<Map<string, ContactName>> {
  if (ids.size === 0) return new Map();
  const rows = await reader.names([...ids]);
  return new Map(rows.map((row) => [row.id, row]));
}
