/**
 * The one way to write. Wraps an engine's transaction: every row knows the operation that wrote it, a superseded row
 * leaves its image, and what a change touches gets a new revision and new search words before the commit.
 */
import { notFound } from "../domain/errors.ts";
import { searchDocument } from "../domain/search-text.ts";
import type { EngineTransaction } from "./engine.ts";
import { lookupColumns } from "./keys.ts";
import { withParts } from "./parts.ts";
import type { NewRow, OperationMeta, Rows, Transaction } from "./store.ts";
import { type TableName, tables } from "./tables.ts";

/** Contacts whose words are built anew at a time; bounds memory, not correctness. */
const BATCH = 500;

export type Journal = {
  transaction: Transaction;
  /** Brings revisions and search words up to date; to be called before the commit. */
  finish(): Promise<void>;
  /** Id of the operation; null when nothing was written. */
  operationId(): string | null;
};

type Values = Record<string, unknown>;

/**
 * @param at time of the operation, RFC 3339
 * @param newId generator of UUIDv7
 */
export function journal(engine: EngineTransaction, meta: OperationMeta, at: string, newId: () => string): Journal {
  let operation: { id: string; sequence: number } | null = null;
  const touched = new Set<string>();
  const reworded = new Set<string>();

  /** A command that changes nothing leaves no operation behind. */
  async function sequence(): Promise<number> {
    if (operation === null) {
      const id = newId();
      operation = { id, sequence: await engine.recordOperation({ ...meta, id, recorded_at: at }) };
    }
    return operation.sequence;
  }

  function touch(table: TableName, row: Values): void {
    for (const column of tables[table].touches) touched.add(String(row[column]));
  }

  /** Names that stand in other contacts' search words. */
  async function touchNamed(table: TableName, id: string, changed: Values): Promise<void> {
    if (table === "tags") {
      for (const link of await engine.find("contact_tags", { tag_id: id })) touched.add(link.contact_id);
    } else if (table === "contacts" && "display_name" in changed) {
      for (const link of await engine.find("affiliations", { organization_id: id })) reworded.add(link.contact_id);
    }
  }

  async function supersede(table: TableName, row: Rows[TableName], now: number): Promise<void> {
    if (row.written_by === now) return;
    const contact_id = table === "contacts" ? row.id : "contact_id" in row ? String(row.contact_id) : null;
    await engine.saveImage(table, row, contact_id, now);
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
    async insert(table, row) {
      const whole = complete(table, row, await sequence());
      await engine.insertRow(table, whole);
      touch(table, whole as unknown as Values);
      return whole;
    },
    async update(table, id, patch) {
      const current = await engine.get(table, id);
      if (!current) throw notFound(`there is no row ${id} in ${table}`);
      const changed = differences(current as unknown as Values, patch);
      if (Object.keys(changed).length === 0) return current;
      const now = await sequence();
      await supersede(table, current, now);
      const next: Values = { ...current, ...changed };
      Object.assign(changed, lookupColumns(table, next), { updated_at: at, written_by: now });
      if (table === "contacts") Object.assign(changed, revisions(changed, now));
      await engine.updateRow(table, id, changed);
      touch(table, current as unknown as Values);
      touch(table, next);
      await touchNamed(table, id, changed);
      return { ...next, ...changed } as unknown as typeof current;
    },
    async remove(table, id) {
      const current = await engine.get(table, id);
      if (!current) throw notFound(`there is no row ${id} in ${table}`);
      await supersede(table, current, await sequence());
      touch(table, current as unknown as Values);
      await touchNamed(table, id, {});
      await engine.deleteRow(table, id);
    },
    async insertContacts(contacts) {
      await engine.insertContacts(contacts, { at, written_by: await sequence() });
    },
    putBlob: (content) => engine.putBlob(content, at),
  };

  return {
    transaction,
    operationId: () => operation?.id ?? null,
    async finish() {
      const ids = [...new Set([...touched, ...reworded])];
      for (let i = 0; i < ids.length; i += BATCH) {
        const batch = ids.slice(i, i + BATCH);
        await reindex(engine, batch);
        const revised = batch.filter((id) => touched.has(id));
        if (revised.length > 0) await engine.setRevision(revised, await sequence());
      }
    },
  };
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
