/**
 * The one way to write. Wraps an engine's transaction: every row knows the operation that wrote it, a superseded row
 * leaves its image, and what a change touches gets a new revision and new search words before the commit.
 */
import { notFound } from "../domain/errors.ts";
import { searchDocument } from "../domain/search-text.ts";
import type { EngineTransaction } from "./engine.ts";
import { lookupColumns } from "./keys.ts";
import { withParts } from "./parts.ts";
import type { Key, NewRow, OperationMeta, Rows, Transaction } from "./store.ts";
import { SEARCHED, type TableName, tables } from "./tables.ts";

/** Contacts that are brought up to date at a time; bounds memory, not correctness. */
const BATCH = 500;
/** What is noted for later imports only: an operation that makes such rows and no others is none to be taken back. */
export const BOOKKEEPING: ReadonlySet<TableName> = new Set(["card_digests"]);

export type Journal = {
  transaction: Transaction;
  /** Brings revisions and search words up to date; to be called before the commit. */
  finish(): Promise<void>;
  /** Id of the operation; null when nothing was written that anybody can see. */
  operationId(): string | null;
};

type Values = Record<string, unknown>;

/**
 * @param at time of the operation, RFC 3339
 * @param newId generator of UUIDv7
 */
export function journal(engine: EngineTransaction, meta: OperationMeta, at: string, newId: () => string): Journal {
  let id: string | null = null;
  let operation: { id: string; sequence: number } | null = null;
  /** Contacts that get a new revision, and those whose search words may have changed. */
  const touched = new Set<string>();
  const reworded = new Set<string>();
  /** Contacts whose last interaction may have changed. */
  const talked = new Set<string>();
  let described = meta;
  let moreContacts = 0;
  /** Whether more was written than bookkeeping. */
  let isSeen = false;

  /** A command that changes nothing leaves no operation behind. */
  async function sequence(table: TableName | null = null): Promise<number> {
    isSeen ||= table === null || !BOOKKEEPING.has(table);
    if (operation === null) {
      id ??= newId();
      operation = { id, sequence: await engine.recordOperation({ ...described, id, recorded_at: at }) };
    }
    return operation.sequence;
  }

  function touch(table: TableName, row: Values): void {
    touchContacts(
      table,
      tables[table].touches.map((column) => String(row[column])),
    );
  }

  function touchContacts(table: TableName, ids: Iterable<string>): void {
    for (const one of ids) {
      touched.add(one);
      if (SEARCHED.has(table)) reworded.add(one);
      if (isTalk(table)) talked.add(one);
    }
  }

  /** Names that stand in other contacts' search words. */
  async function touchNamed(table: TableName, id: string, changed: Values): Promise<void> {
    if (table === "tags") {
      const links = await engine.find("contact_tags", { tag_id: id });
      touchContacts(
        "contact_tags",
        links.map((link) => link.contact_id),
      );
    } else if (table === "contacts" && "display_name" in changed) {
      for (const link of await engine.find("affiliations", { organization_id: id })) reworded.add(link.contact_id);
    }
  }

  /** A row that this operation wrote itself has nothing to keep. */
  async function supersede<T extends TableName>(table: T, key: Key<T>, row: Rows[T], now: number): Promise<void> {
    if (row.written_by !== now) await engine.saveImage(table, key, now);
  }

  function complete<T extends TableName>(table: T, row: NewRow<T>, written_by: number): Rows[T] {
    const values: Values = { id: newIdUnless(row.id), tenant_id: engine.tenant_id };
    for (const [column, kind] of Object.entries(tables[table].columns)) {
      if (kind !== "generated") values[column] = kind === "boolean" ? false : null;
    }
    Object.assign(values, row, lookupColumns(table, row), { id: values.id });
    if (table === "contacts") Object.assign(values, revisions(row, written_by));
    return Object.assign(values, { created_at: at, updated_at: at, written_by }) as unknown as Rows[T];
  }

  function newIdUnless(id: string | undefined): string {
    return id ?? newId();
  }

  const transaction: Transaction = {
    ...engine.reader,
    recorded_at: at,
    newId,
    operationId() {
      id ??= newId();
      return id;
    },
    async insert(table, row) {
      const whole = complete(table, row, await sequence(table));
      await engine.insertRow(table, whole);
      moreContacts += live(table, whole);
      touch(table, whole as unknown as Values);
      return whole;
    },
    async update(table, key, patch) {
      const current = await engine.get(table, key);
      if (!current) throw notFound(`there is no row ${idOf(key)} in ${table}`);
      const changed = differences(current as unknown as Values, patch);
      if (Object.keys(changed).length === 0) return current;
      const now = await sequence();
      await supersede(table, key, current, now);
      const next: Values = { ...current, ...changed };
      Object.assign(changed, lookupColumns(table, next), { updated_at: at, written_by: now });
      if (table === "contacts") Object.assign(changed, revisions(changed, now));
      await engine.updateRow(table, key, changed);
      moreContacts += live(table, { ...next, ...changed }) - live(table, current);
      touch(table, current as unknown as Values);
      touch(table, next);
      await touchNamed(table, current.id, changed);
      return { ...next, ...changed } as unknown as typeof current;
    },
    async remove(table, key) {
      const current = await engine.get(table, key);
      if (!current) throw notFound(`there is no row ${idOf(key)} in ${table}`);
      await supersede(table, key, current, await sequence());
      touch(table, current as unknown as Values);
      await touchNamed(table, current.id, {});
      await engine.deleteRow(table, key);
      moreContacts -= live(table, current);
    },
    async put(table, row, number) {
      const now = await sequence();
      const key = keyOf(table, row);
      const current = await engine.get(table, key);
      if (current) {
        await supersede(table, key, current, now);
        const changed = { ...differences(current as unknown as Values, row), written_by: now };
        await engine.updateRow(table, key, changed);
        touch(table, current as unknown as Values);
        await touchNamed(table, row.id, changed);
        moreContacts -= live(table, current);
      } else {
        await engine.insertRow(table, { ...row, written_by: now }, number);
      }
      touch(table, row as unknown as Values);
      // What the image says of it is of its time.
      if (table === "contacts") talked.add(row.id);
      moreContacts += live(table, row);
    },
    async removeMadeBy(table, made) {
      const { ids, touched: contacts, live: gone } = await engine.removeMadeBy(table, made, await sequence());
      touchContacts(table, contacts);
      moreContacts -= gone;
      return ids;
    },
    async forget(contact_ids) {
      await engine.forget(contact_ids);
    },
    describe(meta) {
      described = { ...described, ...meta };
    },
    async insertContacts(contacts) {
      await engine.insertContacts(contacts, { at, written_by: await sequence() });
      moreContacts += contacts.length;
    },
    putBlob: (content) => engine.putBlob(content, at),
  };

  return {
    transaction,
    operationId: () => (isSeen ? (operation?.id ?? null) : null),
    async finish() {
      for (const batch of batchesOf(reworded)) await reindex(engine, batch);
      for (const batch of batchesOf(touched)) await engine.setRevision(batch, await sequence());
      if (talked.size > 0) await engine.setLastInteraction([...talked]);
      if (operation !== null) await engine.recordCreated(operation.sequence);
      if (operation !== null && !isSeen) await engine.hideOperation(operation.sequence);
      if (moreContacts !== 0) await engine.addToContactCount(moreContacts);
    },
  };
}

