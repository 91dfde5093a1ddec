/** Records of any kind in every output form: what each noun's `list` shows, and what a writing verb answers. */
import { outEach } from "../io.ts";
import { outPaged } from "../pager.ts";
import { stylesFor } from "../render/colour.ts";
import type { Column, Rows } from "../render/column.ts";
import { csv } from "../render/csv.ts";
import { type Fields, fieldColumns, parseFields, project } from "../render/fields.ts";
import { jsonArray, jsonDocument } from "../render/json.ts";
import { ndjson } from "../render/ndjson.ts";
import { sanitizeForTty } from "../render/sanitize.ts";
import { table } from "../render/table.ts";
import { tsv, tsvRecord } from "../render/tsv.ts";
import type { Context } from "./context.ts";

/** How the rows of one type look. */
export type View<Row> = {
  /** What `--fields` asked for; null shows all. */
  fields: Fields | null;
  /** Columns of TSV and CSV, only ever appended to. */
  columns: readonly Column<Row>[];
  /** Columns of a table; those of TSV where they do. */
  table?: (rows: readonly Row[]) => readonly Column<Row>[];
};

/** The view of a row type of which every field is shown by `--json`. */
export function viewOf<Row>(
  context: Context,
  known: readonly string[],
  columns: readonly Column<Row>[],
  tableColumns?: readonly Column<Row>[],
): View<Row> {
  const { fields } = context.options();
  const view = { fields: fields === undefined ? null : parseFields(fields, known), columns };
  return tableColumns ? { ...view, table: () => tableColumns } : view;
}

/** Writes a list as its rows arrive. */
export async function showRecords<Row extends object>(
  context: Context,
  rows: Rows<Row>,
  view: View<Row>,
): Promise<void> {
  const { io } = context;
  const { fields } = view;
  const tty = io.stdout.isTTY;
  const { header, csvRaw = false } = context.options();
  const columns = fields ? fieldColumns<Row>(fields) : view.columns;
  const shaped = fields ? mapped(rows, (row) => project(row, fields)) : rows;
  switch (context.form()) {
    case "json":
      return outEach(io, jsonArray(shaped, { tty }));
    case "ndjson":
      return outEach(io, ndjson(shaped, { tty }));
    case "csv":
      return outEach(io, csv(rows, columns, { raw: csvRaw, tty, ...(header === undefined ? {} : { header }) }));
    case "tsv":
      return outEach(io, tsv(rows, columns, { header: header === true, tty }));
    case "table": {
      const styles = await stylesFor(io.stdout.colour);
      const all: Row[] = [];
      for await (const row of rows) all.push(row);
      const shown = fields ? columns.map(withWholeIds) : (view.table?.(all) ?? columns);
      return outPaged(
        io,
        table(all, shown, { columns: io.stdout.columns, styles, header: header ?? true }),
        context.paging(),
      );
    }
  }
}

/** Writes one record; a list of one in CSV. */
export async function showRecord<Row extends object>(
  context: Context,
  row: Row,
  view: View<Row>,
  /** What a terminal shows. */
  card: () => string | Promise<string>,
): Promise<void> {
  const { io } = context;
  const { fields } = view;
  const tty = io.stdout.isTTY;
  switch (context.form()) {
    case "json":
      return io.out(jsonDocument(fields ? project(row, fields) : row, { tty }));
    case "tsv":
      return io.out(tsvRecord(row, fields ? fieldColumns<Row>(fields) : view.columns, { tty }));
    case "table":
      if (!fields) return outPaged(io, once(await card()), context.paging());
      return io.out(tsvRecord(row, fieldColumns<Row>(fields), { tty }));
    default:
      return showRecords(context, [row], view);
  }
}

/** What a verb did to one record. */
export type Written<Row> = {
  record: Row;
  /** Id that a pipe gets; a record has its own. */
  id: string;
  /** What became of it; a report of its own tells itself whether it is one of a dry run. */
  outcome: "made" | "changed" | "unchanged" | "report";
  /** What was done, for people: `Created Ada Lovelace`. Contacts' text in it is cleaned here. */
  line: string;
  view: View<Row>;
};

/**
 * Answers a write: the record for programs, its id in a pipe, a line and the way back for people. Of a dry run programs
 * get the report on one record, which cannot be taken for the real thing.
 */
export async function showWritten<Row extends object>(
  context: Context,
  { record, id, outcome, line, view }: Written<Row>,
): Promise<void> {
  const form = context.form();
  const { dryRun = false } = context.options();
  if ((form === "json" || form === "ndjson") && dryRun && outcome !== "report")
    return showReport(context, triedOut(id, outcome), line);
  if (form === "json" || form === "ndjson") return showRecord(context, record, view, () => "");
  if (view.fields || form === "csv") await showRecords(context, [record], view);
  else if (form === "tsv" && !dryRun) await context.io.out(`${id}\n`); // an id of a dry run is nobody's
  await tell(context, line);
}

/** What a verb did to many records (cli-contract section 8). */
export type BulkReport = {
  operation_id: string | null;
  matched: number;
  changed: number;
  unchanged: number;
  failed: { ref: string; error: { code: string; message: string } }[];
  /** Ids of what was changed. */
  ids: string[];
  dry_run: boolean;
};

/** What would become of one record; one that would be made has no id yet. */
function triedOut(id: string, outcome: "made" | "changed" | "unchanged"): BulkReport {
  const changed = outcome === "unchanged" ? 0 : 1;
  const ids = outcome === "changed" ? [id] : [];
  return { operation_id: null, matched: 1, changed, unchanged: 1 - changed, failed: [], ids, dry_run: true };
}

/** Answers a write of many: the report for programs, the ids in a pipe, a line and the way back for people. */
export async function showReport(context: Context, report: BulkReport, line: string): Promise<void> {
  const { io } = context;
  const tty = io.stdout.isTTY;
  switch (context.form()) {
    case "json":
      return io.out(jsonDocument(report, { tty }));
    case "ndjson":
      return outEach(io, ndjson([report], { tty }));
    case "csv":
      await io.out(`id\r\n${report.ids.map((id) => `${id}\r\n`).join("")}`);
      break;
    case "tsv":
      await io.out(report.ids.map((id) => `${id}\n`).join(""));
      break;
    case "table":
      break;
  }
  await tell(context, line);
}

/** A line for people: the answer itself on a terminal, a note beside the ids elsewhere. */
async function tell(context: Context, line: string): Promise<void> {
  const { io } = context;
  const id = context.operationId();
  const after = context.options().dryRun
    ? "dry run: nothing was changed"
    : id === null
      ? "nothing was changed"
      : `operation ${id}`;
  const text = sanitizeForTty(line, { cell: true });
  if (context.form() === "table") {
    const { dim } = await stylesFor(io.stdout.colour);
    return io.out(`${text}\n${dim(after)}\n`);
  }
  await context.note(text);
  await context.note(after);
}

/** Whoever asks for ids wants to pass them on. */
function withWholeIds<Row>(column: Column<Row>): Column<Row> {
  return /(?:^|[._])id$/.test(column.name) ? { ...column, fixed: true } : column;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

async function* mapped<T, U>(rows: Rows<T>, change: (row: T) => U): AsyncGenerator<U> {
  for await (const row of rows) yield change(row);
}
