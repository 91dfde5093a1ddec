import { expect, test } from "vitest";
import type { FullContact } from "../../src/domain/entities.ts";
import { writeCard } from "../../src/vcard/writer.ts";
import { id, lift, readLines, VERSIONS, write } from "./lift.ts";

const OPTIONS = { now: "2026-01-02T03:04:05Z", product: "-//backside//EN" };
const NOTHING = { photo: null, members: null };

/** The lines between BEGIN and END, unfolded, without VERSION, PRODID and UID. */
function linesOf(card: string): string[] {
  return card
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .filter((line) => line !== "" && !/^(BEGIN|END|VERSION|PRODID|UID):/.test(line));
}

async function contactOf(...lines: string[]): Promise<FullContact> {
  return lift(await readLines("4.0", "FN:x", ...lines));
}

test("a card has its lines in a fixed order, CRLF, and one after END", async () => {
  const contact = await contactOf("N:L;A", "TEL;TYPE=cell:+12025550123", "NOTE:a\\,b");
  expect(writeCard(contact, NOTHING, { ...OPTIONS, version: "4.0" })).toBe(
    [
      "BEGIN:VCARD",
      "VERSION:4.0",
      "PRODID:-//backside//EN",
      `UID:urn:uuid:${id(1)}`,
      "FN:x",
      "N:L;A;;;",
      "TEL;TYPE=cell;VALUE=uri:tel:+12025550123",
      "NOTE:a\\,b",
      "REV:20260102T030405Z",
      "END:VCARD",
      "",
    ].join("\r\n"),
  );
});

test("3.0 says in its own words what only 4.0 has", async () => {
  const draft = await readLines(
    "4.0",
    "FN:x",
    "GENDER:M",
    "BDAY:--0412",
    "ANNIVERSARY:20100619",
    "TEL;TYPE=home;PREF=1;VALUE=uri:tel:+12025550123",
    'ADR;TYPE=home;CC=NO;GEO="geo:1.5,2.5";LABEL="A\\nB":;;S;;;;',
    "EMAIL;PID=1.1:a@example.org",
    "KEY:data:application/pgp-keys;base64,AAAA",
    "TZ:Europe/Oslo",
  );
  expect(linesOf(write(draft, "3.0"))).toEqual([
    "FN:x",
    "N:;;;;",
    "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
    "item1.X-ABDATE:2010-06-19",
    "item1.X-ABLabel:_$!<Anniversary>!$_",
    "TEL;TYPE=HOME,PREF:+12025550123",
    "EMAIL;TYPE=INTERNET;X-PID=1.1:a@example.org",
    "item2.ADR;TYPE=HOME:;;S;;;;",
    "item2.LABEL;TYPE=HOME:A\\nB",
    "GEO:1.5;2.5",
    "item2.X-ABADR:no",
    "TZ;VALUE=text:Europe/Oslo",
    "X-GENDER:M",
    "KEY;TYPE=PGP;ENCODING=b:AAAA",
  ]);
});

test("what a card may have once and a contact has twice has a name of its own", async () => {
  const lines = [
    "N:A;B;;;",
    "N:C;D;;;",
    "GENDER:F",
    "GENDER:M",
    "BDAY:1985",
    "Bday:1986",
    "ANNIVERSARY:20100619",
    "ANNIVERSARY:20110619",
  ];
  const draft = await readLines("4.0", "FN:x", "UID:1", "UID:2", ...lines);
  expect(linesOf(write(draft, "4.0"))).toEqual([
    "FN:x",
    "N:A;B;;;",
    "BDAY:1985",
    "ANNIVERSARY:20100619",
    "X-ABDATE;X-DATE-TYPE=anniversary:20110619",
    "X-BACKSIDE-KEPT-UID:2",
    "X-BACKSIDE-KEPT-N:C;D",
    "GENDER:F",
    "X-BACKSIDE-KEPT-GENDER:M",
    "X-BACKSIDE-KEPT-Bday:1986",
  ]);
});

