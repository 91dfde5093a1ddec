/** How groups look in every output form. */
import type { Group } from "../../domain/entities.ts";
import { GROUP_KEYS } from "../../domain/shapes.ts";
import type { Column } from "../../render/column.ts";
import { count } from "../../render/time.ts";
import type { Context } from "../context.ts";
import { type View, viewOf } from "../records.ts";

export const GROUP_JSON = "{id, name, description, metadata, created_at, updated_at, member_count}";

export const GROUP_FIELDS: readonly string[] = [...GROUP_KEYS, "metadata.*", "member_count"];

/** Columns of TSV and CSV, only ever appended to. */
export const GROUP_COLUMNS: readonly Column<Group>[] = [
  { name: "id", text: ({ id }) => id },
  { name: "name", text: ({ name }) => name },
  { name: "description", text: ({ description }) => description ?? "" },
  { name: "member_count", text: ({ member_count }) => String(member_count) },
];

const NAME: Column<Group> = { name: "group", min: 16, text: ({ name }) => name };
const MEMBERS: Column<Group> = {
  name: "members",
  align: "right",
  fixed: true,
  text: ({ member_count }) => count(member_count),
};
const DESCRIPTION: Column<Group> = { name: "description", text: ({ description }) => description ?? "" };

export function groupView(context: Context): View<Group> {
  const table = (rows: readonly Group[]) => [
    NAME,
    MEMBERS,
    ...(rows.some(({ description }) => description !== null) ? [DESCRIPTION] : []),
  ];
  return { ...viewOf(context, GROUP_FIELDS, GROUP_COLUMNS), table };
}
