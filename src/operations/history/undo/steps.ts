/** What an undo has to do, row by row: worked out before anything is written. */
import { BOOKKEEPING, keyOf } from "../../../store/journal.ts";
import type { OperationRecord, Rows, Transaction } from "../../../store/store.ts";
import { TABLES, type TableName } from "../../../store/tables.ts";
import { type Conflict, laterChanges } from "./conflict.ts";
import { contentDiffers, fieldsOf, same } from "./content.ts";

/** What has to be done to one row, besides removing what the operation made and nobody touched. */
export type Step =
  | { action: "restored" | "changed"; table: TableName; before: Rows[TableName]; number: number }
  | { action: "removed"; table: TableName; row: Rows[TableName] };

export async function stepsOf(tx: Transaction, operation: OperationRecord): Promise<Step[]> {
  const steps: Step[] = [];
  const conflicts: Conflict[] = [];
  for (const table of TABLES) {
    const ended = await tx.images(table, { valid_to: operation.sequence });
    const begun = await tx.images(table, { valid_from: operation.sequence });
    const left = new Map(begun.map(({ row }) => [row.id, row]));
    for (const { row: before, number } of ended) {
      const step = await stepBack(tx, table, before, left.get(before.id), operation.sequence);
      if (step) steps.push({ ...step, table, number });
      else conflicts.push({ table, row: before });
      left.delete(before.id);
    }
    for (const made of left.values()) {
      const now = await tx.get(table, keyOf(table, made));
      if (!now && BOOKKEEPING.has(table)) continue; // it went with its contact
      if (now && contentDiffers(made, now).length === 0) steps.push({ action: "removed", table, row: now });
      else conflicts.push({ table, row: made });
    }
  }
  if (conflicts.length > 0) throw await laterChanges(tx, operation, conflicts);
  return steps;
}

/**
 * From a row as it is to what it was before the operation; null when a later change stands in the way. Fields that the
 * operation did not change keep what others made of them since.
 * @param left the row as the operation left it, where it was changed since
 */
async function stepBack(
  tx: Transaction,
  table: TableName,
  before: Rows[TableName],
  left: Rows[TableName] | undefined,
  sequence: number,
): Promise<{ action: "restored" | "changed"; before: Rows[TableName] } | null> {
  const now = await tx.get(table, keyOf(table, before));
  const after = left ?? (now?.written_by === sequence ? now : null);
  if (after === null) return now ? null : { action: "restored", before };
  if (!now) return null;
  const changed = contentDiffers(before, after);
  const values = fieldsOf(after);
  const current = fieldsOf(now);
  if (changed.some((field) => !same(values[field], current[field]))) return null;
  const untouched = contentDiffers(after, now).length === 0;
  const back = Object.fromEntries(changed.map((field) => [field, fieldsOf(before)[field]]));
  if (untouched) return { action: "changed", before };
  return { action: "changed", before: await asItOnceWas(tx, table, { ...now, ...back } as Rows[TableName]) };
}

/** A row that is again what it once was, after undoing out of turn, has the time of then. */
async function asItOnceWas<T extends TableName>(tx: Transaction, table: T, row: Rows[T]): Promise<Rows[T]> {
  const images = await tx.images(table, { row_id: [row.id] });
  const twin = images.findLast(({ row: once }) => contentDiffers(once, row).length === 0);
  return twin ? { ...row, updated_at: twin.row.updated_at } : row;
}
