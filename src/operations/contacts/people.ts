/** Who belongs to an organization or a group, seen from its side. Nothing is asked for a person. */
import type { Contact, Member } from "../../domain/entities.ts";
import { foldedName, nameKey } from "../../domain/search-text.ts";
import type { ContactName, Reader } from "../../store/store.ts";

/** Current ones first, then by name. Deleted contacts are left out. */
export async function peopleOf(tx: Reader, contact: Pick<Contact, "id" | "kind" | "display_name">): Promise<Member[]> {
  if (contact.kind === "person") return [];
  const people = contact.kind === "organization" ? await affiliated(tx, contact.id) : await members(tx, contact);
  return people
    .map((person) => ({ person, key: nameKey(person.display_name) }))
    .sort((a, b) => Number(b.person.is_current) - Number(a.person.is_current) || compare(a.key, b.key))
    .map(({ person }) => person);
}

/** Members of the group that a contact of kind group stands for, in the order they joined. */
export async function membersOf(tx: Reader, contact: Pick<Contact, "id" | "display_name">): Promise<ContactName[]> {
  const group_id = await groupOf(tx, contact);
  if (group_id === null) return [];
  const links = await tx.find("group_members", { group_id });
  const ids = links.map(({ contact_id }) => contact_id);
  const names = await liveNames(tx, ids);
  return ids.flatMap((id) => names.get(id) ?? []);
}

/** An import gives the group of a card the id of its contact; without one, a group that is no card's has the name. */
async function groupOf(tx: Reader, { id, display_name }: Pick<Contact, "id" | "display_name">): Promise<string | null> {
  if ((await tx.get("groups", id)) !== null) return id;
  const [named] = await tx.find("groups", { name_key: foldedName(display_name) });
  return named && (await tx.get("contacts", named.id)) === null ? named.id : null;
}

async function affiliated(tx: Reader, organization_id: string): Promise<Member[]> {
  const links = await tx.find("affiliations", { organization_id });
  const names = await liveNames(
    tx,
    links.map(({ contact_id }) => contact_id),
  );
  return links.flatMap(({ contact_id, title, role, department, is_current, start_date, end_date }) => {
    const name = names.get(contact_id);
    if (!name) return [];
    return { contact_id, display_name: name.display_name, title, role, department, is_current, start_date, end_date };
  });
}

async function members(tx: Reader, group: Pick<Contact, "id" | "display_name">): Promise<Member[]> {
  const unsaid = { title: null, role: null, department: null, is_current: true, start_date: null, end_date: null };
  return (await membersOf(tx, group)).map(({ id, display_name }) => ({ contact_id: id, display_name, ...unsaid }));
}

async function liveNames(tx: Reader, ids: readonly string[]): Promise<Map<string, ContactName>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.names([...new Set(ids)]);
  return new Map(rows.filter(({ deleted_at }) => deleted_at === null).map((row) => [row.id, row]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
