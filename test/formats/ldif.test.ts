import { describe, expect, test } from "vitest";
import { readLdif } from "../../src/formats/ldif.ts";
import { type Reading, readAll, said } from "./read-table.ts";

const DN = "cn=Ada Lovelace,mail=ada@example.org";
const PERSON = `dn: ${DN}\nobjectclass: top\nobjectclass: person\nobjectclass: inetOrgPerson\nobjectclass: mozillaAbPersonAlpha\n`;
const PIXEL = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

async function contacts(text: string | Uint8Array): Promise<Record<string, unknown>[]> {
  const { found } = await readAll(readLdif, text, { region: "DE" });
  return found.map(({ draft, failure }) => (draft === null ? { failure } : said(draft)));
}

async function one(...lines: string[]): Promise<Record<string, unknown> | undefined> {
  const [contact] = await contacts(`${PERSON}${lines.join("\n")}\n`);
  return contact;
}

describe("LDIF", () => {
  test("of Mozilla's address book", async () => {
    const contact = await one(
      "givenName: Ada",
      "sn: Lovelace",
      "cn: Ada Lovelace",
      "mozillaNickname: Addie",
      "mail: Ada@Example.org",
      "mozillaSecondEmail: lady@home.example",
      "nsAIMid: ada1",
      "modifytimestamp: 1700000000",
      "telephoneNumber: 030 1234560",
      "homePhone: +49 30 1234561",
      "facsimileTelephoneNumber: +49 30 1234562",
      "pager: +49 30 1234563",
      "mobile: 0171 1234567",
      "mozillaHomeStreet: Weg 3",
      "mozillaHomeStreet2: Haus 2",
      "mozillaHomeLocalityName: Berlin",
      "mozillaHomeState: BE",
      "mozillaHomePostalCode: 10115",
      "mozillaHomeCountryName: Germany",
      "street: 1 Main St",
      "l: Paris",
      "st: IDF",
      "postalCode: 75001",
      "c: FR",
      "title: Analyst",
      "ou: Engines",
      "o: ACME",
      "mozillaWorkUrl: https://acme.example",
      "mozillaHomeUrl: https://ada.example",
      "labeledURI: https://blog.example My blog",
      "birthyear: 1990",
      "birthmonth: 01",
      "birthday: 31",
      "mozillaCustom1: one",
      "custom2: two",
      "description: Likes numbers",
    );
    expect(contact).toEqual({
      display_name: "Ada Lovelace",
      given_name: "Ada",
      family_name: "Lovelace",
      nickname: "Addie",
      bio: "Likes numbers",
      metadata: { custom: { "Custom 1": "one", "Custom 2": "two" }, ldif: { dn: DN } },
      channels: [
        { type: "email", value: "ada@example.org", canonical_value: "ada@example.org" },
        { type: "email", value: "lady@home.example", canonical_value: "lady@home.example" },
        { type: "aim", value: "ada1", canonical_value: "ada1" },
        { type: "phone", value: "030 1234560", label: "work", canonical_value: "+49301234560" },
        { type: "phone", value: "+49 30 1234561", label: "home", canonical_value: "+49301234561" },
        { type: "phone", value: "+49 30 1234562", label: "fax", canonical_value: "+49301234562" },
        { type: "phone", value: "+49 30 1234563", label: "pager", canonical_value: "+49301234563" },
        { type: "phone", value: "0171 1234567", label: "cell", canonical_value: "+491711234567" },
        { type: "url", value: "https://acme.example", label: "work", canonical_value: "https://acme.example" },
        { type: "url", value: "https://ada.example", label: "home", canonical_value: "https://ada.example" },
        { type: "url", value: "https://blog.example", label: "My blog", canonical_value: "https://blog.example" },
      ],
      addresses: [
        {
          label: "home",
          street: "Weg 3",
          extended: "Haus 2",
          city: "Berlin",
          region: "BE",
          postal_code: "10115",
          country: "Germany",
        },
        {
          label: "work",
          street: "1 Main St",
          city: "Paris",
          region: "IDF",
          postal_code: "75001",
          country: "FR",
          country_code: "FR",
        },
      ],
      dates: [{ date_type: "birthday", date_year: 1990, date_month: 1, date_day: 31 }],
      affiliations: [{ organization_name: "ACME", title: "Analyst", department: "Engines" }],
    });
  });

  test.each([
    ["folded lines", "cn: Ada Love\n lace", { display_name: "Ada Lovelace" }],
    ["CRLF", "cn: Ada\r\nsn: L\r", { display_name: "Ada", family_name: "L" }],
    ["base64", `cn:: ${Buffer.from("Ädá").toString("base64")}`, { display_name: "Ädá" }],
    ["comments", "# a comment\n  of two lines\ncn: Ada", { display_name: "Ada" }],
    ["no name but parts", "givenName: Ada\nsn: Lovelace", { display_name: "Ada Lovelace" }],
    [
      "a postal address",
      "cn: A\npostalAddress: Weg 3 $ Berlin",
      { addresses: [{ label: "work", street: "Weg 3\nBerlin" }] },
    ],
    ["a title without organization", "cn: A\ntitle: Boss", { metadata: { vcard: ["TITLE:Boss"], ldif: { dn: DN } } }],
    ["a department alone", "cn: A\nou: X;Y", { metadata: { vcard: ["ORG:;X\\;Y"], ldif: { dn: DN } } }],
    [
      "a UUID",
      "cn: A\nentryUUID: 01900000-0000-7000-8000-00000000000A",
      { vcard_uid: "urn:uuid:01900000-0000-7000-8000-00000000000a" },
    ],
    [
      "an impossible birthday",
      "cn: A\nbirthmonth: 2\nbirthday: 30",
      { metadata: { ldif: { dn: DN, date_month: "2", date_day: "30" } } },
    ],
    [
      "attributes nobody knows",
      "cn: A\nuid: ada\nroomNumber: 1\nroomNumber: 2",
      { metadata: { ldif: { dn: DN, uid: "ada", roomnumber: ["1", "2"] } } },
    ],
    ["a second name", "cn: A\ncn: B", { display_name: "A", metadata: { ldif: { dn: DN, cn: "B" } } }],
    [
      "an option of language",
      "cn: A\ncn;lang-ja: エイダ",
      { display_name: "A", metadata: { ldif: { dn: DN, "cn;lang-ja": "エイダ" } } },
    ],
    [
      "bytes",
      "cn: A\nuserCertificate;binary:: AP8=",
      { metadata: { ldif: { dn: DN, "usercertificate;binary": "data:application/octet-stream;base64,AP8=" } } },
    ],
    [
      "a photo",
      `cn: A\njpegPhoto:: ${PIXEL}`,
      { photo: { media_type: "image/gif", bytes: Buffer.from(PIXEL, "base64") } },
    ],
  ])("with %s", async (_what, lines, expected) => {
    expect(await one(lines)).toMatchObject(expected);
  });

  test("does not fetch a URL, and leaves passwords out", async () => {
    const text = `${PERSON}cn: Ada\njpegPhoto:< file:///etc/passwd\nuserPassword:: c2VjcmV0\n`;
    const { found } = await readAll(readLdif, text);
    expect(found[0]?.draft).toMatchObject({ photo: null, metadata: { ldif: { jpegphoto: "<file:///etc/passwd" } } });
    expect(JSON.stringify(found[0]?.draft)).not.toMatch(/secret|c2VjcmV0/);
    expect(found[0]?.warnings.map(({ code }) => code)).toEqual(["not_fetched", "password_left_out"]);
  });

  test("has groups, whose members are known by UID, by e-mail, or not at all", async () => {
    const text = [
      "version: 1",
      "",
      "dn: cn=Ada,dc=example",
      "objectClass: person",
      "cn: Ada",
      "entryUUID: 01900000-0000-7000-8000-000000000001",
      "",
      "dn: cn=Team,dc=example",
      "objectClass: groupOfNames",
      "cn: Team",
      "member: CN=Ada,dc=example",
      "member: cn=Eve,mail=Eve@example.org",
      "member: cn=Nobody,dc=example",
    ].join("\n");
    const [, team] = await contacts(text);
    expect(team).toEqual({
      kind: "group",
      display_name: "Team",
      members: ["urn:uuid:01900000-0000-7000-8000-000000000001", "mailto:eve@example.org"],
      metadata: { ldif: { dn: "cn=Team,dc=example", member: "cn=Nobody,dc=example" } },
    });
  });

  test("tells lines, and leaves out what is nobody, with one warning", async () => {
    const text = `version: 1\ndn: dc=example\nobjectClass: dcObject\nobjectClass: organization\no: X\n\n\n${PERSON}cn: Ada\n\ndn: cn=Eve\ncn: Eve\nmail: eve@example.org`;
    const { found, loose }: Reading = await readAll(readLdif, text);
    expect(found.map(({ line, draft }) => [line, draft?.display_name])).toEqual([
      [8, "Ada"],
      [15, "Eve"],
    ]);
    expect(loose).toEqual(["1 left_out"]);
  });

  test("of changes is no contact", async () => {
    const [change, added] = await contacts(
      "dn: cn=A\nchangetype: modify\nreplace: mail\nmail: a@example.org\n-\n\ndn: cn=B\nchangetype: add\ncn: B\nmail: b@example.org\n",
    );
    expect(change).toEqual({ failure: "The record is a change to a directory, not a contact." });
    expect(added).toMatchObject({ display_name: "B" });
  });

  test("that is something else is refused; an empty file has no contacts", async () => {
    await expect(contacts("BEGIN:VCARD\nFN:Ada\nEND:VCARD\n")).rejects.toMatchObject({ code: "invalid_input" });
    expect(await contacts("\n\n")).toEqual([]);
    expect(await contacts("version: 1\n")).toEqual([]);
  });

  test("in another charset than UTF-8", async () => {
    expect(await contacts(Buffer.from("dn: cn=J\ncn: Jürgen\nmail: j@example.org\n", "latin1"))).toMatchObject([
      { display_name: "Jürgen" },
    ]);
  });
});
