/**
 * What an undo may not break: the rules that other operations hold row by row. A row that is brought back may collide with
 * one that was made since; rows that are brought back together stood together before.
 */

import { lookupKey } from "../../../domain/channel.ts";
import { builtinInverse, inverseOf, isBuiltin } from "../../../domain/relationship-types.ts";
import type { Reader, Rows } from "../../../store/store.ts";
import type { OwnedTable, TableName } from "../../../store/tables.ts";

export type Brought = { table: TableName; row: Rows[TableName] };
type Rival = Brought;

/** Columns that the rules go by. */
export const RULED: ReadonlySet<string> = new Set([
  ...["uid_key", "deleted_at", "kind", "type", "value", "canonical_value", "is_primary", "date_type"],
  ...["organization_id", "from_contact_id", "to_contact_id", "relationship_type", "name", "inverse_name", "metadata"],
]);

/** Rows looked at together. */
const BATCH = 5000;

/** The rows that stand in the way of what was brought back. */
export async function rivalsByRule(tx: Reader, brought: readonly Brought[]): Promise<Rival[]> {
  const of = <T extends TableName>(table: T) =>
    brought.flatMap((one) => (one.table === table ? [one.row as Rows[T]] : []));
  return [
    ...(await within(tx, "channels", of("channels"), sameChannel)),
    ...(await within(tx, "addresses", of("addresses"), (a, b) => a.is_primary && b.is_primary)),
    ...(await within(tx, "dates", of("dates"), (a, b) => isBirthday(a) && isBirthday(b))),
    ...(await otherUids(tx, of("contacts"))),
    ...(await notOrganizations(tx, of("contacts"), of("affiliations"))),
    ...(await sameFacts(tx, of("relationships"))),
    ...(await contradictingTypes(tx, of("relationship_types"))),
  ];
}

/** Entries that correct one of those removed. */
export async function correctionsOf(tx: Reader, removed: readonly string[]): Promise<Rival[]> {
  const rows = await tx.find("interactions", { corrects: removed });
  return rows.map((row) => ({ table: "interactions", row }));
}

type Part = "channels" | "addresses" | "dates";

/** Collisions among the parts of one contact. */
async function within<T extends Part & OwnedTable>(
  tx: Reader,
  table: T,
  rows: readonly Rows[T][],
  collide: (brought: Rows[T], other: Rows[T]) => boolean,
): Promise<Rival[]> {
  const own = new Set(rows.map(({ id }) => id));
  const byContact = Map.groupBy(rows, ({ contact_id }) => contact_id);
  const found: Rival[] = [];
  for (const ids of batches([...byContact.keys()])) {
    for (const row of (await tx.find<Part>(table, { contact_id: ids })) as Rows[T][]) {
      const mine = byContact.get(row.contact_id) ?? [];
      if (!own.has(row.id) && mine.some((one) => collide(one, row))) found.push({ table, row });
    }
  }
  return found;
}

/** One channel twice, or two primary ones of a type. */
function sameChannel(a: Rows["channels"], b: Rows["channels"]): boolean {
  return a.type === b.type && ((a.is_primary && b.is_primary) || lookupKey(a) === lookupKey(b));
}

function isBirthday({ date_type }: Rows["dates"]): boolean {
  return date_type === "birthday";
}

async function otherUids(tx: Reader, contacts: readonly Rows["contacts"][]): Promise<Rival[]> {
  const own = new Set(contacts.map(({ id }) => id));
  const keys = contacts.flatMap(({ uid_key, deleted_at }) =>
    uid_key === null || deleted_at !== null ? [] : [uid_key],
  );
  const found: Rival[] = [];
  for (const uid_key of batches(keys)) {
    for (const row of await tx.find("contacts", { uid_key }))
      if (!own.has(row.id) && row.deleted_at === null) found.push({ table: "contacts", row });
  }
  return found;
}

/** Whoever is affiliated is so with an organization. */
async function notOrganizations(
  tx: Reader,
  contacts: readonly Rows["contacts"][],
  affiliations: readonly Rows["affiliations"][],
): Promise<Rival[]> {
  const found: Rival[] = [];
  for (const id of batches([...new Set(affiliations.map(({ organization_id }) => organization_id))])) {
    for (const row of await tx.find("contacts", { id }))
      if (row.kind !== "organization") found.push({ table: "contacts", row });
  }
  const others = contacts.filter(({ kind }) => kind !== "organization").map(({ id }) => id);
  for (const organization_id of batches(others)) {
    for (const row of await tx.find("affiliations", { organization_id })) found.push({ table: "affiliations", row });
  }
  return found;
}

/** A relationship that says the same, also from the other end. */
async function sameFacts(tx: Reader, relationships: readonly Rows["relationships"][]): Promise<Rival[]> {
  if (relationships.length === 0) return [];
  const own = new Set(relationships.map(({ id }) => id));
  const types = await tx.find("relationship_types", {});
  const found: Rival[] = [];
  for (const { from_contact_id, to_contact_id, relationship_type } of relationships) {
    const type = types.find(({ name }) => name === relationship_type);
    const inverse = isBuiltin(relationship_type) ? builtinInverse(relationship_type) : type && inverseOf(type);
    if (typeof inverse !== "string") continue;
    const turned = { from_contact_id: to_contact_id, to_contact_id: from_contact_id, relationship_type: inverse };
    for (const row of await tx.find("relationships", turned))
      if (!own.has(row.id)) found.push({ table: "relationships", row });
  }
  return found;
}

/** Types that say of each other what does not fit. */
async function contradictingTypes(tx: Reader, brought: readonly Rows["relationship_types"][]): Promise<Rival[]> {
  if (brought.length === 0) return [];
  const own = new Set(brought.map(({ id }) => id));
  const others = (await tx.find("relationship_types", {})).filter(({ id }) => !own.has(id));
  const contradicts = (a: Rows["relationship_types"], b: Rows["relationship_types"]) =>
    a.inverse_name === b.name && b.inverse_name !== a.name;
  return others
    .filter((other) => brought.some((one) => contradicts(one, other) || contradicts(other, one)))
    .map((row) => ({ table: "relationship_types", row }));
}

export function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += BATCH) yield all.slice(at, at + BATCH);
}
