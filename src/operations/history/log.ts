/** The record of operations: one entry per command that changed something. */
import { notFound } from "../../domain/errors.ts";
import { flag, integer, object, optional, type Schema, text, uuid } from "../../domain/schema.ts";
import type { OperationRecord, Reader } from "../../store/store.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { defineRead, type Page } from "../operation.ts";

/** One command, as the world sees it. */
export type LoggedOperation = Omit<OperationRecord, "sequence"> & {
  /** Whether what it did still stands: it was not undone, or the undo was. */
  stands: boolean;
};

export type ListOperationsInput = {
  standing?: boolean | undefined;
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
      limit: optional(integer("Rows per page", 1)),
      cursor: optional(text("Continue after the page that gave this cursor")),
    }) as Schema<ListOperationsInput>,
  async run(tx, { standing = false, limit = 50, cursor }) {
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

export const getOperation = defineRead<{ id: string }, LoggedOperation>({
  name: "operations.get",
  summary: "Show one operation",
  scope: "contacts:read",
  http: { method: "GET", path: "/operations/{id}", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The operation") }),
  async run(tx, { id }) {
    const record = await tx.operation({ id });
    if (!record) throw notFound(`there is no operation ${id}`);
    return logged(tx, record);
  },
});

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
