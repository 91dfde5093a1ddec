import { describe, expect, test } from "vitest";
import { parseColumnMap } from "../../src/formats/csv/field.ts";
import { readCsv } from "../../src/formats/csv/read.ts";
import { csv, readAll } from "./read-table.ts";

describe("Google", () => {
  test("of today", async () => {
    const header =
      "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,Relation 1 - Label,Relation 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value";
    const row =
      'Ada,King,Lovelace,Ä-da,Dr.,PhD,Addie,,ACME,Analyst,Engines,1990-12-10,Likes numbers,https://example.org/a.jpg,* myContacts ::: * starred ::: VIP,* Work,ada@example.org,Home,ada@home.example ::: lady@home.example,Mobile,+1 202 555 0123,Work Fax,+1 202 555 0124,Home,"1 Main St\nParis",1 Main St,Paris,PO 1,IDF,75001,France,Flat 2,Home Page,https://ada.example,Anniversary,2001-02-03,Spouse,William King,Badge,42';
    expect(await csv(`${header}\r\n${row}\r\n`)).toEqual([
      {
        display_name: "Dr. Ada King Lovelace PhD",
        prefix: "Dr.",
        given_name: "Ada",
        middle_name: "King",
        family_name: "Lovelace",
        suffix: "PhD",
        nickname: "Addie",
        avatar_url: "https://example.org/a.jpg",
        bio: "Likes numbers",
        tags: ["starred", "VIP"],
        metadata: {
          vcard: ["X-PHONETIC-FIRST-NAME:Ä-da", "RELATED;TYPE=spouse;VALUE=text:William King"],
          custom: { Badge: "42" },
        },
        affiliations: [{ organization_name: "ACME", title: "Analyst", department: "Engines" }],
        dates: [
          { date_type: "birthday", date_year: 1990, date_month: 12, date_day: 10 },
          { date_type: "anniversary", date_year: 2001, date_month: 2, date_day: 3 },
        ],
        channels: [
          {
            type: "email",
            value: "ada@example.org",
            label: "work",
            is_primary: true,
            canonical_value: "ada@example.org",
          },
          { type: "email", value: "ada@home.example", label: "home", canonical_value: "ada@home.example" },
          { type: "email", value: "lady@home.example", label: "home", canonical_value: "lady@home.example" },
          { type: "phone", value: "+1 202 555 0123", label: "cell", canonical_value: "+12025550123" },
          { type: "phone", value: "+1 202 555 0124", label: "work fax", canonical_value: "+12025550124" },
          { type: "url", value: "https://ada.example", label: "homepage", canonical_value: "https://ada.example" },
        ],
        addresses: [
          {
            label: "home",
            street: "1 Main St",
            extended: "Flat 2",
            po_box: "PO 1",
            city: "Paris",
            region: "IDF",
            postal_code: "75001",
            country: "France",
          },
        ],
        related: [
          {
            relationship_type: "spouse",
            name: "William King",
            lines: ["RELATED;TYPE=spouse;VALUE=text:William King"],
          },
        ],
      },
    ]);
  });

  test("as it was", async () => {
    const text =
      'Name,Given Name,Additional Name,Family Name,Yomi Name,Birthday,Notes,Language,Group Membership,E-mail 1 - Type,E-mail 1 - Value,IM 1 - Service,IM 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Address 1 - Type,Address 1 - Formatted,Hobby\r\nLady Ada,Ada,,Lovelace,,--12-10,,,* My Contacts ::: Friends,* ,ada@example.org,Skype,ada.l,Mobile,0171 1234567,,ACME,Analyst,Work,"1 Main St\nParis",chess\r\n';
    expect(await csv(text, { region: "DE" })).toEqual([
      {
        display_name: "Lady Ada",
        given_name: "Ada",
        family_name: "Lovelace",
        tags: ["Friends"],
        metadata: { csv: { Hobby: "chess" } },
        dates: [{ date_type: "birthday", date_month: 12, date_day: 10 }],
        channels: [
          { type: "email", value: "ada@example.org", is_primary: true, canonical_value: "ada@example.org" },
          { type: "skype", value: "ada.l", canonical_value: "ada.l" },
          { type: "phone", value: "0171 1234567", label: "cell", canonical_value: "+491711234567" },
        ],
        affiliations: [{ organization_name: "ACME", title: "Analyst" }],
        addresses: [{ label: "work", street: "1 Main St\nParis" }],
      },
    ]);
  });

  test("takes a row with nothing but an organization for one", async () => {
    const text = "First Name,Last Name,Organization Name,Labels,Phone 1 - Value\r\n,,ACME,,+12025550123\r\n";
    const [acme] = await csv(text);
    expect(acme).toMatchObject({ kind: "organization", display_name: "ACME" });
    expect(acme).not.toHaveProperty("affiliations");
  });
});

const OUTLOOK_ADA = {
  prefix: "Dr.",
  display_name: "Dr. Ada Lovelace",
  given_name: "Ada",
  family_name: "Lovelace",
  tags: ["VIP", "Friends"],
  dates: [{ date_type: "birthday", date_year: 1990, date_month: 1, date_day: 31 }],
  affiliations: [{ organization_name: "ACME", title: "Analyst" }],
  channels: [
    { type: "phone", value: "+49 30 1234560", label: "work", canonical_value: "+49301234560" },
    { type: "phone", value: "+49 30 1234561", label: "work", canonical_value: "+49301234561" },
    { type: "phone", value: "0171 1234567", label: "cell", canonical_value: "+491711234567" },
    { type: "email", value: "ada@example.org", canonical_value: "ada@example.org" },
  ],
  addresses: [
    { label: "work", street: "1 Main St\nFlat 2", city: "Berlin", postal_code: "10115", country: "Germany" },
    { label: "home", street: "Weg 3" },
  ],
};

