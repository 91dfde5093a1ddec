import { expect, test } from "vitest";
import type { FullContact } from "../../src/domain/entities.ts";
import { photoProblem, RECEIVER, RECEIVERS, type ReceiverName, targetFor } from "../../src/vcard/targets.ts";
import { writeCard } from "../../src/vcard/writer.ts";
import { id, lift, read, readLines } from "./lift.ts";

/** The lines a receiver gets for lines of 4.0, unfolded, without those all cards have. */
async function linesFor(receiver: ReceiverName, lines: string[], change: Partial<FullContact> = {}) {
  const contact = { ...lift(await readLines("4.0", "FN:x", ...lines)), ...change };
  const { version } = RECEIVER[receiver];
  const target = targetFor(version, RECEIVER[receiver]);
  const card = writeCard(contact, { photo: null, members: null }, { version, target, now: null, product: "" });
  return card
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .filter((line) => line !== "" && !/^(?:BEGIN|END|VERSION|UID|FN|N):/.test(line));
}

const CASES: readonly (readonly [string, string[], Readonly<Record<ReceiverName, string[]>>])[] = [
  [
    "a birthday without year",
    ["BDAY:--0412"],
    {
      iphone: ["BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12"],
      android: ["BDAY:--04-12"],
      google: ["BDAY:--0412"],
      outlook: ["X-BDAY:--0412"],
      nextcloud: ["BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12"],
    },
  ],
  [
    "an anniversary",
    ["ANNIVERSARY:20100619"],
    {
      iphone: ["item1.X-ABDATE:2010-06-19", "item1.X-ABLabel:_$!<Anniversary>!$_"],
      android: ["ANNIVERSARY:2010-06-19"],
      google: ["item1.X-ABDATE:2010-06-19", "item1.X-ABLabel:_$!<Anniversary>!$_"],
      outlook: ["X-MS-ANNIVERSARY:20100619"],
      nextcloud: ["ANNIVERSARY:2010-06-19"],
    },
  ],
  [
    "a date of one's own",
    ["item1.X-ABDATE:20150102", "item1.X-ABLabel:First voyage"],
    {
      iphone: ["item1.X-ABDATE:2015-01-02", "item1.X-ABLabel:First voyage"],
      android: [`X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2015-01-02;0;First voyage${";".repeat(12)}`],
      google: ["item1.X-ABDATE:2015-01-02", "item1.X-ABLabel:First voyage"],
      outlook: ["item1.X-ABDATE:2015-01-02", "item1.X-ABLabel:First voyage"],
      nextcloud: ["item1.X-ABDATE:2015-01-02", "item1.X-ABLabel:First voyage"],
    },
  ],
  [
    "labels",
    ["EMAIL:a@example.org", "item1.TEL;PREF=1:1", "item1.X-ABLabel:Summer house", "TEL;TYPE=work,fax:2"],
    {
      iphone: [
        "EMAIL;TYPE=INTERNET:a@example.org",
        "item1.TEL;TYPE=PREF:1",
        "item1.X-ABLabel:Summer house",
        "TEL;TYPE=WORK,FAX:2",
      ],
      android: ["EMAIL:a@example.org", "TEL;TYPE=Summer house,PREF:1", "TEL;TYPE=WORK,FAX:2"],
      google: [
        "EMAIL;TYPE=INTERNET:a@example.org",
        "item1.TEL;TYPE=PREF:1",
        "item1.X-ABLabel:Summer house",
        "TEL;TYPE=WORK,FAX:2",
      ],
      outlook: ["EMAIL;INTERNET:a@example.org", "item1.TEL;PREF:1", "item1.X-ABLabel:Summer house", "TEL;WORK;FAX:2"],
      nextcloud: [
        "EMAIL;TYPE=INTERNET:a@example.org",
        "item1.TEL;TYPE=PREF:1",
        "item1.X-ABLabel:Summer house",
        "TEL;TYPE=WORK,FAX:2",
      ],
    },
  ],
  [
    "messaging",
    ["IMPP:xmpp:a@example.org", "IMPP:skype:ada"],
    {
      iphone: ["IMPP;X-SERVICE-TYPE=Jabber:xmpp:a@example.org", "IMPP;X-SERVICE-TYPE=Skype:skype:ada"],
      android: ["X-JABBER:a@example.org", "X-SKYPE-USERNAME:ada"],
      google: ["IMPP;X-SERVICE-TYPE=Jabber:xmpp:a@example.org", "IMPP;X-SERVICE-TYPE=Skype:skype:ada"],
      outlook: ["X-MS-IMADDRESS:a@example.org", "X-IMPP;X-SERVICE-TYPE=Skype:skype:ada"],
      nextcloud: ["IMPP;X-SERVICE-TYPE=Jabber:xmpp:a@example.org", "IMPP;X-SERVICE-TYPE=Skype:skype:ada"],
    },
  ],
];

const TABLE = CASES.flatMap(([what, lines, wanted]) =>
  RECEIVERS.map((receiver) => [what, receiver, lines, wanted[receiver]] as const),
);

