import type { Command } from "commander";
import { type UndoReport, undoOperation } from "../operations/history/undo.ts";
import type { Column } from "../render/column.ts";
import { plural } from "../render/time.ts";
import { lastStanding, operationOf } from "../workflows/operation-ref.ts";
import type { Context } from "./context.ts";
import { did } from "./definitions.ts";
import { showWritten, viewOf } from "./records.ts";
import type { Verb } from "./verb.ts";

export const undo: Verb = {
  name: "undo",
  summary: "Take back the last operation, or a named one",
  examples: ["backside undo", "backside undo --dry-run", "backside undo 01900000-0000"],
  notes: [
    "Without a name it is the last operation that is not undone yet; again, the one before. To do again what was undone, undo the undo by its id. `backside operations list` shows the ids.",
    "A purge cannot be taken back. Where it is the last operation, the one before is undone by its id, which the refusal names.",
  ],
  json: "{operation_id, undone_operation_id, label, reverted_count, reverted: [{resource_type, resource_id, action}], dry_run}",
  output: "UndoReport",
  errors: {
    not_found: "there is nothing to undo, or no operation is called so",
    undo_conflict: "later changes stand on it, or it is undone already",
  },
  effect: "write",
  operations: ["operations.list", "operations.undo"],
  build: undoCommand,
};

/** `backside undo [OPERATION]` */
function undoCommand(command: Command, context: Context): Command {
  return command
    .argument("[operation]", "its id, or the start of it; the last one by default")
    .action(async (ref: string | undefined) => {
      const backend = context.backend("write");
      // Chosen and taken back in one transaction: of two undos at a time, the second takes back the one before.
      const undone = await backend.batch(
        undoOperation.name,
        async (within) => {
          const { id } = ref === undefined ? await lastStanding(within) : await operationOf(within, ref);
          return within.call(undoOperation, { id });
        },
        context.writing(),
      );
      const report: ShownReport = {
        ...undone,
        operation_id: context.operationId(),
        dry_run: context.options().dryRun ?? false,
      };
      await showWritten(context, {
        record: report,
        id: undone.operation_id,
        outcome: "report",
        line: `${did(context, "Took back", "take back")} \`${report.label}\`: ${plural(report.reverted_count, "row")}`,
        view: viewOf(context, REPORT_FIELDS, REPORT_COLUMNS),
      });
      if (context.operationId() !== null) await context.note(`\`backside undo ${undone.operation_id}\` does it again`);
    });
}

/** Nothing is kept of a dry run, so it has no id. */
type ShownReport = Omit<UndoReport, "operation_id"> & { operation_id: string | null; dry_run: boolean };

const REPORT_FIELDS = [
  ..."operation_id undone_operation_id label reverted_count".split(" "),
  ..."reverted reverted.resource_type reverted.resource_id reverted.action dry_run".split(" "),
];

/** Columns are only ever appended. */
const REPORT_COLUMNS: readonly Column<ShownReport>[] = [
  { name: "operation_id", text: ({ operation_id }) => operation_id ?? "" },
  { name: "undone_operation_id", text: ({ undone_operation_id }) => undone_operation_id },
  { name: "label", text: ({ label }) => label },
  { name: "reverted_count", text: ({ reverted_count }) => String(reverted_count) },
];
