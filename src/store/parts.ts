/** Contacts with what belongs to them: one query per table for a whole page of contacts. */
import type { Contact, FullContact, Relationship, RelationshipView } from "../domain/entities.ts";
import { builtinInverse, inverseOf, isBuiltin } from "../domain/relationship-types.ts";
import {
  ADDRESS_KEYS,
  AFFILIATION_KEYS,
  CHANNEL_KEYS,
  CONTACT_KEYS,
  DATE_KEYS,
  PARTS,
  type Part,
  RELATIONSHIP_KEYS,
  shape,
  TAG_KEYS,
} from "../domain/shapes.ts";
import type { ContactName, Reader as StoreReader } from "./store.ts";

/** What it takes to read parts: as they are, or as they once were. */
export type PartReader = Pick<StoreReader, "find" | "pick" | "names">;

/** The contacts with the named parts filled in; the others stay empty. */
export async function withParts(
  reader: PartReader,
  contacts: readonly Contact[],
  parts: readonly Part[],
): Promise<FullContact[]> {
  const full = contacts.map((row) => ({ ...shape(row, CONTACT_KEYS), ...none(PARTS) }));
  await fill(reader, full, parts);
  return full;
}

/** Contacts as they are shown, with the named parts and no others. */
export async function embed<P extends Part>(
  reader: PartReader,
  contacts: readonly Contact[],
  parts: readonly P[],
): Promise<(Contact & Pick<FullContact, P>)[]> {
  const embedding = contacts.map((row) => ({ ...row, ...none(parts) }));
  await fill(reader, embedding, parts);
  return embedding;
}

function none<P extends Part>(parts: readonly P[]): Pick<FullContact, P> {
  return Object.fromEntries(parts.map((part) => [part, part === "photo" ? null : []])) as unknown as Pick<
    FullContact,
    P
  >;
}

async function fill<P extends Part>(
  reader: PartReader,
  contacts: readonly ({ id: string } & Pick<FullContact, P>)[],
  parts: readonly P[],
): Promise<void> {
  if (contacts.length === 0) return;
  // Each loader touches its own part alone.
  const byId = new Map(contacts.map((contact) => [contact.id, contact])) as unknown as ById;
  for (const part of parts) await LOADERS[part](reader, byId);
}

type ById = ReadonlyMap<string, Pick<FullContact, Part>>;

const LOADERS: Record<Part, (reader: PartReader, byId: ById) => Promise<void>> = {
  async channels(reader, byId) {
    const rows = await reader.pick("channels", CHANNEL_KEYS, { contact_id: [...byId.keys()] });
    for (const row of rows) byId.get(row.contact_id)?.channels.push(row);
    for (const { channels } of byId.values()) channels.sort((a, b) => a.preference_order - b.preference_order);
  },
  async addresses(reader, byId) {
    const rows = await reader.pick("addresses", ADDRESS_KEYS, { contact_id: [...byId.keys()] });
    for (const row of rows) byId.get(row.contact_id)?.addresses.push(row);
  },
  async dates(reader, byId) {
    const rows = await reader.pick("dates", DATE_KEYS, { contact_id: [...byId.keys()] });
    for (const row of rows) byId.get(row.contact_id)?.dates.push(row);
  },
  async affiliations(reader, byId) {
    const rows = await reader.pick("affiliations", AFFILIATION_KEYS, { contact_id: [...byId.keys()] });
    const organizations = await contactsById(reader, new Set(rows.map((row) => row.organization_id)));
    for (const row of rows) {
      const organization_name = organizations.get(row.organization_id)?.display_name ?? "";
      byId.get(row.contact_id)?.affiliations.push({ ...row, organization_name });
    }
  },
  async tags(reader, byId) {
    const links = await reader.pick("contact_tags", ["contact_id", "tag_id"], { contact_id: [...byId.keys()] });
    if (links.length === 0) return;
    const tags = await reader.pick("tags", TAG_KEYS, { id: [...new Set(links.map((link) => link.tag_id))] });
    const tagById = new Map(tags.map((tag) => [tag.id, tag]));
    for (const { contact_id, tag_id } of links) {
      const tag = tagById.get(tag_id);
      if (tag) byId.get(contact_id)?.tags.push(tag);
    }
  },
  async relationships(reader, byId) {
    const ids = [...byId.keys()];
    const from = await reader.pick("relationships", RELATIONSHIP_KEYS, { from_contact_id: ids });
    const to = await reader.pick("relationships", RELATIONSHIP_KEYS, { to_contact_id: ids });
    const others = await contactsById(
      reader,
      new Set([...from.map((row) => row.to_contact_id), ...to.map((row) => row.from_contact_id)]),
    );
    const inverses = await inverseNames(reader, [...from, ...to]);
    for (const row of from) view(byId.get(row.from_contact_id), row, "from", others.get(row.to_contact_id), inverses);
    for (const row of to) view(byId.get(row.to_contact_id), row, "to", others.get(row.from_contact_id), inverses);
  },
  async groups(reader, byId) {
    const links = await reader.pick("group_members", ["contact_id", "group_id"], { contact_id: [...byId.keys()] });
    if (links.length === 0) return;
    const groups = await reader.pick("groups", ["id", "name"], {
      id: [...new Set(links.map((link) => link.group_id))],
    });
    const nameById = new Map(groups.map(({ id, name }) => [id, name]));
    for (const { contact_id, group_id } of links) {
      byId.get(contact_id)?.groups.push({ id: group_id, name: nameById.get(group_id) ?? "" });
    }
  },
  async photo(reader, byId) {
    const rows = await reader.pick("photos", ["contact_id", "media_type", "size", "sha256"], {
      contact_id: [...byId.keys()],
    });
    for (const { contact_id, ...photo } of rows) {
      const contact = byId.get(contact_id);
      if (contact) contact.photo = photo;
    }
  },
};

/** A link to a deleted contact is not shown; it is there again when the contact is restored. */
function view(
  contact: Pick<FullContact, "relationships"> | undefined,
  row: Relationship,
  direction: RelationshipView["direction"],
  other: ContactName | undefined,
  inverses: ReadonlyMap<string, string | null>,
): void {
  if (!contact || !other || other.deleted_at !== null) return;
  contact.relationships.push({
    ...row,
    direction,
    contact_id: other.id,
    display_name: other.display_name,
    contact_uid: other.vcard_uid ?? `urn:uuid:${other.id}`,
    inverse_name: inverses.get(row.relationship_type) ?? null,
  });
}

/** What the types of the rows are called from the other end. */
async function inverseNames(reader: PartReader, rows: readonly Relationship[]): Promise<Map<string, string | null>> {
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
