import type { Contact } from "../../domain/entities.ts";
import { BacksideError, notFound } from "../../domain/errors.ts";
import { object, uuid } from "../../domain/schema.ts";
import { CONTACT_KEYS, shape } from "../../domain/shapes.ts";
import { keyOf } from "../../store/journal.ts";
import type { Rows, Transaction, Where } from "../../store/store.ts";
import type { TableName } from "../../store/tables.ts";
import { defineWrite } from "../operation.ts";

/**
 * For good: the contact, all that is its own, the links to it, and every earlier version of these in the record. Only a
 * deleted contact is purged, so that what is still in use cannot be lost by one command. Answers it as it was.
 */
export const purgeContact = defineWrite<{ id: string }, Contact>({
  name: "contacts.purge",
  summary: "Remove a deleted contact for good",
  effect: "destructive",
  scope: "contacts:write",
  http: { method: "POST", path: "/contacts/{id}/purge", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request", "not_found", "conflict"],
  input: () => object({ id: uuid("The deleted contact") }),
  async run(tx, { id }) {
    const contact = await tx.get("contacts", id);
    if (!contact) throw notFound(`there is no contact ${id}`);
    if (contact.deleted_at === null) throw notDeleted(contact);
    tx.describe({ label: "contacts purge" }); // the record tells that it was done, not of whom
    await handOverInteractions(tx, id);
    for (const table of OWN) await removeAll(tx, table, { contact_id: id });
    await removeAll(tx, "affiliations", { organization_id: id });
    await removeAll(tx, "relationships", { from_contact_id: id });
    await removeAll(tx, "relationships", { to_contact_id: id });
    await tx.remove("contacts", id);
    await tx.forget([id]);
    return shape(contact, CONTACT_KEYS);
  },
});

/** Tables whose rows belong to the contact, participations in others' interactions among them. */
const OWN = [
  "channels",
  "addresses",
  "dates",
  "affiliations",
  "contact_tags",
  "group_members",
  "interaction_participants",
  "photos",
  "card_digests",
  "awaited_contacts",
] as const satisfies readonly TableName[];

/** What is in use is not purged. */
export function notDeleted({ id, display_name }: Pick<Contact, "id" | "display_name">): BacksideError {
  return new BacksideError("conflict", `${display_name} is not deleted; only deleted contacts are purged`, {
    hint: `\`backside contacts delete ${id}\` deletes it`,
    details: { contact_id: id },
  });
}

/** What was logged stays for the others who took part: the first of them has it from now on. Nobody else's goes. */
async function handOverInteractions(tx: Transaction, contact_id: string): Promise<void> {
  for (const interaction of await tx.find("interactions", { contact_id })) {
    const others = await tx.find("interaction_participants", { interaction_id: interaction.id });
    const heir = await heirAmong(tx, others, contact_id);
    if (heir) {
      await tx.update("interactions", interaction.id, { contact_id: heir.contact_id });
      await tx.remove("interaction_participants", heir);
    } else {
      for (const participant of others) await tx.remove("interaction_participants", participant);
      await tx.remove("interactions", interaction.id);
    }
  }
}

/** A deleted contact may come back and find its own; a live one is preferred. */
async function heirAmong(
  tx: Transaction,
  participants: readonly Rows["interaction_participants"][],
  purged: string,
): Promise<Rows["interaction_participants"] | undefined> {
  const others = participants.filter(({ contact_id }) => contact_id !== purged);
  if (others.length === 0) return undefined;
  const names = await tx.names(others.map(({ contact_id }) => contact_id));
  const live = new Set(names.filter(({ deleted_at }) => deleted_at === null).map(({ id }) => id));
  return others.find(({ contact_id }) => live.has(contact_id)) ?? others[0];
}

async function removeAll<T extends TableName>(tx: Transaction, table: T, where: Where<T>): Promise<void> {
  for (const row of await tx.find(table, where)) await tx.remove(table, keyOf(table, row));
}
