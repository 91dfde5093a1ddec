/** A header, understood: which columns make which value. */
import { BacksideError, usageError } from "../../domain/errors.ts";
import type { Column, ColumnMap, Dialect } from "./column.ts";
import { ownColumn } from "./field.ts";
import { GOOGLE, isGoogle } from "./google.ts";
import { isOutlook, OUTLOOK } from "./outlook.ts";

/** Columns that make one value: positions by what they say of it, in order of the columns. */
export type Group = { column: Column; cells: ReadonlyMap<string, readonly number[]> };

export type Table = {
  headers: readonly string[];
  dialect: Dialect;
  groups: readonly Group[];
  /** Positions of columns nobody knows; what they hold is kept under their name. */
  unknown: readonly number[];
};

const OWN: Dialect = {
  name: "own",
  column: ownColumn,
  monthFirst: false,
  lists: true,
  defaults: new Set(),
};

/**
 * @throws usage when the map names a column that is not there
 * @throws invalid_input for a header that is neither known nor mapped
 */
export function understand(cells: readonly string[], map: ColumnMap): Table {
  const headers = cells.map((cell, at) => cell.trim() || `column ${at + 1}`);
  const lower = headers.map((header) => header.toLowerCase());
  for (const [key, { name }] of map) {
    if (!lower.includes(key))
      throw usageError(`--map: there is no column ${JSON.stringify(name)} in the file`, columnsFound(headers));
  }
  const dialect = isGoogle(lower) ? GOOGLE : isOutlook(lower) ? OUTLOOK : OWN;
  if (dialect === OWN && map.size === 0 && !isOwn(lower)) throw unknownHeader(headers);
  const columns = lower.map((header) => map.get(header)?.column ?? dialect.column(header));
  const unknown = columns.flatMap((column, at) => (column === null ? [at] : []));
  return { headers, dialect, groups: groupsOf(columns), unknown };
}

/** Somebody is named, or nothing is there that we have no name for. */
function isOwn(headers: readonly string[]): boolean {
  const columns = headers.map(ownColumn);
  const isNaming = (column: Column | null): boolean =>
    (column?.part === "text" && NAMING.has(column.field)) || column?.part === "affiliation";
  return columns.some(isNaming) || columns.every((column) => column !== null);
}

const NAMING: ReadonlySet<string> = new Set(["display_name", "given_name", "family_name", "nickname"]);

function groupsOf(columns: readonly (Column | null)[]): Group[] {
  const groups = new Map<string, { column: Column; cells: Map<string, number[]> }>();
  for (const [at, column] of columns.entries()) {
    if (column === null || column.part === "skip") continue;
    const key = "slot" in column ? `${column.part} ${typeKey(column)} ${column.slot}` : `${column.part} ${at}`;
    const group = groups.get(key) ?? { column, cells: new Map<string, number[]>() };
    groups.set(key, group);
    const as = "as" in column ? column.as : "value";
    group.cells.set(as, [...(group.cells.get(as) ?? []), at]);
  }
  return [...groups.values()];
}

function typeKey(column: Column): string {
  return "type" in column ? column.type : "";
}

function unknownHeader(headers: readonly string[]): BacksideError {
  return new BacksideError("invalid_input", "the header of the CSV file is not one of Google, Outlook or backside", {
    hint: `say what the columns are, such as --map "Mobile no=phone:mobile"; ${columnsFound(headers)}`,
    details: { columns: headers.slice(0, MOST_COLUMNS) },
  });
}

/** The names of columns are text of a file: few, short, and each in quotation marks. */
function columnsFound(headers: readonly string[]): string {
  const shown = headers.slice(0, 20).map((header) => JSON.stringify(header.slice(0, 40)));
  const more = headers.length > shown.length ? ` and ${headers.length - shown.length} more` : "";
  return `columns found: ${shown.join(", ")}${more}`;
}

const MOST_COLUMNS = 1000;
