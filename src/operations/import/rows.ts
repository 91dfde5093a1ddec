/** A draft → the rows of a new contact, and the additions of a card → changes of an old one. */
import type { ContactDraft, PhotoDraft } from "../../domain/draft.ts";
import type { FullContact } from "../../domain/entities.ts";
import type { Addition } from "../../domain/merge.ts";
import { type SearchDocument, searchDocument } from "../../domain/search-text.ts";
import type { NewContact, NewRow, Transaction } from "../../store/store.ts";
import type { NamedIds } from "./names.ts";

export async function newContact(
  tx: Transaction,
  names: NamedIds,
  pending: NewContact[],
  draft: ContactDraft,
  document: SearchDocument | null,
  card_digest: string | null,
): Promise<NewContact> {
  const { channels, addresses, dates, affiliations, tags, related: _r, members: _m, photo, ...fields } = draft;
  const contact_id = tx.newId();
  const tag_ids = new Set<string>();
  for (const tag of tags) tag_ids.add(await names.tag(tag));
  const photos = photo ? [{ id: tx.newId(), contact_id, ...(await photoRow(tx, photo)) }] : [];
  return {
    contact: { ...fields, id: contact_id, deleted_at: null, card_digest },
    channels: channels.map((one, i) => ({
      ...one,
      id: tx.newId(),
      contact_id,
      preference_order: i,
      is_verified: false,
    })),
    addresses: addresses.map((one) => ({ ...one, id: tx.newId(), contact_id })),
    dates: dates.map((one) => ({ ...one, id: tx.newId(), contact_id })),
    affiliations: (await affiliationRows(names, pending, affiliations)).map((one) => ({
      ...one,
      id: tx.newId(),
      contact_id,
    })),
    contact_tags: [...tag_ids].map((tag_id) => ({ id: tx.newId(), contact_id, tag_id, metadata: {} })),
    photos,
    document: document ?? searchDocument(draft),
  };
}

async function affiliationRows(
  names: NamedIds,
  pending: NewContact[],
  affiliations: ContactDraft["affiliations"],
): Promise<Omit<NewRow<"affiliations">, "contact_id">[]> {
  const rows = [];
  for (const { organization_name, ...rest } of affiliations) {
    const organization_id = await names.organization(organization_name, pending);
    rows.push({ organization_id, is_current: true, description: null, start_date: null, end_date: null, ...rest });
  }
  return rows;
}

export async function applyAddition(
  tx: Transaction,
  names: NamedIds,
  pending: NewContact[],
  contact: FullContact,
  addition: Addition,
  card_digest: string | null,
): Promise<void> {
  const contact_id = contact.id;
  await tx.update("contacts", contact_id, { ...addition.fields, ...(card_digest === null ? {} : { card_digest }) });
  let preference_order = Math.max(-1, ...contact.channels.map((channel) => channel.preference_order));
  for (const channel of addition.channels) {
    preference_order++;
    await tx.insert("channels", { ...channel, contact_id, preference_order, is_verified: false });
  }
  const hasPrimary = contact.addresses.some((address) => address.is_primary);
  for (const address of addition.addresses) {
    await tx.insert("addresses", { ...address, contact_id, is_primary: address.is_primary && !hasPrimary });
  }
  for (const date of addition.dates) await tx.insert("dates", { ...date, contact_id });
  for (const row of await affiliationRows(names, pending, addition.affiliations)) {
    await tx.insert("affiliations", { ...row, contact_id });
  }
  for (const name of addition.tags) {
    await tx.insert("contact_tags", { contact_id, tag_id: await names.tag(name), metadata: {} });
  }
  if (addition.photo) {
    await tx.insert("photos", { contact_id, ...(await photoRow(tx, addition.photo)) });
  }
}

async function photoRow(
  tx: Transaction,
  { media_type, bytes }: PhotoDraft,
): Promise<Omit<NewRow<"photos">, "contact_id">> {
  return { media_type, size: bytes.length, sha256: await tx.putBlob(bytes), metadata: {} };
}
