/** Takes an operation back: what it made goes, what it changed or removed stands again, unless later changes stand on it. */
import { BacksideError, notFound } from "../../domain/errors.ts";
import { object, uuid } from "../../domain/schema.ts";
import type { OperationRecord, Transaction } from "../../store/store.ts";
import { defineWrite } from "../operation.ts";
import { stands } from "./log.ts";
import { RESOURCES } from "./resources.ts";
import { stepsOf } from "./undo/steps.ts";
import { requireRules, requireWhole } from "./undo/whole.ts";
import { bringBack, removeWhatItMade, type Touched } from "./undo/write.ts";

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

export type Reverted = { resource_type: string; resource_id: string; action: Touched["action"] };

const LISTED = 1000;

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
