/** What an operation may take for granted once it has asked. */
import { notFound } from "../domain/errors.ts";
import type { Reader, Rows } from "../store/store.ts";

/** The contact, when there is one that is not deleted. @throws not_found */
export async function requireContact(tx: Reader, id: string): Promise<Rows["contacts"]> {
  const row = await tx.get("contacts", id);
  if (!row || row.deleted_at !== null) throw notFound(`there is no contact ${id}`);
  return row;
}

type PartTable = "channels" | "addresses" | "dates" | "affiliations";

const PART_NAMES: Record<PartTable, string> = {
  channels: "channel",
  addresses: "address",
  dates: "date",
  affiliations: "affiliation",
};

/** The part of a contact that is not deleted. @throws not_found */
export async function requirePart<T extends PartTable>(
  tx: Reader,
  table: T,
  contact_id: string,
  id: string,
): Promise<Rows[T]> {
  await requireContact(tx, contact_id);
  const [row] = await tx.find<PartTable>(table, { id, contact_id });
  if (!row) throw notFound(`contact ${contact_id} has no ${PART_NAMES[table]} ${id}`);
  return row as Rows[T];
}
