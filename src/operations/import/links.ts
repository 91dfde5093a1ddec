/** What a card says of other cards, settled after all are read: relatives, and the members of groups. */

import { canonicalEmail } from "../../domain/channel.ts";
import type { RelatedDraft } from "../../domain/draft.ts";
import { keptLines, withLines } from "../../domain/kept.ts";
import { fold, nameKey } from "../../domain/search-text.ts";
import { foldedName, uidKey } from "../../store/keys.ts";
import type { Transaction } from "../../store/store.ts";

export type Links = {
  related: { contact_id: string; related: RelatedDraft }[];
  groups: { contact_id: string; name: string; vcard_uid: string; members: string[] }[];
};

export async function settleLinks(tx: Transaction, links: Links): Promise<void> {
  for (const { contact_id, related } of links.related) await relate(tx, contact_id, related);
  for (const group of links.groups) await fillGroup(tx, group);
}

/** Makes the link where exactly one contact is meant; else the lines stay with the contact as they are. */
async function relate(tx: Transaction, contact_id: string, related: RelatedDraft): Promise<void> {
  const other = await relative(tx, related);
  if (other === null || other === contact_id) return;
  const { relationship_type, description, lines } = related;
  const ends = { from_contact_id: other, to_contact_id: contact_id, relationship_type };
  if ((await tx.find("relationships", ends)).length === 0) {
    await tx.insert("relationships", { ...ends, description, metadata: withLines({}, lines) });
  }
  const contact = await tx.get("contacts", contact_id);
  if (!contact) return;
  const left = keptLines(contact.metadata).filter((line) => !lines.includes(line));
  await tx.update("contacts", contact_id, { metadata: withLines(contact.metadata, left) });
}

async function relative(tx: Transaction, { uid, name }: RelatedDraft): Promise<string | null> {
  if (uid !== null) {
    const found = await byUid(tx, uid);
    if (found !== null) return found;
  }
  if (name === null) return null;
  const folded = fold(name).trim();
  const rows = (await tx.find("contacts", { name_key: nameKey(name) })).filter(
    (row) => row.deleted_at === null && fold(row.display_name).trim() === folded,
  );
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

async function byUid(tx: Transaction, uid: string): Promise<string | null> {
  const key = uidKey(uid);
  const rows = await tx.find("contacts", { uid_key: key });
  const named = rows.length > 0 ? rows : await tx.find("contacts", { id: key });
  return named.find((row) => row.deleted_at === null)?.id ?? null;
}

/** A member nobody is found for stays as a line of the group's own card. */
async function fillGroup(
  tx: Transaction,
  { contact_id, name, vcard_uid, members }: Links["groups"][number],
): Promise<void> {
  const [known] = await tx.find("groups", { name_key: foldedName(name) });
  const group = known ?? (await tx.insert("groups", { name, description: null, metadata: { vcard_uid } }));
  const unknown: string[] = [];
  const present = new Set((await tx.find("group_members", { group_id: group.id })).map((link) => link.contact_id));
  for (const member of members) {
    const found = await memberOf(tx, member);
    if (found === null) unknown.push(`MEMBER:${member}`);
    else if (!present.has(found)) {
      await tx.insert("group_members", { group_id: group.id, contact_id: found, metadata: {} });
      present.add(found);
    }
  }
  const contact = await tx.get("contacts", contact_id);
  if (!contact || unknown.length === 0) return;
  const kept = keptLines(contact.metadata);
  const fresh = unknown.filter((line) => !kept.includes(line));
  await tx.update("contacts", contact_id, { metadata: withLines(contact.metadata, [...kept, ...fresh]) });
}

async function memberOf(tx: Transaction, member: string): Promise<string | null> {
  const [, scheme = "", rest = ""] = /^(mailto|tel):(.*)$/is.exec(member) ?? [];
  if (scheme === "") return byUid(tx, member);
  const key = scheme.toLowerCase() === "mailto" ? canonicalEmail(rest) : rest.replace(/[^\d+]/g, "");
  if (key === null || key === "") return null;
  const channels = await tx.find("channels", { lookup_key: key });
  const owners = [...new Set(channels.map(({ contact_id }) => contact_id))];
  const rows = (await tx.find("contacts", { id: owners })).filter((row) => row.deleted_at === null);
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}
