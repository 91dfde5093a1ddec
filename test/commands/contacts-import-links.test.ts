/** Lines that name other cards: none is lost, none finds the wrong one, and who comes late is found. */
import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { exportedCards, importEach, importInto } from "../support/imports.ts";
import { json, run } from "../support/run.ts";
import { openStore, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

/** The lines of the card called so that match. */
async function linesOf(store: string, name: string, pattern: RegExp, version?: string): Promise<string[]> {
  const cards = await exportedCards(store, version);
  const own = cards.find((lines) => lines.includes(`FN:${name}`)) ?? [];
  return own.filter((line) => pattern.test(line)).sort();
}

const BOB = card("Bob", "UID:urn:uuid:6ba7b810-9dad-41d1-80b4-00c04fd430c8");
const UUID = "urn:uuid:6ba7b810-9dad-41d1-80b4-00c04fd430c8";

describe("several lines to one person", () => {
  const CASES: [string, string[]][] = [
    [
      "of one type with two labels",
      ["item1.X-ABRELATEDNAMES:Bob", "item1.X-ABLabel:boss", "item2.X-ABRELATEDNAMES:Bob", "item2.X-ABLabel:landlord"],
    ],
    [
      "of types that are one to us",
      [`RELATED;TYPE=colleague,co-worker;X-A=1:${UUID}`, `RELATED;TYPE=met:${UUID}`, `RELATED;TYPE=muse:${UUID}`],
    ],
    ["of two programs", ["X-SPOUSE:Bob", "item1.X-ABRELATEDNAMES:Bob", "item1.X-ABLabel:_$!<Spouse>!$_"]],
    ["that are the same twice", ["X-SPOUSE:Bob", "X-SPOUSE:Bob"]],
  ];
  test.each(CASES)("%s all come out again", async (_what, lines) => {
    const ann = card("Ann", "UID:urn:example:ann", ...lines);
    const { store } = await importEach(folder, ann + BOB);
    expect(await linesOf(store, "Ann", /RELATED|SPOUSE|ABLabel/i)).toEqual(lines.toSorted());
    const { stdout } = await run("contacts export --all", { store });
    expect(await importInto(store, stdout)).toMatchObject({ created: 0, updated: 0 });
    const again = await importEach(folder, stdout);
    expect(await linesOf(again.store, "Ann", /RELATED|SPOUSE|ABLabel/i)).toEqual(lines.toSorted());
  });

  test.each(CASES)("%s come one after the other", async (_what, lines) => {
    const { store } = await importEach(
      folder,
      card("Ann", "UID:urn:example:ann", ...lines.slice(0, lines.length === 3 ? 1 : 2)) + BOB,
      card("Ann", "UID:urn:example:ann", ...lines),
    );
    // The groups of a card that comes to a contact get names of their own.
    const plain = (all: string[]) => all.map((line) => line.replace(/^\w+\./, "")).sort();
    expect(plain(await linesOf(store, "Ann", /RELATED|SPOUSE|ABLabel/i))).toEqual(plain(lines));
  });
});

test("RELATED may have a UID that is no URI, and comes out as it was", async () => {
  const { store } = await importEach(folder, card("Ann", "RELATED;TYPE=spouse:b1") + card("Bob", "UID:b1"));
  expect(await json("contacts get Ann --include all", { store })).toMatchObject({
    relationships: [{ relationship_type: "spouse", display_name: "Bob" }],
  });
  expect(await linesOf(store, "Ann", /RELATED/)).toEqual(["RELATED;TYPE=spouse:b1"]);
});

describe("groups", () => {
  const people = card("Ann", "UID:u1") + card("Bob", "UID:u2");
  const family = (uid: string, ...lines: string[]) => card("Family", `UID:${uid}`, "KIND:group", ...lines);

  test("of one name keep their own members", async () => {
    const { store } = await importEach(folder, people + family("g1", "MEMBER:u1") + family("g2", "MEMBER:u2"));
    const groups = (await exportedCards(store)).filter((lines) => lines.includes("KIND:group"));
    expect(groups.map((lines) => lines.filter((line) => /UID|MEMBER/.test(line)))).toEqual([
      ["UID:g1", "MEMBER:u1"],
      ["UID:g2", "MEMBER:u2"],
    ]);
    const { stdout } = await run("groups list --fields name", { store });
    expect(stdout).toBe("Family\nFamily (2)\n");
  });

  test("of other imports and made by hand are not mixed in", async () => {
    const { store } = await importEach(folder, people + family("g1", "MEMBER:u1"));
    await run("groups create Club", { store });
    await run("groups add Club Ann", { store });
    await importInto(store, family("g2", "MEMBER:u2") + card("Club", "UID:c", "KIND:group", "MEMBER:u2"));
    const groups = (await exportedCards(store)).filter((lines) => lines.includes("KIND:group"));
    expect(groups.map((lines) => lines.filter((line) => /UID|MEMBER/.test(line)))).toEqual([
      ["UID:g1", "MEMBER:u1"],
      ["UID:g2", "MEMBER:u2"],
      ["UID:c", "MEMBER:u2"],
    ]);
  });

  test("keep their members when either is renamed", async () => {
    const { store } = await importEach(folder, people + family("g1", "MEMBER:u1"));
    await run("groups rename Family Clan", { store });
    expect(await linesOf(store, "Family", /MEMBER/)).toEqual(["MEMBER:u1"]);
  });

  test("gain the members that a newer card has", async () => {
    const { store, reports } = await importEach(
      folder,
      people + family("g1", "MEMBER:u1"),
      family("g1", "MEMBER:u1", "MEMBER:u2"),
      family("g1", "MEMBER:u2"),
    );
    expect(reports.map(({ updated }) => updated)).toEqual([0, 1, 0]);
    expect(await linesOf(store, "Family", /MEMBER/)).toEqual(["MEMBER:u1", "MEMBER:u2"]);
  });

  test("without UID are one when two files of an import have the same card", async () => {
    const club = card("Club", "KIND:group", "MEMBER:u1");
    const { store, reports } = await importEach(folder, people + club + club, club);
    expect(reports[0]).toMatchObject({ created: 3, unchanged: 1 });
    expect(reports[1]).toMatchObject({ created: 0, unchanged: 1 });
    expect(await importInto(store, club + club, "--tag x")).toMatchObject({ created: 0 });
  });

  test("keep what a line says of a member, known or not", async () => {
    const lines = ["MEMBER;PREF=1:u1", "MEMBER;PREF=2:u9"];
    const { store } = await importEach(folder, people + family("g1", ...lines));
    expect(await linesOf(store, "Family", /MEMBER/)).toEqual(lines);
  });
});

describe("who comes in a later import is found", () => {
  test.each([
    ["a spouse by name", "X-SPOUSE:Bob", card("Bob")],
    ["a relative by UID", `RELATED;TYPE=spouse:${UUID}`, BOB],
  ])("%s", async (_who, line, late) => {
    const { store } = await importEach(folder, card("Ann", "X-A:1", line), card("Carl"), late);
    expect(await json("contacts get Ann --include all", { store })).toMatchObject({
      metadata: { vcard: ["X-A:1"] },
      relationships: [{ relationship_type: "spouse", display_name: "Bob", metadata: { vcard: [line] } }],
    });
    expect(await linesOf(store, "Ann", /SPOUSE|RELATED/)).toEqual([line]);
  });

  test("members of a group", async () => {
    const lines = ["MEMBER:mailto:dora@example.org", "MEMBER:tel:+12025550199", "MEMBER:u1", "MEMBER:u9"];
    const { store } = await importEach(
      folder,
      card("Club", "UID:g", "KIND:group", ...lines),
      card("Ann", "UID:u1") + card("Dora", "UID:u3", "EMAIL:Dora@example.org"),
      card("Eve", "UID:u4", "TEL:+1 202 555 0199"),
    );
    const { stdout } = await run("contacts list --group Club --sort name --fields display_name", { store });
    expect(stdout).toBe("Ann\nDora\nEve\n");
    expect(await linesOf(store, "Club", /MEMBER/)).toEqual(["MEMBER:u1", "MEMBER:u3", "MEMBER:u4", "MEMBER:u9"]);
  });

  test("also when the card that names them is imported again", async () => {
    const ann = card("Ann", "UID:a", "X-SPOUSE:Bob");
    const { store } = await importEach(folder, ann);
    await run("contacts create Bob", { store });
    await importInto(store, ann);
    expect(await json("contacts get Ann --include all", { store })).toMatchObject({
      relationships: [{ display_name: "Bob" }],
    });
  });

  test("unless the line was taken away meanwhile", async () => {
    const { store } = await importEach(folder, card("Ann", "X-SPOUSE:Bob"));
    const opened = openStore(store);
    await write(opened, async (tx) => {
      for (const { id } of await tx.find("contacts", { name_key: "ann" }))
        await tx.update("contacts", id, { metadata: {} });
    });
    await opened.close();
    await importInto(store, card("Bob"));
    expect(await json("contacts get Ann --include all", { store })).toMatchObject({ relationships: [] });
  });

  test("and undoing that import takes the link back, and doing it again finds it again", async () => {
    const { store } = await importEach(folder, card("Ann", "X-SPOUSE:Bob"));
    const before = await json("contacts list --include all", { store });
    await importInto(store, card("Bob"));
    await run("undo --yes", { store });
    expect(await json("contacts list --include all", { store })).toEqual(before);
    await importInto(store, card("Bob"));
    expect(await json("contacts get Ann --include all", { store })).toMatchObject({
      relationships: [{ display_name: "Bob" }],
    });
  });
});
