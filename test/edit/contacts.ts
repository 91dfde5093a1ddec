/** Contacts to edit: one with everything, and random ones. */
import fc from "fast-check";
import type { FullContact } from "../../src/domain/entities.ts";
import { HOSTILE } from "../render/hostile.ts";

const AT = "2026-01-02T03:04:05Z";

/** The n-th id. */
export function id(n: number): string {
  return `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;
}

const row = (n: number) => ({ id: id(n), tenant_id: id(0), metadata: {}, created_at: AT, updated_at: AT });
const part = (n: number) => ({ ...row(n), contact_id: id(1) });

type Loose<T> = { [K in keyof T]?: T[K] extends (infer I)[] ? Partial<I>[] : T[K] };

/** A contact of which only what matters is named. */
export function contactWith(values: Loose<FullContact> = {}): FullContact {
  const { channels = [], addresses = [], dates = [], affiliations = [], tags = [], ...fields } = values;
  return {
    ...row(1),
    display_name: "Ada Lovelace",
    kind: "person",
    prefix: null,
    given_name: null,
    middle_name: null,
    family_name: null,
    suffix: null,
    nickname: null,
    avatar_url: null,
    bio: null,
    language: null,
    timezone: null,
    vcard_uid: null,
    deleted_at: null,
    relationships: [],
    groups: [],
    photo: null,
    ...(fields as Partial<FullContact>),
    channels: channels.map((channel, i) => ({
      ...part(100 + i),
      type: "email",
      value: "",
      label: null,
      is_primary: false,
      is_verified: false,
      preference_order: i,
      canonical_value: null,
      key_version: null,
      ...channel,
    })),
    addresses: addresses.map((address, i) => ({
      ...part(200 + i),
      label: null,
      street: null,
      extended: null,
      po_box: null,
      city: null,
      region: null,
      postal_code: null,
      country: null,
      country_code: null,
      latitude: null,
      longitude: null,
      is_primary: false,
      key_version: null,
      ...address,
    })),
    dates: dates.map((date, i) => ({
      ...part(300 + i),
      date_type: "birthday",
      date_day: null,
      date_month: null,
      date_year: null,
      date_label: null,
      ...date,
    })),
    affiliations: affiliations.map((affiliation, i) => ({
      ...part(400 + i),
      organization_id: id(900 + i),
      organization_name: "",
      is_current: true,
      title: null,
      role: null,
      department: null,
      description: null,
      start_date: null,
      end_date: null,
      ...affiliation,
    })),
    tags: tags.map((tag, i) => ({ ...row(500 + i), name: "", color: null, description: null, ...tag })),
  };
}

export const ADA: FullContact = contactWith({
  given_name: "Ada",
  family_name: "Lovelace",
  bio: "Wrote the first program.\n\nDaughter of Byron.",
  channels: [
    { type: "email", value: "ada@example.org", label: "work", is_primary: true },
    { type: "email", value: "ada@home.example", label: "home" },
    { type: "phone", value: "+1 202 555 0123", label: "mobile" },
  ],
  addresses: [
    { label: "home", street: "12 St James's Square", city: "London", country_code: "GB", is_primary: true },
    { label: "work", street: "1 Engine Yard\nBack door", city: "London", latitude: 51.5, longitude: -0.25 },
  ],
  dates: [{ date_type: "birthday", date_year: 1815, date_month: 12, date_day: 10 }],
  affiliations: [
    { organization_name: "Analytical Engines", title: "Programmer", start_date: "1842-01-01" },
    { organization_name: "Royal Society", role: "Guest", is_current: false, end_date: "1840-05-01" },
  ],
  tags: [{ name: "friends" }, { name: "vip" }],
});

const NASTY = [
  ...["", " ", "  leading", "trailing ", "\tx", "#no remark", " # no remark", "a: b", "\u00a0x\u00a0", "-", "yes"],
  ...[
    "a\nb",
    "\n",
    "\na",
    "a\n",
    "a\n\n\nb",
    "  a\n b",
    "a\n  b\nc ",
    "a\n   \nb",
    "a\r\nb",
    "\r",
    "#a\n#b\n",
    "a:\n b:",
  ],
  ...["\\u{41}", "\\", "\\\\u{", "\\u{}", "\\n", "C:\\users", "primary", "a primary", "x PRIMARY", "(home)", "a (b) c"],
  ...["a,b", ",", "email (work) primary: x", "channels:", "\u3000x", "\u2028", "\ufeff", "a\u0085b", "🏴\u200d☠️"],
];

/** Any text, with a liking for those that mean something in the format. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY, ...HOSTILE),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.array(fc.constantFrom(...NASTY, ...HOSTILE, "word", "\n"), { maxLength: 5 }).map((texts) => texts.join("")),
);
const maybe = fc.option(anyText);
const said = anyText.filter((text) => text !== "");
const number = (max: number) => fc.option(fc.integer({ min: 1, max }));

/** Any contact as a store may hold it. */
export const anyContact: fc.Arbitrary<FullContact> = fc
  .record({
    display_name: said,
    kind: fc.constantFrom("person" as const, "organization" as const, "group" as const),
    prefix: maybe,
    given_name: maybe,
    nickname: maybe,
    bio: maybe,
    vcard_uid: maybe,
    channels: fc.array(fc.record({ type: said, value: anyText, label: maybe, is_primary: fc.boolean() }), {
      maxLength: 4,
    }),
    addresses: fc.array(
      fc.record({
        label: maybe,
        street: maybe,
        city: maybe,
        country_code: maybe,
        latitude: fc.option(fc.double({ min: -90, max: 90, noNaN: true }).map((degrees) => degrees + 0)),
        is_primary: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    dates: fc.array(
      fc.record({
        date_type: said,
        date_label: maybe,
        date_year: number(9999),
        date_month: number(12),
        date_day: number(31),
      }),
      { maxLength: 4 },
    ),
    affiliations: fc.array(
      fc.record({
        organization_name: anyText,
        title: maybe,
        description: maybe,
        end_date: maybe,
        is_current: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    tags: fc.array(fc.record({ name: said }), { maxLength: 4 }),
  })
  .map((values) => contactWith(values));
