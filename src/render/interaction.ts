/** Interactions in lists: the columns of TSV and CSV, and those of a table. */
import type { Interaction } from "../domain/entities.ts";
import type { Column } from "./column.ts";
import { relativeTime } from "./time.ts";

/** What a list shows of an interaction. */
export type ListedInteraction = Pick<Interaction, "id" | "occurred_at" | "interaction_type" | "summary"> & {
  people: { contact_id: string; display_name: string }[];
  corrected_by: string | null;
};

/** The default columns of TSV and CSV. Columns are only ever appended. */
export const INTERACTION_COLUMNS: readonly Column<ListedInteraction>[] = [
  { name: "id", text: ({ id }) => id },
  { name: "occurred_at", text: ({ occurred_at }) => occurred_at },
  { name: "interaction_type", text: ({ interaction_type }) => interaction_type },
  { name: "with", text: ({ people }) => namesOf(people) },
  { name: "summary", text: ({ summary }) => summary },
  { name: "corrected_by", text: ({ corrected_by }) => corrected_by ?? "" },
];

type TableOptions = {
  now: Date;
  /** Whose interactions they are: that one need not be named again. */
  of: string | null;
};

/** The columns of a table: what tells nothing is left out. */
export function interactionTableColumns(
  rows: readonly ListedInteraction[],
  { now, of }: TableOptions,
): Column<ListedInteraction>[] {
  const others = ({ people }: ListedInteraction) => namesOf(people.filter(({ contact_id }) => contact_id !== of));
  const columns: Column<ListedInteraction>[] = [
    { name: "when", fixed: true, text: ({ occurred_at }) => relativeTime(occurred_at, now) },
    { name: "type", min: 7, text: ({ interaction_type }) => interaction_type },
  ];
  if (rows.some((row) => others(row) !== "")) columns.push({ name: "with", min: 16, text: others });
  columns.push({ name: "summary", min: 24, text: ({ summary }) => summary });
  if (rows.some(({ corrected_by }) => corrected_by !== null)) {
    const text = ({ corrected_by }: ListedInteraction) => (corrected_by === null ? "" : "corrected");
    columns.push({ name: "note", fixed: true, style: "yellow", text });
  }
  return columns;
}

function namesOf(people: ListedInteraction["people"]): string {
  return people.map(({ display_name }) => display_name).join("; ");
}
