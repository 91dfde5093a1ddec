import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ContactDraft, emptyDraft } from "../../src/domain/draft.ts";
import { readCsv } from "../../src/formats/csv/read.ts";
import { type CsvKind, csvWriter } from "../../src/formats/csv/write.ts";
import { channelDraft, dateDraft, emptyAddress } from "../../src/formats/parts.ts";
import { isEmpty } from "../../src/vcard/mapping.ts";
import { read as readVcards } from "../vcard/lift.ts";
import { readWith, writeWith } from "./read-format.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const FILES = [...globSync("test/vcard/fixtures/*/*.vcf", { cwd: ROOT }), "examples/phone.vcf"];
const KINDS: readonly CsvKind[] = ["own", "google", "outlook"];

function person(display_name: string, more: Partial<ContactDraft> = {}): ContactDraft {
  return { ...emptyDraft(), display_name, vcard_uid: `urn:example:${display_name}`, ...more };
}

function phone(value: string, label: string | null = null): ContactDraft["channels"][number] {
  return channelDraft("phone", value, { label, region: "US" });
}

function email(value: string, label: string | null = null): ContactDraft["channels"][number] {
  return channelDraft("email", value, { label, region: "US" });
}

describe("our own columns", () => {
  test.each(FILES)("give %s back, but for links, photos and what a part says besides", async (file) => {
    const drafts = (await readVcards(readFileSync(ROOT + file)))
      .map(({ draft }) => draft)
      .filter((one) => !isEmpty(one));
    const again = await readWith(readCsv(), writeWith(csvWriter("own"), drafts));
    expect(again.map(({ draft }) => draft && comparable(draft))).toEqual(
      drafts.map((draft, index) =>
        comparable({ ...draft, vcard_uid: draft.vcard_uid ?? again[index]?.draft?.vcard_uid ?? null }),
      ),
    );
  });

  test("give back more values than there are columns, and the primary ones", async () => {
    const channels = ["a", "b", "c", "d", "e"].map((name, at) => email(`${name}@example.org`, at % 2 ? "work" : null));
    for (const at of [1, 3])
      channels.push({ ...phone(`+1 202 555 012${at}`, at === 1 ? null : "cell"), is_primary: at === 3 });
    channels.push({ ...channelDraft("skype", "ada", { region: null }), is_primary: true });
    const addresses = ["Rome", "Oslo", "Bonn"].map((city, at) => ({
      ...emptyAddress(at === 0 ? null : "home"),
      city,
      street: at === 2 ? "Weg 1\nHaus 2" : null,
      latitude: at === 1 ? 59.9 : null,
      longitude: at === 1 ? -10.7 : null,
      is_primary: at === 2,
    }));
    const tags = ["a;b"];
    const draft = person("Ada", { channels, addresses, tags });
    const [again] = await readWith(readCsv(), writeWith(csvWriter("own"), [draft]));
    expect(again?.draft).toEqual(draft);
  });

  test("give back a group with its members, and one tag or many", async () => {
    const group = person("Team", {
      kind: "group",
      members: ["urn:example:Ada", "mailto:eve@example.org"],
      tags: ["x", "y;z"],
    });
    const [again] = await readWith(readCsv(), writeWith(csvWriter("own"), [group]));
    expect(again?.draft).toEqual(group);
  });

  test("have one header, whatever the contacts are", () => {
    const { begin } = csvWriter("own");
    expect(begin.split(",").slice(0, 4)).toEqual(["uid", "kind", "display_name", "prefix"]);
    expect(begin.endsWith(",metadata\r\n")).toBe(true);
  });
});

/** What our CSV carries of a contact: no links, no photo, no metadata of a part, and cells trimmed. */
function comparable(draft: ContactDraft): object {
  const plain = <T extends object>(parts: readonly T[]): T[] =>
    parts.map((part) => ({ ...trimmed(part), metadata: {} }));
  const byType = (one: { type: string }): number => ["email", "phone", "url"].indexOf(one.type) & 3;
  return {
    ...trimmed(draft),
    related: [],
    photo: null,
    channels: plain(draft.channels).sort((a, b) => byType(a) - byType(b)),
    addresses: plain(draft.addresses),
    dates: plain(draft.dates).sort((a, b) => Number(isOwnColumn(b)) - Number(isOwnColumn(a)) || order(a) - order(b)),
    affiliations: plain(draft.affiliations).map(({ is_current = true, ...one }) => ({ ...one, is_current })),
  };
}