test("names in two languages are one name", async () => {
  const lines = ["N;ALTID=1;LANGUAGE=jp:山田;太郎;;;", "N;ALTID=1;LANGUAGE=en:Yamada;Taro;;;"];
  const draft = await readLines("4.0", "FN:x", ...lines);
  expect(linesOf(write(draft, "4.0")).slice(1).sort()).toEqual(lines.toSorted());
  expect(linesOf(write(draft, "3.0")).filter((line) => line.startsWith("N;"))).toHaveLength(1);
});

test("what nobody knows stays as it is written, blanks and all", async () => {
  const draft = await readLines("4.0", "FN:x", "X-Z: leading and trailing ");
  for (const version of VERSIONS) expect(linesOf(write(draft, version))).toContain("X-Z: leading and trailing ");
});

test.each(["a^nb", "a\\nb", "a\\nb^nc", "a^^b\\\\c"])("the printed address %s comes out as it came", async (label) => {
  const draft = await readLines("4.0", "FN:x", `ADR;LABEL="${label}":;;S;;;;`);
  const again = await readLines("3.0", ...linesOf(write(draft, "3.0")));
  for (const one of [draft, again])
    expect(linesOf(write(one, "4.0"))).toContain(`ADR;LABEL=${/\\/.test(label) ? `"${label}"` : label}:;;S;;;;`);
});

test("photos are data URIs in 4.0 and base64 in 3.0", async () => {
  const draft = await readLines("4.0", "FN:x", "PHOTO;X-CROP=q:data:image/png;base64,iVBORw0KGgo=");
  expect(linesOf(write(draft, "4.0"))).toContain("PHOTO;X-CROP=q:data:image/png;base64,iVBORw0KGgo=");
  expect(linesOf(write(draft, "3.0"))).toContain("PHOTO;TYPE=PNG;ENCODING=b;X-CROP=q:iVBORw0KGgo=");
});

test("a changed part keeps the parameters of its line", async () => {
  const contact = await contactOf(
    'EMAIL;X-FOO=1;TYPE=work:"Ada" <ada@example.org>',
    "N:A;B;C,D;;;;Jr.",
    "NICKNAME:n,m",
  );
  const [email] = contact.channels;
  if (email) Object.assign(email, { value: "new@example.org", label: "Boat" });
  const changed = { ...contact, given_name: "New", nickname: "k" };
  expect(linesOf(writeCard(changed, NOTHING, { ...OPTIONS, now: null, version: "4.0" }))).toEqual([
    "FN:x",
    "N:A;New;C,D;;;;Jr.",
    "NICKNAME:k,m",
    "item1.EMAIL;X-FOO=1:new@example.org",
    "item1.X-ABLabel:Boat",
  ]);
});

test("a new primary is the only one", async () => {
  const contact = await contactOf("TEL;PREF=1:1", "TEL;PREF=1:2", "TEL:3");
  contact.channels.forEach((channel, index) => {
    channel.is_primary = index === 2;
  });
  expect(linesOf(writeCard(contact, NOTHING, { ...OPTIONS, now: null, version: "4.0" }))).toEqual([
    "FN:x",
    "TEL:1",
    "TEL:2",
    "TEL;PREF=1:3",
  ]);
});

test("fresh groups avoid those of kept lines, and those keep together", async () => {
  const draft = await readLines("3.0", "FN:x", "item1.X-FOO:1", "item1.X-BAR:2", "item7.TEL:1", "item7.X-ABLabel:Boat");
  for (const version of VERSIONS) {
    expect(linesOf(write(draft, version)).slice(version === "4.0" ? 1 : 2)).toEqual([
      "item2.TEL:1",
      "item2.X-ABLabel:Boat",
      "item1.X-FOO:1",
      "item1.X-BAR:2",
    ]);
  }
});

