import type { Contact } from "../../domain/entities.ts";
import { notFound } from "../../domain/errors.ts";
import { object, uuid } from "../../domain/schema.ts";
import { CONTACT_KEYS, shape } from "../../domain/shapes.ts";
import { defineWrite } from "../operation.ts";

/**
 * A mark, no more: the parts and links of a deleted contact stay where they are and are shown nowhere, so that restoring
 * brings back just what there was. Deleting it again leaves the first time.
 */
export const deleteContact = defineWrite<{ id: string }, Contact>({
  name: "contacts.delete",
  summary: "Delete a contact, to be restored if need be",
  effect: "destructive",
  scope: "contacts:write",
  http: { method: "DELETE", path: "/contacts/{id}", status: 200, contract: "decided" },
  mcp: { name: "contacts_delete" },
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact") }),
  async run(tx, { id }) {
    const current = await tx.get("contacts", id);
    if (!current) throw notFound(`there is no contact ${id}`);
    const row = current.deleted_at === null ? await tx.update("contacts", id, { deleted_at: tx.recorded_at }) : current;
    return shape(row, CONTACT_KEYS);
  },
});
