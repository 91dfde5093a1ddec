import { notFound } from "../../domain/errors.ts";
import { object, uuid } from "../../domain/schema.ts";
import { defineWrite } from "../operation.ts";
import { requireFreeUid } from "./contact-fields.ts";
import { type GotContact, getContact } from "./get.ts";

/** Of a contact that is not deleted nothing is changed. */
export const restoreContact = defineWrite<{ id: string }, GotContact>({
  name: "contacts.restore",
  summary: "Bring back a deleted contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/contacts/{id}/restore", status: 200, contract: "decided" },
  mcp: { name: "contacts_restore" },
  errors: ["bad_request", "not_found", "conflict"],
  input: () => object({ id: uuid("The contact") }),
  async run(tx, { id }) {
    const current = await tx.get("contacts", id);
    if (!current) throw notFound(`there is no contact ${id}`);
    if (current.deleted_at !== null) {
      await requireFreeUid(tx, current.vcard_uid, id);
      await tx.update("contacts", id, { deleted_at: null });
    }
    return getContact.run(tx, { id });
  },
});
