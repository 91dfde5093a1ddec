import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Card, Property } from "../../src/vcard/card.ts";
import { isEmpty, toDraft } from "../../src/vcard/mapping.ts";
import { read, readLines } from "./lift.ts";

const FIXTURES = new URL("fixtures/", import.meta.url).pathname;
const PRODUCERS = "{apple,android,outlook,evolution,standard}";

for (const file of globSync(`${PRODUCERS}/*.vcf`, { cwd: FIXTURES })) {
  test(`${file} is mapped as its golden file says`, async () => {
    const cards = await read(readFileSync(FIXTURES + file));
    const shown = cards.map(({ draft, codes }) => ({
      draft: draft.photo === null ? draft : { ...draft, photo: { ...draft.photo, bytes: draft.photo.bytes.length } },
      warnings: codes,
    }));
    await expect(`${JSON.stringify(shown, null, 2)}\n`).toMatchFileSnapshot(FIXTURES + file.replace(/vcf$/, "json"));
  });
}

test("kinds come from KIND, from Apple's and from nothing else", async () => {
  const kindOf = async (...lines: string[]) => (await readLines("3.0", "FN:x", ...lines)).kind;
  expect(await kindOf()).toBe("person");
  expect(await kindOf("ORG:x", "N:;;;;")).toBe("person");
  expect(await kindOf("ORG:x", "N:;;;;", "X-ABShowAs:COMPANY")).toBe("organization");
  expect(await kindOf("X-ADDRESSBOOKSERVER-KIND:group")).toBe("group");
  expect(await kindOf("KIND:ORG")).toBe("organization");
});

test("an organization is its own ORG; what else the line says is kept", async () => {
  const plain = await readLines("3.0", "FN:Acme", "ORG:Acme;", "X-ABShowAs:COMPANY");
  expect([plain.affiliations, plain.metadata]).toEqual([[], {}]);
  const deeper = await readLines("3.0", "FN:Acme", "ORG:Acme;Sales", "TITLE:Shop", "X-ABShowAs:COMPANY");
  expect([deeper.affiliations, deeper.metadata]).toEqual([[], { vcard: ["ORG:Acme;Sales", "TITLE:Shop"] }]);
});

test("members of a group are listed, on other kinds they are kept", async () => {
  const group = await readLines("4.0", "KIND:group", "FN:g", "MEMBER:urn:uuid:1", "MEMBER:mailto:a@example.org");
  expect(group.members).toEqual(["urn:uuid:1", "mailto:a@example.org"]);
  const person = await readLines("4.0", "FN:g", "MEMBER:urn:uuid:1");
  expect([person.members, person.metadata]).toEqual([null, { vcard: ["MEMBER:urn:uuid:1"] }]);
});

test("without FN the name is the first of N, NICKNAME, ORG, EMAIL, TEL", async () => {
  const nameOf = async (...lines: string[]) => (await readLines("2.1", ...lines)).display_name;
  expect(await nameOf("TEL:1", "EMAIL:a@b", "ORG:o;d", "NICKNAME:n", "N:F;G;M;P;S")).toBe("P G M F S");
  expect(await nameOf("TEL:1", "EMAIL:a@b", "ORG:o;d", "NICKNAME:n")).toBe("n");
  expect(await nameOf("TEL:1", "EMAIL:a@b", "ORG:o;d")).toBe("o");
  expect(await nameOf("TEL:1", "EMAIL:a@b")).toBe("a@b");
  expect(await nameOf("TEL:1")).toBe("1");
});

test("a card that says nothing is empty, one kept line is something", async () => {
  expect(isEmpty(await readLines("3.0", "N:;;;;", "REV:2020-01-01"))).toBe(true);
  expect(isEmpty(await readLines("3.0", "X-FOO:bar"))).toBe(false);
});

test.each([
  ["BDAY:19850412", [1985, 4, 12]],
  ["BDAY:1985-04-12T00:00:00Z", [1985, 4, 12]],
  ["BDAY:20090808T1430-0500", [2009, 8, 8]],
  ["BDAY:--0412", [null, 4, 12]],
  ["BDAY:--04-12", [null, 4, 12]],
  ["BDAY:1985-04", [1985, 4, null]],
  ["BDAY:1985", [1985, null, null]],
  ["BDAY:---12", [null, null, 12]],
  ["BDAY:1604-04-12", [null, 4, 12]],
  ["BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", [null, 2, 29]],
])("%s is split", async (line, parts) => {
  const { dates } = await readLines("4.0", "FN:x", line);
  expect(dates.map(({ date_year, date_month, date_day }) => [date_year, date_month, date_day])).toEqual([parts]);
});

test.each(["Tue, 22 Dec 2009", "00719", "19879215", "1985-02-29", "9999-99-99"])(
  "the date %s is kept",
  async (text) => {
    const draft = await readLines("3.0", "FN:x", `BDAY:${text}`);
    expect([draft.dates, draft.metadata]).toEqual([[], { vcard: [`BDAY:${text}`] }]);
  },
);

test("names that are methods of objects are names like others", async () => {
  const lines = ["CONSTRUCTOR:1", "__PROTO__:2", "TO-STRING:3", "HASOWNPROPERTY;CONSTRUCTOR=4;__PROTO__=5:6"];
  const draft = await readLines("3.0", "FN:x", ...lines, "constructor.TEL;TO-STRING=z:123");
  expect(draft.metadata).toEqual({ vcard: lines });
  expect(draft.channels[0]?.metadata).toEqual({ vcard: "constructor.TEL;TO-STRING=z" });
});

test("large cards are mapped in linear time", () => {
  const property = (name: string, value: string): Property => ({
    group: null,
    name,
    original: name,
    params: [],
    value,
    bytes: null,
    line: 1,
  });
  const card = (properties: Card["properties"]): Card => ({
    version: "3.0",
    properties,
    nested: [],
    first_line: 1,
    last_line: 2,
    index: 1,
    warnings: [],
    refused: null,
    digest: "",
  });
  const names = ["TEL", "EMAIL", "ADR", "LABEL", "NICKNAME", "ORG", "TITLE", "X-FOO", "CATEGORIES", "X-ABDATE"];
  const started = performance.now();
  toDraft(card(Array.from({ length: 50_000 }, (_, index) => property(names[index % 10] as string, `v${index}`))), {
    region: null,
  });
  for (const value of [
    ";".repeat(50_000),
    ",".repeat(50_000),
    "\\".repeat(50_001),
    " ".repeat(100_000),
    "/".repeat(100_000),
  ]) {
    for (const name of [...names, "N", "IMPP", "SOCIALPROFILE", "URL", "BDAY", "RELATED", "GEO", "PHOTO"]) {
      toDraft(card([property(name, `a${value}b\n`), property(name, `http://${value}`)]), { region: null });
    }
  }
  expect(performance.now() - started).toBeLessThan(5_000);
});
