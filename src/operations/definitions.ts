/** Names that a tenant gives once and links contacts by: tags, groups, relationship types. Few enough to be read whole. */
import { BacksideError } from "../domain/errors.ts";
import { quoted } from "../domain/quoted.ts";
import { choice, integer, object, optional, type Schema, text } from "../domain/schema.ts";
import { foldedName } from "../domain/search-text.ts";
import type { Reader, Rows, Where } from "../store/store.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import type { Page } from "./operation.ts";

const SORTS = ["created_at", "-created_at", "updated_at", "-updated_at", "name", "-name"] as const;
export type DefinitionSort = (typeof SORTS)[number];

export type DefinitionsInput = {
  ref?: string | undefined;
  sort?: DefinitionSort | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
};

/** @param what `tag` */
export function definitionsInput(what: string): Schema<DefinitionsInput> {
  return object({
    ref: optional(text(`Only the ${what} with this name, or else this id`)),
    sort: optional(choice(SORTS, "Order; a leading - turns it round")),
    limit: optional(integer("Rows per page", 1)),
    cursor: optional(text("Continue after the page that gave this cursor")),
  }) as Schema<DefinitionsInput>;
}

type Definition = { id: string; name: string; created_at: string; updated_at: string };

/** The API's order is newest first; equal times or names are told apart by the id. */
export function pageOf<T extends Definition>(
  rows: readonly T[],
  { limit = 50, cursor, sort = "-created_at", ref }: DefinitionsInput,
): Page<T> {
  const key = keyOf(sort);
  const turn = sort.startsWith("-") ? -1 : 1;
  const filters = { sort, ref };
  const position = (row: T): [string, string] => [key(row), row.id];
  const beyond = (a: readonly unknown[], b: readonly unknown[]) => turn * compare(a, b);
  const after = cursor === undefined ? null : decodeCursor(cursor, filters);
  const left = rows
    .filter((row) => after === null || beyond(position(row), after) > 0)
    .sort((a, b) => beyond(position(a), position(b)));
  const data = left.slice(0, limit);
  const last = data.at(-1);
  const has_more = left.length > data.length;
  return { data, next_cursor: has_more && last ? encodeCursor(position(last), filters) : null, has_more };
}

function keyOf(sort: DefinitionSort): (row: Definition) => string {
  const column = sort.replace(/^-/, "");
  if (column === "name") return ({ name }) => foldedName(name);
  // Times have a fraction or none, which do not compare as text.
  return (row) => new Date(column === "created_at" ? row.created_at : row.updated_at).toISOString();
}

function compare([a, aId]: readonly unknown[], [b, bId]: readonly unknown[]): number {
  if (a !== b) return String(a) < String(b) ? -1 : 1;
  return aId === bId ? 0 : String(aId) < String(bId) ? -1 : 1;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The rows that a name, or else an id, names: at most one; all of them where none is given. */
export async function definitionRows<T extends "tags" | "groups">(
  tx: Reader,
  table: T,
  ref?: string,
): Promise<Rows[T][]> {
  if (ref === undefined) return tx.find(table, {} as Where<T>);
  const named = await tx.find(table, { name_key: foldedName(ref) } as Where<T>);
  return named.length > 0 || !UUID.test(ref) ? named : tx.find(table, { id: ref.toLowerCase() } as Where<T>);
}

/** @param own id of the row that may have the name already; @throws conflict */
export async function requireFreeName(
  tx: Reader,
  table: "tags" | "groups",
  name: string,
  own: string | null = null,
): Promise<void> {
  const [other] = await tx.find(table, { name_key: foldedName(name) });
  if (!other || other.id === own) return;
  throw new BacksideError("conflict", `there is a ${table.slice(0, -1)} ${quoted(other.name)} already`, {
    hint: "names are unique, whatever their case",
    details: { field: "name", id: other.id, name: other.name },
  });
}

/** Characters of a name that is given here; what cards call categories may be longer. */
export const LONGEST_NAME = 256;

/** Names are one line without blanks around them. */
export function cleanName(name: string): string {
  return name.replace(/\s+/g, " ").trim();
}
