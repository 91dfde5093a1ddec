#!/usr/bin/env node
// Writes a deterministic vCard file as phones export it: 45 % 3.0 (iPhone and Google shapes), 30 % 2.1
// (Android, quoted-printable), 25 % 4.0. No two cards are one person. Usage: generate.mjs CARDS FILE [SEED]
import fs from "node:fs";

const [count, file, seed = "1"] = process.argv.slice(2);
if (!count || !file) {
  console.error("usage: generate.mjs CARDS FILE [SEED]");
  process.exit(2);
}

let state = Number(seed) >>> 0;
/** mulberry32: small, fast and the same on every machine. */
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const digits = (n) => Array.from({ length: n }, () => below(10)).join("");
const chance = (p) => random() < p;

const GIVEN =
  "Ada Alan Anna Ben Björn Carla Chloé Dana Dmitri Elena Emil Farid Fatima Grace Gül Hana Hugo Ines Ivan Jana João José Karin Kenji Lara Lê Linus Mara Mehmet Mia Nadia Niels Olga Omar Paula Pedro Quinn Rafael Rosa Samir Sofía Søren Tara Tom Uma Viktor Wei Yara Zoë Žofia".split(
    " ",
  );
const SYLLABLES =
  "ba ber bo bu da den do er fel ga gan gor ha hil hol in ka ker ko la lan len lo ma mar mo mül na nen no ol per ra rei ro sa schmi sen so ta ten tor va vel vi wal wen win yo za zel".split(
    " ",
  );
const STREETS =
  "Oak Street|Hauptstraße|Rue de la Paix|Via Roma|High Street|Calle Mayor|Lindenallee|Sunset Boulevard|Kongens gate|Market Square".split(
    "|",
  );
const CITIES = "Berlin|London|Paris|Roma|Oslo|Madrid|Boston|Lyon|München|Zürich|Kraków|Austin".split("|");
const COUNTRIES = "Germany|United Kingdom|France|Italy|Norway|Spain|United States".split("|");
const TITLES = "Engineer|Designer|Director|Nurse|Teacher|Head of Sales|Researcher|Accountant|Developer|Editor".split(
  "|",
);
const NOTES =
  "Met at the spring fair|Prefers e-mail, not calls|Neighbour; has the spare key|Old friend from school\\nplays the cello".split(
    "|",
  );
const ORGANIZATIONS = Array.from(
  { length: 4000 },
  () => `${family()} ${pick(["GmbH", "Ltd", "Inc", "& Sons", "AS", "SARL"])}`,
);

