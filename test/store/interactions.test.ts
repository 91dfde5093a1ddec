import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LOCAL_SCOPE, localBackend } from "../../src/backend/local.ts";
import { allInteractions, listInteractions } from "../../src/operations/interactions/list.ts";
import { interactionsStatement } from "../../src/store/sqlite/interactions.ts";
import type { InteractionQuery } from "../../src/store/store.ts";
import { newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

type Entry = { at: number; type: string; people: number[] };

const PEOPLE = 4;
const DAY = 86_400_000;
const START = Date.parse("2026-01-01T00:00:00Z");
const timeOf = (at: number) => new Date(START + at * DAY).toISOString();

/** Few times and types, so that many entries share them. */
const ENTRIES = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 4 }),
    type: fc.constantFrom("call", "meeting"),
    people: fc.uniqueArray(fc.integer({ min: 0, max: PEOPLE - 1 }), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 25 },
);
const FILTERS = fc.record({
  of: fc.option(fc.integer({ min: 0, max: PEOPLE - 2 })),
  type: fc.option(fc.constantFrom("call", "meeting", "note")),
  from: fc.option(fc.integer({ min: 0, max: 4 })),
  to: fc.option(fc.integer({ min: 0, max: 4 })),
});

/** A book whose last contact is deleted. */
async function bookWith(entries: readonly Entry[]) {
  const store = openStore(newStore(folder));
  const { result } = await write(store, async (tx) => {
    const contacts: string[] = [];
    for (let i = 0; i < PEOPLE; i++) {
      const deleted_at = i === PEOPLE - 1 ? timeOf(0) : null;
      contacts.push((await tx.insert("contacts", { ...PERSON, display_name: `Person ${i}`, deleted_at })).id);
    }
    const ids: string[] = [];
    for (const { at, type, people } of entries) {
      const [main = 0, ...others] = people;
      const row = await tx.insert("interactions", {
        contact_id: contacts[main] ?? "",
        interaction_type: type,
        summary: "s",
        body: null,
        occurred_at: timeOf(at),
        metadata: {},
      });
      ids.push(row.id);
      for (const other of others) {
        const link = { interaction_id: row.id, contact_id: contacts[other] ?? "", occurred_at: timeOf(at) };
        await tx.insert("interaction_participants", { ...link, metadata: {} });
      }
    }
    return { contacts, ids };
  });
  return { store, ...result };
}

test("lists are what a plain look at all entries says, whole and page by page", async () => {
  await fc.assert(
    fc.asyncProperty(
      ENTRIES,
      FILTERS,
      fc.integer({ min: 1, max: 4 }),
      async (entries, { of, type, from, to }, limit) => {
        const { store, contacts, ids } = await bookWith(entries);
        const expected = entries
          .map((entry, i) => ({ ...entry, id: ids[i] ?? "" }))
          .filter(({ people }) => (of === null ? people.some((one) => one !== PEOPLE - 1) : people.includes(of)))
          .filter((entry) => type === null || entry.type === type)
          .filter(({ at }) => (from === null || at >= from) && (to === null || at <= to))
          .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
          .map(({ id }) => id);
        const filters = {
          ...(type === null ? {} : { interaction_type: type }),
          ...(from === null ? {} : { from: timeOf(from) }),
          ...(to === null ? {} : { to: timeOf(to) }),
        };
        const backend = localBackend(store);
        const pages = (size: number) =>
          of === null
            ? backend.pages(allInteractions, { ...filters, limit: size })
            : backend.pages(listInteractions, { ...filters, id: contacts[of] ?? "", limit: size });
        const read = async (size: number) => {
          const found: string[] = [];
          for await (const page of pages(size)) found.push(...page.map(({ id }) => id));
          return found;
        };
        try {
          if (from !== null && to !== null && from > to)
            await expect(read(limit)).rejects.toMatchObject({ code: "bad_request" });
          else expect([await read(100), await read(limit)]).toEqual([expected, expected]);
        } finally {
          await store.close();
        }
      },
    ),
    { numRuns: 60, seed: 20260102 },
  );
});

test.each([
  ["of a contact", { contact_id: "x" }],
  ["of a contact since a time", { contact_id: "x", from: timeOf(1) }],
  ["of all", { contact_id: null }],
  ["of all until a time", { contact_id: null, to: timeOf(1) }],
])("a page %s walks along an index and sorts nothing but equal times", async (_what, given) => {
  const path = newStore(folder);
  await openStoreOnce(path);
  const query: InteractionQuery = { interaction_type: null, from: null, to: null, ...given };
  const db = new DatabaseSync(path, { readOnly: true });
  const steps = [null, [START, "y"]].flatMap((after) => {
    const { sql, values } = interactionsStatement(query, 1, "t.id", 10, after);
    return db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
  });
  db.close();
  const details = steps.map(({ detail }) => String(detail));
  const named = details.filter((detail) => /\b(?:i|p|t|interactions|interaction_participants)\b/.test(detail));
  expect(named.filter((detail) => /^SCAN (?:i|p|t)\b/.test(detail))).toEqual([]);
  expect(
    named.some((detail) => detail.includes(query.contact_id === null ? "interactions_by_time" : "_by_contact")),
  ).toBe(true);
});

test("what operations begin with an id is found", async () => {
  const store = openStore(newStore(folder), { firstId: 0xab00 });
  const ids: string[] = [];
  for (const display_name of ["One", "Two"]) {
    const { operation_id } = await write(store, (tx) => tx.insert("contacts", { ...PERSON, display_name }));
    ids.push(operation_id ?? "");
  }
  const found = (prefix: string, limit = 10) =>
    store.read(LOCAL_SCOPE, async (tx) => (await tx.operationsByIdPrefix(prefix, limit)).map(({ id }) => id));
  const [one = "", two = ""] = ids;
  const both = [await found("01900000-"), await found("01900000-", 1), await found(two), await found("f")];
  await store.close();
  expect(both).toEqual([[two, one], [two], [two], []]);
});

async function openStoreOnce(path: string): Promise<void> {
  const store = openStore(path);
  await write(store, (tx) => tx.insert("contacts", { ...PERSON, display_name: "Ada" }));
  await store.close();
}
