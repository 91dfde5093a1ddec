import { describe, expect, test } from "vitest";
import type { ChannelDraft, ContactDraft } from "../../src/domain/draft.ts";
import type { FullContact, RelationshipView } from "../../src/domain/entities.ts";
import { additionOf, isEmptyAddition } from "../../src/domain/merge.ts";

const ROW = {
  id: "1",
  tenant_id: "t",
  metadata: {},
  created_at: "2026-01-02T03:04:05Z",
  updated_at: "2026-01-02T03:04:05Z",
};
const NAMES = { given_name: null, middle_name: null, family_name: null, prefix: null, suffix: null, nickname: null };
const SINGLE = { avatar_url: null, bio: null, language: null, timezone: null, vcard_uid: null };
const PARTS = { channels: [], addresses: [], dates: [], affiliations: [], tags: [] };

function contact(values: Partial<FullContact>): FullContact {
  const own = {
    display_name: "Ada",
    kind: "person" as const,
    deleted_at: null,
    relationships: [],
    groups: [],
    photo: null,
  };
  return { ...ROW, ...NAMES, ...SINGLE, ...PARTS, ...own, ...values };
}

function draft(values: Partial<ContactDraft>): ContactDraft {
  const own = { display_name: "Ada", kind: "person" as const, metadata: {}, related: [], members: null, photo: null };
  return { ...NAMES, ...SINGLE, ...PARTS, ...own, ...values };
}

const NOTHING = { fields: {}, channels: [], addresses: [], dates: [], affiliations: [], tags: [], photo: null };

test("an equal card adds nothing", () => {
  const addition = additionOf(contact({ bio: "note", nickname: "A" }), draft({ bio: "note", nickname: "A" }));
  expect(addition).toEqual(NOTHING);
  expect(isEmptyAddition(addition)).toBe(true);
});

describe("single values", () => {
  test("fill what is empty and are kept as lines where something else stands", () => {
    const mine = contact({ nickname: "Addy", metadata: { vcard: ["X-OLD:1"], color: "red" } });
    const theirs = draft({
      nickname: "A, Lady",
      language: "en",
      display_name: "Ada King",
      metadata: { vcard: ["X-OLD:1"] },
    });
    expect(additionOf(mine, theirs).fields).toEqual({
      language: "en",
      metadata: { color: "red", vcard: ["X-OLD:1", "FN:Ada King", "NICKNAME:A\\, Lady"] },
    });
  });

  test("a name is filled as a whole or kept as a whole", () => {
    const filled = additionOf(contact({ family_name: "King" }), draft({ family_name: "King", given_name: "Ada" }));
    expect(filled.fields).toEqual({ given_name: "Ada" });
    const kept = additionOf(contact({ family_name: "King" }), draft({ family_name: "Byron", given_name: "Ada" }));
    expect(kept.fields).toEqual({ metadata: { vcard: ["N:Byron;Ada"] } });
  });

  test("notes are put one after the other, once", () => {
    expect(additionOf(contact({ bio: "one" }), draft({ bio: "two" })).fields).toEqual({ bio: "one\n\ntwo" });
    expect(additionOf(contact({ bio: "one\n\ntwo" }), draft({ bio: "two" })).fields).toEqual({});
  });
});

describe("what a field cannot say of its line", () => {
  test("comes with the value that fills it, in the order of a card", () => {
    const mine = contact({ nickname: "A", metadata: { color: "red", vcard_heads: ["NICKNAME;TYPE=home"] } });
    const theirs = draft({
      language: "en",
      family_name: "King",
      metadata: { vcard_heads: ["N;SORT-AS=K", "LANG;PREF=1"] },
    });
    const { metadata } = additionOf(mine, theirs).fields;
    expect(JSON.stringify(metadata)).toBe(
      '{"vcard_heads":["N;SORT-AS=K","NICKNAME;TYPE=home","LANG;PREF=1"],"color":"red"}',
    );
  });

  test("is kept with a value that differs, and not taken for another one", () => {
    const theirs = draft({
      nickname: "Lady",
      metadata: { vcard_heads: ["FN;PREF=1", "NICKNAME;TYPE=work:Lady,Countess"] },
    });
    expect(additionOf(contact({ nickname: "Addy" }), theirs).fields).toEqual({
      metadata: { vcard: ["NICKNAME;TYPE=work:Lady,Countess"] },
    });
  });

  test("stays with each of several notes", () => {
    const theirs = draft({ bio: "two", metadata: { vcard_heads: ["NOTE;LANGUAGE=en"] } });
    expect(additionOf(contact({ bio: "one" }), theirs).fields).toEqual({
      bio: "one\n\ntwo",
      metadata: { vcard_heads: ["NOTE:one", "NOTE;LANGUAGE=en:two"] },
    });
  });
});

