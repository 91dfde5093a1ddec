import type { Command } from "commander";
import { type LoggedOperation, listOperations } from "../../operations/history/log.ts";
import { parseFields } from "../../render/fields.ts";
import { OPERATION_COLUMNS, operationTableColumns } from "../../render/operation.ts";
import type { Context } from "../context.ts";
import { positive } from "../option.ts";
import { showRecords, type View } from "../records.ts";
import { firstRows, type LimitOptions, limitOf, noteRest } from "../screenful.ts";
import type { Verb } from "../verb.ts";

export const list: Verb = {
  name: "list",
  summary: "List what was done, newest first",
  examples: ["backside operations list", "backside operations list --limit 10 --json"],
  notes: [
    "Each command that changed something is one operation. State says which are undone, and which took others back.",
  ],
  json: "[{id, name, label, surface, actor, reason, undoes, undone_by, recorded_at, stands}]",
  output: "Operation[]",
  effect: "read",
  operations: ["operations.list"],
  build: listCommand,
};

/** What `--fields` may name. */
export const OPERATION_FIELDS = "id name label surface actor reason undoes undone_by recorded_at stands".split(" ");

/** `backside operations list` */
function listCommand(command: Command, context: Context): Command {
  return command
    .option("--limit <n>", "at most so many rows", positive("--limit"))
    .option("--all", "every row, also on a terminal")
    .action(async (options: LimitOptions) => {
      const shown = { rows: 0, more: false };
      const pages = context.backend("read").pages(listOperations, { limit: PAGE });
      await showRecords(context, firstRows(pages, limitOf(context, options), shown), operationView(context));
      await noteRest(context, shown, options, "nothing was done yet");
    });
}

const PAGE = 100;

function operationView(context: Context): View<LoggedOperation> {
  const { fields } = context.options();
  return {
    fields: fields === undefined ? null : parseFields(fields, OPERATION_FIELDS),
    columns: OPERATION_COLUMNS,
    table: (rows) => operationTableColumns(rows, context.io.now()),
  };
}
