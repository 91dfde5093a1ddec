/** `--fields a,b.c`: which fields of a row are shown, and in which order. */
import { BacksideError, usageError } from "../domain/errors.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { nearest } from "../domain/nearest.ts";
import { quoted } from "../domain/quoted.ts";
import type { Column } from "./column.ts";

export type Fields = {
  /** As written. */
  names: readonly string[];
  /** The same as a tree, so that `a.b,a.c` become one `a`. */
  tree: Selection;
};

/** Name → what is selected inside; null means all of it. */
type Selection = Map<string, Selection | null>;

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads the value of `--fields`.
 * @param known every field of the row type, nested ones with dots; `metadata.*` admits any name below `metadata`
 */
export function parseFields(text: string, known: readonly string[]): Fields {
  const names = text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) throw usageError("--fields names no field", `fields: ${neighbours("", known).join(", ")}`);
  const tree: Selection = new Map();
  for (const name of names) {
    if (!isKnown(name, known)) throw unknownField(name, known);
    select(tree, name.split("."));
  }
  return { names, tree };
}

/** The row with only the selected fields, nested as it was, in the order asked for. */
export function project(row: object, { tree }: Fields): JsonObject {
  return projectObject(row as JsonObject, tree);
}

/** The selected fields as columns of TSV, CSV and tables. */
export function fieldColumns<Row extends object>({ names }: Fields): Column<Row>[] {
  return names.map((name) => {
    const path = name.split(".");
    return { name, text: (row) => cellText(valuesAt(row as JsonObject, path)) };
  });
}

function isKnown(name: string, known: readonly string[]): boolean {
  if (name.split(".").some((part) => part === "" || FORBIDDEN.has(part))) return false;
  return known.some((field) => (field.endsWith(".*") ? name.startsWith(field.slice(0, -1)) : name === field));
}

function unknownField(name: string, known: readonly string[]): BacksideError {
  const meant = nearest(name, known);
  const fields = neighbours(name, known).join(", ");
  return new BacksideError("unknown_field", `unknown field ${quoted(name)}`, {
    hint: meant === null ? `fields: ${fields}` : `Did you mean ${meant}? Fields: ${fields}`,
    details: { field: name, fields: [...known] },
  });
}

/** The fields beside it: all of `channels.…` for `channels.emial`, those of the top where there are none. */
function neighbours(name: string, known: readonly string[]): string[] {
  const above = name.slice(0, name.lastIndexOf(".") + 1);
  const level = known.filter((field) => field.startsWith(above) && !field.includes(".", above.length));
  return level.length > 0 || above === "" ? level : neighbours("", known);
}

function select(tree: Selection, [name = "", ...rest]: readonly string[]): void {
  const inside = tree.get(name);
  if (inside === null) return; // all of it was asked for already
  if (rest.length === 0) {
    tree.set(name, null);
    return;
  }
  const deeper: Selection = inside ?? new Map();
  tree.set(name, deeper);
  select(deeper, rest);
}

function projectValue(value: Json, selection: Selection | null): Json {
  if (selection === null) return value;
  if (Array.isArray(value)) return value.map((item) => projectValue(item, selection));
  return value === null || typeof value !== "object" ? null : projectObject(value, selection);
}

function projectObject(row: JsonObject, selection: Selection): JsonObject {
  return Object.fromEntries([...selection].map(([name, inside]) => [name, projectValue(own(row, name), inside)]));
}

/** The value at a path; through a list, the values of its items. */
function valuesAt(value: Json, path: readonly string[]): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  return value === null || typeof value !== "object" ? null : valuesAt(own(value, name), rest);
}

function own(row: JsonObject, name: string): Json {
  return Object.hasOwn(row, name) ? (row[name] ?? null) : null;
}

function cellText(value: Json): string {
  if (value === null) return "";
  if (Array.isArray(value))
    return value
      .map(cellText)
      .filter((text) => text !== "")
      .join("; ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
