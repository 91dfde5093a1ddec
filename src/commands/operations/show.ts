import type { Command } from "commander";
import { getOperation, type OperationDetail, type RowCount } from "../../operations/history/log.ts";
import { stylesFor } from "../../render/colour.ts";
import type { Column } from "../../render/column.ts";
import { parseFields } from "../../render/fields.ts";
import { OPERATION_COLUMNS, stateOf } from "../../render/operation.ts";
import { sanitizeForTty } from "../../render/sanitize.ts";
import { count, momentText } from "../../render/time.ts";
import { operationOf } from "../../workflows/operation-ref.ts";
import type { Context } from "../context.ts";
import { showRecord } from "../records.ts";
import type { Verb } from "../verb.ts";
import { OPERATION_FIELDS } from "./list.ts";

export const show: Verb = {
  name: "show",
  summary: "Show one operation, and how much it changed",
  examples: ["backside operations show 01900000-0000", "backside operations show 01900000-0000 --json"],
  json: "{id, name, label, surface, ..., stands, rows: [{resource_type, added, changed, removed}]}",
  output: "OperationDetails",
  errors: { not_found: "no operation is called so", ambiguous: "more than one id begins so" },
  effect: "read",
  operations: ["operations.list", "operations.get"],
  build: showCommand,
};

/** `backside operations show OPERATION` */
function showCommand(command: Command, context: Context): Command {
  return command.argument("<operation>", "its id, or the start of it").action(async (ref: string) => {
    const backend = context.backend("read");
    const operation = await backend.call(getOperation, { id: (await operationOf(backend, ref)).id });
    const { fields } = context.options();
    const known = [...OPERATION_FIELDS, ..."rows rows.resource_type rows.added rows.changed rows.removed".split(" ")];
    const view = { fields: fields === undefined ? null : parseFields(fields, known), columns: COLUMNS };
    await showRecord(context, operation, view, () => operationText(context, operation));
  });
}

const COLUMNS: readonly Column<OperationDetail>[] = [
  ...OPERATION_COLUMNS,
  { name: "rows", text: ({ rows }) => rows.map(rowText).join("; ") },
];

async function operationText({ io }: Context, operation: OperationDetail): Promise<string> {
  const { bold, dim } = await stylesFor(io.stdout.colour);
  const lines = [
    bold(sanitizeForTty(operation.label, { cell: true })),
    dim(`${operation.id}  ${momentText(operation.recorded_at, io.now())}, by ${operation.surface}`),
    ...remarksOf(operation),
    ...operation.rows.map((row) => `  ${rowText(row)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function remarksOf(operation: OperationDetail): string[] {
  const { undoes, undone_by } = operation;
  return [
    ...(undoes === null ? [] : [`  took back ${undoes}`]),
    ...(stateOf(operation) === "undone" ? [`  was taken back by ${undone_by}`] : []),
  ];
}

/** `channel: 3 added, 1 removed` */
function rowText({ resource_type, added, changed, removed }: RowCount): string {
  const parts = [
    [added, "added"],
    [changed, "changed"],
    [removed, "removed"],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, what]) => `${count(number)} ${what}`);
  return `${resource_type.replaceAll("_", " ")}: ${said.join(", ")}`;
}