describe("groups", () => {
  test("of a card are not taken for those of the contact", () => {
    const mine = contact({ metadata: { vcard: ["item1.X-A:1", "item1.X-ABLabel:Boat"] } });
    const theirs = draft({ metadata: { vcard: ["item1.X-B:2", "item1.X-ABLabel:Boat", "x.X-C:3"] } });
    const added = ["merged1.X-B:2", "merged1.X-ABLabel:Boat", "x.X-C:3"];
    expect(additionOf(mine, theirs).fields).toEqual({
      metadata: { vcard: ["item1.X-A:1", "item1.X-ABLabel:Boat", ...added] },
    });
  });

  test("are known by what they say", () => {
    const mine = contact({ metadata: { vcard: ["merged1.X-A:1", "merged1.X-ABLabel:Boat"] } });
    expect(additionOf(mine, draft({ metadata: { vcard: ["item7.X-A:1", "item7.X-ABLabel:Boat"] } }))).toEqual(NOTHING);
  });
});

test("a second birthday is kept, and so is a second picture", () => {
  const date = { ...{ date_type: "birthday", date_day: 10, date_month: 12, date_label: null }, metadata: {} };
  const mine = contact({
    dates: [{ ...ROW, ...date, contact_id: "1", date_year: 1815 }],
    photo: { media_type: "image/png", size: 1, sha256: "other" },
  });
  const theirs = draft({
    dates: [{ ...date, date_year: null }],
    photo: { media_type: "image/png", bytes: Buffer.from("png") },
  });
  expect(additionOf(mine, theirs)).toEqual({
    ...NOTHING,
    fields: { metadata: { vcard: ["BDAY:--1210", "PHOTO:data:image/png;base64,cG5n"] } },
  });
});

test("a UID is taken where there is none, unless it is the contact's own id", () => {
  const mine = contact({ id: "01900000-0000-7000-8000-000000000001" });
  expect(additionOf(mine, draft({ vcard_uid: "urn:example:1" })).fields).toEqual({ vcard_uid: "urn:example:1" });
  expect(additionOf(mine, draft({ vcard_uid: `urn:uuid:${mine.id.toUpperCase()}` }))).toEqual(NOTHING);
});

describe("channels", () => {
  const channel = (type: string, value: string, canonical_value: string | null, is_primary = false): ChannelDraft => ({
    ...{ type, value, canonical_value, is_primary },
    ...{ label: null, metadata: {} },
  });
  const row = (one: ChannelDraft) => ({
    ...ROW,
    ...one,
    ...{ contact_id: "1", is_verified: false, preference_order: 0, key_version: null },
  });

  test("in another spelling are the same", () => {
    const mine = [channel("phone", "(202) 555-0123", "+12025550123"), channel("phone", "1 10", null)].map(row);
    const theirs = [channel("phone", "+1 202 5550123", "+12025550123"), channel("phone", "110", null)];
    expect(additionOf(contact({ channels: mine }), draft({ channels: theirs }))).toEqual(NOTHING);
  });

  test("that are new do not take the place of the primary one", () => {
    const mine = [row(channel("email", "a@example.org", "a@example.org", true))];
    const theirs = [channel("email", "b@example.org", "b@example.org", true), channel("phone", "110", null, true)];
    expect(additionOf(contact({ channels: mine }), draft({ channels: theirs })).channels).toEqual([
      { ...theirs[0], is_primary: false },
      theirs[1],
    ]);
  });
});

describe("relatives", () => {
  const line = "RELATED;TYPE=friend:urn:uuid:ABC";
  const theirs = draft({
    metadata: { vcard: [line] },
    related: [{ relationship_type: "friend", description: null, uid: "urn:uuid:ABC", name: null, lines: [line] }],
  });
  const link: RelationshipView = {
    ...ROW,
    ...{ from_contact_id: "2", to_contact_id: "1", relationship_type: "friend", description: null, direction: "to" },
    ...{ contact_id: "2", display_name: "Charles", contact_uid: "abc", inverse_name: "friend" },
  };

  test("that are linked already add nothing", () => {
    expect(additionOf(contact({ relationships: [link] }), theirs)).toEqual(NOTHING);
  });

  test("that are not, or otherwise, are kept as lines", () => {
    for (const other of [{ relationship_type: "spouse" }, { contact_uid: "other" }, { direction: "from" as const }])
      expect(additionOf(contact({ relationships: [{ ...link, ...other }] }), theirs).fields).toEqual({
        metadata: { vcard: [line] },
      });
  });
});
