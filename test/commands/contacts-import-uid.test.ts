/** A UID is as good as the program that gave it: some count from 1 in every file, some give every card the same. */
import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { importEach } from "../support/imports.ts";
import { json } from "../support/run.ts";
import { temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

type Person = { display_name: string; vcard_uid: string | null };

async function peopleOf(store: string): Promise<Person[]> {
  return json("contacts list --sort name --fields display_name,vcard_uid", { store });
}

const ANN = card("Ann A", "UID:1", "EMAIL:ann@example.org", "TEL:+12025550101", "BDAY:19800101");
const BOB = card("Bob B", "UID:1", "EMAIL:bob@example.org", "TEL:+12025550102", "BDAY:19900202");
const LANDLINE = "TEL:+12025550100";
const UUID = "UID:urn:uuid:6ba7b810-9dad-41d1-80b4-00c04fd430c8";

describe("of one UID, two people stay two", () => {
  test.each([
    ["with nothing in common", ANN, BOB],
    ["with nothing at all", card("Ann A", "UID:0"), card("Bob B", "UID:0")],
    ["of one family", card("Jan Smith", "UID:0", LANDLINE), card("Piet Smith", "UID:0", LANDLINE)],
    ["who are twins", card("Jan Smith", "UID:0", "BDAY:19800101"), card("Piet Smith", "UID:0", "BDAY:19800101")],
    ["of one first name", card("Jan Smith", "UID:0", "TEL:1"), card("Jan Brown", "UID:0", "TEL:2")],
    ["of one first name without more", card("Jan Smith", "UID:0"), card("Jan Brown", "UID:0")],
    ["of whom one is called by the first name", card("Jan Smith", "UID:0", "TEL:1"), card("Jan", "UID:0", "TEL:2")],
    ["of one name, father and son", card("Jan S", "UID:0", "N:S;Jan;;;Sr."), card("Jan S", "UID:0", "N:S;Jan;;;Jr.")],
    ["of one name", card("Jan S", "UID:0", "TEL:1", "BDAY:19800101"), card("Jan S", "UID:0", "TEL:2", "BDAY:19900202")],
    ["of one constant UUID", card("Ann A", UUID, "TEL:1"), card("Ann B", UUID, "TEL:2")],
  ])("%s, in one import or in two", async (_who, one, other) => {
    for (const files of [[one + other], [one, other], [other, one]]) {
      const { store, reports } = await importEach(folder, ...files);
      expect(await peopleOf(store)).toHaveLength(2);
      expect(reports.flatMap(({ warnings }) => warnings).map(({ code }) => code)).toContain("shared_uid");
    }
  });

  test("and every card keeps the UID it had", async () => {
    const { store } = await importEach(folder, ANN, BOB);
    expect(await json("contacts list --sort name --fields vcard_uid,metadata", { store })).toEqual([
      { vcard_uid: "1", metadata: {} },
      { vcard_uid: null, metadata: { vcard: ["UID:1"] } },
    ]);
  });
});

describe("the same person", () => {
  test.each([
    ["who changed the name", ["UID:1", LANDLINE], "Ann Old", ["UID:1", LANDLINE], "Zoe New"],
    [
      "who changed the name, by e-mail",
      ["UID:1", "EMAIL:a@b.example"],
      "Ann Old",
      ["UID:1", "EMAIL:a@b.example"],
      "Ann New",
    ],
    ["who changed the name and nothing else is known", [UUID], "Ada Lovelace", [UUID], "Ada King"],
    ["with a new number", ["UID:1", "TEL:1"], "Ann A", ["UID:1", "TEL:2"], "Ann A"],
    ["whose birthday was corrected", ["UID:1", "BDAY:19800101"], "Ann A", ["UID:1", "BDAY:19810101"], "Ann A"],
    ["with a name in other words", ["UID:1"], "Lovelace, Ada", ["UID:1"], "Ada Lovelace"],
  ])("%s is still the same, in one import or in two", async (_who, before, oldName, after, newName) => {
    const [one, other] = [card(oldName, ...before), card(newName, ...after)];
    for (const files of [[one + other], [one, other]]) {
      const { store } = await importEach(folder, ...files);
      expect(await peopleOf(store)).toHaveLength(1);
    }
  });

  test("is known by an earlier name, too", async () => {
    const named = (name: string, ...lines: string[]) => card(name, "UID:1", ...lines);
    const { store } = await importEach(
      folder,
      named("Ann Old", "TEL:1"),
      named("Zoe New", "TEL:1"),
      named("Zoe New", "TEL:2"),
    );
    expect(await peopleOf(store)).toHaveLength(1);
  });
});

describe("an exporter that gives every card one UID", () => {
  const NAMES = ["Ann A", "Bob B", "Carl C", "Dora D"];
  const book = NAMES.map((name, i) => card(name, "UID:0", `TEL:+1202555010${i}`)).join("");

  test("imported twice with one more card brings one more contact", async () => {
    const { store, reports } = await importEach(folder, book, book + card("Eve E", "UID:0", "TEL:+12025550109"));
    expect(reports[1]).toMatchObject({ created: 1, updated: 0, unchanged: 4 });
    expect((await peopleOf(store)).map(({ display_name }) => display_name)).toEqual([...NAMES, "Eve E"]);
  });

  test("makes no double of a card that changed", async () => {
    const changed = card("Bob B", "UID:0", "NOTE:new", "TEL:+12025550101");
    const { store, reports } = await importEach(folder, book, changed, card("Ann A", "UID:0") + card("Bob B", "UID:0"));
    expect(reports[1]).toMatchObject({ created: 0, updated: 1 });
    expect(reports[2]).toMatchObject({ created: 0 });
    expect((await peopleOf(store)).filter(({ vcard_uid }) => vcard_uid === "0")).toHaveLength(1);
  });

  test("tagged again gives no second contact the UID", async () => {
    const { store } = await importEach(folder, book);
    const before = await peopleOf(store);
    const { importInto } = await import("../support/imports.ts");
    expect(await importInto(store, book, "--tag x")).toMatchObject({ created: 0, updated: 4 });
    expect(await peopleOf(store)).toEqual(before);
  });
});

test("more than fifty different cards of one UID are not one person", async () => {
  const cards = Array.from({ length: 120 }, (_, i) => card("Ann A", "UID:0", `TEL:+1202555${1000 + i}`));
  const { store } = await importEach(folder, cards.join(""));
  expect(await peopleOf(store)).toHaveLength(3);
  expect(await json("contacts list --fields channels", { store })).toHaveLength(3);
});
