/** Valid files of every format: the project's own vCards, and what is written of them. */
import { globSync, readFileSync } from "node:fs";
import type { ContactDraft } from "../../src/domain/draft.ts";
import { jcardWriter } from "../../src/formats/jcard/jcard.ts";
import { jscontactWriter } from "../../src/formats/jscontact/jscontact.ts";
import { ndjsonWriter } from "../../src/formats/ndjson/writer.ts";
import { readVcard } from "../../src/formats/vcard.ts";
import { readWith, writeWith } from "../formats/read-format.ts";
import type { Corpus } from "./cases.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

export async function loadCorpus(): Promise<Corpus> {
  const files = [...globSync("test/vcard/fixtures/*/*.vcf", { cwd: ROOT }).sort(), "examples/phone.vcf"];
  const vcard = files.map((file) => readFileSync(ROOT + file));
  const drafts: ContactDraft[] = [];
  for (const bytes of vcard) for (const { draft } of await readWith(readVcard, bytes)) if (draft) drafts.push(draft);
  const few = drafts.slice(0, 3);
  const json = [jcardWriter, jscontactWriter, ndjsonWriter].map((writer) =>
    [few, drafts].map((some) => Buffer.from(writeWith(writer, some))),
  );
  const [jcard = [], jscontact = [], ndjson = []] = json;
  return { vcard, jcard, jscontact, ndjson, csv: CSV.map((text) => Buffer.from(text)), ldif: [Buffer.from(LDIF)] };
}

const CSV = [
  "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value,Birthday,Notes,Labels\r\n" +
    'Ada,Lovelace,Work,ada@example.org ::: ada@example.com,+1 202 555 0123,1815-12-10,"a ""note""\r\nof two lines",* myContacts\r\n' +
    "Grace,Hopper,,grace@example.org,'+12025550124,--12-09,=1+1,\r\n",
  "Vorname;Nachname;E-Mail-Adresse;Telefon (privat);Geburtstag;Straße geschäftlich;Notizen\n" +
    'Jürgen;Müßig;juergen@example.org;030 1234;3.4.1979;"Große Str. 1; Hof";\n',
  "Name\tEmail\tPhone\nAda\tada@example.org\t1\n",
];
const LDIF = `version: 1
# a comment
 that goes on
dn: cn=Ada Lovelace,dc=example,dc=org
objectClass: inetOrgPerson
cn: Ada Lovelace
sn: Lovelace
mail: ada@example.org
telephoneNumber: +1 202 555 0123
description:: QSBub3RlIHdpdGggw6Q=
postalAddress: 1 Street $ City
jpegPhoto:: iVBORw0KGgo=

dn: cn=Grace,dc=example,dc=org
cn: Grace
mail;lang-de: grace@example.org
`;