describe("Outlook", () => {
  test.each([
    [
      "English",
      'Title,First Name,Last Name,Company,Job Title,Business Street,Business Street 2,Business City,Business Postal Code,Business Country/Region,Home Street,Business Phone,Business Phone 2,Mobile Phone,Birthday,Anniversary,Categories,E-mail Address,E-mail Type,E-mail Display Name,Gender,Priority,Private\r\nDr.,Ada,Lovelace,ACME,Analyst,1 Main St,Flat 2,Berlin,10115,Germany,Weg 3,+49 30 1234560,+49 30 1234561,0171 1234567,1/31/1990,0/0/00,VIP;Friends,ada@example.org,SMTP,"Ada (ada@example.org)",Unspecified,Normal,FALSE\r\n',
    ],
    [
      "German",
      'Anrede;Vorname;Nachname;Firma;Position;Straße geschäftlich;Straße geschäftlich 2;Ort geschäftlich;Postleitzahl geschäftlich;Land/Region geschäftlich;Straße privat;Telefon geschäftlich;Telefon geschäftlich 2;Mobiltelefon;Geburtstag;Jahrestag;Kategorien;E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name;Geschlecht;Priorität;Privat\r\nDr.;Ada;Lovelace;ACME;Analyst;1 Main St;Flat 2;Berlin;10115;Germany;Weg 3;+49 30 1234560;+49 30 1234561;0171 1234567;31.01.1990;0.0.00;VIP;Friends;ada@example.org;SMTP;"Ada";Keine Angabe;Normal;Falsch\r\n'.replace(
        "VIP;Friends",
        '"VIP;Friends"',
      ),
    ],
  ])("in %s", async (_language, text) => {
    expect(await csv(Buffer.from(text, "latin1"), { region: "DE" })).toEqual([OUTLOOK_ADA]);
  });

  test("keeps an Exchange address, which is no e-mail address", async () => {
    const text = "First Name,E-mail Address,E-mail Type\r\nAda,/o=Example/ou=X/cn=ada,EX\r\n";
    const { found } = await readAll(readCsv(), text);
    expect(found[0]).toMatchObject({
      draft: { channels: [], metadata: { csv: { "E-mail Address": "/o=Example/ou=X/cn=ada" } } },
      warnings: [{ property: "E-mail Address", code: "bad_email" }],
    });
  });
});

describe("--map", () => {
  test("says what columns are", async () => {
    const map = [
      "Vollname=display_name",
      "Handy=phone:mobile",
      "Büro=phone:work",
      "Mail=email",
      "Straße=address:home.street",
      "Ort=address:home.city",
      "Geb.=birthday",
      "Firma=organization",
      "Rolle=title",
      "Info=note",
      "Web=url",
      "Chat=channel:matrix",
      "Gruppen=tag",
      "Quelle=metadata.source",
      "Hochzeit=date:Hochzeit",
    ];
    const text =
      "Vollname;Handy;Büro;Mail;Straße;Ort;Geb.;Firma;Rolle;Info;Web;Chat;Gruppen;Quelle;Hochzeit;Rest\nAda;0171 1234567;030 1234560;Ada@Example.org;Weg 3;Berlin;31.1.1990;ACME;Chefin;Hallo;ada.example;@ada:example.org;A;B;2001-02-03;x\n".replace(
        "A;B",
        '"A;B";Messe',
      );
    expect(await csv(text, { map, region: "DE" })).toEqual([
      {
        display_name: "Ada",
        bio: "Hallo",
        tags: ["A", "B"],
        metadata: { source: "Messe", csv: { Rest: "x" } },
        affiliations: [{ organization_name: "ACME", title: "Chefin" }],
        addresses: [{ label: "home", street: "Weg 3", city: "Berlin" }],
        dates: [
          { date_type: "birthday", date_year: 1990, date_month: 1, date_day: 31 },
          { date_type: "custom", date_label: "Hochzeit", date_year: 2001, date_month: 2, date_day: 3 },
        ],
        channels: [
          { type: "phone", value: "0171 1234567", label: "mobile", canonical_value: "+491711234567" },
          { type: "phone", value: "030 1234560", label: "work", canonical_value: "+49301234560" },
          { type: "email", value: "ada@example.org", canonical_value: "ada@example.org" },
          { type: "url", value: "ada.example", canonical_value: "ada.example" },
          { type: "matrix", value: "@ada:example.org", canonical_value: "ada:example.org" },
        ],
      },
    ]);
  });

  test("goes before what a known header says", async () => {
    const text = "First Name,E-mail Address,Location\r\nAda,ada@example.org,Berlin\r\n";
    const [ada] = await csv(text, { map: ["location=address:work.city"] });
    expect(ada).toMatchObject({ addresses: [{ label: "work", city: "Berlin" }] });
  });

  test.each([
    ["Handy", /"Handy" is not Column=field/],
    ["=phone", /not Column=field/],
    ["Handy=fone", /column "Handy": there is no field "fone"/],
    ["Ort=address.town", /there is no field "address.town"/],
    ["Ort=given_name:work", /there is no field/],
  ])("%s is a usage error", (pair, message) => {
    expect(() => parseColumnMap([pair])).toThrow(
      expect.objectContaining({ code: "usage", message: expect.stringMatching(message) }),
    );
  });

  test("of a column twice, or of one that is not there, is a usage error", async () => {
    expect(() => parseColumnMap(["A=email", "a=phone"])).toThrow(/twice/);
    await expect(csv("Name\nAda\n", { map: ["Vollname=display_name"] })).rejects.toMatchObject({
      code: "usage",
      message: '--map: there is no column "Vollname" in the file',
      hint: 'columns found: "Name"',
    });
  });
});
