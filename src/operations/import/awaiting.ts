/**
 * Whom a card names although nobody is found yet: a row for each key by which the other card could be told when it
 * comes. So an import that brings it asks the index for what it brings, and never looks through all contacts.
 */
import type { RelatedDraft } from "../../domain/draft.ts";
import type { JsonObject } from "../../domain/json.ts";
import { nameKey } from "../../domain/search-text.ts";
import { uidKey } from "../../store/keys.ts";
import type { Reader, Rows, Transaction } from "../../store/store.ts";
import { addressKey } from "./find-contact.ts";
import type { PreparedContact } from "./prepare.ts";

export type Awaited = { related: RelatedDraft } | { member: string };

/** Rows looked up at a time. */
const BATCH = 500;

export async function awaitedBy(tx: Reader, contact_id: string): Promise<Rows["awaited_contacts"][]> {
  return tx.find("awaited_contacts", { contact_id });
}

/** What the rows of a contact stand for, each once. */
export function awaitedIn(rows: readonly Rows["awaited_contacts"][]): Awaited[] {
  const all = new Map(rows.map(({ metadata }) => [JSON.stringify(metadata), metadata as unknown as Awaited]));
  return [...all.values()];
}

/** Leaves exactly the rows of those who are still awaited. */
export async function keepAwaited(
  tx: Transaction,
  contact_id: string,
  rows: readonly Rows["awaited_contacts"][],
  awaited: readonly Awaited[],
): Promise<void> {
  const missing = new Map<string, { key: string; metadata: JsonObject }>();
  for (const one of awaited) {
    const metadata = one as unknown as JsonObject;
    for (const key of keysOf(one)) missing.set(`${key} ${JSON.stringify(metadata)}`, { key, metadata });
  }
  for (const row of rows) {
    if (!missing.delete(`${row.key} ${JSON.stringify(row.metadata)}`)) await tx.remove("awaited_contacts", row);
  }
  for (const { key, metadata } of missing.values()) {
    await tx.insert("awaited_contacts", { contact_id, key, metadata });
  }
}

/** Told of the contacts an import brings; answers who waits for one of them, or came again and waits still. */
export type Arrivals = {
  came(contact: Arriving): Promise<void>;
  cameAgain(contact_id: string): Promise<void>;
  waiting(): Promise<ReadonlySet<string>>;
};

type Arriving = Pick<PreparedContact, "name_key" | "uid_key" | "lookup_keys">;

export async function arrivals(tx: Reader, fresh: boolean): Promise<Arrivals> {
  if (fresh || (await tx.find("awaited_contacts", {}, 1)).length === 0) return NOBODY_WAITS;
  const waiting = new Set<string>();
  let keys: string[] = [];
  let ids: string[] = [];
  async function look(): Promise<void> {
    const rows = [
      ...(await tx.find("awaited_contacts", { key: keys })),
      ...(await tx.find("awaited_contacts", { contact_id: ids })),
    ];
    for (const { contact_id } of rows) waiting.add(contact_id);
    keys = [];
    ids = [];
  }
  return {
    async came({ name_key, uid_key, lookup_keys }) {
      keys.push(`name:${name_key}`, ...lookup_keys.map((key) => `at:${key}`));
      if (uid_key !== null) keys.push(`uid:${uid_key}`);
      if (keys.length >= BATCH) await look();
    },
    async cameAgain(contact_id) {
      ids.push(contact_id);
      if (ids.length >= BATCH) await look();
    },
    async waiting() {
      await look();
      return waiting;
    },
  };
}

function keysOf(awaited: Awaited): string[] {
  if ("member" in awaited) {
    const address = addressKey(awaited.member);
    return [address === null ? `uid:${uidKey(awaited.member)}` : `at:${address}`];
  }
  const { uid, name } = awaited.related;
  return [...(uid === null ? [] : [`uid:${uidKey(uid)}`]), ...(name === null ? [] : [`name:${nameKey(name)}`])];
}

const NOBODY_WAITS: Arrivals = {
  async came() {},
  async cameAgain() {},
  waiting: async () => new Set(),
};