function isOwnColumn({ date_type, date_label }: ContactDraft["dates"][number]): boolean {
  return (date_type === "birthday" || date_type === "anniversary") && date_label === null;
}

function order({ date_type }: ContactDraft["dates"][number]): number {
  return date_type === "birthday" ? 0 : date_type === "anniversary" ? 1 : 2;
}

function trimmed<T extends object>(record: T): T {
  const entries = Object.entries(record).map(([key, value]) => [key, typeof value === "string" ? value.trim() : value]);
  return Object.fromEntries(entries) as T;
}

describe("the guard", () => {
  const hostile = person("=HYPERLINK(1)", {
    nickname: "'=1",
    bio: "@sum\n+1",
    channels: [phone("+1 202 555 0123"), phone("-not a number")],
    dates: [dateDraft("birthday", { date_year: null, date_month: 1, date_day: 31 })],
  });

  test.each(KINDS)("marks formulas and no phone numbers in the form %s", (kind) => {
    const text = writeWith(csvWriter(kind), [hostile]);
    expect(text).toContain("'=HYPERLINK(1)");
    expect(text).toContain("''=1");
    expect(text).toContain('"\'@sum\n+1"');
    expect(text).toContain(",+1 202 555 0123,");
    expect(text).toContain("'-not a number");
  });

  test.each(KINDS)("is off when it is asked for, in the form %s", (kind) => {
    const text = writeWith(csvWriter(kind, { raw: true }), [hostile]);
    expect(text).toMatch(/[,\n]=HYPERLINK\(1\),/);
    expect(text).not.toContain("''=1");
  });

  test("is taken off again by an import", async () => {
    const [again] = await readWith(readCsv(), writeWith(csvWriter("own"), [hostile]));
    expect(again?.draft).toEqual(hostile);
  });
});

describe("Google and Outlook", () => {
  const ada = person("Ada Lovelace", {
    given_name: "Ada",
    family_name: "Lovelace",
    bio: 'says "hello"',
    vcard_uid: null,
    channels: [
      phone("+1 202 555 0123", "cell"),
      phone("+1 202 555 0124", "work"),
      phone("+1 202 555 0125", "home fax"),
      { ...email("ada@example.org", "work"), is_primary: true },
      email("ada@home.example", "home"),
    ],
    addresses: [{ ...emptyAddress("home"), street: "1 Main St", city: "Paris", country: "France" }],
    dates: [dateDraft("birthday", { date_year: 1990, date_month: 3, date_day: 4 })],
    affiliations: [{ organization_name: "ACME", title: "Analyst", role: null, department: "Engines", metadata: {} }],
    tags: ["VIP", "Friends"],
  });

  test("Google's columns give back what they have", async () => {
    const [again] = await readWith(readCsv(), writeWith(csvWriter("google"), [ada]));
    const channels = [...ada.channels.slice(3), ...ada.channels.slice(0, 3)];
    expect(again?.draft).toEqual({ ...ada, channels });
  });

  test("Outlook's columns give back what they have: an e-mail has no label there", async () => {
    const [again] = await readWith(readCsv(), writeWith(csvWriter("outlook"), [ada]));
    const [cell, work, fax] = ada.channels;
    const channels = [work, fax, cell, email("ada@example.org"), email("ada@home.example")];
    expect(again?.draft).toEqual({ ...ada, channels });
  });

  test("a name without parts is a first name, a company has its own column", () => {
    const drafts = [person("Cher"), person("ACME", { kind: "organization" })];
    const rows = (kind: CsvKind) =>
      writeWith(csvWriter(kind), drafts)
        .split("\r\n")
        .slice(1)
        .map((row) => row.replace(/,{2,}/g, " "));
    expect(rows("google")).toEqual(["Cher * myContacts ", " ACME * myContacts ", ""]);
    expect(rows("outlook")).toEqual([",Cher ", " ACME ", ""]);
  });

  test("every record has as many cells as the header", async () => {
    for (const kind of KINDS) {
      const text = writeWith(csvWriter(kind), [ada, person("Eve")]);
      const [header = "", ...rows] = text.trimEnd().split("\r\n");
      for (const row of rows)
        expect(row.replace(/"(?:[^"]|"")*"/g, "").split(",").length).toBe(header.split(",").length);
    }
  });
});
