import type { Command } from "commander";
import { CONTACT_KEYS } from "../../domain/shapes.ts";
import type { Change } from "../../operations/history/changes.ts";
import { type ContactVersion, contactHistory } from "../../operations/history/history.ts";
import { outPaged } from "../../pager.ts";
import { changeLine } from "../../render/change.ts";
import { type Styles, stylesFor } from "../../render/colour.ts";
import type { Column } from "../../render/column.ts";
import { parseFields } from "../../render/fields.ts";
import { sanitizeForTty } from "../../render/sanitize.ts";
import { momentText } from "../../render/time.ts";
import type { Context } from "../context.ts";
import { readPast, WHEN_NOTE } from "../moment.ts";
import { positive, REF } from "../option.ts";
import { showRecords } from "../records.ts";
import { firstRows, type LimitOptions, limitOf, noteRest } from "../screenful.ts";
import type { Verb } from "../verb.ts";
import { oneRef } from "./each.ts";

export const history: Verb = {
  name: "history",
  summary: "Tell what was changed of a contact and when, newest first",
  examples: [
    "backside contacts history ada",
    "backside contacts history ada --from 2026-01-01 --json",
    "backside contacts history ada --tsv | grep tag",
  ],
  notes: [
    WHEN_NOTE,
    "A day alone is its beginning after --from, and its end after --to.",
    "Deleted contacts are met too. In a pipe each change is a line of its own.",
  ],
  json: "[{id, display_name, ..., _temporal, operation_id, operation, changes: [{action, label, field, from, to}]}]",
  output: "ContactVersion[]",
  errors: { not_found: "nobody is called so", ambiguous: "more than one is; details.candidates names them" },
  effect: "read",
  operations: ["contacts.resolve", "contacts.history"],
  build: historyCommand,
};

type HistoryOptions = LimitOptions & { from?: string; to?: string };

/** `backside contacts history REF` */
function historyCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref>", `${REF}; deleted or not`)
    .option("--from <when>", "only since then")
    .option("--to <when>", "only until then")
    .option("--limit <n>", "at most so many operations", positive("--limit"))
    .option("--all", "every operation, also on a terminal")
    .action(async (ref: string, options: HistoryOptions) => {
      const { id } = await oneRef(context, ref, "include");
      const filters = {
        from: options.from === undefined ? undefined : await readPast(context, options.from, "from"),
        to: options.to === undefined ? undefined : await readPast(context, options.to, "to", "end"),
      };
      const shown = { rows: 0, more: false };
      const pages = context.backend("read").pages(contactHistory, { id, ...filters, limit: PAGE });
      await showVersions(context, firstRows(pages, limitOf(context, options), shown));
      await noteRest(context, shown, options, "nothing was changed in that time");
    });
}

const PAGE = 50;

/** People read what each operation did, programs get a version an operation; columns hold a change a line. */
async function showVersions(context: Context, versions: AsyncGenerator<ContactVersion>): Promise<void> {
  const { io } = context;
  const { fields } = context.options();
  const form = context.form();
  if (fields !== undefined || form === "json" || form === "ndjson")
    return showRecords(context, versions, {
      fields: fields === undefined ? null : parseFields(fields, VERSION_FIELDS),
      columns: [],
    });
  if (form !== "table") return showRecords(context, changesOf(versions), { fields: null, columns: CHANGE_COLUMNS });
  await outPaged(io, told(versions, io.now(), io.stdout.columns, await stylesFor(io.stdout.colour)), context.paging());
}

const VERSION_FIELDS = [
  ...CONTACT_KEYS,
  "metadata.*",
  ..."_temporal _temporal.sys_from _temporal.sys_to _temporal.capture_reason operation_id operation".split(" "),
  ..."changes changes.action changes.resource_type changes.label changes.field changes.from changes.to".split(" "),
];

type ChangeRow = Change & { recorded_at: string; operation_id: string; operation: string };

async function* changesOf(versions: AsyncGenerator<ContactVersion>): AsyncGenerator<ChangeRow> {
  for await (const { _temporal, operation_id, operation, changes } of versions)
    for (const change of changes) yield { ...change, recorded_at: _temporal.sys_from, operation_id, operation };
}

/** The default columns of TSV and CSV. Columns are only ever appended. */
const CHANGE_COLUMNS: readonly Column<ChangeRow>[] = [
  { name: "recorded_at", text: ({ recorded_at }) => recorded_at },
  { name: "operation_id", text: ({ operation_id }) => operation_id },
  { name: "operation", text: ({ operation }) => operation },
  ...changeColumns<ChangeRow>(),
];

/** What became different, as columns. */
export function changeColumns<Row extends Change>(): Column<Row>[] {
  return [
    { name: "action", text: ({ action }) => action },
    { name: "label", text: ({ label }) => label },
    { name: "field", text: ({ field }) => field ?? "" },
    { name: "from", text: ({ from }) => cellText(from) },
    { name: "to", text: ({ to }) => cellText(to) },
  ];
}

function cellText(value: Change["from"]): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

async function* told(
  versions: AsyncGenerator<ContactVersion>,
  now: Date,
  columns: number,
  styles: Styles,
): AsyncGenerator<string> {
  const { bold, dim } = styles;
  let first = true;
  for await (const { _temporal, operation, operation_id, changes } of versions) {
    const heading = `${bold(sanitizeForTty(operation, { cell: true }))}`;
    const when = dim(`${momentText(_temporal.sys_from, now)}  ${operation_id}`);
    const lines = changes.map((change) => changeLine(change, columns, styles));
    yield `${[...(first ? [] : [""]), heading, when, ...lines].join("\n")}\n`;
    first = false;
  }
}
