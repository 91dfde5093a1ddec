import { describe, expect, test } from "vitest";
import { CONTACT_KEYS } from "../../src/domain/shapes.ts";
import { addChannel } from "../../src/operations/channels/add.ts";
import { findByChannel } from "../../src/operations/contacts/find.ts";
import { refused, smallBook } from "../support/contacts.ts";
import { AT, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

async function book(channels: readonly [type: string, value: string, region?: string][]) {
  const made = await smallBook(folder);
  for (const [type, value, region] of channels) await made.call(addChannel, { id: made.ada, type, value, region });
  return {
    ...made,
    find: async (type: string, value: string, region?: string) =>
      (await made.call(findByChannel, { type, value, region })).display_name,
  };
}

test("the answer is the flat contact", async () => {
  const { call, ada } = await book([["email", "ada@example.org"]]);
  const contact = await call(findByChannel, { type: "email", value: "ada@example.org" });
  expect(Object.keys(contact)).toEqual([...CONTACT_KEYS]);
  expect(contact).toMatchObject({ id: ada, display_name: "Ada" });
});

describe("a channel is met in any spelling", () => {
  test.each<[[string, string, string?], [string, string, string?]]>([
    [
      ["email", "ada@example.org"],
      ["Email", " ADA@Example.org "],
    ],
    [
      ["email", "ada@example.org"],
      ["email", "mailto:ada@example.org"],
    ],
    [
      ["phone", "+1 202 555 0123"],
      ["phone", "tel:+1-202-555-0123"],
    ],
    [
      ["phone", "+1 202 555 0123"],
      ["phone", "(202) 555-0123", "us"],
    ],
    [
      ["phone", "(202) 555-0123"],
      ["phone", "202 555 0123"],
    ], // nobody knew the country
    [
      ["phone", "110"],
      ["phone", "110", "DE"],
    ],
    [
      ["twitter", "@Ada"],
      ["TWITTER", "ada"],
    ],
    [
      ["url", "https://Example.org"],
      ["url", "https://example.org"],
    ],
  ])("%j by %j", async (channel, asked) => {
    const { find } = await book([channel]);
    expect(await find(...asked)).toBe("Ada");
  });

  test.each<[[string, string, string?], [string, string, string?]]>([
    [
      ["email", "ada@example.org"],
      ["email", "ada@example.or"],
    ],
    [
      ["email", "ada@example.org"],
      ["custom", "ada@example.org"],
    ],
    [
      ["phone", "+1 202 555 0123"],
      ["phone", "(202) 555-0123", "DE"],
    ],
    [
      ["twitter", "ada"],
      ["mastodon", "ada"],
    ],
    [
      ["twitter", "ada"],
      ["twitter", "@"],
    ],
  ])("%j not by %j", async (channel, asked) => {
    const { find } = await book([channel]);
    expect(await refused(find(...asked))).toEqual([
      "not_found",
      `no contact has the ${asked[0]} ${JSON.stringify(asked[1])}`,
    ]);
  });
});

describe("of several that share it", () => {
  const SHARED = { type: "phone", value: "+1 202 555 0123", label: null, is_verified: false, metadata: {} };
  const shared = async (rows: readonly [name: string, is_primary: boolean, preference_order: number][]) => {
    const made = await book([]);
    for (const [display_name, is_primary, preference_order] of rows) {
      await write(made.store, async (tx) => {
        const { id } = await tx.insert("contacts", { ...PERSON, display_name });
        const canonical_value = "+12025550123";
        await tx.insert("channels", { ...SHARED, canonical_value, contact_id: id, is_primary, preference_order });
      });
    }
    return made.find("phone", "+1 202 555 0123");
  };

  test.each<[string, [string, boolean, number][], string]>([
    [
      "the one where it is primary",
      [
        ["One", false, 0],
        ["Two", true, 5],
      ],
      "Two",
    ],
    [
      "then the one that prefers it most",
      [
        ["One", false, 2],
        ["Two", false, 1],
      ],
      "Two",
    ],
    [
      "also among primaries",
      [
        ["One", true, 2],
        ["Two", true, 1],
      ],
      "Two",
    ],
    [
      "then the oldest",
      [
        ["One", true, 0],
        ["Two", true, 0],
      ],
      "One",
    ],
  ])("%s", async (_what, rows, expected) => {
    expect(await shared(rows)).toBe(expected);
  });

  test("nobody who is deleted", async () => {
    const { find, store, ada, werft, call } = await book([["phone", "+1 202 555 0123"]]);
    await call(addChannel, { id: werft, type: "phone", value: "+1 202 555 0123", is_primary: false });
    expect(await find("phone", "+12025550123")).toBe("Ada");
    await write(store, (tx) => tx.update("contacts", ada, { deleted_at: AT }));
    expect(await find("phone", "+12025550123")).toBe("Werft");
    await write(store, (tx) => tx.update("contacts", werft, { deleted_at: AT }));
    expect((await refused(find("phone", "+12025550123")))[0]).toBe("not_found");
  });
});