function family() {
  const name = pick(SYLLABLES) + pick(SYLLABLES) + (chance(0.6) ? pick(SYLLABLES) : "");
  return name[0].toUpperCase() + name.slice(1);
}
/** Real ranges: +1 and +49 mobiles and landlines, +44 mobiles; one in five is a national or odd spelling. */
function phone() {
  const kind = below(10);
  if (kind < 4) return `+1 ${pick(["212", "415", "617", "512"])} ${2 + below(8)}${digits(2)} ${digits(4)}`;
  if (kind < 6) return `+49 17${below(10)} ${digits(7)}`;
  if (kind < 8) return `+447${3 + below(6)}${digits(8)}`;
  if (kind < 9) return `(${pick(["212", "415"])}) ${2 + below(8)}${digits(2)}-${digits(4)}`;
  return `0${below(9) + 1}${digits(6)}`;
}
const two = (n) => String(n).padStart(2, "0");
const date = () => `${1940 + below(70)}-${two(1 + below(12))}-${two(1 + below(28))}`;
const qp = (text) =>
  Array.from(Buffer.from(text), (b) =>
    (b >= 33 && b <= 126 && b !== 61) || b === 32
      ? String.fromCharCode(b)
      : `=${b.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");
const q21 = (name, text) =>
  /^[\x20-\x7e]*$/.test(text) ? `${name}:${text}` : `${name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${qp(text)}`;
const hex = (n) => Array.from({ length: n }, () => below(16).toString(16)).join("");
const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;

function person(i) {
  const given = pick(GIVEN);
  const last = family();
  return {
    given,
    last,
    email: `${given}.${last}.${i}@example.${pick(["com", "org", "net"])}`.normalize("NFD").replace(/[^\x21-\x7e]/g, ""),
    work: chance(0.4) ? phone() : null,
    mobile: phone(),
    org: chance(0.5) ? pick(ORGANIZATIONS) : null,
    title: pick(TITLES),
    city: chance(0.5) ? [`${pick(STREETS)} ${1 + below(200)}`, pick(CITIES), digits(5), pick(COUNTRIES)] : null,
    birthday: chance(0.4) ? date() : null,
    note: chance(0.2) ? pick(NOTES) : null,
    uid: uuid(),
  };
}

function card30(p) {
  const lines = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    "PRODID:-//Apple Inc.//iPhone OS 17.5//EN",
    `N:${p.last};${p.given};;;`,
    `FN:${p.given} ${p.last}`,
  ];
  if (p.org) lines.push(`ORG:${p.org.replace(/,/g, "\\,")};`, `TITLE:${p.title}`);
  lines.push(`EMAIL;type=INTERNET;type=HOME;type=pref:${p.email}`, `TEL;type=CELL;type=VOICE;type=pref:${p.mobile}`);
  if (p.work) lines.push(`item1.TEL:${p.work}`, "item1.X-ABLabel:_$!<Main>!$_");
  if (p.city)
    lines.push(
      `item2.ADR;type=HOME;type=pref:;;${p.city[0]};${p.city[1]};;${p.city[2]};${p.city[3]}`,
      "item2.X-ABADR:us",
    );
  if (p.birthday) lines.push(`BDAY:${p.birthday}`);
  if (p.note) lines.push(`NOTE:${p.note.replace(/[,;]/g, "\\$&")}`);
  lines.push(`UID:${p.uid}`, "REV:2024-05-01T10:00:00Z", "END:VCARD");
  return lines;
}
function card21(p) {
  const lines = [
    "BEGIN:VCARD",
    "VERSION:2.1",
    q21("N", `${p.last};${p.given};;;`),
    q21("FN", `${p.given} ${p.last}`),
    `TEL;CELL:${p.mobile.replace(/ /g, "-")}`,
  ];
  if (p.work) lines.push(`TEL;WORK:${p.work}`);
  lines.push(`EMAIL;HOME:${p.email}`);
  if (p.city) lines.push(q21("ADR;HOME", `;;${p.city[0]};${p.city[1]};;${p.city[2]};${p.city[3]}`));
  if (p.org) lines.push(q21("ORG", p.org), `TITLE:${p.title}`);
  if (p.birthday) lines.push(`BDAY:${p.birthday}`);
  if (p.note) lines.push(q21("NOTE", p.note.replace("\\n", " ")));
  lines.push("END:VCARD");
  return lines;
}
function card40(p) {
  const lines = [
    "BEGIN:VCARD",
    "VERSION:4.0",
    `UID:urn:uuid:${p.uid}`,
    `FN:${p.given} ${p.last}`,
    `N:${p.last};${p.given};;;`,
    "KIND:individual",
    `EMAIL;TYPE=work;PREF=1:${p.email}`,
    `TEL;VALUE=uri;TYPE="cell,voice":tel:${p.mobile.replace(/[ ()]/g, "-")}`,
  ];
  if (p.work) lines.push(`TEL;TYPE=work:${p.work}`);
  if (p.city) lines.push(`ADR;TYPE=home:;;${p.city[0]};${p.city[1]};;${p.city[2]};${p.city[3]}`);
  if (p.org) lines.push(`ORG:${p.org.replace(/,/g, "\\,")}`, `TITLE:${p.title}`);
  if (p.birthday) lines.push(`BDAY:${p.birthday.replace(/-/g, "")}`);
  if (p.note) lines.push(`NOTE:${p.note.replace(/[,;]/g, "\\$&")}`);
  lines.push("CATEGORIES:friends,imported", "REV:20240501T100000Z", "END:VCARD");
  return lines;
}

const out = fs.openSync(file, "w");
let chunk = "";
for (let i = 0; i < Number(count); i++) {
  const p = person(i);
  const kind = random();
  const lines = kind < 0.45 ? card30(p) : kind < 0.75 ? card21(p) : card40(p);
  chunk += `${lines.join("\r\n")}\r\n`;
  if (chunk.length > 1 << 20) {
    fs.writeSync(out, chunk);
    chunk = "";
  }
}
fs.writeSync(out, chunk);
fs.closeSync(out);
