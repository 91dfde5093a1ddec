import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

/** Imports cards into a book made of other cards a day before: what happened, and who is there afterwards. */
async function importInto(old: string, cards: string, options = "") {
  const store = old === "" ? newStore(folder) : await bookOf(newStore(folder), old, { region: "US" });
  const file = `${store}.new.vcf`;
  fs.writeFileSync(file, cards);
  const { created, updated, unchanged } = await json(`contacts import '${file}' --region US ${options}`, { store });
  const { stdout } = await run("contacts list --kind person --fields display_name", { store });
  return { store, happened: { created, updated, unchanged }, people: stdout.trimEnd().split("\n") };
}

const UUID = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";

describe("the same person", () => {
  test.each([
    [
      "by UID, whatever else changed",
      [`UID:urn:uuid:${UUID.toUpperCase()}`],
      [`UID:${UUID}`, "TEL:110"],
      "Ada Lovelace",
      "Ada King",
    ],
    [
      "by e-mail and name",
      ["EMAIL:ada@example.org"],
      ["EMAIL:Ada@Example.org", "TEL:110"],
      "Ada Lovelace",
      "Ada Lovelace",
    ],
    ["by a phone in another notation and name", ["TEL:(202) 555-0123"], ["TEL:+12025550123"], "Ada L.", "ada l."],
    ["by name and birthday", ["BDAY:18151210"], ["BDAY:--1210", "NOTE:x"], "Ada Lovelace", "Ada Lovelace"],
    ["by name and company", ["ORG:Analytical"], ["ORG:ANALYTICAL", "NOTE:x"], "Ada Lovelace", "Ada Lovelace"],
  ])("is found again %s", async (_how, before, after, oldName, newName) => {
    const { happened, people } = await importInto(card(oldName, ...before), card(newName, ...after));
    expect({ created: happened.created, people: people.length }).toEqual({ created: 0, people: 1 });
  });

  test("gains what is new and loses nothing", async () => {
    const { store, happened } = await importInto(
      card("Ada Lovelace", "UID:1", "TEL:+1 202 555 0123", "NOTE:old note", "NICKNAME:Addy", "TITLE:Countess", "ORG:A"),
      card("Ada King", "UID:1", "TEL:+1 202 555 0124", "TEL:(202) 555-0123", "NOTE:new note", "NICKNAME:Lady", "X-A:b"),
    );
    expect(happened).toEqual({ created: 0, updated: 1, unchanged: 0 });
    const contact = await json("contacts get 'Ada Lovelace'", { store });
    expect(contact).toMatchObject({
      display_name: "Ada Lovelace",
      nickname: "Addy",
      bio: "old note\n\nnew note",
      metadata: { vcard: ["FN:Ada King", "NICKNAME:Lady", "X-A:b"] },
      channels: [{ value: "+1 202 555 0123" }, { value: "+1 202 555 0124" }],
      affiliations: [{ title: "Countess" }],
    });
  });

  test("twice in one file by UID is one contact", async () => {
    const uids = ["1", "2", "urn:uuid:3", "four", "5"];
    const cards = uids.map((uid) => card("Ada", `UID:${uid}`) + card("Ada", `UID:${uid}`, "NOTE:more")).join("");
    const { happened, people } = await importInto("", cards);
    expect({ happened, people: people.length }).toEqual({
      happened: { created: 5, updated: 5, unchanged: 0 },
      people: 5,
    });
  });

  test("whose contact was deleted comes anew", async () => {
    const store = await bookOf(newStore(folder), card("Ada", "UID:1"));
    const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
    const db = new DatabaseSync(store);
    db.exec("UPDATE contacts SET deleted_at = 1");
    db.close();
    fs.writeFileSync(path.join(folder, "again.vcf"), card("Ada", "UID:1"));
    const report = await json(`contacts import '${folder}/again.vcf'`, { store });
    expect(report).toMatchObject({ created: 1, unchanged: 0 });
  });
});

