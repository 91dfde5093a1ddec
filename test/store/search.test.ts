import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LOCAL_SCOPE } from "../../src/backend/local.ts";
import { matches, nameKey, searchDocument, terms } from "../../src/domain/search-text.ts";
import type { Store } from "../../src/store/store.ts";
import { newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

/** Words of many scripts, such as share beginnings, fold into one another or are written without blanks. */
const WORD = fc.oneof(
  fc.constantFrom(
    ..."Ada Adam ada ADA Žofia zofia Ångström Straße strasse STRASSE O'Brien obrien Lee-Ann lee ann Øresund".split(" "),
    ..."山田 山田太郎 太 김철수 김 สมชาย Иван Ивánов Ελλάς ελλας ΕΛΛΑΣ İstanbul istanbul ısı Æsir aesir ﬁ fi Ⅳ".split(
      " ",
    ),
    ..."محمد مُحَمَّد दीपक 𞤀𞤣𞤤𞤢𞤥 𐐀𐐨 ḱ ö o\u0308 e\u0301 é 🙂 👨‍👩‍👧 ´ ’ ' - _ % * \" ( ) NEAR AND OR NOT 12 110 1".split(
      " ",
    ),
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }),
);
const PHONE = fc.oneof(
  fc.constantFrom("+1 202 555 0123", "(202) 555-0123", "+49 (0)171 1234567", "110", "0049 171 12", "555 0100", "12"),
  fc.string({ unit: fc.constantFrom(..."0123456789 +-()/."), minLength: 1, maxLength: 12 }),
);
const TEXT = fc.array(WORD, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
const CONTACT = fc.record({ name: TEXT, note: fc.option(TEXT), email: fc.option(WORD), phone: fc.option(PHONE) });
type Contact = typeof CONTACT extends fc.Arbitrary<infer T> ? T : never;

/** A whole word, the start of one, words of two places, a phone or a part of one. */
function queryFor(contacts: readonly Contact[]): fc.Arbitrary<string> {
  const texts = contacts
    .flatMap(({ name, note, email, phone }) => [name, note, email, phone])
    .filter((one) => one !== null);
  const part = fc
    .tuple(fc.constantFrom(...texts), fc.nat(8), fc.nat(8))
    .map(([text, from, length]) => [...text].slice(from, from + length + 1).join(""));
  return fc.oneof(
    part,
    fc.tuple(part, part).map((parts) => parts.join(" ")),
    TEXT,
    PHONE,
  );
}

const BOOK = fc
  .array(CONTACT, { minLength: 1, maxLength: 12 })
  .chain((contacts) => fc.tuple(fc.constant(contacts), fc.array(queryFor(contacts), { minLength: 4, maxLength: 12 })));

test("the engine finds exactly what the words of a contact and of the query say", async () => {
  await fc.assert(
    fc.asyncProperty(BOOK, async ([contacts, queries]) => {
      const store = openStore(newStore(folder));
      try {
        const documents = await fill(store, contacts);
        for (const query of queries) {
          const expected = documents.filter(({ document }) => matches(document, terms(query))).map(({ id }) => id);
          expect({ query, ids: await search(store, query) }).toEqual({ query, ids: expected.sort() });
        }
      } finally {
        await store.close();
      }
    }),
    { numRuns: 60, seed: 20260102 },
  );
});

async function fill(store: Store, contacts: readonly Contact[]) {
  const { result } = await write(store, async (tx) => {
    const made = [];
    for (const { name, note, email, phone } of contacts) {
      const { id } = await tx.insert("contacts", { ...PERSON, display_name: name, bio: note });
      const channels = [];
      for (const [type, value] of [
        ["email", email],
        ["phone", phone],
      ] as const) {
        if (value === null) continue;
        channels.push({ type, value, canonical_value: null });
        await tx.insert("channels", { ...CHANNEL, contact_id: id, type, value });
      }
      const source = { ...PERSON, display_name: name, bio: note, channels, addresses: [], affiliations: [], tags: [] };
      made.push({ id, document: searchDocument(source) });
    }
    return made;
  });
  return result;
}

const CHANNEL = {
  label: null,
  is_primary: false,
  is_verified: false,
  preference_order: 0,
  canonical_value: null,
  key_version: null,
  metadata: {},
};

async function search(store: Store, query: string): Promise<string[]> {
  const all = {
    filter: null,
    kind: null,
    tags: [],
    groups: [],
    deleted: "exclude",
    sort: "rank",
    descending: false,
  } as const;
  const { rows } = await store.read(LOCAL_SCOPE, (tx) =>
    tx.list({ ...all, terms: terms(query), name_key: nameKey(query) }, 100, null),
  );
  return rows.map(({ id }) => id).sort();
}

test("a part of a name that only stands within another word is a word all the same", () => {
  const parts = { channels: [], addresses: [], affiliations: [], tags: [] };
  const source = { ...PERSON, display_name: "Annabel Lee", given_name: "bel", family_name: "Lee", ...parts };
  expect(searchDocument(source).name).toBe("annabel lee bel");
});

describe("a document", () => {
  const document = searchDocument({
    ...PERSON,
    display_name: "Ada Lovelace",
    nickname: "Enchantress",
    bio: "met in Tromsø",
    channels: [
      { type: "phone", value: "(202) 555-0123", canonical_value: "+12025550123" },
      { type: "phone", value: "911", canonical_value: null },
      { type: "email", value: "ada@example.org", canonical_value: "ada@example.org" },
    ],
    addresses: [{ street: "Oak Street 1", city: "London", region: null, postal_code: "SW1", country: null }],
    affiliations: [{ organization_name: "Analytical", title: "Countess", role: null, department: null }],
    tags: ["friends"],
  });

  test.each([
    ["ada", true],
    ["lovelace ada", true],
    ["enchant", true],
    ["da", false],
    ["ada friends london countess", true],
    ["ada nobody", false],
    ["ada@example", true],
    ["example.org", true],
    ["555-0123", true],
    ["12025550123", true],
    ["0012025550123", true],
    ["01239", false],
    ["123911", false],
    ["911", true],
    ["oak-street", true],
    ["street-oak", false],
    ["", false],
    ["...", false],
  ])("matches %j: %j", (query, expected) => {
    expect(matches(document, terms(query))).toBe(expected);
  });
});
