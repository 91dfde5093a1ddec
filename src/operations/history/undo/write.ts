/** Does the steps of an undo: what the operation made goes, what it changed or removed stands again. */
import { keyOf } from "../../../store/journal.ts";
import type { OperationRecord, Rows, Transaction, Where } from "../../../store/store.ts";
import { TABLES, type TableName, UNIQUE } from "../../../store/tables.ts";
import { type Conflict, laterChanges } from "./conflict.ts";
import { fieldsOf } from "./content.ts";
import type { Step } from "./steps.ts";

/** `action` is what the undo did to the row. */
export type Touched = { table: TableName; id: string; action: "removed" | "restored" | "changed" };

/** Removals come first, so that names and links they held are free for what is brought back. */
export async function removeWhatItMade(
  tx: Transaction,
  { sequence }: OperationRecord,
  steps: readonly Step[],
): Promise<Touched[]> {
  const removed: Touched[] = [];
  for (const table of TABLES) {
    for (const id of await tx.removeMadeBy(table, sequence)) removed.push({ table, id, action: "removed" });
  }
  for (const step of steps) {
    if (step.action !== "removed") continue;
    await tx.remove(step.table, keyOf(step.table, step.row));
    removed.push({ table: step.table, id: step.row.id, action: "removed" });
  }
  return removed;
}

export async function bringBack(
  tx: Transaction,
  operation: OperationRecord,
  steps: readonly Step[],
): Promise<Touched[]> {
  const back: Touched[] = [];
  const conflicts: Conflict[] = [];
  for (const step of steps) {
    if (step.action === "removed") continue;
    const { table, before, number, action } = step;
    const [rival] = await rivalsOf(tx, table, before);
    if (rival) {
      conflicts.push({ table, row: rival });
    } else {
      await tx.put(table, before, number);
      back.push({ table, id: before.id, action });
    }
  }
  if (conflicts.length > 0) throw await laterChanges(tx, operation, conflicts);
  return back;
}

/** Other rows that have what only one may have, such as the name of a tag. */
async function rivalsOf<T extends TableName>(tx: Transaction, table: T, row: Rows[T]): Promise<Rows[T][]> {
  const columns = UNIQUE[table];
  if (!columns) return [];
  const values = fieldsOf(row);
  const where = Object.fromEntries(columns.map((column) => [column, values[column]]));
  return (await tx.find(table, where as Where<T>)).filter(({ id }) => id !== row.id);
}
