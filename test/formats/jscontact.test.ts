import { describe, expect, test } from "vitest";
import { jscontactWriter, readJscontact } from "../../src/formats/jscontact/jscontact.ts";
import { cardOf } from "../../src/formats/jscontact/to-card.ts";
import { linesOfCard } from "../../src/formats/jscontact/to-lines.ts";
import { formatLine } from "../../src/vcard/content-line.ts";
import { readWith, writeWith } from "./read-format.ts";

/** What a Card says, and the lines it is in vCard: examples of RFC 9553 and RFC 9555. Both ways. */
const EXAMPLES: [string, Parameters<typeof linesOfCard>[0], string[]][] = [
  ["name", { name: { full: "Mr. John Q. Public, Esq." } }, ["FN:Mr. John Q. Public\\, Esq."]],
  [
    "name in order",
    {
      name: {
        components: [
          { kind: "given", value: "Diego" },
          { kind: "surname", value: "Rivera" },
          { kind: "surname2", value: "Barrientos" },
        ],
        isOrdered: true,
      },
    },
    ["FN;DERIVED=true:Diego Rivera Barrientos", 'N;JSCOMPS=";1;0;5":Rivera,Barrientos;Diego;;;;Barrientos;'],
  ],
  [
    "name with separators",
    {
      name: {
        full: "Ms. Mary Jean Elizabeth van Halen Barrientos III, PhD",
        components: [
          { kind: "title", value: "Ms." },
          { kind: "given", value: "Mary Jean" },
          { kind: "given2", value: "Elizabeth" },
          { kind: "surname", value: "van Halen" },
          { kind: "surname2", value: "Barrientos" },
          { kind: "generation", value: "III" },
          { kind: "separator", value: ", " },
          { kind: "credential", value: "PhD" },
        ],
        isOrdered: true,
      },
    },
    [
      "FN:Ms. Mary Jean Elizabeth van Halen Barrientos III\\, PhD",
      'N;JSCOMPS=";3;1;2;0;5;6;s,\\, ;4":van Halen,Barrientos;Mary Jean;Elizabeth;Ms.;PhD,III;Barrientos;III',
    ],
  ],
  [
    "sortAs",
    {
      name: {
        full: "Robert Pau Shou Chang",
        components: [
          { kind: "given", value: "Robert" },
          { kind: "given2", value: "Pau" },
          { kind: "surname", value: "Shou Chang" },
        ],
        sortAs: { surname: "Pau Shou Chang", given: "Robert" },
      },
    },
    ["FN:Robert Pau Shou Chang", "N;SORT-AS=Pau Shou Chang,Robert:Shou Chang;Robert;Pau;;"],
  ],
  ["nicknames", { nicknames: { k391: { name: "Johnny" } } }, ["NICKNAME;PROP-ID=k391:Johnny"]],
  [
    "organizations and titles",
    {
      organizations: {
        o2: {
          name: "ABC, Inc.",
          units: [{ name: "North American Division" }, { name: "Marketing" }],
          sortAs: "ABC",
          vCardParams: { group: "item1" },
        },
      },
      titles: {
        le9: { kind: "title", name: "Research Scientist" },
        k2: { kind: "role", name: "Project Leader", organizationId: "o2", vCardParams: { group: "item1" } },
      },
    },
    [
      "item1.ORG;SORT-AS=ABC;PROP-ID=o2:ABC\\, Inc.;North American Division;Marketing",
      "TITLE;PROP-ID=le9:Research Scientist",
      "item1.ROLE;PROP-ID=k2:Project Leader",
    ],
  ],
  [
    "emails",
    {
      emails: {
        e1: { contexts: { work: true }, address: "jqpublic@xyz.example.com", vCardParams: { "x-foo": "bar" } },
        e2: { address: "jane_doe@example.com", pref: 1 },
      },
    },
    ["EMAIL;TYPE=work;X-FOO=bar;PROP-ID=e1:jqpublic@xyz.example.com", "EMAIL;PREF=1;PROP-ID=e2:jane_doe@example.com"],
  ],
  [
    "phones",
    {
      phones: {
        tel0: {
          contexts: { private: true },
          features: { voice: true, mobile: true },
          number: "tel:+1-555-555-5555;ext=5555",
          pref: 1,
        },
        tel3: { contexts: { work: true }, number: "+1 201 555 0123" },
      },
    },
    [
      "TEL;TYPE=home,voice,cell;PREF=1;VALUE=uri;PROP-ID=tel0:tel:+1-555-555-5555;ext=5555",
      "TEL;TYPE=work;PROP-ID=tel3:+1 201 555 0123",
    ],
  ],
  [
    "onlineServices",
    {
      onlineServices: {
        x1: { uri: "xmpp:alice@example.com", vCardName: "impp" },
        x2: { service: "Mastodon", user: "@alice@example2.com", uri: "https://example2.com/@alice" },
        x3: { service: "Some", user: "peter94" },
      },
    },
    [
      "IMPP;PROP-ID=x1:xmpp:alice@example.com",
      "SOCIALPROFILE;SERVICE-TYPE=Mastodon;USERNAME=@alice@example2.com;PROP-ID=x2:https://example2.com/@alice",
      "SOCIALPROFILE;VALUE=text;SERVICE-TYPE=Some;PROP-ID=x3:peter94",
    ],
  ],
  [
    "preferredLanguages and language",
    {
      language: "de-AT",
      preferredLanguages: { l1: { language: "en", contexts: { work: true }, pref: 1 } },
    },
    ["LANG;TYPE=work;PREF=1;PROP-ID=l1:en", "LANGUAGE:de-AT"],
  ],
  [
    "addresses",
    {
      addresses: {
        k23: {
          contexts: { work: true },
          components: [
            { kind: "number", value: "54321" },
            { kind: "separator", value: " " },
            { kind: "name", value: "Oak St" },
            { kind: "locality", value: "Reston" },
            { kind: "region", value: "VA" },
            { kind: "separator", value: " " },
            { kind: "postcode", value: "20190" },
            { kind: "country", value: "USA" },
          ],
          countryCode: "US",
          defaultSeparator: ", ",
          isOrdered: true,
        },
      },
    },
    [
      'ADR;TYPE=work;CC=US;JSCOMPS="s,\\, ;10;s, ;11;3;4;s, ;5;6";PROP-ID=k23:;;54321 Oak St;Reston;VA;20190;USA;;;;54321;Oak St;;;;;;',
    ],
  ],
  [
    "anniversaries",
    {
      anniversaries: {
        k8: { kind: "birth", date: { year: 1953, month: 4, day: 15 } },
        k9: {
          kind: "death",
          date: { "@type": "Timestamp", utc: "2019-10-15T23:10:00Z" },
          place: { full: "4445 Tree Street\nNew England, ND 58647\nUSA" },
        },
      },
    },
    [
      "BDAY;PROP-ID=k8:19530415",
      "DEATHDATE;PROP-ID=k9:20191015T231000Z",
      "DEATHPLACE;PROP-ID=k9:4445 Tree Street\\nNew England\\, ND 58647\\nUSA",
    ],
  ],
  [
    "speakToAs",
    {
      speakToAs: {
        grammaticalGender: "neuter",
        pronouns: { k19: { pronouns: "they/them", pref: 2 }, k32: { pronouns: "xe/xir", pref: 1 } },
      },
    },
    ["GRAMGENDER:neuter", "PRONOUNS;PREF=2;PROP-ID=k19:they/them", "PRONOUNS;PREF=1;PROP-ID=k32:xe/xir"],
  ],
  [
    "personalInfo",
    {
      personalInfo: {
        pi2: { kind: "expertise", value: "chemistry", level: "high" },
        pi6: { kind: "interest", value: "r&b music", level: "medium", listAs: 1 },
      },
    },
    ["EXPERTISE;LEVEL=expert;PROP-ID=pi2:chemistry", "INTEREST;LEVEL=medium;INDEX=1;PROP-ID=pi6:r&b music"],
  ],
  [
    "notes",
    {
      notes: {
        n1: {
          note: "Open office hours are 1600 to 1715 EST, Mon-Fri",
          created: "2022-11-23T15:01:32Z",
          author: { name: "John" },
        },
      },
    },
    ["NOTE;CREATED=20221123T150132Z;AUTHOR-NAME=John;PROP-ID=n1:Open office hours are 1600 to 1715 EST\\, Mon-Fri"],
  ],
  [
    "media, links, directories, calendars, keys",
    {
      media: { res45: { kind: "sound", uri: "CID:JOHNQ.part8.19960229T080000.xyzMail@example.com" } },
      links: { link3: { kind: "contact", uri: "mailto:contact@example.com", pref: 1 } },
      directories: { dir2: { kind: "directory", uri: "ldap://ldap.example/o=Example%20Tech,ou=Engineering", pref: 1 } },
      calendars: { "project-a": { kind: "freeBusy", uri: "https://calendar.example.com/busy/project-a" } },
      schedulingAddresses: { sched1: { uri: "mailto:janedoe@example.com" } },
      cryptoKeys: { mykey1: { uri: "https://www.example.com/keys/jdoe.cer" } },
    },
    [
      "SOUND;PROP-ID=res45:CID:JOHNQ.part8.19960229T080000.xyzMail@example.com",
      "CONTACT-URI;PREF=1;PROP-ID=link3:mailto:contact@example.com",
      "FBURL;PROP-ID=project-a:https://calendar.example.com/busy/project-a",
      "CALADRURI;PROP-ID=sched1:mailto:janedoe@example.com",
      "KEY;PROP-ID=mykey1:https://www.example.com/keys/jdoe.cer",
      "ORG-DIRECTORY;PREF=1;PROP-ID=dir2:ldap://ldap.example/o=Example%20Tech,ou=Engineering",
    ],
  ],
  ["keywords", { keywords: { internet: true, IETF: true } }, ["CATEGORIES:internet,IETF"]],
  [
    "relatedTo",
    {
      relatedTo: {
        "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6": { relation: { friend: true } },
        "8cacdfb7d1ffdb59@example.com": {},
      },
    },
    [
      "RELATED;TYPE=friend:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
      "RELATED;VALUE=text:8cacdfb7d1ffdb59@example.com",
    ],
  ],
  [
    "members",
    { kind: "group", members: { "urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8af": true } },
    ["KIND:group", "MEMBER:urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8af"],
  ],
  [
    "vCardProps",
    { vCardProps: [["x-foo", { group: "item2", pref: "1" }, "unknown", "bar"]] },
    ["item2.X-FOO;PREF=1:bar"],
  ],
  [
    "what vCard does not know",
    {
      "example.com:foo": "bar",
      phones: { p1: { number: "1", "example.com:baz": { hello: "world" } } },
      anniversaries: { k1: { kind: "example.com:graduation", date: { year: 1990 } } },
      localizations: { es: { "name/full": "Gabriel" } },
    },
    [
      "TEL;PROP-ID=p1:1",
      'JSPROP;JSPTR=anniversaries/k1:{"kind":"example.com:graduation"\\,"date":{"year":1990}}',
      'JSPROP;JSPTR="phones/p1/example.com:baz":{"hello":"world"}',
      'JSPROP;JSPTR="example.com:foo":"bar"',
      'JSPROP;JSPTR=localizations:{"es":{"name/full":"Gabriel"}}',
    ],
  ],
];

