import fs from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { LOCAL_SCOPE } from "../../src/backend/local.ts";
import { nameKey, terms } from "../../src/domain/search-text.ts";
import type { Store } from "../../src/store/store.ts";
import { card } from "../support/cards.ts";
import { AT, bookOf, idOf, newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();
const LATER = "2026-03-04T05:06:07Z";

function rowsOf(store: string, sql: string): Record<string, unknown>[] {
  const db = new DatabaseSync(store, { readOnly: true });
  try {
    return db
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    db.close();
  }
}

const countOf = (store: string, table: string) => rowsOf(store, `SELECT count(*) AS n FROM ${table}`)[0]?.n;

/** A store with Ada, made by operation 1. */
async function adaStore(): Promise<{ path: string; ada: string }> {
  const path = newStore(folder);
  const store = openStore(path);
  const { result } = await write(store, (tx) => tx.insert("contacts", { ...PERSON, display_name: "Ada" }));
  await store.close();
  return { path, ada: result.id };
}

async function changing<T>(path: string, work: Parameters<typeof write<T>>[1], meta = {}) {
  const store = openStore(path, { at: LATER });
  try {
    return await write(store, work, meta);
  } finally {
    await store.close();
  }
}

async function search(store: Store, query: string): Promise<string[]> {
  const all = {
    filter: null,
    kind: null,
    tags: [],
    groups: [],
    deleted: "include",
    sort: "rank",
    descending: false,
  } as const;
  const { rows } = await store.read(LOCAL_SCOPE, (tx) =>
    tx.list({ ...all, terms: terms(query), name_key: nameKey(query) }, 10, null),
  );
  return rows.map(({ display_name }) => display_name);
}

describe("what is recorded", () => {
  test("a creation leaves an operation and no image", async () => {
    const { path } = await adaStore();
    expect(
      rowsOf(path, "SELECT sequence, name, label, actor, surface, reason, undoes, recorded_at FROM operations"),
    ).toEqual([
      {
        sequence: 1,
        name: "contacts.test",
        label: "a test",
        actor: null,
        surface: "cli",
        reason: "user_edit",
        undoes: null,
        recorded_at: Date.parse(AT),
      },
    ]);
    expect(countOf(path, "row_images")).toBe(0);
    expect(rowsOf(path, "SELECT written_by, revision FROM contacts")).toEqual([{ written_by: 1, revision: 1 }]);
  });

  test("an import of many cards leaves one operation and no image", async () => {
    const path = await bookOf(newStore(folder), card("Ada", "UID:1", "ORG:A", "TEL:110") + card("Grace", "UID:2"));
    expect([countOf(path, "operations"), countOf(path, "row_images")]).toEqual([1, 0]);
  });

  test("an update leaves one image: the row as it was, from the operation that wrote it to the one that changed it", async () => {
    const { path, ada } = await adaStore();
    const { operation_id } = await changing(path, async (tx) => {
      await tx.update("contacts", ada, { nickname: "Addy" });
      return tx.update("contacts", ada, { nickname: "Lady", bio: "both in one operation" });
    });
    const store = openStore(path);
    const before = await store.read(LOCAL_SCOPE, (tx) => tx.images("contacts", { contact_id: [ada] }));
    await store.close();
    expect(before).toMatchObject([
      {
        row: {
          ...PERSON,
          id: ada,
          display_name: "Ada",
          name_key: "ada",
          created_at: AT,
          updated_at: AT,
          written_by: 1,
        },
        valid_from: 1,
        valid_to: 2,
      },
    ]);
    expect(rowsOf(path, "SELECT nickname, bio, written_by, revision, created_at, updated_at FROM contacts")).toEqual([
      {
        nickname: "Lady",
        bio: "both in one operation",
        written_by: 2,
        revision: 2,
        created_at: Date.parse(AT),
        updated_at: Date.parse(LATER),
      },
    ]);
    expect(rowsOf(path, "SELECT id FROM operations WHERE sequence = 2")).toEqual([{ id: operation_id }]);
  });

  test("a removed row leaves its image", async () => {
    const { path, ada } = await adaStore();
    const { result } = await changing(path, (tx) => tx.insert("dates", { ...DATE, contact_id: ada }));
    await changing(path, (tx) => tx.remove("dates", result));
    expect(rowsOf(path, "SELECT table_name, row_id, contact_id, valid_from, valid_to FROM row_images")).toEqual([
      { table_name: "dates", row_id: result.id, contact_id: ada, valid_from: 2, valid_to: 3 },
    ]);
    expect(countOf(path, "dates")).toBe(0);
  });

  test("a row made and changed by one operation leaves none", async () => {
    const { path, ada } = await adaStore();
    await changing(path, async (tx) => {
      const date = await tx.insert("dates", { ...DATE, contact_id: ada });
      await tx.update("dates", date, { date_year: 1815 });
      await tx.remove("dates", date);
    });
    expect(countOf(path, "row_images")).toBe(0);
  });

  test("a change that changes nothing leaves no operation", async () => {
    const { path, ada } = await adaStore();
    const { operation_id } = await changing(path, (tx) =>
      tx.update("contacts", ada, { display_name: "Ada", bio: null }),
    );
    expect([operation_id, countOf(path, "operations"), countOf(path, "row_images")]).toEqual([null, 1, 0]);
    expect(rowsOf(path, "SELECT revision, updated_at FROM contacts")).toEqual([
      { revision: 1, updated_at: Date.parse(AT) },
    ]);
  });

  test("a dry run and a failure leave nothing", async () => {
    const { path, ada } = await adaStore();
    const before = rowsOf(path, "SELECT * FROM contacts");
    const { operation_id, result } = await changing(path, (tx) => tx.update("contacts", ada, { bio: "x" }), {
      dry_run: true,
    });
    expect([operation_id, result.bio]).toEqual([null, "x"]);
    const failing = changing(path, async (tx) => {
      await tx.update("contacts", ada, { bio: "y" });
      throw new Error("half-way");
    });
    await expect(failing).rejects.toThrow("half-way");
    expect(rowsOf(path, "SELECT * FROM contacts")).toEqual(before);
    expect([countOf(path, "operations"), countOf(path, "row_images")]).toEqual([1, 0]);
  });

  test("a row that is not there cannot be changed", async () => {
    const { path } = await adaStore();
    await expect(changing(path, (tx) => tx.update("contacts", idOf(99), { bio: "x" }))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      changing(path, (tx) => tx.remove("dates", { id: idOf(99), contact_id: idOf(98) })),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

const DATE = { date_type: "birthday", date_day: 10, date_month: 12, date_year: null, date_label: null, metadata: {} };

describe("what follows a change", () => {
  test("a part raises the revision of its contact and of no other", async () => {
    const path = await bookOf(newStore(folder), card("Ada") + card("Grace"));
    const [ada] = rowsOf(path, "SELECT id FROM contacts WHERE display_name = 'Ada'");
    await changing(path, (tx) => tx.insert("dates", { ...DATE, contact_id: String(ada?.id) }));
    expect(rowsOf(path, "SELECT display_name, revision FROM contacts ORDER BY display_name")).toEqual([
      { display_name: "Ada", revision: 2 },
      { display_name: "Grace", revision: 1 },
    ]);
  });

  test("search words: a new name, a part, a renamed tag, company, and nothing once the contact is gone", async () => {
    const path = await bookOf(newStore(folder), card("Ada", "CATEGORIES:friends", "ORG:Analytical"));
    const id = (sql: string) => String(rowsOf(path, sql)[0]?.id);
    const ada = id("SELECT id FROM contacts WHERE kind = 'person'");
    const store = openStore(path, { at: LATER });
    await write(store, (tx) => tx.update("contacts", ada, { display_name: "Augusta" }));
    expect([await search(store, "ada"), await search(store, "augusta")]).toEqual([[], ["Augusta"]]);
    await write(store, (tx) => tx.update("tags", id("SELECT id FROM tags"), { name: "family" }));
    expect([await search(store, "friends"), await search(store, "family")]).toEqual([[], ["Augusta"]]);
    const society = id("SELECT id FROM contacts WHERE kind = 'organization'");
    await write(store, (tx) => tx.update("contacts", society, { display_name: "Society" }));
    expect([await search(store, "analytical"), await search(store, "society")]).toEqual([[], ["Society", "Augusta"]]);
    const affiliation = { id: id("SELECT id FROM affiliations"), contact_id: ada };
    await write(store, (tx) => tx.remove("affiliations", affiliation));
    expect(await search(store, "society")).toEqual(["Society"]);
    await write(store, (tx) => tx.remove("contacts", ada));
    expect(await search(store, "augusta")).toEqual([]);
    await store.close();
  });

  test("the number of contacts: made one by one or by an import, deleted, restored, removed; not by a dry run", async () => {
    const path = await bookOf(newStore(folder), card("Ada") + card("Grace"));
    const store = openStore(path, { at: LATER });
    const whole = { ...EVERYBODY, deleted: "exclude", terms: null, name_key: null } as const;
    const counts: number[] = [];
    const change = async (work: Parameters<typeof write>[1], meta = {}) => {
      await write(store, work, meta);
      counts.push(await store.read(LOCAL_SCOPE, (tx) => tx.count(whole)));
    };
    let id = "";
    await change(async (tx) => {
      ({ id } = await tx.insert("contacts", { ...PERSON, display_name: "Mary" }));
    });
    await change((tx) => tx.update("contacts", id, { deleted_at: LATER }));
    await change((tx) => tx.update("contacts", id, { nickname: "May" }));
    await change((tx) => tx.update("contacts", id, { deleted_at: null }));
    await change((tx) => tx.remove("contacts", id), { dry_run: true });
    await change((tx) => tx.remove("contacts", id));
    await store.close();
    expect(counts).toEqual([3, 2, 2, 3, 3, 2]);
  });

  test("photos are stored once", async () => {
    const { path } = await adaStore();
    const { result } = await changing(path, async (tx) => [
      await tx.putBlob(new Uint8Array([1, 2, 3])),
      await tx.putBlob(new Uint8Array([1, 2, 3])),
      await tx.putBlob(new Uint8Array([4])),
    ]);
    expect([result[0] === result[1], countOf(path, "blobs")]).toEqual([true, 2]);
    const store = openStore(path);
    const content = await store.read(LOCAL_SCOPE, (tx) => tx.blob(String(result[0])));
    await store.close();
    expect([...(content ?? [])]).toEqual([1, 2, 3]);
  });
});

test("tenants see neither each other's contacts nor their search words", async () => {
  const { path, ada } = await adaStore();
  const store = openStore(path);
  for (const scope of [
    { tenant_id: idOf(77), environment: "live" },
    { tenant_id: LOCAL_SCOPE.tenant_id, environment: "test" },
  ] as const) {
    const seen = await store.read(scope, async (tx) => [
      await tx.get("contacts", ada),
      await tx.find("contacts", { id: [ada] }),
      await tx.contactsByIdPrefix(ada.slice(0, 8), 10),
      await tx.count({ ...EVERYBODY, terms: terms("ada"), name_key: "ada" }),
    ]);
    expect(seen).toEqual([null, [], [], 0]);
  }
  await store.close();
  expect(fs.existsSync(path)).toBe(true);
});

const EVERYBODY = {
  filter: null,
  kind: null,
  tags: [],
  groups: [],
  deleted: "include",
  sort: "rank",
  descending: false,
} as const;
