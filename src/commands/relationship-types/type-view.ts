/** How relationship types look in every output form. */
import type { RelationshipType } from "../../domain/entities.ts";
import { inverseOf } from "../../domain/relationship-types.ts";
import { RELATIONSHIP_TYPE_KEYS } from "../../domain/shapes.ts";
import type { Column } from "../../render/column.ts";
import type { Context } from "../context.ts";
import { type View, viewOf } from "../records.ts";

export const TYPE_JSON =
  "{id, name, inverse_name, is_symmetric, is_builtin, description, metadata, created_at, updated_at}";

const COLUMNS: readonly Column<RelationshipType>[] = [
  { name: "id", text: ({ id }) => id },
  { name: "name", text: ({ name }) => name },
  { name: "inverse_name", text: ({ inverse_name }) => inverse_name ?? "" },
  { name: "is_symmetric", text: ({ is_symmetric }) => String(is_symmetric) },
  { name: "is_builtin", text: ({ is_builtin }) => String(is_builtin) },
  { name: "description", text: ({ description }) => description ?? "" },
];

const TABLE: readonly Column<RelationshipType>[] = [
  { name: "type", fixed: true, text: ({ name }) => name },
  { name: "other end", min: 12, text: (type) => inverseOf(type) ?? "" },
  { name: "description", style: "dim", text: ({ description }) => description ?? "" },
];

export function typeView(context: Context): View<RelationshipType> {
  return viewOf(context, [...RELATIONSHIP_TYPE_KEYS, "metadata.*"], COLUMNS, TABLE);
}
