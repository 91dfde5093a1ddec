import { describe, expect, test } from "vitest";
import { LOCAL_SCOPE, localBackend } from "../../src/backend/local.ts";
import { getContact } from "../../src/operations/contacts/get.ts";
import { contactDiff } from "../../src/operations/history/diff.ts";
import { contactHistory } from "../../src/operations/history/history.ts";
import { getOperation, listOperations } from "../../src/operations/history/log.ts";
import { undoOperation } from "../../src/operations/history/undo.ts";
import type { Transaction } from "../../src/store/store.ts";
import { idOf, newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();
const at = (day: number) => `2026-01-${String(day).padStart(2, "0")}T12:00:00Z`;
const TAG = { color: null, description: null, metadata: {} };

/** A store in which each operation is a day after the one before. */
function calendar() {
  const path = newStore(folder);
  let day = 0;
  return {
    path,
    async on<T>(work: (tx: Transaction) => Promise<T>, label = `day ${day + 1}`) {
      day++;
      const store = openStore(path, { at: at(day) });
      const { result, operation_id } = await write(store, work, { label });
      await store.close();
      return { result, id: operation_id ?? "" };
    },
    open: () => localBackend(openStore(path, { at: at(28) })),
  };
}

/** Ada: made with the tag vip, renamed, untagged; the tag is gone by now. */
async function adasLife() {
  const book = calendar();
  const { result: made } = await book.on(async (tx) => {
    const ada = await tx.insert("contacts", { ...PERSON, display_name: "Ada" });
    const tag = await tx.insert("tags", { ...TAG, name: "vip" });
    const link = await tx.insert("contact_tags", { contact_id: ada.id, tag_id: tag.id, metadata: {} });
    return { ada: ada.id, tag: tag.id, link };
  });
  await book.on((tx) => tx.update("contacts", made.ada, { display_name: "Ada Lovelace", nickname: "Addy" }));
  await book.on(async (tx) => {
    await tx.remove("contact_tags", made.link);
    await tx.remove("tags", made.tag);
  });
  return { ...book, ...made };
}

describe("history", () => {
  test("is what each operation did, newest first, with names that are gone", async () => {
    const { open, ada } = await adasLife();
    const backend = open();
    const { data } = await backend.call(contactHistory, { id: ada });
    await backend.close();
    const told = data.map(({ operation, display_name, _temporal, changes }) => ({
      operation,
      display_name,
      from: _temporal.sys_from,
      to: _temporal.sys_to,
      changes: changes.map(({ action, label, field, from, to }) => [action, label, field, from, to]),
    }));
    expect(told).toEqual([
      {
        ...{ operation: "day 3", display_name: "Ada Lovelace", from: at(3), to: null },
        changes: [["removed", "tag vip", null, null, null]],
      },
      {
        ...{ operation: "day 2", display_name: "Ada Lovelace", from: at(2), to: at(3) },
        changes: [
          ["changed", "Ada Lovelace", "display_name", "Ada", "Ada Lovelace"],
          ["changed", "Ada Lovelace", "nickname", null, "Addy"],
        ],
      },
      {
        ...{ operation: "day 1", display_name: "Ada", from: at(1), to: at(2) },
        changes: [
          ["added", "Ada", null, null, null],
          ["added", "tag vip", null, null, null],
        ],
      },
    ]);
  });

  test("comes in pages, and within a time", async () => {
    const { open, ada } = await adasLife();
    const backend = open();
    const seen: string[] = [];
    for await (const page of backend.pages(contactHistory, { id: ada, limit: 1 }))
      seen.push(...page.map(({ operation, _temporal }) => `${operation} until ${_temporal.sys_to}`));
    const within = await backend.call(contactHistory, { id: ada, from: at(2), to: "2026-01-02T13:00:00+01:00" });
    await backend.close();
    expect(seen).toEqual(["day 3 until null", `day 2 until ${at(3)}`, `day 1 until ${at(2)}`]);
    expect(within.data.map(({ operation }) => operation)).toEqual(["day 2"]);
  });

  test("of nobody is not found", async () => {
    const { open } = await adasLife();
    const backend = open();
    await expect(backend.call(contactHistory, { id: idOf(1) })).rejects.toMatchObject({ code: "not_found" });
    await backend.close();
  });
});

describe("a contact at a time", () => {
  test.each([
    [1, "Ada", ["vip"], at(2)],
    [2, "Ada Lovelace", ["vip"], at(3)],
    [3, "Ada Lovelace", [], null],
  ])("on day %i", async (day, display_name, tags, sys_to) => {
    const { open, ada } = await adasLife();
    const backend = open();
    const past = await backend.call(getContact, { id: ada, as_of: at(day), include: ["tags"] });
    await backend.close();
    expect([past.display_name, past.tags.map(({ name }) => name), past._temporal?.sys_to]).toEqual([
      display_name,
      tags,
      sys_to,
    ]);
  });

  test("before it was there it is not found", async () => {
    const { open, ada } = await adasLife();
    const backend = open();
    const before = backend.call(getContact, { id: ada, as_of: "2025-12-31T00:00:00Z" });
    await expect(before).rejects.toMatchObject({ code: "not_found" });
    await backend.close();
  });
});

describe("a diff", () => {
  const told = async (from: string, to: string) => {
    const { open, ada } = await adasLife();
    const backend = open();
    try {
      const { changes, ...rest } = await backend.call(contactDiff, { id: ada, from, to });
      return { ...rest, changes: changes.map(({ action, label, field }) => [action, label, field]) };
    } finally {
      await backend.close();
    }
  };

  test("leaves out what came and went", async () => {
    expect(await told("2025-12-31T00:00:00Z", at(3))).toEqual({
      from: "2025-12-31T00:00:00Z",
      to: at(3),
      created_in_window: true,
      deleted_in_window: false,
      intermediate_versions: 3,
      changes: [["added", "Ada Lovelace", null]],
    });
    expect((await told(at(1), at(2))).changes).toEqual([
      ["changed", "Ada Lovelace", "display_name"],
      ["changed", "Ada Lovelace", "nickname"],
    ]);
  });

  test.each([
    [at(3), at(1), "bad_request"],
    ["2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z", "not_found"],
  ])("from %s to %s", async (from, to, code) => {
    await expect(told(from, to)).rejects.toMatchObject({ code });
  });
});

test("one operation with thousands of a contact's rows is told in good time", async () => {
  const { on, open } = calendar();
  const { result: ada } = await on(async (tx) => {
    const { id } = await tx.insert("contacts", { ...PERSON, display_name: "Ada" });
    const entry = { contact_id: id, interaction_type: "call", summary: "Hello", body: null, metadata: {} };
    for (let i = 0; i < 20_000; i++) await tx.insert("interactions", { ...entry, occurred_at: at(1) });
    return id;
  });
  const backend = open();
  const started = performance.now();
  const { data } = await backend.call(contactHistory, { id: ada });
  await backend.close();
  expect(data[0]?.changes).toHaveLength(20_001);
  expect(performance.now() - started).toBeLessThan(2500);
});

describe("operations", () => {
  test("are found by the start of their id, and tell how many rows they wrote", async () => {
    const { open, on, ada } = await adasLife();
    const { id } = await on(async (tx) => {
      await tx.update("contacts", ada, { bio: "x" });
      await tx.insert("contacts", { ...PERSON, display_name: "Bob" });
    });
    const backend = open();
    const found = await backend.call(listOperations, { id_prefix: id.slice(0, 36), limit: 2 });
    const all = await backend.call(listOperations, { id_prefix: id.slice(0, 8), limit: 2 });
    const counts = await Promise.all(
      (await backend.call(listOperations, {})).data.map(async (operation) => {
        const { rows } = await backend.call(getOperation, { id: operation.id });
        return rows.map(
          ({ resource_type, added, changed, removed }) => `${resource_type} +${added} ~${changed} -${removed}`,
        );
      }),
    );
    await expect(backend.call(listOperations, { id_prefix: "%" })).rejects.toMatchObject({ code: "bad_request" });
    await expect(backend.call(getOperation, { id: idOf(1) })).rejects.toMatchObject({ code: "not_found" });
    await backend.close();
    expect([found.data.map((one) => one.id), all.has_more]).toEqual([[id], true]);
    expect(counts).toEqual([
      ["contact +1 ~1 -0"],
      ["tag +0 ~0 -1", "contact_tag +0 ~0 -1"],
      ["contact +0 ~1 -0"],
      ["contact +1 ~0 -0", "tag +1 ~0 -0", "contact_tag +1 ~0 -0"],
    ]);
  });

  test("of which one was undone and done again: both stand, and the counts are of each", async () => {
    const { open } = await adasLife();
    const backend = open();
    const [last] = (await backend.call(listOperations, { standing: true, limit: 1 })).data;
    const undo = await backend.call(undoOperation, { id: last?.id ?? "" });
    expect((await backend.call(listOperations, { standing: true })).data.map(({ label }) => label)).toEqual([
      "day 2",
      "day 1",
    ]);
    expect((await backend.call(getOperation, { id: undo.operation_id })).rows).toEqual([
      { resource_type: "tag", added: 1, changed: 0, removed: 0 },
      { resource_type: "contact_tag", added: 1, changed: 0, removed: 0 },
    ]);
    await backend.call(undoOperation, { id: undo.operation_id });
    const states = (await backend.call(listOperations, {})).data.map(({ label, stands }) => `${label} ${stands}`);
    await backend.close();
    expect(states).toEqual(["undo undo day 3 true", "undo day 3 false", "day 3 true", "day 2 true", "day 1 true"]);
  });
});

describe("undo", () => {
  test("of a removed tag is refused while another one has its name, and says which operation made that", async () => {
    const { on, open } = await adasLife();
    const { id: rival } = await on((tx) => tx.insert("tags", { ...TAG, name: "VIP" }), "tags create VIP");
    const backend = open();
    const removal = (await backend.call(listOperations, {})).data.find(({ label }) => label === "day 3")?.id ?? "";
    await expect(backend.call(undoOperation, { id: removal })).rejects.toMatchObject({
      code: "undo_conflict",
      hint: expect.stringContaining(`\`backside undo ${rival}\``),
    });
    await backend.call(undoOperation, { id: rival });
    expect((await backend.call(undoOperation, { id: removal })).reverted_count).toBe(2);
    await backend.close();
  });

  test("of an undo that brought rows back beside one it changed leaves the changed one in place", async () => {
    const { on, open } = calendar();
    const { result: ids } = await on(async (tx) => {
      const made: string[] = [];
      for (const display_name of ["One", "Two", "Three"])
        made.push((await tx.insert("contacts", { ...PERSON, display_name })).id);
      const [, two = ""] = made;
      const date = { date_type: "birthday", date_day: 1, date_month: 1, date_year: null, date_label: null };
      await tx.insert("dates", { ...date, contact_id: two, metadata: {} });
      return made;
    });
    const [one = "", two = "", three = ""] = ids;
    const { id } = await on(async (tx) => {
      await tx.remove("contacts", three); // brought back before the first: in falling order
      await tx.update("contacts", two, { nickname: "Second" });
      await tx.remove("contacts", one);
    });
    const backend = open();
    const names = async () => {
      const found = await Promise.all(
        ids.map((contact) => backend.call(getContact, { id: contact }).catch(() => null)),
      );
      return found.map((contact) => contact && `${contact.display_name} ${contact.nickname} ${contact.dates.length}`);
    };
    const first = await backend.call(undoOperation, { id });
    expect(await names()).toEqual(["One null 0", "Two null 1", "Three null 0"]);
    const second = await backend.call(undoOperation, { id: first.operation_id });
    expect(second.reverted).toEqual([
      { resource_type: "contact", resource_id: one, action: "removed" },
      { resource_type: "contact", resource_id: three, action: "removed" },
      { resource_type: "contact", resource_id: two, action: "changed" },
    ]);
    expect(await names()).toEqual([null, "Two Second 1", null]);
    await backend.call(undoOperation, { id: second.operation_id });
    expect(await names()).toEqual(["One null 0", "Two null 1", "Three null 0"]);
    await backend.close();
  });

  test("of what nothing is left of is refused instead of doing nothing", async () => {
    const { on, open, path, ada } = await adasLife();
    const { id } = await on((tx) => tx.update("contacts", ada, { bio: "x" }));
    const store = openStore(path);
    await store.write(
      LOCAL_SCOPE,
      {
        name: "contacts.purge",
        label: "purge",
        surface: "cli",
        actor: null,
        reason: "user_edit",
        undoes: null,
        dry_run: false,
        bulk: false,
        erases: false,
      },
      async (tx) => {
        await tx.remove("contacts", ada);
        await tx.forget([ada]);
      },
    );
    await store.close();
    const backend = open();
    await expect(backend.call(undoOperation, { id })).rejects.toMatchObject({ code: "undo_conflict" });
    await backend.close();
  });
});
