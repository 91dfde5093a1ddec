import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LOCAL_SCOPE, localBackend } from "../../src/backend/local.ts";
import { listContacts } from "../../src/operations/contacts/list.ts";
import type { Store } from "../../src/store/store.ts";
import { newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

const SORTS = ["created_at", "-created_at", "updated_at", "-updated_at", "display_name", "-display_name"] as const;

/** Contacts whose names and times are often equal, so that only the id tells them apart. */
async function book(names: readonly string[]): Promise<Store> {
  const path = newStore(folder);
  const half = Math.ceil(names.length / 2);
  for (const [at, firstId, some] of [
    ["2026-01-01T00:00:00Z", 5000, names.slice(0, half)],
    ["2026-01-01T00:00:00.001Z", 1, names.slice(half)],
  ] as const) {
    const store = openStore(path, { at, firstId });
    await write(store, async (tx) => {
      for (const display_name of some) await tx.insert("contacts", { ...PERSON, display_name });
    });
    await store.close();
  }
  return openStore(path);
}

const NAMES = fc.array(fc.constantFrom("Ada", "ada", "Adá", "Bo", "山田", ""), { minLength: 1, maxLength: 40 });

test("pages of any size give every contact once, in the order of one page that holds all", async () => {
  await fc.assert(
    fc.asyncProperty(NAMES, fc.constantFrom(...SORTS), fc.integer({ min: 1, max: 9 }), async (names, sort, limit) => {
      const store = await book(names);
      try {
        const backend = localBackend(store);
        const whole = await backend.call(listContacts, { sort, limit: 1000 });
        const ids: string[] = [];
        for (let cursor: string | undefined; ; ) {
          const page = await backend.call(listContacts, { sort, limit, cursor });
          ids.push(...page.data.map(({ id }) => id));
          expect(page.has_more).toBe(page.next_cursor !== null);
          if (page.next_cursor === null) break;
          expect(page.data).toHaveLength(limit);
          cursor = page.next_cursor;
        }
        expect(ids).toEqual(whole.data.map(({ id }) => id));
        expect({ found: whole.data.length, more: whole.has_more }).toEqual({ found: names.length, more: false });
      } finally {
        await store.close();
      }
    }),
    { numRuns: 40, seed: 20260102 },
  );
});

test("a search pages in its rank", async () => {
  const store = await book(["Bob Ann", "Ann", "Anna", "Ann Lee", "ann", "Bea Ann"]);
  const backend = localBackend(store);
  const names: string[] = [];
  for await (const page of backend.pages(listContacts, { q: "ann", sort: "rank", limit: 2 }))
    names.push(...page.map(({ display_name }) => display_name));
  await backend.close();
  expect(names).toEqual(["ann", "Ann", "Ann Lee", "Anna", "Bea Ann", "Bob Ann"]);
});

test("contacts made and removed between two pages neither skip nor repeat a row", async () => {
  const store = await book(Array.from({ length: 20 }, (_, i) => `Person ${i}`));
  const backend = localBackend(store);
  const first = await backend.call(listContacts, { sort: "created_at", limit: 5 });
  const last = first.data.at(-1);
  await write(store, async (tx) => {
    await tx.remove("contacts", String(first.data[0]?.id));
    await tx.remove("contacts", String(last?.id));
    await tx.insert("contacts", { ...PERSON, display_name: "New", id: "00000000-0000-7000-8000-000000000000" });
  });
  const rest = await backend.call(listContacts, { sort: "created_at", limit: 100, cursor: first.next_cursor ?? "" });
  await backend.close();
  expect(rest.data.map(({ display_name }) => display_name)).toEqual([
    ...Array.from({ length: 15 }, (_, i) => `Person ${i + 5}`),
    "New",
  ]);
});

describe("a cursor", () => {
  test.each(["", "x", "bm90aGluZw", "W10", "WyJ4Il0", "bnVsbA"])("%j is refused", async (cursor) => {
    const backend = localBackend(await book(["Ada"]));
    await expect(backend.call(listContacts, { cursor })).rejects.toMatchObject({ code: "bad_request" });
    await backend.close();
  });

  test("of other filters is refused", async () => {
    const backend = localBackend(await book(["Ada", "Bo", "Cy"]));
    const { next_cursor } = await backend.call(listContacts, { limit: 1, kind: "person" });
    const cursor = next_cursor ?? "";
    await expect(backend.call(listContacts, { limit: 1, cursor })).rejects.toMatchObject({ code: "bad_request" });
    const next = await backend.call(listContacts, { limit: 1, kind: "person", cursor });
    await backend.close();
    expect(next.data).toHaveLength(1);
  });
});

test("the store itself answers where the next page begins, and nothing after the last one", async () => {
  const store = await book(["Ada", "Bo"]);
  const query = { terms: null, name_key: null, filter: null, kind: null, tags: [], groups: [] } as const;
  const order = { deleted: "exclude", sort: "display_name", descending: false } as const;
  const page = (limit: number) => store.read(LOCAL_SCOPE, (tx) => tx.list({ ...query, ...order }, limit, null));
  const [one, two, three] = [await page(1), await page(2), await page(3)];
  await store.close();
  expect(one.next).toEqual(["ada", one.rows[0]?.id]);
  expect([two.next, two.rows.length, three.next, three.rows.length]).toEqual([null, 2, null, 2]);
});
