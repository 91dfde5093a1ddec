/** What the operations on groups share. */
import type { Group } from "../../domain/entities.ts";
import { notFound } from "../../domain/errors.ts";
import { GROUP_KEYS, shape } from "../../domain/shapes.ts";
import type { Reader, Rows } from "../../store/store.ts";

/** @throws not_found */
export async function requireGroup(tx: Reader, id: string): Promise<Rows["groups"]> {
  const row = await tx.get("groups", id);
  if (!row) throw notFound(`there is no group ${id}`);
  return row;
}

/** As the API answers them: with the number of members that are not deleted. */
export async function groupsOf(tx: Reader, rows: readonly Rows["groups"][]): Promise<Group[]> {
  const counts = await tx.countLinked(
    "group_members",
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...shape(row, GROUP_KEYS), member_count: counts.get(row.id) ?? 0 }));
}

export async function groupOf(tx: Reader, row: Rows["groups"]): Promise<Group> {
  const [group] = await groupsOf(tx, [row]);
  return group as Group;
}
