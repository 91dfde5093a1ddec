import { describe, expect, test } from "vitest";
import type { Channel } from "../../src/domain/entities.ts";
import { type AddChannelInput, addChannel } from "../../src/operations/channels/add.ts";
import { listChannels } from "../../src/operations/channels/list.ts";
import { removeChannel } from "../../src/operations/channels/remove.ts";
import { type UpdateChannelInput, updateChannel } from "../../src/operations/channels/update.ts";
import { undoOperation } from "../../src/operations/history/undo.ts";
import { NOBODY, refused, smallBook } from "../support/contacts.ts";
import { AT, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

async function book() {
  const made = await smallBook(folder);
  const { ada, call } = made;
  return {
    ...made,
    add: (input: Partial<AddChannelInput>) =>
      call(addChannel, { id: ada, type: "email", value: "ada@example.org", ...input }),
    update: (channel: Channel, input: Partial<UpdateChannelInput>) =>
      call(updateChannel, { id: ada, channel_id: channel.id, ...input }),
    remove: (channel: Channel) => call(removeChannel, { id: ada, channel_id: channel.id }),
    list: () => call(listChannels, { id: ada }),
  };
}

/** Value and place of each, `*` at a primary one. */
const order = (channels: readonly Channel[]) =>
  channels.map(({ value, is_primary, preference_order }) => `${preference_order} ${value}${is_primary ? " *" : ""}`);

describe("a new channel", () => {
  test("has the API's shape and defaults", async () => {
    const { add, list, ada } = await book();
    const channel = await add({});
    expect(channel).toEqual({
      id: channel.id,
      contact_id: ada,
      tenant_id: "00000000-0000-7000-8000-000000000001",
      type: "email",
      value: "ada@example.org",
      label: null,
      is_primary: true,
      is_verified: false,
      preference_order: 0,
      canonical_value: "ada@example.org",
      key_version: null,
      metadata: {},
      created_at: AT,
      updated_at: AT,
    });
    expect(await list()).toEqual([channel]);
    const full = await add({
      value: "a2@example.org",
      label: " work ",
      is_primary: false,
      is_verified: true,
      metadata: { a: 1, b: null },
    });
    expect(full).toMatchObject({ label: "work", is_primary: false, is_verified: true, metadata: { a: 1 } });
  });

  test.each<[Partial<AddChannelInput>, string, string, string | null]>([
    [{ value: "  Ada@Example.ORG " }, "email", "ada@example.org", "ada@example.org"],
    [{ value: "mailto:Ada@Example.org" }, "email", "ada@example.org", "ada@example.org"],
    [{ type: " Email " }, "email", "ada@example.org", "ada@example.org"],
    [{ type: "phone", value: "+1 (202) 555-0123" }, "phone", "+1 (202) 555-0123", "+12025550123"],
    [{ type: "phone", value: "tel:+1-202-555-0123" }, "phone", "+1-202-555-0123", "+12025550123"],
    [{ type: "phone", value: "(202) 555-0123", region: "us" }, "phone", "(202) 555-0123", "+12025550123"],
    [{ type: "phone", value: "(202) 555-0123" }, "phone", "(202) 555-0123", null],
    [{ type: "phone", value: "110", region: "DE" }, "phone", "110", null],
    [{ type: "Twitter", value: " @Ada " }, "twitter", "@Ada", "ada"],
    [{ type: "url", value: "https://Example.org/A" }, "url", "https://Example.org/A", "https://example.org/a"],
  ])("%j is stored as its type has it", async (input, type, value, canonical_value) => {
    const { add } = await book();
    expect(await add(input)).toMatchObject({ type, value, canonical_value });
  });

  test.each<[Partial<AddChannelInput>, string, string]>([
    [{ value: "no address" }, "bad_request", 'value: not an e-mail address: "no address"'],
    [{ value: " " }, "bad_request", "value: must not be empty"],
    [{ type: "" }, "bad_request", "type: must not be empty"],
    [{ type: "x".repeat(65) }, "bad_request", "type: at most 64 characters"],
    [{ type: "phone", value: "call me" }, "bad_request", 'value: not a phone number: "call me"'],
    [{ type: "phone", value: "110", region: "XX" }, "bad_request", 'region: not a region: "XX"'],
    [{ type: "twitter", value: "@" }, "bad_request", 'value: not a name at twitter: "@"'],
    [{ type: "signal", value: "a\nb" }, "bad_request", "value: one line only"],
    [{ id: NOBODY }, "not_found", `there is no contact ${NOBODY}`],
  ])("%j is refused", async (input, code, message) => {
    const { add, list } = await book();
    expect(await refused(add(input))).toEqual([code, message]);
    expect(await list()).toEqual([]);
  });

  test("of a deleted contact is refused", async () => {
    const { add, grace } = await book();
    expect(await refused(add({ id: grace }))).toEqual(["not_found", `there is no contact ${grace}`]);
  });

  test.each<[Partial<AddChannelInput>, Partial<AddChannelInput>]>([
    [{ value: "ada@example.org" }, { value: "ADA@example.org" }],
    [
      { type: "phone", value: "+1 202 555 0123" },
      { type: "phone", value: "(202) 555-0123", region: "US" },
    ],
    [
      { type: "phone", value: "555 01" },
      { type: "phone", value: "555-01" },
    ],
    [
      { type: "twitter", value: "@ada" },
      { type: "twitter", value: "Ada" },
    ],
  ])("%j is there once: %j is a conflict that names it", async (first, second) => {
    const { add, list, operation } = await book();
    const channel = await add(first);
    await expect(add(second)).rejects.toMatchObject({ code: "conflict", details: { channel_id: channel.id } });
    expect(operation()).toBeNull();
    expect(await list()).toEqual([channel]);
    expect(await add({ ...second, type: "custom" })).toMatchObject({ type: "custom" });
  });

  test("goes last and is primary only where it is the first of its type or is to be", async () => {
    const { add, list } = await book();
    await add({ value: "a@x.org" });
    await add({ value: "b@x.org" });
    await add({ type: "twitter", value: "ada" });
    expect(order(await list())).toEqual(["0 a@x.org *", "1 b@x.org", "2 ada *"]);
    await add({ value: "c@x.org", is_primary: true });
    expect(order(await list())).toEqual(["0 a@x.org", "1 b@x.org", "2 ada *", "3 c@x.org *"]);
  });

  test("is gone after undo, and the primary one is as it was", async () => {
    const { add, list, undo } = await book();
    await add({ value: "a@x.org" });
    const before = await list();
    await add({ value: "b@x.org", is_primary: true });
    await undo();
    expect(await list()).toEqual(before);
  });
});

/** Three e-mails, the first one primary, and a phone. */
async function full() {
  const made = await book();
  const a = await made.add({ value: "a@x.org", label: "home" });
  const b = await made.add({ value: "b@x.org" });
  const c = await made.add({ value: "c@x.org" });
  const phone = await made.add({ type: "phone", value: "(202) 555-0123", region: "US" });
  return { ...made, a, b, c, phone };
}

describe("a change", () => {
  test("is of what is named only", async () => {
    const { a, update } = await full();
    expect(await update(a, { label: "work" })).toEqual({ ...a, label: "work" });
    expect(await update(a, { label: null })).toEqual({ ...a, label: null });
    expect(await update(a, { label: " " })).toEqual({ ...a, label: null });
    expect(await update(a, { value: "A2@x.org" })).toMatchObject({ value: "a2@x.org", canonical_value: "a2@x.org" });
    expect(await update(a, { is_verified: true })).toMatchObject({ value: "a2@x.org", is_verified: true });
  });

  test("of metadata is of its keys", async () => {
    const { a, update } = await full();
    await update(a, { metadata: { one: 1, two: 2 } });
    expect((await update(a, { metadata: { one: null, three: 3 } })).metadata).toEqual({ two: 2, three: 3 });
    expect((await update(a, { metadata: null })).metadata).toEqual({});
  });

  test("that changes nothing is no operation", async () => {
    const { a, phone, update, operation } = await full();
    expect(await update(a, { value: "A@x.org", label: "home", is_primary: true, preference_order: 0 })).toEqual(a);
    expect(operation()).toBeNull();
    // Who does not know the region does not lose the number.
    expect(await update(phone, { value: "(202) 555-0123" })).toEqual(phone);
    expect(operation()).toBeNull();
  });

  test("of a number without region is of its canonical form too", async () => {
    const { phone, update } = await full();
    expect(await update(phone, { value: "(202) 555-0124" })).toMatchObject({ canonical_value: null });
    expect(await update(phone, { value: "(202) 555-0124", region: "US" })).toMatchObject({
      canonical_value: "+12025550124",
    });
  });

  test.each<[Partial<UpdateChannelInput>, string]>([
    [{ value: "b@x.org" }, "conflict"],
    [{ value: "nothing" }, "bad_request"],
    [{ value: "" }, "bad_request"],
    [{ preference_order: -1 }, "bad_request"],
    [{ channel_id: NOBODY }, "not_found"],
    [{ id: NOBODY }, "not_found"],
  ])("%j is refused: %s", async (input, code) => {
    const { a, update, list } = await full();
    const before = await list();
    expect((await refused(update(a, input)))[0]).toBe(code);
    expect(await list()).toEqual(before);
  });

  test("another contact's channel is none of this one's", async () => {
    const { a, update, werft, call } = await full();
    const other = await call(addChannel, { id: werft, type: "email", value: "werft@x.org" });
    expect((await refused(update(a, { channel_id: other.id })))[0]).toBe("not_found");
  });

  test("a channel that an import brought twice can be labelled", async () => {
    const { a, update, store, ada } = await full();
    const { id: _, ...row } = { ...a, preference_order: 4 };
    await write(store, (tx) => tx.insert("channels", { ...row, contact_id: ada }));
    expect(await update(a, { label: "one of two" })).toMatchObject({ label: "one of two" });
  });
});

describe("the primary one", () => {
  test.each<[string, (channels: Awaited<ReturnType<typeof full>>) => Promise<unknown>, string[]]>([
    ["is another one", ({ b, update }) => update(b, { is_primary: true }), ["a", "b *", "c", "phone *"]],
    ["may be none", ({ a, update }) => update(a, { is_primary: false }), ["a", "b", "c", "phone *"]],
    ["unset by null", ({ a, update }) => update(a, { is_primary: null }), ["a", "b", "c", "phone *"]],
    ["removed: the next takes its place", ({ a, remove }) => remove(a), ["b *", "c", "phone *"]],
    ["removed, and no other of its type", ({ phone, remove }) => remove(phone), ["a *", "b", "c"]],
    ["stays when another one goes", ({ b, remove }) => remove(b), ["a *", "c", "phone *"]],
    [
      "of another type: left to the next, taken only where it is the first",
      ({ a, update }) => update(a, { type: "custom" }),
      ["a *", "b *", "c", "phone *"],
    ],
    [
      "of a type that has one: not taken",
      async ({ a, update }) => {
        await update(a, { type: "phone", value: "110" });
      },
      ["a", "b *", "c", "phone *"],
    ],
    [
      "of a type that has one: taken when asked",
      ({ b, update }) => update(b, { type: "phone", value: "110", is_primary: true }),
      ["a *", "b *", "c", "phone"],
    ],
  ])("%s", async (_what, work, expected) => {
    const made = await full();
    const names = new Map(
      Object.entries({ a: made.a, b: made.b, c: made.c, phone: made.phone }).map(([n, { id }]) => [id, n]),
    );
    await work(made);
    const left = await made.list();
    expect(left.map(({ id, is_primary }) => `${names.get(id)}${is_primary ? " *" : ""}`)).toEqual(expected);
    expect(left.map(({ preference_order }) => preference_order)).toEqual(left.map((_, at) => at));
  });

  test("is back after undo", async () => {
    const { a, b, remove, update, list, undo } = await full();
    const before = await list();
    await remove(a);
    await undo();
    expect(await list()).toEqual(before);
    await update(b, { is_primary: true, preference_order: 0 });
    await undo();
    expect(await list()).toEqual(before);
  });
});

describe("the order", () => {
  test.each([
    [0, ["c", "a", "b", "phone"]],
    [1, ["a", "c", "b", "phone"]],
    [2, ["a", "b", "c", "phone"]],
    [3, ["a", "b", "phone", "c"]],
    [99, ["a", "b", "phone", "c"]],
  ])("place %i", async (preference_order, expected) => {
    const { c, update, list } = await full();
    const { preference_order: place } = await update(c, { preference_order });
    const channels = await list();
    expect(channels.map(({ value }) => (value.startsWith("(") ? "phone" : value.charAt(0)))).toEqual(expected);
    expect(channels.map((channel) => channel.preference_order)).toEqual([0, 1, 2, 3]);
    expect(channels[place]?.id).toBe(c.id);
  });
});

describe("removing", () => {
  test("answers what was removed", async () => {
    const { b, remove, list, operation } = await full();
    expect(await remove(b)).toEqual(b);
    expect(operation()).not.toBeNull();
    expect(order(await list())).toEqual(["0 a@x.org *", "1 c@x.org", "2 (202) 555-0123 *"]);
    expect((await refused(remove(b)))[0]).toBe("not_found");
  });

  test("is taken back after later changes of the others' labels", async () => {
    const { a, b, remove, update, list, operation, call } = await full();
    await remove(a);
    const removal = operation();
    await update(b, { label: "kept" });
    await call(undoOperation, { id: removal ?? "" });
    expect(order(await list())).toEqual(["0 a@x.org *", "1 b@x.org", "2 c@x.org", "3 (202) 555-0123 *"]);
    expect((await list())[1]?.label).toBe("kept");
  });
});

test("listing the channels of nobody is not_found", async () => {
  const { call, grace } = await book();
  for (const id of [NOBODY, grace]) expect((await refused(call(listChannels, { id })))[0]).toBe("not_found");
});
