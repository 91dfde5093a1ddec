/** Puts back what a backup has besides contacts. What the store has already stays as it is; only gaps are filled. */
import type { BackupRecord, GroupRecord, InteractionRecord } from "../../domain/backup.ts";
import { isBuiltin } from "../../domain/relationship-types.ts";
import { foldedName } from "../../domain/search-text.ts";
import { uidKey } from "../../store/keys.ts";
import type { Rows, Transaction } from "../../store/store.ts";
import { rowsByUid } from "./find-contact.ts";
import type { Membership } from "./importer.ts";

export type Restoring = {
  /** Records as they come; the contacts that interactions name are written before. */
  take(records: readonly BackupRecord[]): Promise<void>;
  /** After the last contact and its links. */
  finish(memberships: readonly Membership[]): Promise<void>;
};

export function restoring(tx: Transaction): Restoring {
  const ids = contactIds(tx);
  /** Groups that a contact stands for have its id, so they wait for it. */
  const groups: GroupRecord[] = [];
  return {
    async take(records) {
      for (const record of records) {
        if (record.type === "tag") await restoreTag(tx, record);
        else if (record.type === "relationship_type") await restoreType(tx, record);
        else if (record.type === "interaction") await restoreInteraction(tx, ids, record);
        else if (record.contact_uid === null) await restoreGroup(tx, record, null);
        else groups.push(record);
      }
    },
    async finish(memberships) {
      for (const group of groups) await restoreGroup(tx, group, await ids.of(group.contact_uid ?? ""));
      const byName = new Map<string, string>();
      for (const { contact_id, groups: names } of memberships)
        for (const name of names) await join(tx, await groupCalled(tx, byName, name), contact_id);
    },
  };
}

async function restoreTag(tx: Transaction, { type: _, ...tag }: Extract<BackupRecord, { type: "tag" }>): Promise<void> {
  const [known] = await tx.find("tags", { name_key: foldedName(tag.name) });
  if (!known) await tx.insert("tags", tag);
  else await fill(tx, "tags", known, tag);
}

async function restoreType(
  tx: Transaction,
  { type: _, ...record }: Extract<BackupRecord, { type: "relationship_type" }>,
): Promise<void> {
  if (isBuiltin(record.name) || (await tx.find("relationship_types", { name: record.name })).length > 0) return;
  await tx.insert("relationship_types", { ...record, is_builtin: false });
}

/** @param id of the contact of kind group that stands for it */
async function restoreGroup(tx: Transaction, record: GroupRecord, id: string | null): Promise<void> {
  const { name, description, metadata } = record;
  const [named] = await tx.find("groups", { name_key: foldedName(name) });
  const own = id === null ? null : await tx.get("groups", id);
  const known = own ?? named;
  if (!known) {
    await tx.insert("groups", { ...(id === null ? {} : { id }), name, description, metadata });
    return;
  }
  await fill(tx, "groups", known, { description, metadata });
  if (own && !named && own.created_at === tx.recorded_at) await tx.update("groups", own.id, { name });
}

type Described = { color?: string | null; description: string | null; metadata: Rows["tags"]["metadata"] };

async function fill<T extends "tags" | "groups">(
  tx: Transaction,
  table: T,
  known: Rows[T],
  { color = null, description, metadata }: Described,
): Promise<void> {
  const patch = {
    ...("color" in known && known.color === null && color !== null && { color }),
    ...(known.description === null && description !== null && { description }),
    ...(Object.keys(metadata).some((key) => !(key in known.metadata)) && {
      metadata: { ...metadata, ...known.metadata },
    }),
  };
  if (Object.keys(patch).length > 0) await tx.update("tags" === table ? "tags" : "groups", known.id, patch);
}

async function restoreInteraction(tx: Transaction, ids: ContactIds, record: InteractionRecord): Promise<void> {
  const { type: _, contact_uid, participant_uids, ...row } = record;
  const contact_id = await ids.of(contact_uid);
  if (contact_id === null || (await tx.get("interactions", row.id)) !== null) return;
  await tx.insert("interactions", { ...row, contact_id });
  const others = new Set<string>();
  for (const uid of participant_uids) {
    const other = await ids.of(uid);
    if (other !== null && other !== contact_id) others.add(other);
  }
  const { id: interaction_id, occurred_at } = row;
  for (const other of others)
    await tx.insert("interaction_participants", { interaction_id, contact_id: other, occurred_at, metadata: {} });
}

async function groupCalled(tx: Transaction, byName: Map<string, string>, name: string): Promise<string> {
  const key = foldedName(name);
  const known = byName.get(key) ?? (await tx.find("groups", { name_key: key }))[0]?.id;
  const id = known ?? (await tx.insert("groups", { name, description: null, metadata: {} })).id;
  byName.set(key, id);
  return id;
}

async function join(tx: Transaction, group_id: string, contact_id: string): Promise<void> {
  const [present] = await tx.find("group_members", { group_id, contact_id });
  if (!present) await tx.insert("group_members", { group_id, contact_id, metadata: {} });
}

type ContactIds = { of(uid: string): Promise<string | null> };

/** Ids of contacts by UID; many interactions are with the same few. */
function contactIds(tx: Transaction): ContactIds {
  const known = new Map<string, string | null>();
  return {
    async of(uid) {
      const key = uidKey(uid);
      const before = known.get(key);
      if (before) return before;
      const id = (await rowsByUid(tx, key))[0]?.id ?? null;
      if (known.size >= 100_000) known.clear();
      known.set(key, id);
      return id;
    },
  };
}