describe("two people stay two", () => {
  const LANDLINE = "TEL;TYPE=home:+1 202 555 0100";
  test.each([
    ["father and son with one landline", [card("Jan Smith", LANDLINE), card("Piet Smith", LANDLINE)]],
    [
      "father and son of one name with one landline",
      [card("Jan Smith", "N:Smith;Jan;;;Sr.", LANDLINE), card("Jan Smith", "N:Smith;Jan;;;Jr.", LANDLINE)],
    ],
    [
      "of one name and one landline, each with a mobile",
      [card("Jan Smith", LANDLINE, "TEL:+12025550111"), card("Jan Smith", LANDLINE, "TEL:+12025550122")],
    ],
    [
      "of one name and one landline with two birthdays",
      [card("Jan Smith", LANDLINE, "BDAY:19500101"), card("Jan Smith", LANDLINE, "BDAY:19800202")],
    ],
    ["of one name", [card("Jan Smith", "EMAIL:jan1@example.org"), card("Jan Smith", "EMAIL:jan2@example.org")]],
    ["of one name and nothing else", [card("Jan Smith"), card("Jan Smith")]],
    [
      "a couple with one e-mail address",
      [card("Jan Smith", "EMAIL:s@example.org"), card("Jo Smith", "EMAIL:s@example.org")],
    ],
    [
      "colleagues of one name behind an office address",
      [
        card("Jan Smith", "EMAIL:info@example.org", "TEL:+12025550111"),
        card("Jan Smith", "EMAIL:info@example.org", "TEL:+12025550122"),
      ],
    ],
    [
      "of one name and one office address with two UIDs",
      [card("Jan Smith", "UID:1", "EMAIL:info@example.org"), card("Jan Smith", "UID:2", "EMAIL:info@example.org")],
    ],
  ])("%s", async (_who, [one = "", other = ""]) => {
    const together = await importInto("", one + other);
    expect([together.happened, together.people.length]).toEqual([{ created: 2, updated: 0, unchanged: 0 }, 2]);

    const again = `${together.store}.new.vcf`;
    expect(await json(`contacts import '${again}' --region US`, { store: together.store })).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
    });
  });

  test.each([
    [
      "father and son of one name with one landline",
      card("Jan Smith", "N:Smith;Jan;;;Sr.", LANDLINE),
      card("Jan Smith", "N:Smith;Jan;;;Jr.", LANDLINE),
    ],
    ["people of one landline", card("Jan Smith", LANDLINE), card("Piet Smith", LANDLINE)],
    ["people of one name", card("Jan Smith", "EMAIL:jan1@example.org"), card("Jan Smith", "EMAIL:jan2@example.org")],
    ["people of one name who are not said to be the same", card("Jan Smith", "TEL:+12025550111"), card("Jan Smith")],
    [
      "people of one name and one company with two UIDs",
      card("Jan Smith", "UID:aaa", "ORG:Huge Corp", "TEL:+12025550111"),
      card("Jan Smith", "UID:bbb", "ORG:Huge Corp", "TEL:+12025550122"),
    ],
    [
      "people of one name behind one office address",
      card("Jan Smith", "EMAIL:info@example.org", "TEL:+12025550111"),
      card("Jan Smith", "EMAIL:info@example.org", "TEL:+12025550122"),
    ],
  ])("%s, imported one after the other", async (_who, one, other) => {
    const { happened, people } = await importInto(one, other);
    expect([happened, people.length]).toEqual([{ created: 1, updated: 0, unchanged: 0 }, 2]);
  });

  test("two candidates are none: a third namesake is new", async () => {
    const two = card("Jan Smith", "BDAY:19500101") + card("Jan Smith", "BDAY:19500101", "NOTE:the other");
    const { happened } = await importInto(two, card("Jan Smith", "BDAY:19500101", "NOTE:who"));
    expect(happened).toEqual({ created: 1, updated: 0, unchanged: 0 });
  });
});

describe("organizations", () => {
  test("are made once for all who name them, and found again by their card", async () => {
    const { store, happened } = await importInto(
      card("Ada", "ORG:Analytical Society") + card("Charles", "ORG:analytical  society"),
      card("Analytical Society", "KIND:org", "TEL:+1 202 555 0100"),
    );
    expect(happened).toEqual({ created: 0, updated: 1, unchanged: 0 });
    const rows = await json<{ id: string }[]>("contacts list --kind organization --fields id,display_name", { store });
    const people = await json("contacts list --kind person --fields affiliations.organization_id", { store });
    const [organization] = rows;
    expect({ rows, people }).toEqual({
      rows: [{ id: organization?.id, display_name: "Analytical Society" }],
      people: [
        { affiliations: [{ organization_id: organization?.id }] },
        { affiliations: [{ organization_id: organization?.id }] },
      ],
    });
  });

  const branch = (number: string, ...lines: string[]) =>
    card("Starbucks", "KIND:org", `TEL:+1 202 555 010${number}`, `ADR:;;${number} Main St;Springfield;;;`, ...lines);
  test.each([
    ["two branches are two", branch("1"), branch("2"), 2],
    ["two branches of one hotline are two", branch("1", "TEL:+1 800 555 0100"), branch("2", "TEL:+1 800 555 0100"), 2],
    [
      "two notes of one name are two",
      card("Starbucks", "KIND:org", "NOTE:a"),
      card("Starbucks", "KIND:org", "TEL:110"),
      2,
    ],
    ["a branch that says more is the same", branch("1"), branch("1", "NOTE:closed on Sundays"), 1],
    ["a branch that moved keeps its number", card("Starbucks", "KIND:org", "TEL:110"), branch("1", "TEL:110"), 1],
  ])("%s, in one import or in two", async (_what, one, other, count) => {
    for (const files of [
      ["", one + other],
      [one, other],
    ] as const) {
      const { store } = await importInto(files[0], files[1]);
      const { stdout } = await run("contacts list --kind organization --fields display_name", { store });
      expect(stdout).toBe("Starbucks\n".repeat(count));
    }
  });

  test("and people of one name stay apart", async () => {
    const { happened } = await importInto(card("Boss", "KIND:org"), card("Boss", "N:Boss;;;;"));
    expect(happened).toEqual({ created: 1, updated: 0, unchanged: 0 });
  });
});
