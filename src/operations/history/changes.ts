/** What operations did to one contact and all that belongs to it, told in the contract's words. */
import type { Json } from "../../domain/json.ts";
import { relationshipSentence } from "../../domain/relationship-types.ts";
import type { Reader, Rows, Where } from "../../store/store.ts";
import { TABLES, type TableName, tables } from "../../store/tables.ts";
import { RESOURCES } from "./resources.ts";

/** One thing that became different. A changed row has an entry for each field. */
export type Change = {
  resource_type: string;
  resource_id: string;
  action: "added" | "changed" | "removed";
  /** What the row is, for people: `email ada@example.org`, `tag vip`. */
  label: string;
  /** Null where the whole row was added or removed. */
  field: string | null;
  from: Json;
  to: Json;
};

/** Tables whose rows belong to a contact, or link it. */
const OWN_TABLES = TABLES.filter((table) => tables[table].touches.length > 0 && table !== "card_digests");

/** How a row came to be what it is: null where there was none. */
export type Transition = { table: TableName; before: Rows[TableName] | null; after: Rows[TableName] | null };

/** Every transition of the contact's rows by the sequence of the operation that made it. */
export async function transitionsOf(tx: Reader, contact_id: string): Promise<Map<number, Transition[]>> {
  const found = new Map<number, Transition[]>();
  const add = (sequence: number, transition: Transition) => listAt(found, sequence).push(transition);
  for (const table of OWN_TABLES) {
    for (const versions of (await versionsOf(tx, table, contact_id)).values()) {
      for (const [i, { row, begin, end }] of versions.entries()) {
        const earlier = versions[i - 1];
        add(begin, { table, before: earlier?.end === begin ? earlier.row : null, after: row });
        if (end !== null && versions[i + 1]?.begin !== end) add(end, { table, before: row, after: null });
      }
    }
  }
  return found;
}

/** A row from the operation that wrote it until the one that wrote over it; null while it stands. */
type Version = { row: Rows[TableName]; begin: number; end: number | null };

async function versionsOf(tx: Reader, table: TableName, contact_id: string): Promise<Map<string, Version[]>> {
  const byRow = new Map<string, Version[]>();
  const add = (version: Version) => listAt(byRow, version.row.id).push(version);
  for (const { row, valid_from, valid_to } of await tx.images(table, { contact_id: [contact_id] }))
    add({ row, begin: valid_from, end: valid_to });
  for (const row of await rowsOf(tx, table, contact_id)) add({ row, begin: row.written_by, end: null });
  for (const versions of byRow.values()) versions.sort((a, b) => a.begin - b.begin);
  return byRow;
}

/** The list at a key, made when it is missing: one operation may have written thousands of a contact's rows. */
function listAt<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

async function rowsOf(tx: Pick<Reader, "find">, table: TableName, contact_id: string): Promise<Rows[TableName][]> {
  const found = new Map<string, Rows[TableName]>();
  for (const column of tables[table].touches)
    for (const row of await tx.find(table, { [column]: contact_id })) found.set(row.id, row);
  return [...found.values()];
}

/** The transitions in the contract's words. What they refer to has its present name, or the last one it had. */
export async function changesOf(tx: Reader, transitions: readonly Transition[]): Promise<Change[]> {
  const changes: Change[] = [];
  for (const { table, before, after } of transitions) {
    const row = after ?? before;
    if (!row) continue;
    const what = {
      resource_type: RESOURCES[table],
      resource_id: row.id,
      label: await labelOf(tx, table, row),
    };
    if (before && after) {
      for (const { field, from, to } of fieldChanges(table, before, after))
        changes.push({ ...what, action: "changed", field, from, to });
    } else {
      changes.push({ ...what, action: after ? "added" : "removed", field: null, from: null, to: null });
    }
  }
  return changes;
}

const BOOKKEEPING = new Set(["tenant_id", "created_at", "updated_at", "written_by"]);

export function fieldChanges(
  table: TableName,
  before: object,
  after: object,
): { field: string; from: Json; to: Json }[] {
  const [one, other] = [before as Record<string, Json>, after as Record<string, Json>];
  return Object.keys(other)
    .filter((field) => !BOOKKEEPING.has(field) && !tables[table].internal.includes(field))
    .filter((field) => JSON.stringify(one[field] ?? null) !== JSON.stringify(other[field] ?? null))
    .map((field) => ({ field, from: one[field] ?? null, to: other[field] ?? null }));
}

type Labels = { [T in TableName]?: (tx: Reader, row: Rows[T]) => string | Promise<string> };

const LABELS: Labels = {
  contacts: (_, row) => row.display_name,
  channels: (_, { type, value }) => `${type} ${value}`,
  addresses: (_, row) => `address ${joined([row.street, row.postal_code, row.city, row.country ?? row.country_code])}`,
  dates: (_, row) => `${row.date_type} ${joined([row.date_year, row.date_month, row.date_day], "-")}`,
  affiliations: async (tx, row) => joined([row.title, await contactName(tx, row.organization_id)]),
  contact_tags: async (tx, row) => `tag ${(await rowEver(tx, "tags", row.tag_id))?.name ?? row.tag_id}`,
  group_members: async (tx, row) => `group ${(await rowEver(tx, "groups", row.group_id))?.name ?? row.group_id}`,
  relationships: async (tx, row) =>
    relationshipSentence(
      await contactName(tx, row.from_contact_id),
      row.relationship_type,
      await contactName(tx, row.to_contact_id),
    ),
  interactions: (_, row) => interactionName(row),
  interaction_participants: async (tx, row) => interactionName(await rowEver(tx, "interactions", row.interaction_id)),
  photos: (_, { media_type }) => `photo ${media_type}`,
};

async function labelOf<T extends TableName>(tx: Reader, table: T, row: Rows[T]): Promise<string> {
  return (await LABELS[table]?.(tx, row)) ?? RESOURCES[table];
}

async function contactName(tx: Reader, id: string): Promise<string> {
  return (await rowEver(tx, "contacts", id))?.display_name ?? id;
}

/** The row as it is, or as it was when it was removed; null when nothing is known of it any more. */
async function rowEver<T extends "contacts" | "tags" | "groups" | "interactions">(
  tx: Reader,
  table: T,
  id: string,
): Promise<Rows[T] | null> {
  const [now] = await tx.find(table, { id: [id] } as unknown as Where<T>);
  return now ?? (await tx.images(table, { row_id: [id] })).at(-1)?.row ?? null;
}

function interactionName(row: Rows["interactions"] | null): string {
  return row ? `${row.interaction_type} ${row.summary}` : "an interaction";
}

function joined(values: readonly (string | number | null)[], by = ", "): string {
  return values.filter((value) => value !== null && value !== "").join(by);
}