describe.each(EXAMPLES)("%s", (_name, card, lines) => {
  test("as lines", () => {
    expect(linesOfCard(card).map(formatLine)).toEqual(lines);
  });
  test("and back", () => {
    expect(JSON.parse(JSON.stringify(cardOf(linesOfCard(card))))).toEqual(card);
  });
});

test("a Card becomes a contact", async () => {
  const [found] = await readWith(
    readJscontact,
    JSON.stringify({
      "@type": "Card",
      version: "1.0",
      uid: "22B2C7DF-9120-4969-8460-05956FE6B065",
      kind: "individual",
      name: {
        components: [
          { kind: "given", value: "Vincent" },
          { kind: "surname", value: "van Gogh" },
        ],
        isOrdered: true,
      },
      phones: { p: { number: "+1 202-555-0123", features: { mobile: true }, label: "Studio" } },
      emails: { e: { address: "vincent@example.org", contexts: { private: true } } },
      organizations: { o: { name: "ABC" } },
      titles: { t: { name: "Painter", organizationId: "o" } },
      anniversaries: { b: { kind: "birth", date: { year: 1853, month: 3, day: 30 } } },
      keywords: { art: true },
      notes: { n: { note: "Sunflowers" } },
    }),
  );
  expect(found?.draft).toMatchObject({
    display_name: "Vincent van Gogh",
    given_name: "Vincent",
    family_name: "van Gogh",
    vcard_uid: "22B2C7DF-9120-4969-8460-05956FE6B065",
    channels: [
      { type: "phone", value: "+1 202-555-0123", canonical_value: "+12025550123", label: "Studio" },
      { type: "email", value: "vincent@example.org", label: "home" },
    ],
    affiliations: [{ organization_name: "ABC", title: "Painter" }],
    dates: [{ date_type: "birthday", date_day: 30, date_month: 3, date_year: 1853 }],
    tags: ["art"],
    bio: "Sunflowers",
  });
});

test("a CardGroup of the drafts is a group", async () => {
  const [found] = await readWith(
    readJscontact,
    '{"@type":"CardGroup","uid":"urn:uuid:1","name":"The Doe family","members":{"urn:uuid:2":true}}',
  );
  expect(found?.draft).toMatchObject({ kind: "group", display_name: "The Doe family", members: ["urn:uuid:2"] });
});

test("what another program changes in our Card counts, with the rest as it was", async () => {
  const text = '{"@type":"Card","uid":"a","name":{"full":"Ada"},"emails":{"e":{"address":"a@example.org"}},"foo":1}';
  const [found] = await readWith(readJscontact, text);
  if (!found?.draft) throw new Error("not read");
  const ours = writeWith(jscontactWriter, [found.draft]);
  const [again] = await readWith(readJscontact, ours.replace("a@example.org", "b@example.org"));
  expect(again?.draft?.channels.map(({ value }) => value)).toEqual(["b@example.org"]);
  expect(again?.draft?.metadata.vcard).toEqual(["JSPROP;JSPTR=foo:1"]);
});
