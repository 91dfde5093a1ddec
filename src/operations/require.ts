/** What an operation may take for granted once it has asked. */
import { notFound } from "../domain/errors.ts";
import type { Reader, Rows } from "../store/store.ts";

/** The contact, when there is one that is not deleted. @throws not_found */
export async function requireContact(tx: Reader, id: string): Promise<Rows["contacts"]> {
  const row = await tx.get("contacts", id);
  if (!row || row.deleted_at !== null) throw notFound(`there is no contact ${id}`);
  return row;
}
