/** What has to hold once an undo has written: nothing hangs in the air, and no rule is broken. */
import { readerAt } from "../../../store/history.ts";
import { keyOf } from "../../../store/journal.ts";
import type { OperationRecord, Transaction } from "../../../store/store.ts";
import { TABLES, type TableName, tables } from "../../../store/tables.ts";
import { type Conflict, laterChanges } from "./conflict.ts";
import { contentDiffers, fieldsOf } from "./content.ts";
import { batches, correctionsOf, RULED, rivalsByRule } from "./rules.ts";
import type { Step } from "./steps.ts";
import type { Touched } from "./write.ts";

/** Nothing may be left that names a row which is not there. @throws undo_conflict */
export async function requireWhole(
  tx: Transaction,
  operation: OperationRecord,
  touched: readonly Touched[],
): Promise<void> {
  const conflicts: Conflict[] = [];
  for (const table of TABLES) {
    const of = touched.filter((one) => one.table === table);
    const gone = of.filter(({ action }) => action === "removed").map(({ id }) => id);
    for (const ids of batches(gone)) {
      if (table === "contacts") await removeBookkeeping(tx, ids);
      conflicts.push(...(await namingThese(tx, table, ids)));
    }
    const back = of.filter(({ action }) => action === "restored").map(({ id }) => id);
    for (const ids of batches(back)) conflicts.push(...(await withoutTheirs(tx, table, ids)));
  }
  if (conflicts.length > 0) throw await laterChanges(tx, operation, conflicts);
}

/** What was made or changed since may not collide with what stands again. @throws undo_conflict */
export async function requireRules(
  tx: Transaction,
  operation: OperationRecord,
  steps: readonly Step[],
  reverted: readonly Touched[],
): Promise<void> {
  const brought = steps.flatMap((step) => (step.action === "removed" ? [] : [{ table: step.table, row: step.before }]));
  const gone = reverted.filter(({ table, action }) => table === "interactions" && action === "removed");
  const rivals = [
    ...(await rivalsByRule(tx, brought)),
    ...(await correctionsOf(
      tx,
      gone.map(({ id }) => id),
    )),
  ];
  const past = readerAt(tx, operation.sequence - 1);
  const since: Conflict[] = [];
  for (const { table, row } of rivals) {
    const then = await past.get(table, keyOf(table, row));
    // What collided before the operation as well is no work of later ones.
    if (!then || contentDiffers(then, row).some((field) => RULED.has(field))) since.push({ table, row });
  }
  if (since.length > 0) throw await laterChanges(tx, operation, since);
}

/** No operation could be undone first that did nothing else. */
async function removeBookkeeping(tx: Transaction, contact_id: readonly string[]): Promise<void> {
  for (const row of await tx.find("card_digests", { contact_id })) await tx.remove("card_digests", row);
}

async function namingThese(tx: Transaction, named: TableName, ids: readonly string[]): Promise<Conflict[]> {
  const found: Conflict[] = [];
  for (const table of TABLES) {
    for (const [column, to] of Object.entries(tables[table].refers)) {
      if (to !== named) continue;
      for (const row of await tx.find(table, { [column]: ids })) found.push({ table, row });
    }
  }
  return found;
}

async function withoutTheirs(tx: Transaction, table: TableName, ids: readonly string[]): Promise<Conflict[]> {
  const missing: Conflict[] = [];
  const images = await tx.images(table, { row_id: ids });
  for (const [column, to] of Object.entries(tables[table].refers)) {
    const named = [...new Set(images.map(({ row }) => String(fieldsOf(row)[column])))];
    const there = new Set((await tx.find(to, { id: named })).map(({ id }) => id));
    for (const { row } of images) if (!there.has(String(fieldsOf(row)[column]))) missing.push({ table, row });
  }
  return missing;
}
