/** Later changes that stand in the way of an undo. */
import { BacksideError } from "../../../domain/errors.ts";
import { keyOf } from "../../../store/journal.ts";
import type { OperationRecord, Rows, Transaction } from "../../../store/store.ts";
import type { TableName } from "../../../store/tables.ts";
import { RESOURCES } from "../resources.ts";

export type Conflict = { table: TableName; row: Rows[TableName] };

/** Names the operations that have to be undone first. */
export async function laterChanges(
  tx: Transaction,
  operation: OperationRecord,
  conflicts: readonly Conflict[],
): Promise<BacksideError> {
  const later = new Map<number, OperationRecord>();
  const listed = [];
  for (const { table, row } of conflicts.slice(0, 20)) {
    const by = await lastChange(tx, table, row);
    if (by && by.sequence > operation.sequence) later.set(by.sequence, by);
    listed.push({ resource_type: RESOURCES[table], resource_id: row.id, operation_id: by?.id ?? null });
  }
  const [newest, ...others] = [...later.values()].sort((a, b) => b.sequence - a.sequence);
  return new BacksideError("undo_conflict", `later changes stand on what \`${operation.label}\` did`, {
    hint: newest
      ? `undo the later ones first: \`backside undo ${newest.id}\`${others.length > 0 ? `, and ${others.length} more` : ""}`
      : "`backside operations list` shows what was done since",
    details: { conflicts: listed },
  });
}

async function lastChange(tx: Transaction, table: TableName, row: Rows[TableName]): Promise<OperationRecord | null> {
  const now = await tx.get(table, keyOf(table, row));
  const last = (await tx.images(table, { row_id: [row.id] })).at(-1);
  return tx.operation({ sequence: Math.max(now?.written_by ?? 0, last?.valid_to ?? 0) });
}
