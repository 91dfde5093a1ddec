/** Contacts in lists: the columns of TSV and CSV, and those of a table. */
import type { Affiliation, Channel, Contact } from "../domain/entities.ts";
import type { Column } from "./column.ts";

/** What a list shows of a contact. */
export type ListedContact = Pick<Contact, "id" | "display_name" | "kind"> & {
  channels: Pick<Channel, "type" | "value" | "is_primary" | "preference_order">[];
  affiliations: (Pick<Affiliation, "is_current"> & { organization_name: string })[];
};

/** The default columns of TSV and CSV. Columns are only ever appended. */
export const CONTACT_COLUMNS: readonly Column<ListedContact>[] = [
  { name: "id", text: ({ id }) => id },
  { name: "display_name", text: ({ display_name }) => display_name },
  { name: "kind", text: ({ kind }) => kind },
  { name: "email", text: ({ channels }) => preferred(channels, "email") },
  { name: "phone", text: ({ channels }) => preferred(channels, "phone") },
  { name: "organization", text: ({ affiliations }) => employer(affiliations) },
];

/** The columns of a table: no ids, which nobody reads, and the kind only where it tells something. */
export function contactTableColumns(rows: readonly ListedContact[]): Column<ListedContact>[] {
  const columns: Column<ListedContact>[] = [
    { name: "name", min: 16, text: ({ display_name }) => display_name },
    { name: "email", min: 16, text: ({ channels }) => preferred(channels, "email") },
    { name: "phone", min: 16, text: ({ channels }) => preferred(channels, "phone") },
    { name: "organization", min: 12, text: ({ affiliations }) => employer(affiliations) },
  ];
  if (rows.some(({ kind }) => kind !== "person"))
    columns.push({ name: "kind", fixed: true, style: "dim", text: ({ kind }) => kind });
  return columns;
}

/** The primary value of a type, else the first one. */
function preferred(channels: ListedContact["channels"], type: string): string {
  const ofType = channels.filter((channel) => channel.type === type);
  const first = ofType.sort(byPreference)[0];
  return first?.value ?? "";
}

/** Orders channels of one type: the primary one, then as the contact prefers. */
export function byPreference(
  a: Pick<Channel, "is_primary" | "preference_order">,
  b: Pick<Channel, "is_primary" | "preference_order">,
): number {
  return Number(b.is_primary) - Number(a.is_primary) || a.preference_order - b.preference_order;
}

function employer(affiliations: ListedContact["affiliations"]): string {
  return affiliations.find(({ is_current }) => is_current)?.organization_name ?? "";
}
