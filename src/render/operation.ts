/** Operations in lists and alone. */
import type { Column } from "./column.ts";
import { relativeTime } from "./time.ts";

/** What is shown of an operation (`operations/history/log.ts`). */
export type ShownOperation = {
  id: string;
  label: string;
  surface: string;
  undoes: string | null;
  recorded_at: string;
  stands: boolean;
};

/** The default columns of TSV and CSV. Columns are only ever appended. */
export const OPERATION_COLUMNS: readonly Column<ShownOperation>[] = [
  { name: "id", text: ({ id }) => id },
  { name: "recorded_at", text: ({ recorded_at }) => recorded_at },
  { name: "label", text: ({ label }) => label },
  { name: "surface", text: ({ surface }) => surface },
  { name: "state", text: stateOf },
];

export function operationTableColumns(rows: readonly ShownOperation[], now: Date): Column<ShownOperation>[] {
  const length = startLength(rows.map(({ id }) => id));
  const columns: Column<ShownOperation>[] = [
    { name: "when", fixed: true, text: ({ recorded_at }) => relativeTime(recorded_at, now) },
    { name: "operation", fixed: true, text: ({ id }) => id.slice(0, length) },
    { name: "what", min: 20, text: ({ label }) => label },
    { name: "by", fixed: true, style: "dim", text: ({ surface }) => surface },
  ];
  if (rows.some((row) => stateOf(row) !== ""))
    columns.push({ name: "state", fixed: true, style: "yellow", text: stateOf });
  return columns;
}

/** `undone`, `undo` for one that takes another back, else nothing. */
export function stateOf({ stands, undoes }: ShownOperation): string {
  if (!stands) return "undone";
  return undoes === null ? "" : "undo";
}

/** The time in an id, which tells two apart unless they are of one millisecond; then more of it. */
const STARTS = [13, 18, 36];

function startLength(ids: readonly string[]): number {
  return STARTS.find((length) => new Set(ids.map((id) => id.slice(0, length))).size === ids.length) ?? 36;
}
