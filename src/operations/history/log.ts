/** The record of operations: one entry per command that changed something. */
import { badRequest, notFound } from "../../domain/errors.ts";
import { flag, integer, object, optional, type Schema, text, uuid } from "../../domain/schema.ts";
import type { OperationRecord, Reader } from "../../store/store.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { defineRead, type Page } from "../operation.ts";
import { RESOURCES } from "./resources.ts";

/** One command, as the world sees it. */
export type LoggedOperation = Omit<OperationRecord, "sequence"> & {
  /** Whether what it did still stands: it was not undone, or the undo was. */
  stands: boolean;
};

export type ListOperationsInput = {
  standing?: boolean | undefined;
  id_prefix?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
};

export const listOperations = defineRead<ListOperationsInput, Page<LoggedOperation>>({
  name: "operations.list",
  summary: "List what was done, newest first",
  scope: "contacts:read",
  http: { method: "GET", path: "/operations", status: 200, contract: "extension" },
  mcp: { name: "contacts_operations" },
  errors: ["bad_request"],
  input: () =>
    object({
      standing: optional(flag("Only what can be undone next: no undo, and not undone")),
      id_prefix: optional(text("Only operations whose id begins so; the first of them, without a cursor")),
      limit: optional(integer("Rows per page", 1)),
      cursor: optional(text("Continue after the page that gave this cursor")),
    }) as Schema<ListOperationsInput>,
  async run(tx, { standing = false, id_prefix, limit = 50, cursor }) {
    if (id_prefix !== undefined) return firstOf(tx, id_prefix, limit);
    const data: LoggedOperation[] = [];
    let before = cursor === undefined ? null : Number(decodeCursor(cursor, { standing })[0]);
    for (;;) {
      const records = await tx.operations(before, limit + 1);
      for (const record of records) {
        if (data.length === limit)
          return { data, next_cursor: encodeCursor([before ?? 0], { standing }), has_more: true };
        before = record.sequence;
        const shown = await logged(tx, record);
        if (!standing || (shown.stands && shown.undoes === null)) data.push(shown);
      }
      if (records.length <= limit) return { data, next_cursor: null, has_more: false };
    }
  },
});

async function firstOf(tx: Reader, prefix: string, limit: number): Promise<Page<LoggedOperation>> {
  if (!/^[0-9a-f][0-9a-f-]{0,35}$/.test(prefix)) throw badRequest("id_prefix: not the start of an id");
  const records = await tx.operationsByIdPrefix(prefix, limit + 1);
  const data = await Promise.all(records.slice(0, limit).map((record) => logged(tx, record)));
  return { data, next_cursor: null, has_more: records.length > limit };
}

/** How many rows of a kind an operation wrote. */
export type RowCount = { resource_type: string; added: number; changed: number; removed: number };

export type OperationDetail = LoggedOperation & { rows: RowCount[] };

export const getOperation = defineRead<{ id: string }, OperationDetail>({
  name: "operations.get",
  summary: "Show one operation, and how many rows it wrote",
  scope: "contacts:read",
  http: { method: "GET", path: "/operations/{id}", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The operation") }),
  async run(tx, { id }) {
    const record = await tx.operation({ id });
    if (!record) throw notFound(`there is no operation ${id}`);
    return { ...(await logged(tx, record)), rows: await rowsOf(tx, record.sequence) };
  },
});

async function rowsOf(tx: Reader, sequence: number): Promise<RowCount[]> {
  const counts = await tx.rowCounts(sequence);
  return counts.map(({ table, ...count }) => ({ resource_type: RESOURCES[table], ...count }));
}

async function logged(tx: Reader, record: OperationRecord): Promise<LoggedOperation> {
  const { sequence, ...shown } = record;
  return { ...shown, stands: await stands(tx, record) };
}

/** An operation stands while nobody undid it, and again once the undo is undone. */
export async function stands(tx: Pick<Reader, "operation">, { undone_by }: OperationRecord): Promise<boolean> {
  if (undone_by === null) return true;
  const undo = await tx.operation({ id: undone_by });
  return undo === null || !(await stands(tx, undo));
}
