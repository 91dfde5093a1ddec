import fc from "fast-check";
import { expect, test } from "vitest";
import { jcardWriter, readJcard } from "../../src/formats/jcard/jcard.ts";
import { jscontactWriter, readJscontact } from "../../src/formats/jscontact/jscontact.ts";
import { readWith, writeWith } from "./read-format.ts";

const PLACES =
  "uid kind name nicknames organizations titles emails phones onlineServices addresses anniversaries personalInfo notes " +
  "keywords media relatedTo members localizations preferredLanguages speakToAs links calendars directories cryptoKeys " +
  "schedulingAddresses vCardProps created language foo backside.app:order backside.app:lines";
const FIELDS =
  "@type name kind value components units sortAs address number features contexts pref uri user service vCardName label " +
  "vCardParams full isOrdered defaultSeparator coordinates timeZone countryCode date place year month day utc note " +
  "created author language grammaticalGender pronouns organizationId relation level listAs mediaType x:y";

const scalar = fc.oneof(
  fc.constantFrom(
    "a",
    "given",
    "surname",
    "birth",
    "title",
    "impp",
    "x-skype",
    "tel:+1",
    "geo:1,2",
    "a,b;c\\d\n",
    "__proto__",
  ),
  fc.constantFrom<unknown>("2020-01-01T00:00:00Z", "", true, false, null, 0, 1, 2000, 1.5, -1, "true"),
  fc.string(),
);
const key = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...FIELDS.split(" ")) },
  fc.constantFrom("k1", "TEL-1", "__proto__", "private", "work"),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: false }),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
}));
const card = fc.dictionary(
  fc.constantFrom(...PLACES.split(" ")),
  fc.oneof(value, fc.dictionary(key, fc.dictionary(key, value))),
  { minKeys: 1, maxKeys: 6 },
);
const property = fc.oneof(
  fc.tuple(
    fc.constantFrom("fn", "n", "adr", "tel", "bday", "org", "x-a", "photo", "A b", "a;b", "__proto__"),
    fc.dictionary(fc.constantFrom("type", "pref", "group", "x-backside-line", "12", "a b", "__proto__"), value),
    fc.constantFrom("text", "uri", "unknown", "date", "integer", "boolean"),
    value,
  ),
  value,
);

test.each([
  [
    "JSContact",
    readJscontact,
    jscontactWriter,
    card.map((one) => JSON.stringify({ "@type": "Card", uid: "u", ...one })),
  ],
  ["jCard", readJcard, jcardWriter, fc.array(property).map((all) => JSON.stringify(["vcard", all]))],
] as const)("any %s is read, and what was read comes back", async (_name, read, writer, texts) => {
  await fc.assert(
    fc.asyncProperty(texts as fc.Arbitrary<string>, async (text) => {
      const [found] = await readWith(read, `[${text},${text}]`).catch(() => []);
      if (!found?.draft) return;
      const ours = writeWith(writer, [found.draft]);
      const [again] = await readWith(read, ours);
      expect({ ...again?.draft, related: [] }, `${text}\n${ours}`).toEqual({
        ...found.draft,
        vcard_uid: found.draft.vcard_uid ?? again?.draft?.vcard_uid ?? null,
        related: [],
      });
    }),
    { numRuns: Number(process.env.RUNS ?? 300) },
  );
});
