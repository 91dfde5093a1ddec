/** What two cards made one contact is the same contact after any way out and in again. */
import fs from "node:fs";
import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { importEach } from "../support/imports.ts";
import { json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

const PHOTOS = ["iVBORw0KGgo=", "iVBORw0KGgoA"].map((bytes) => `PHOTO:data:image/png;base64,${bytes}`);

/** Lines of the first card, and of the second. */
const PAIRS: Record<string, [string[], string[]]> = {
  name: [["N:King;Ada;;;"], ["N:Byron;Augusta;Ada,May;Lady;"]],
  "a name in parts": [["N;SORT-AS=King:King;;;;"], ["N;LANGUAGE=en:King;Ada;;;"]],
  "formatted name": [["FN;PREF=2:Ada"], ["FN;PREF=1;LANGUAGE=en:Ada", "FN;PREF=9:Lady A."]],
  nickname: [["NICKNAME:Addy"], ["NICKNAME;TYPE=work:Lady,Countess", "NICKNAME:A"]],
  "nickname beside the same": [["NICKNAME:Addy"], ["NICKNAME:Addy,Lady"]],
  "photos, embedded": [[PHOTOS[0] ?? ""], [PHOTOS[1] ?? ""]],
  "photos, by address": [["PHOTO:https://example.org/1"], ["PHOTO;TYPE=work:https://example.org/2,3", PHOTOS[1] ?? ""]],
  birthday: [["BDAY:18151210"], ["BDAY;CALSCALE=gregorian:18151211"]],
  "birthday without year": [["BDAY:--1210"], ["BDAY:18151210"]],
  "birthday with a time": [["BDAY:18151210"], ["BDAY:18151210T1000Z"]],
  "dates in words": [["BDAY;VALUE=text:around 1815"], ["BDAY:1815", "ANNIVERSARY:18350708", "DEATHDATE:18521127"]],
  notes: [
    ["NOTE;LANGUAGE=en:one", "NOTE:two"],
    ["NOTE:three", "NOTE;LANGUAGE=de:vier"],
  ],
  languages: [["LANGUAGE:en"], ["LANG;PREF=1:de", "LANG;PREF=2:fr"]],
  "time zones": [["TZ:-0500"], ["TZ:Europe/London", "TZ:Europe/Berlin"]],
  "title without company": [["TITLE:Countess", "ROLE:Poet"], ["ORG:Analytical Society"]],
  "two titles": [
    ["ORG:Analytical Society", "TITLE:Countess"],
    ["TITLE:Mathematician", "ROLE:Author"],
  ],
  companies: [
    ["work.ORG:Analytical Society;Engines", "work.TITLE:Author"],
    ["work.ORG:Analytical Society;Notes", "ROLE:Poet", "ORG:Royal"],
  ],
  "position without address": [["GEO:geo:51.5,-0.1"], ["ADR:;;St James's Square;London;;;"]],
  "printed addresses": [["X-LABEL;TYPE=home:12 St James's Square"], ["ADR;TYPE=home:;;Ockham Park;;;;"]],
  "addresses, both preferred": [
    ["ADR;PREF=1;TYPE=home:;;a;;;;"],
    ["ADR;PREF=1:;;b;;;;", 'ADR;PREF=1;LABEL="x\\ny";CC=gb:;;c,d;;;;'],
  ],
  "phones, some preferred": [
    ["TEL:+12025550123"],
    ["TEL;PREF=1:+12025550123", "TEL;PREF=1;TYPE=cell:+12025550124", "TEL;PREF=3:110"],
  ],
  "groups of one name": [
    ["item1.TEL:+12025550123", "item1.X-ABLabel:Boat", "item2.X-ABRELATEDNAMES:Ann", "item2.X-ABLabel:_$!<Friend>!$_"],
    ["item1.URL:https://example.org", "item1.X-FOO:1", "item1.X-ABLabel:Plane", "item2.X-ABRELATEDNAMES:Bob"],
  ],
  "a label for what has none": [
    ["item1.X-FOO:1", "item1.X-ABLabel:Boat"],
    ["item1.TEL:110", "item1.EMAIL:a@b.example"],
  ],
  tags: [["CATEGORIES:friends"], ["CATEGORIES;PREF=1:family,poets", "CATEGORIES:Friends"]],
  kind: [["TEL:110"], ["KIND:org", "ORG:Society", "TEL:112"]],
  "kind of a company": [
    ["KIND:org", "ORG:Ada Inc"],
    ["KIND:individual", "ORG:Ada;Engines", "TITLE:Boss", "KIND:location"],
  ],
  "what nobody models": [
    ["X-FOO:1", "GENDER:F"],
    ["X-FOO:2", "GENDER:O;x", "X-FOO:1", "AGENT:nobody"],
  ],
};

describe.each(Object.entries(PAIRS))("%s", (what, [one, other]) => {
  const cards = [one, other].map((lines) => card("Ada", "UID:urn:example:1", ...lines));

  test.each(["4.0", "3.0"])("comes back the same from version %s", async (version) => {
    const store = await bookOf(newStore(folder), cards.join(""), { region: "US" });
    const file = await exported(store, version);
    const again = await bookOf(newStore(folder), fs.readFileSync(file, "utf8"), { region: "US" });
    expect(await bookText(again), fs.readFileSync(file, "utf8")).toBe(await bookText(store));
    for (const known of [file, `${store}.import.vcf`]) {
      const { created, updated } = await json(`contacts import '${known}' --region US`, { store });
      expect({ what, created, updated }).toEqual({ what, created: 0, updated: 0 });
    }
  });
});

describe("a corrected card", () => {
  const UID = "UID:urn:uuid:6ba7b810-9dad-41d1-80b4-00c04fd430c8";
  const wrong = card("Ada Lovelance", UID, "BDAY:18151211", "EMAIL:ada@example.org");
  const right = card("Ada Lovelace", UID, "N:Lovelace;Augusta Ada;;;", "BDAY:18151210", "EMAIL:ada@example.org");

  test("says what it could not put in place of what is there, once", async () => {
    const { reports } = await importEach(folder, wrong, right, right.replace("END:", "NOTE:x\r\nEND:"));
    expect(reports[1]?.warnings).toMatchObject([
      {
        code: "kept_value",
        property: "FN",
        line: 1,
        card: 1,
        message: "The contact has another FN; the card's was kept as a line.",
      },
      { code: "kept_value", property: "BDAY" },
    ]);
    expect(reports[2]?.warnings).toEqual([]);
  });

  test("is found by its names, and shown", async () => {
    const { store } = await importEach(folder, wrong, right);
    for (const name of ["lovelance", "lovelace", "ada lovelace", "augusta"]) {
      const { stdout } = await run(`contacts search ${name} --fields display_name`, { store });
      expect([name, stdout]).toEqual([name, "Ada Lovelance\n"]);
    }
    expect(await json("contacts get 'Ada Lovelance'", { store })).toMatchObject({
      metadata: { vcard: ["FN:Ada Lovelace", "BDAY:18151210"] },
    });
  });
});

test("names are found as they are spoken", async () => {
  const { store } = await importEach(
    folder,
    card("山田太郎", "X-PHONETIC-FIRST-NAME:タロウ", "item1.X-PHONETIC-LAST-NAME:Yamada"),
  );
  for (const word of ["タロウ", "yamada"])
    expect((await run(`contacts search ${word} --fields display_name`, { store })).stdout).toBe("山田太郎\n");
});

test("another UID of the same person is kept", async () => {
  const mail = "EMAIL:ada@example.org";
  const store = await bookOf(newStore(folder), card("Ada", "UID:1", mail));
  const file = `${store}.vcf`;
  fs.writeFileSync(file, card("Ada", "UID:2", mail));
  expect(await json(`contacts import '${file}'`, { store })).toMatchObject({ created: 0, updated: 1 });
  expect(await json(`contacts get Ada`, { store })).toMatchObject({ vcard_uid: "1", metadata: { vcard: ["UID:2"] } });
});

test("a card that came twice is one contact in a second import, whoever else it could be by then", async () => {
  const store = newStore(folder);
  const mail = "EMAIL:ada@example.org";
  const twice = card("Ada", mail);
  const cards = [twice, twice, card("Ada", mail, "BDAY:18151210"), card("Ada", mail, "BDAY:18361210")];
  fs.writeFileSync(`${store}.vcf`, cards.join(""));
  for (const [created, updated, unchanged] of [
    [3, 0, 1],
    [0, 0, 4],
  ])
    expect(await json(`contacts import '${store}.vcf'`, { store })).toMatchObject({ created, updated, unchanged });
});

test("a group and a person with one UID stay two", async () => {
  const store = await bookOf(newStore(folder), card("Ada", "UID:1") + card("Ada", "UID:1", "KIND:group", "MEMBER:x"));
  const { stdout } = await run("contacts list --fields kind", { store });
  expect(stdout.split("\n").sort()).toEqual(["", "group", "person"]);
});

async function exported(store: string, version: string): Promise<string> {
  const file = `${store}.export.vcf`;
  const { code, stderr } = await run(`contacts export --all --vcard-version ${version} -o '${file}'`, { store });
  if (code !== 0) throw new Error(stderr);
  return file;
}

/** All contacts with everything but ids and times, as text, so that the order of keys counts. */
async function bookText(store: string): Promise<string> {
  const { stdout } = await run("contacts list --all --ndjson --include all --sort name", { store });
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line, (key, value) => (VOLATILE.test(key) ? undefined : value)));
  return JSON.stringify(lines, null, 1);
}

const VOLATILE = /^id$|_id$|_at$/;