function* batchesOf(ids: ReadonlySet<string>): Generator<string[]> {
  const all = [...ids];
  for (let i = 0; i < all.length; i += BATCH) yield all.slice(i, i + BATCH);
}

async function reindex(engine: EngineTransaction, ids: readonly string[]): Promise<void> {
  const rows = await engine.find("contacts", { id: ids });
  const full = await withParts(engine, rows, ["channels", "addresses", "affiliations", "tags"]);
  await engine.index(
    full.map((contact) => ({
      id: contact.id,
      document: searchDocument({ ...contact, tags: contact.tags.map(({ name }) => name) }),
    })),
  );
}

/** What names a row among those of its table. */
export function keyOf<T extends TableName>(table: T, row: Rows[T]): Key<T> {
  const owned = "contact_id" in row && table !== "interactions";
  return (owned ? { id: row.id, contact_id: row.contact_id } : row.id) as Key<T>;
}

function idOf(key: Key<TableName>): string {
  return typeof key === "string" ? key : key.id;
}

/** Whether rows of the table say when a contact was last met. */
function isTalk(table: TableName): boolean {
  return table === "interactions" || table === "interaction_participants";
}

/** 1 for a contact that counts as one. */
function live(table: TableName, row: object): number {
  return table === "contacts" && "deleted_at" in row && row.deleted_at === null ? 1 : 0;
}

/** A card's digest counts for the revision that its import made; any later change of the contact leaves it behind. */
function revisions(values: object, revision: number): Values {
  const digest = "card_digest" in values && values.card_digest !== null;
  return digest ? { revision, card_revision: revision } : { revision };
}

function differences(current: Values, patch: object): Values {
  const changed: Values = {};
  for (const [column, value] of Object.entries(patch)) {
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(current[column])) changed[column] = value;
  }
  return changed;
}
