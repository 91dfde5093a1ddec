import { describe, expect, test } from "vitest";
import type { FullContact, Member } from "../../src/domain/entities.ts";
import { builtinInverse } from "../../src/domain/relationship-types.ts";
import { NO_STYLES, stylesFor } from "../../src/render/colour.ts";
import { CONTACT_COLUMNS, contactTableColumns } from "../../src/render/contact.ts";
import { type CardContact, contactCard } from "../../src/render/contact-card.ts";
import { HOSTILE } from "./hostile.ts";

const NOW = new Date("2026-03-10T12:00:00Z");
const ROW = {
  id: "0191d9c1-8f2e-7abc-8123-0123456789ab",
  tenant_id: "t",
  metadata: {},
  created_at: "2026-03-07T12:00:00Z",
  updated_at: "2026-03-07T12:00:00Z",
};
const PART = { ...ROW, contact_id: ROW.id };

function contact(fields: Partial<CardContact>): CardContact {
  const names = { given_name: null, middle_name: null, family_name: null, prefix: null, suffix: null, nickname: null };
  const facts = { avatar_url: null, bio: null, language: null, timezone: null, vcard_uid: null, deleted_at: null };
  const parts = { channels: [], addresses: [], dates: [], affiliations: [], tags: [], relationships: [], groups: [] };
  return { ...ROW, ...names, ...facts, ...parts, photo: null, display_name: "Ada Lovelace", kind: "person", ...fields };
}

function channel(type: string, value: string, label: string | null, is_primary: boolean, preference_order: number) {
  const rest = { is_verified: false, canonical_value: null, key_version: null };
  return { ...PART, type, value, label, is_primary, preference_order, ...rest };
}

function affiliation(
  organization_name: string,
  title: string | null,
  is_current: boolean,
): FullContact["affiliations"][0] {
  const rest = { role: null, department: null, description: null, start_date: null, end_date: null };
  return { ...PART, organization_id: "o", organization_name, title, is_current, ...rest };
}

function member(fields: Partial<Member>): Member {
  const nothing = { title: null, role: null, department: null, start_date: null, end_date: null };
  return { contact_id: "c", display_name: "", is_current: true, ...nothing, ...fields };
}

function related(
  relationship_type: string,
  direction: "from" | "to",
  display_name: string,
  description: string | null,
) {
  const ends = { from_contact_id: "a", to_contact_id: "b", contact_id: "b", contact_uid: "u" };
  const inverse_name = builtinInverse(relationship_type);
  return { ...ROW, ...ends, relationship_type, direction, display_name, description, inverse_name };
}

const ADDRESS = {
  street: null,
  extended: null,
  po_box: null,
  city: null,
  region: null,
  postal_code: null,
  country: null,
};
const PLACE = { country_code: null, latitude: null, longitude: null, key_version: null };
const TAG = { ...ROW, color: null, description: null };

const ADA = contact({
  nickname: "The Enchantress",
  bio: "Wrote the first algorithm\nmeant for a machine, and a great many letters besides it.",
  updated_at: "2026-03-10T10:00:00Z",
  metadata: { vcard: ["X-A:1", "X-B:2"] },
  channels: [
    channel("linkedin", "https://linkedin.example/in/ada", null, false, 0),
    channel("phone", "+442079460999", "work", false, 1),
    channel("email", "ada@home.example", "home", false, 2),
    channel("email", "ada@example.org", "work", true, 3),
  ],
  addresses: [
    {
      ...PART,
      ...ADDRESS,
      ...PLACE,
      label: "home",
      is_primary: true,
      street: "12 St James's Square\nTop floor",
      city: "London",
      postal_code: "SW1Y 4JH",
      country: "United Kingdom",
    },
    {
      ...PART,
      ...ADDRESS,
      ...PLACE,
      label: null,
      is_primary: false,
      city: "Springfield",
      region: "IL",
      country_code: "US",
    },
  ],
  dates: [
    { ...PART, date_type: "birthday", date_day: 10, date_month: 12, date_year: 1815, date_label: null },
    { ...PART, date_type: "custom", date_day: 8, date_month: 7, date_year: null, date_label: "Name day" },
    { ...PART, date_type: "anniversary", date_day: null, date_month: null, date_year: null, date_label: null },
  ],
  affiliations: [
    affiliation("Royal Society", "Fellow", false),
    affiliation("Analytical Engines Ltd", "Programmer", true),
  ],
  tags: [
    { ...TAG, name: "vip" },
    { ...TAG, name: "mathematics" },
  ],
  groups: [{ id: "g", name: "Book club" }],
  relationships: [
    related("reports_to", "to", "Bob Smith", null),
    related("parent", "to", "Lord Byron", "since 1815"),
    related("works_with", "from", "Charles Babbage", null),
    related("mentors", "from", "Mary", null),
    related("mentors", "to", "Mary Somerville", null),
  ],
  photo: { media_type: "image/jpeg", size: 9123, sha256: "" },
});

