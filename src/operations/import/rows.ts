/** A prepared contact → the rows of a new one, and the additions of a card → changes of an old one. */
import type { PhotoDraft } from "../../domain/draft.ts";
import type { FullContact } from "../../domain/entities.ts";
import type { Addition } from "../../domain/merge.ts";
import { bulkRow } from "../../store/bulk-rows.ts";
import type { NewContact, NewRow, Transaction } from "../../store/store.ts";
import type { NamedIds } from "./names.ts";
import { ORGANIZATION_ID, type PreparedContact, UNSAID } from "./prepare.ts";

export async function newContact(tx: Transaction, names: NamedIds, prepared: PreparedContact): Promise<NewContact> {
  const { id: contact_id, rows, organizations, organization_uids, tags, photo, document } = prepared;
  for (const [i, name] of organizations.entries()) {
    const row = rows.affiliations[i];
    if (row) row[ORGANIZATION_ID] = await names.organization(name, organization_uids[i] ?? null);
  }
  const tag_ids = new Set<string>();
  for (const tag of tags) tag_ids.add(await names.tag(tag));
  const contact_tags = Array.from(tag_ids, (tag_id) =>
    bulkRow("contact_tags", { id: tx.newId(), contact_id, tag_id, metadata: {} }),
  );
  const photos = photo ? [bulkRow("photos", { id: tx.newId(), contact_id, ...(await photoRow(tx, photo)) })] : [];
  return { rows: { ...rows, contact_tags, photos }, document };
}

export async function applyAddition(
  tx: Transaction,
  names: NamedIds,
  contact: FullContact,
  addition: Addition,
): Promise<void> {
  const contact_id = contact.id;
  if (Object.keys(addition.fields).length > 0) await tx.update("contacts", contact_id, addition.fields);
  let preference_order = Math.max(-1, ...contact.channels.map((channel) => channel.preference_order));
  for (const channel of addition.channels) {
    preference_order++;
    await tx.insert("channels", { is_verified: false, ...channel, contact_id, preference_order });
  }
  for (const address of addition.addresses) await tx.insert("addresses", { ...address, contact_id });
  for (const date of addition.dates) await tx.insert("dates", { ...date, contact_id });
  for (const { organization_name, organization_uid = null, ...affiliation } of addition.affiliations) {
    const organization_id = await names.organization(organization_name, organization_uid);
    await tx.insert("affiliations", { ...UNSAID, ...affiliation, contact_id, organization_id });
  }
  for (const name of addition.tags) {
    await tx.insert("contact_tags", { contact_id, tag_id: await names.tag(name), metadata: {} });
  }
  if (addition.photo) {
    await tx.insert("photos", { contact_id, ...(await photoRow(tx, addition.photo)) });
  }
}

export async function photoRow(
  tx: Transaction,
  { media_type, bytes }: PhotoDraft,
): Promise<Omit<NewRow<"photos">, "contact_id">> {
  return { media_type, size: bytes.length, sha256: await tx.putBlob(bytes), metadata: {} };
}