test("affiliations keep title, role and what vCard has no word for", async () => {
  const draft = await readLines("4.0", "FN:x", "ORG:A", "g.ORG:B;C", "g.TITLE:t", "g.ROLE:r");
  const second = draft.affiliations[1];
  if (second) Object.assign(second, { is_current: false, end_date: "2020-01-01", description: "a;b" });
  for (const version of VERSIONS) {
    const lines = linesOf(write(draft, version)).filter((line) => /ORG|TITLE|ROLE/.test(line));
    expect(lines).toEqual([
      "ORG:A",
      'g.ORG;X-END=2020-01-01;X-DESCRIPTION="a;b";X-CURRENT=0:B;C',
      "g.TITLE:t",
      "g.ROLE:r",
    ]);
    expect((await readLines(version, "FN:x", ...lines)).affiliations).toEqual(draft.affiliations);
  }
});

test("relationships carry the UID through both versions", async () => {
  const contact = await contactOf();
  contact.relationships = [
    relationship("spouse", null, {}),
    relationship("mentor", "since school", {}),
    relationship("parent", null, { vcard: ["item9.X-ABRELATEDNAMES:Mum", "item9.X-ABLabel:_$!<Mother>!$_"] }),
  ];
  const uid = `urn:uuid:${id(2)}`;
  for (const version of VERSIONS) {
    const lines = linesOf(writeCard(contact, NOTHING, { ...OPTIONS, now: null, version }));
    const { related } = await readLines(version, ...lines);
    expect(related).toEqual([
      { relationship_type: "spouse", description: null, uid, name: null, lines: [`RELATED;TYPE=spouse:${uid}`] },
      {
        relationship_type: "mentor",
        description: "since school",
        uid,
        name: null,
        lines: [`RELATED;TYPE=contact;X-RELATIONSHIP=mentor;X-DESCRIPTION=since school:${uid}`],
      },
      {
        relationship_type: "parent",
        description: null,
        uid: null,
        name: "Mum",
        lines: ["item9.X-ABRELATEDNAMES:Mum", "item9.X-ABLabel:_$!<Mother>!$_"],
      },
    ]);
  }
});

test("line ends in edited metadata do not make lines", async () => {
  const contact = await contactOf();
  contact.metadata = { vcard: ["X-FOO:a\r\nEND:VCARD\nX-BAR:b"] };
  const lines = linesOf(writeCard(contact, NOTHING, { ...OPTIONS, now: null, version: "4.0" }));
  expect(lines).toEqual(["FN:x", "X-FOO:a\\nEND:VCARD\\nX-BAR:b"]);
});

test("types of channels no service has come back", async () => {
  const contact = await contactOf("IMPP:skype:a");
  const [channel] = contact.channels;
  if (channel) Object.assign(channel, { type: "pigeon", value: "loft 3" });
  for (const version of VERSIONS) {
    const lines = linesOf(writeCard(contact, NOTHING, { ...OPTIONS, now: null, version }));
    expect((await readLines(version, ...lines)).channels[0]).toMatchObject({
      type: "pigeon",
      value: "loft 3",
      metadata: {},
    });
  }
});

function relationship(relationship_type: string, description: string | null, metadata: { vcard?: string[] }) {
  return {
    id: id(3),
    tenant_id: id(0),
    created_at: OPTIONS.now,
    updated_at: OPTIONS.now,
    from_contact_id: id(2),
    to_contact_id: id(1),
    relationship_type,
    description,
    metadata,
    direction: "to" as const,
    contact_id: id(2),
    display_name: "Other",
    contact_uid: id(2),
    inverse_name: null,
  };
}

test("a kept line that reading would find a place for is marked, and the mark used up", async () => {
  const lines = ["NICKNAME:B", "TITLE:T", "GEO:geo:1.5,2.5", "BDAY:--1210", "TZ:-0500"];
  const draft = { ...(await readLines("4.0", "FN:x", "ORG:O", "ADR:;;S;;;;")), metadata: { vcard: lines } };
  for (const version of VERSIONS) {
    const card = write(draft, version);
    const marked = linesOf(card).flatMap((line) => /^(.*);X-KEPT=1:/.exec(line)?.[1] ?? []);
    expect(marked).toEqual(["NICKNAME", "TITLE", "GEO", "BDAY"]);
    expect(await readLines(version, ...linesOf(card))).toEqual(draft);
  }
});