test.each(TABLE)("%s for %s", async (_what, receiver, lines, wanted) => {
  expect(await linesFor(receiver, lines)).toEqual(wanted);
});

test.each([
  ["iphone", [], ["CATEGORIES:a,Band"]],
  ["android", ["CATEGORIES:a,Band,Choir"], []],
  ["outlook", ["CATEGORIES:a,Band,Choir"], []],
] as const)("groups of a contact for %s", async (receiver, some, none) => {
  const groups = [
    { id: id(1), name: "band" },
    { id: id(2), name: "Choir" },
  ];
  expect(await linesFor(receiver, ["CATEGORIES:a,Band"], { groups })).toEqual([...some, ...none]);
});

test.each([
  ["spouse", "android", `X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Mary;14${";".repeat(13)}`],
  ["sibling", "android", `X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Mary;0;Sibling${";".repeat(12)}`],
  ["spouse", "outlook", "X-MS-SPOUSE:Mary"],
  ["manages", "outlook", "X-MS-MANAGER:Mary"],
] as const)("a %s for %s", async (relationship_type, receiver, line) => {
  const time = "2026-01-02T03:04:05Z";
  const relationship = {
    ...{
      id: id(3),
      tenant_id: id(0),
      created_at: time,
      updated_at: time,
      from_contact_id: id(2),
      to_contact_id: id(1),
    },
    ...{ relationship_type, description: null, metadata: {}, direction: "to" as const, contact_id: id(2) },
    ...{ display_name: "Mary", contact_uid: id(2), inverse_name: null },
  };
  expect(await linesFor(receiver, [], { relationships: [relationship] })).toEqual([line]);
});

test("android gets long lines unfolded, all others do not", async () => {
  const contact = lift(await readLines("4.0", "FN:x", `NOTE:${"word ".repeat(40)}`));
  const longest = RECEIVERS.map((receiver) => {
    const { version } = RECEIVER[receiver];
    const target = targetFor(version, RECEIVER[receiver]);
    const card = writeCard(contact, { photo: null, members: null }, { version, target, now: null, product: "" });
    return [receiver, Math.max(...card.split("\r\n").map((line) => line.length)) > 75];
  });
  expect(Object.fromEntries(longest)).toEqual({
    iphone: false,
    android: true,
    google: false,
    outlook: false,
    nextcloud: false,
  });
});

test("4.0 keeps its own words for everybody", async () => {
  const contact = lift(await readLines("4.0", "FN:x", "BDAY:--0412", "IMPP:xmpp:a"));
  for (const receiver of RECEIVERS) {
    const target = targetFor("4.0", RECEIVER[receiver]);
    const card = writeCard(contact, { photo: null, members: null }, { version: "4.0", target, now: null, product: "" });
    expect(card).toContain("BDAY:--0412\r\nIMPP:xmpp:a\r\n");
  }
});

test.each([
  ["iphone", "image/jpeg", 224 * 1024, null],
  ["iphone", "image/jpeg", 224 * 1024 + 1, "225 kB are more than the 224 kB that are taken"],
  ["iphone", "image/heic", 1, "image/heic is not taken"],
  ["google", "image/heic", 9e6, null],
] as const)("%s and a photo of type %s and %i bytes", (receiver, type, size, problem) => {
  expect(photoProblem(RECEIVER[receiver], type, size)).toBe(problem);
});

test("2.1 is written as old devices read it", async () => {
  const [found] = await read(
    [
      ...["BEGIN:VCARD", "VERSION:4.0", "UID:1", "FN:Jürgen", "N:Müller;Jürgen;;;", "NICKNAME:J,a\\;b", "GENDER:M"],
      ...["TEL;TYPE=home,voice;PREF=1:1", "NOTE:a\\nb: c\\, d\\; e = f ", `URL:https://example.org/${"x".repeat(80)}`],
      ...["PHOTO:data:image/png;base64,iVBORw0KGgo=", "GEO:geo:1.5,2.5", "END:VCARD", ""],
    ].join("\r\n"),
  );
  if (found === undefined) throw new Error("no card");
  const { draft } = found;
  const card = writeCard(
    lift(draft),
    { photo: draft.photo, members: null },
    { version: "2.1", now: null, product: "x" },
  );
  expect(card.split("\r\n")).toEqual([
    "BEGIN:VCARD",
    "VERSION:2.1",
    "UID:1",
    "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=BCrgen",
    "N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M=C3=BCller;J=C3=BCrgen;;;",
    "X-NICKNAME:J,a;b",
    "PHOTO;PNG;ENCODING=BASE64:",
    " iVBORw0KGgo=",
    "",
    "TEL;HOME;VOICE;PREF:1",
    "URL;ENCODING=QUOTED-PRINTABLE:https=3A//example.org/xxxxxxxxxxxxxxxxxxxxxx=",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0A=",
    "b=3A c, d; e =3D f=20",
    "X-GENDER:M",
    "GEO:1.5,2.5",
    "END:VCARD",
    "",
  ]);
});