test("the card of somebody well known", () => {
  expect(contactCard(ADA, { now: NOW, columns: 60, styles: NO_STYLES })).toBe(`Ada Lovelace
Programmer, Analytical Engines Ltd

  Email     ada@example.org   work, primary
            ada@home.example  home
  Phone     +442079460999     work
  LinkedIn  https://linkedin.example/in/ada

  Address   12 St James's Square  home, primary
            Top floor
            London SW1Y 4JH
            United Kingdom
  Address   Springfield, IL
            US
  Birthday  10 December 1815
  Name day  8 July

  Work      Fellow, Royal Society  former
  Tags      vip, mathematics
  Groups    Book club
  Related   manages Bob Smith
            child of Lord Byron    since 1815
            works with Charles Babbage
            mentors Mary
            Mary Somerville mentors Ada Lovelace

  Nickname  The Enchantress
  Photo     image/jpeg, 9.1 kB
  Note      Wrote the first algorithm
            meant for a machine, and a great many letters
            besides it.
  vCard     2 more vCard lines kept; --json shows them

0191d9c1-8f2e-7abc-8123-0123456789ab  created 3 days ago, updated 2 hours ago
`);
});

test("the card of a deleted organization", () => {
  const card = contactCard(
    contact({
      kind: "organization",
      display_name: "Analytical Engines Ltd",
      deleted_at: "2026-03-10T11:59:59Z",
      people: [
        member({ display_name: "Ada Lovelace", title: "Programmer", role: "Analyst", department: "Mill" }),
        member({ display_name: "Charles Babbage", role: "Founder", is_current: false }),
        member({ display_name: "Mary Somerville" }),
      ],
    }),
    { now: NOW, columns: 80, styles: NO_STYLES },
  );
  expect(card).toBe(`Analytical Engines Ltd  organization  deleted

  People  Ada Lovelace     Programmer, Mill
          Charles Babbage  Founder, former
          Mary Somerville

0191d9c1-8f2e-7abc-8123-0123456789ab  created 3 days ago, deleted just now
`);
});

test("the card of a group", () => {
  const group = contact({
    kind: "group",
    display_name: "Book club",
    people: [member({ display_name: "Ada Lovelace" })],
  });
  expect(contactCard(group, { now: NOW, columns: 80, styles: NO_STYLES })).toBe(`Book club  group

  Members  Ada Lovelace

0191d9c1-8f2e-7abc-8123-0123456789ab  created 3 days ago
`);
});

test("colour is only an addition", async () => {
  const card = contactCard(ADA, { now: NOW, columns: 60, styles: await stylesFor(true) });
  expect(card).toContain("\x1b[1mAda Lovelace\x1b[22m\n");
  expect(card.replace(/\x1b\[\d+m/g, "")).toBe(contactCard(ADA, { now: NOW, columns: 60, styles: NO_STYLES }));
});

describe.each(HOSTILE.map((text) => [text]))("%j", (text) => {
  test("in every field of the card is shown", () => {
    const row = { ...PART, id: text, created_at: text, updated_at: `${text}.` };
    const address = {
      street: text,
      extended: text,
      po_box: text,
      city: text,
      region: text,
      postal_code: text,
      country: text,
    };
    const hostile = contact({
      ...{ id: text, created_at: text, updated_at: `${text}.`, deleted_at: text, display_name: text, nickname: text },
      ...{ bio: text, language: text, timezone: text, avatar_url: text, kind: text as CardContact["kind"] },
      channels: [channel(text, text, text, true, 0)],
      addresses: [{ ...row, ...address, ...PLACE, label: text, is_primary: true }],
      dates: [{ ...row, date_type: text, date_day: 1, date_month: 1, date_year: null, date_label: text }],
      affiliations: [affiliation(text, text, true), affiliation(text, text, false)],
      tags: [{ ...TAG, name: text }],
      groups: [{ id: text, name: text }],
      relationships: [related(text, "from", text, text), related(text, "to", text, text)],
      photo: { media_type: text, size: 1, sha256: text },
      people: [member({ display_name: text, title: text, department: text, is_current: false })],
    });
    const card = contactCard(hostile, { now: NOW, columns: 80, styles: NO_STYLES });
    expect(card).not.toMatch(
      /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e0fff}]|\p{Cs}/u,
    );
  });
});

describe("lists", () => {
  const bob = contact({ id: "0191d9c1-8f2e-7abc-8123-ffffffffffff", display_name: "Bob" });

  test("columns of TSV and CSV: primary channels, current organization, nothing for nothing", () => {
    expect(CONTACT_COLUMNS.map(({ name }) => name)).toEqual([
      "id",
      "display_name",
      "kind",
      "email",
      "phone",
      "organization",
    ]);
    expect(CONTACT_COLUMNS.map(({ text }) => text(ADA))).toEqual([
      ADA.id,
      "Ada Lovelace",
      "person",
      "ada@example.org",
      "+442079460999",
      "Analytical Engines Ltd",
    ]);
    expect(CONTACT_COLUMNS.map(({ text }) => text(bob))).toEqual([bob.id, "Bob", "person", "", "", ""]);
  });

  test("a table has no ids, and the kind only when not all are persons", () => {
    const names = (rows: CardContact[]) => contactTableColumns(rows).map(({ name }) => name);
    expect(names([ADA])).toEqual(["name", "email", "phone", "organization"]);
    expect(names([ADA, contact({ kind: "group" })])).toEqual(["name", "email", "phone", "organization", "kind"]);
  });
});
