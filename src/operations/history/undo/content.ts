/** What a row says, and whether two rows say the same. */
import type { Json } from "../../../domain/json.ts";

/** Columns that say when and by whom, not what. */
const BOOKKEEPING = new Set(["written_by", "updated_at", "revision", "card_revision", "last_interaction_at"]);

export function contentDiffers(a: object, b: object): string[] {
  const [one, other] = [fieldsOf(a), fieldsOf(b)];
  return Object.keys(one).filter((field) => !BOOKKEEPING.has(field) && !same(one[field], other[field]));
}

export function fieldsOf(row: object): Record<string, Json> {
  return row as Record<string, Json>;
}

export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
