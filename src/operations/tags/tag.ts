/** What the operations on tags share. */
import type { Tag } from "../../domain/entities.ts";
import { notFound } from "../../domain/errors.ts";
import { shape, TAG_KEYS } from "../../domain/shapes.ts";
import type { Reader, Rows } from "../../store/store.ts";

/** A tag, and how many contacts that are not deleted have it. */
export type CountedTag = Tag & { contact_count: number };

/** @throws not_found */
export async function requireTag(tx: Reader, id: string): Promise<Rows["tags"]> {
  const row = await tx.get("tags", id);
  if (!row) throw notFound(`there is no tag ${id}`);
  return row;
}

export async function countedTags(tx: Reader, rows: readonly Rows["tags"][]): Promise<CountedTag[]> {
  const counts = await tx.countLinked(
    "contact_tags",
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...shape(row, TAG_KEYS), contact_count: counts.get(row.id) ?? 0 }));
}

export async function countedTag(tx: Reader, row: Rows["tags"]): Promise<CountedTag> {
  const [tag] = await countedTags(tx, [row]);
  return tag as CountedTag;
}
