/** Takes an operation back: what it made goes, what it changed or removed stands again, unless later changes stand on it. */
import { BacksideError, notFound } from "../../domain/errors.ts";
import type { Json } from "../../domain/json.ts";
import { object, uuid } from "../../domain/schema.ts";
import { readerAt } from "../../store/history.ts";
import { keyOf } from "../../store/journal.ts";
import type { OperationRecord, Rows, Transaction, Where } from "../../store/store.ts";
import { type TableName, tables, UNIQUE } from "../../store/tables.ts";
import { defineWrite } from "../operation.ts";
import { stands } from "./log.ts";
import { RESOURCES } from "./resources.ts";
import { correctionsOf, RULED, rivalsByRule } from "./rules.ts";

export type UndoReport = {
  operation_id: string;
  undone_operation_id: string;
  /** What the undone operation was called. */
  label: string;
  /** How many rows were brought back to what they were. */
  reverted_count: number;
  /** The first thousand of them. */
  reverted: Reverted[];
};

/** `action` is what the undo did to the row. */
export type Reverted = { resource_type: string; resource_id: string; action: "removed" | "restored" | "changed" };

const LISTED = 1000;
/** Ids looked up at a time. */
const BATCH = 5000;

export const undoOperation = defineWrite<{ id: string }, UndoReport>({
  name: "operations.undo",
  summary: "Take an operation back",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/operations/{id}/undo", status: 200, contract: "extension" },
  mcp: { name: "contacts_undo" },
  errors: ["bad_request", "not_found", "undo_conflict"],
  input: () => object({ id: uuid("The operation") }),
  async run(tx, { id }) {
    const operation = await tx.operation({ id });
    if (!operation) throw notFound(`there is no operation ${id}`);
    await requireStanding(tx, operation);
    tx.describe({ undoes: id, reason: "undo", label: `undo ${operation.label}` });
    const steps = await stepsOf(tx, operation);
    const reverted = [...(await removeWhatItMade(tx, operation, steps)), ...(await bringBack(tx, operation, steps))];
    if (reverted.length === 0) throw gone(`nothing is left of what \`${operation.label}\` did`);
    await requireWhole(tx, operation, reverted);
    await requireRules(tx, operation, steps, reverted);
    return {
      operation_id: tx.operationId(),
      undone_operation_id: id,
      label: operation.label,
      reverted_count: reverted.length,
      reverted: reverted.slice(0, LISTED).map(({ table, id, action }) => ({
        resource_type: RESOURCES[table],
        resource_id: id,
        action,
      })),
    };
  },
});

const TABLES = Object.keys(tables) as TableName[];

type Touched = { table: TableName; id: string; action: Reverted["action"] };

async function requireStanding(tx: Transaction, operation: OperationRecord): Promise<void> {
  if (operation.name === "contacts.purge") {
    throw gone("what was purged is gone for good");
  }
  if (await stands(tx, operation)) return;
  throw new BacksideError("undo_conflict", `operation ${operation.id} is undone already`, {
    hint: `\`backside undo ${operation.undone_by}\` does it again`,
    details: { conflicts: [], undone_by: operation.undone_by },
  });
}

function gone(message: string): BacksideError {
  return new BacksideError("undo_conflict", message, {
    hint: "earlier operations are undone by their ids: `backside operations list`",
    details: { conflicts: [] },
  });
}

/** What has to be done to one row, besides removing what the operation made and nobody touched. */
type Step =
  | { action: "restored" | "changed"; table: TableName; before: Rows[TableName]; number: number }
  | { action: "removed"; table: TableName; row: Rows[TableName] };

async function stepsOf(tx: Transaction, operation: OperationRecord): Promise<Step[]> {
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

/** Columns that say when and by whom, not what. */
const BOOKKEEPING = new Set(["written_by", "updated_at", "revision", "card_revision", "last_interaction_at"]);

function contentDiffers(a: object, b: object): string[] {
  const [one, other] = [fieldsOf(a), fieldsOf(b)];
  return Object.keys(one).filter((field) => !BOOKKEEPING.has(field) && !same(one[field], other[field]));
}

function fieldsOf(row: object): Record<string, Json> {
  return row as Record<string, Json>;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Removals come first, so that names and links they held are free for what is brought back. */
async function removeWhatItMade(
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

async function bringBack(tx: Transaction, operation: OperationRecord, steps: readonly Step[]): Promise<Touched[]> {
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

/** Nothing may be left that names a row which is not there. @throws undo_conflict */
async function requireWhole(tx: Transaction, operation: OperationRecord, touched: readonly Touched[]): Promise<void> {
  const conflicts: Conflict[] = [];
  for (const table of TABLES) {
    const of = touched.filter((one) => one.table === table);
    const gone = of.filter(({ action }) => action === "removed").map(({ id }) => id);
    for (const ids of batches(gone)) conflicts.push(...(await namingThese(tx, table, ids)));
    const back = of.filter(({ action }) => action === "restored").map(({ id }) => id);
    for (const ids of batches(back)) conflicts.push(...(await withoutTheirs(tx, table, ids)));
  }
  if (conflicts.length > 0) throw await laterChanges(tx, operation, conflicts);
}

/** What was made or changed since may not collide with what stands again. @throws undo_conflict */
async function requireRules(
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

function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += BATCH) yield all.slice(at, at + BATCH);
}

type Conflict = { table: TableName; row: Rows[TableName] };

/** Names the operations that have to be undone first. */
async function laterChanges(
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
