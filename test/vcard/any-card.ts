/** Cards for property tests. */
import fc from "fast-check";

const TYPES = [
  "HOME",
  "work",
  "Cell",
  "VOICE",
  "FAX",
  "pref",
  "INTERNET",
  "x-custom",
  "Ferienhaus",
  "postal",
  "JPEG",
  "twitter",
];
const PARAMETERS = [
  ...TYPES.map((type) => `TYPE=${type}`),
  "TYPE=home,work",
  'TYPE="voice,home"',
  "PREF=1",
  "PREF=7",
  "LANGUAGE=de-CH",
  "ALTID=1",
  "PID=1.1",
  'SORT-AS="a,b"',
  "VALUE=text",
  "VALUE=uri",
  "VALUE=date",
  "MEDIATYPE=text/plain",
  "X-FOO=bar^nbaz",
  'X-Q="a:b;c"',
  "CC=de",
  'GEO="geo:1.5,2.5"',
  'LABEL="a\\nb^nc"',
  "SERVICE-TYPE=Twitter",
  "X-SERVICE-TYPE=Skype",
  "USERNAME=ada",
  "CALSCALE=gregorian",
  "CONSTRUCTOR=1",
  "TO-STRING=2",
  "GROUP=3",
  "12=4",
];
const NAMES = (
  "FN N NICKNAME NOTE UID KIND LANG TZ CATEGORIES TEL EMAIL URL IMPP SOCIALPROFILE X-SOCIALPROFILE X-JABBER X-SKYPE " +
  "X-MS-TEL ADR LABEL GEO BDAY ANNIVERSARY DEATHDATE X-ABDATE X-ANNIVERSARY ORG TITLE ROLE RELATED X-ABRELATEDNAMES " +
  "X-SPOUSE MEMBER PHOTO LOGO KEY GENDER X-GENDER CLASS MAILER X-FOO X-ABLabel X-ABADR X-ABShowAs CONSTRUCTOR " +
  "X-ADDRESSBOOKSERVER-KIND X-ANDROID-CUSTOM SORT-STRING CLIENTPIDMAP X-Mixed-Case __PROTO__ LANGUAGE X-BDAY"
).split(" ");
const VALUES = [
  "",
  "a",
  "Ada Lovelace",
  "a;b;c;d;e;f;g",
  "a,b;c\\,d;;e\\;f",
  "x\\ny\\\\z",
  "C:\\new\\:x",
  " blank ",
  `ünï ☃ 😀 ${"é".repeat(60)}`,
  "ada@Example.org",
  "mailto:ada@example.org?subject=x",
  '"Ada" <ada@example.org>',
  "+1-202-555-0123",
  "tel:+1-202-555-0123;ext=5",
  "tel:12345",
  "123,45p6",
  "https://twitter.com/ada",
  "http\\://example.org/a\\,b",
  "skype:ada",
  "xmpp:ada@example.org",
  "unknown:ada",
  "19850412",
  "1985-04-12",
  "1985-04-12T10:00:00Z",
  "--0412",
  "1985-04",
  "1985",
  "1604-04-12",
  "circa 1800",
  "geo:48.2,16.3",
  "48.2;16.3",
  "geo:48.2,16.3;u=10",
  "-0500",
  "Europe/Vienna",
  "urn:uuid:00000000-0000-4000-8000-00000000000a",
  "group",
  "org",
  "individual",
  "location",
  "COMPANY",
  "_$!<Anniversary>!$_",
  "_$!<Home>!$_",
  "home",
  "Ferienhaus",
  "us",
  "M;text",
  "data:image/png;base64,iVBORw0KGgo=",
  "data:image/jpeg;base64,iVBORw0KGgo=",
  "data:application/pgp-keys;base64,AAAA",
  "data:text/plain,hello",
  "vnd.android.cursor.item/nickname;Nick;1;;",
  "vnd.android.cursor.item/contact_event;1999-07-10;1;;",
  "vnd.android.cursor.item/relation;Ann;14;;",
];

const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...VALUES) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom("a", "B", "1", " ", "\\", ",", ";", ":", "é", "+", "-", "/", "@") }),
  },
);
/** A card of any version. */
export const anyCard = cardOf(NAMES);

/** Two cards with the same few properties, so that they often contradict each other. */
export const anyPair = fc
  .subarray(NAMES, { minLength: 1, maxLength: 5 })
  .chain((names) => fc.tuple(cardOf(names), cardOf(names)));

function cardOf(names: readonly string[]): fc.Arbitrary<string> {
  return fc
    .record({
      version: fc.constantFrom("2.1", "3.0", "4.0"),
      lines: fc.array(lineOf(names), { minLength: 1, maxLength: 12 }),
    })
    .map(({ version, lines }) => ["BEGIN:VCARD", `VERSION:${version}`, ...lines, "END:VCARD", ""].join("\r\n"));
}

function lineOf(names: readonly string[]): fc.Arbitrary<string> {
  return fc
    .record({
      group: fc.option(fc.constantFrom("item1", "item2", "ITEM1", "work", "x"), { freq: 3 }),
      name: fc.constantFrom(...names),
      params: fc.array(fc.constantFrom(...PARAMETERS), { maxLength: 3 }),
      value,
    })
    .map(({ group, name, params, value: text }) => {
      // TITLE and ROLE in a foreign group lose it where several affiliations must be told apart.
      const prefix = group === null || /^(ORG|TITLE|ROLE)$/.test(name) ? "" : `${group}.`;
      return `${prefix}${[name, ...params].join(";")}:${text}`;
    });
}
