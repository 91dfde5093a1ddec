/** How tags look in every output form. */
import { TAG_KEYS } from "../../domain/shapes.ts";
import type { CountedTag } from "../../operations/tags/tag.ts";
import type { Column } from "../../render/column.ts";
import { count } from "../../render/time.ts";
import type { Context } from "../context.ts";
import { type View, viewOf } from "../records.ts";

export const TAG_JSON = "{id, name, color, description, metadata, created_at, updated_at, contact_count}";

const COLUMNS: readonly Column<CountedTag>[] = [
  { name: "id", text: ({ id }) => id },
  { name: "name", text: ({ name }) => name },
  { name: "color", text: ({ color }) => color ?? "" },
  { name: "description", text: ({ description }) => description ?? "" },
  { name: "contact_count", text: ({ contact_count }) => String(contact_count) },
];

const NAME: Column<CountedTag> = { name: "tag", min: 16, text: ({ name }) => name };
const CONTACTS: Column<CountedTag> = {
  name: "contacts",
  align: "right",
  fixed: true,
  text: ({ contact_count }) => count(contact_count),
};
const COLOUR: Column<CountedTag> = { name: "color", style: "dim", text: ({ color }) => color ?? "" };
const DESCRIPTION: Column<CountedTag> = { name: "description", text: ({ description }) => description ?? "" };

export function tagView(context: Context): View<CountedTag> {
  const fields = [...TAG_KEYS, "metadata.*", "contact_count"];
  // Columns nobody has filled would only push the others apart.
  const table = (rows: readonly CountedTag[]) => [
    NAME,
    CONTACTS,
    ...(rows.some(({ color }) => color !== null) ? [COLOUR] : []),
    ...(rows.some(({ description }) => description !== null) ? [DESCRIPTION] : []),
  ];
  return { ...viewOf(context, fields, COLUMNS), table };
}
