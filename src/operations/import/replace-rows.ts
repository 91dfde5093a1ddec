/** A replacement → changes of the contact's rows. A part that stays the same one keeps its id. */
import type { ChannelDraft } from "../../domain/draft.ts";
import type { FullContact } from "../../domain/entities.ts";
import { channelIdentity } from "../../domain/merge.ts";
import type { Replacement } from "../../domain/replace.ts";
import type { Transaction } from "../../store/store.ts";
import type { NamedIds } from "./names.ts";
import { UNSAID } from "./prepare.ts";
import { photoRow } from "./rows.ts";

export async function applyReplacement(
  tx: Transaction,
  names: NamedIds,
  contact: FullContact,
  { fields, channels, addresses, dates, affiliations, tags, photo }: Replacement,
): Promise<void> {
  const contact_id = contact.id;
  if (Object.keys(fields).length > 0) await tx.update("contacts", contact_id, fields);

  for (const table of ["channels", "addresses", "dates", "affiliations"] as const) {
    const { removed } = { channels, addresses, dates, affiliations }[table];
    for (const { id } of removed) await tx.remove(table, { id, contact_id });
  }
  let preference_order = Math.max(-1, ...contact.channels.map((channel) => channel.preference_order));
  for (const { row, to } of channels.changed) {
    const isSame = channelIdentity(row) === channelIdentity(to);
    await tx.update(
      "channels",
      { id: row.id, contact_id },
      {
        ...said(to),
        is_verified: to.is_verified === true || (isSame && row.is_verified),
      },
    );
  }
  for (const channel of channels.added)
    await tx.insert("channels", newChannel(channel, contact_id, ++preference_order));
  for (const { row, to } of addresses.changed) await tx.update("addresses", { id: row.id, contact_id }, said(to));
  for (const address of addresses.added) await tx.insert("addresses", { ...address, contact_id });
  for (const { row, to } of dates.changed) await tx.update("dates", { id: row.id, contact_id }, said(to));
  for (const date of dates.added) await tx.insert("dates", { ...date, contact_id });
  for (const { row, to } of affiliations.changed) {
    const { organization_name: _name, organization_uid: _uid, ...rest } = to;
    await tx.update("affiliations", { id: row.id, contact_id }, said(rest));
  }
  for (const { organization_name, organization_uid = null, ...affiliation } of affiliations.added) {
    const organization_id = await names.organization(organization_name, organization_uid);
    await tx.insert("affiliations", { ...UNSAID, ...affiliation, contact_id, organization_id });
  }
  for (const name of tags) {
    await tx.insert("contact_tags", { contact_id, tag_id: await names.tag(name), metadata: {} });
  }
  if (photo) {
    const [mine] = await tx.find("photos", { contact_id });
    const row = await photoRow(tx, photo);
    if (mine) await tx.update("photos", { id: mine.id, contact_id }, row);
    else await tx.insert("photos", { contact_id, ...row });
  }
}

function newChannel(channel: ChannelDraft, contact_id: string, preference_order: number) {
  return { is_verified: false, ...channel, contact_id, preference_order };
}

/** Without what names the row that the card's part was prepared as. */
function said<Part extends object>(part: Part): Part {
  const {
    id: _id,
    contact_id: _contact,
    organization_id: _organization,
    preference_order: _order,
    ...rest
  } = part as Part & Record<string, unknown>;
  return rest as unknown as Part;
}
