// What fuzzing found, made small: each input once threw, hung, lost something, or read otherwise after it was written.
import { describe, expect, test } from "vitest";
import { caseOf } from "./cases.ts";
import { loadCorpus } from "./corpus.ts";
import { examineCards } from "./examine.ts";

const SEEDS: readonly (readonly [string, string])[] = [
  ["a group without a name", "BEGIN:VCARD\r.q:"],
  ["an empty group before N", "BEGIN:VCARD\n.N:"],
  ["a parameter's name of other letters", "BEGIN:VCARD\n;\x9b=:"],
  ["a parameter's name in UTF-16", "B\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0\n\0;\0R\x52=\0:\0"],
  ["control characters in base64 of text", "BEGIN:VCARD\rX-ABShowAs;ENCODING=b:CMPANY"],
  ["an AGENT without an end", "BEGIN:VCARD\nAGENT:BEGIN:VCARD"],
  ["a name before a semicolon after a soft line break", "BEGIN:VCARD\rAGENT:BEGIN:VCARD\rCATEGORIES;"],
  ["a part of N after a soft line break", "begin:vcard\nN:c\\\xc3\xa9;w15q\xc3M1.UID;LANG"],
  ["a label of blanks", "BEGIN:VCARD\nBDAY;X-CUSTOM=:1984-03"],
  ["a PREF that is no number beside one that is", "BEGIN:VCARD\rR;PREF;PREF=\x80:"],
  ["two titles in the group of one ORG", "BEGIN:VCARD\nORG:A\ng1.ORG:d\ng1.TITLE:d\ng1.TITLE:B"],
  ["two ORGs with roles in one group", "BEGIN:VCARD\ng1.ORG:S\nROLE:k\ng1.ORG:y\nROLE:W"],
  ["two countries in one group", "BEGIN:VCARD\nitem2.ADR:y\nitem2.X-ABADR:ny\nitem2.X-ABADR:no"],
  ["a position that is no number", "BEGIN:VCARD\rGEO:geo:4,D"],
  ["tel: more than once", "BEGIN:VCARD\nTEL:TEL:TEL:T"],
  ["tel: and nothing", "BEGIN:VCARD\rTEL;VALUE=uri:tel:"],
  ["tel: after a blank", "BEGIN:VCARD\nTEL;:\ttel:"],
  ["a line end in a URI", "BEGIN:VCARD\nRELATED;encoding=quoted-printable:C=3A=0D0"],
  ["TYPE= more than once", "BEGIN:VCARD\n;TYPE=TYPE=TYPE=TYPE=:"],
  ["a list in a part", "BEGIN:VCARD\nVERSION:3.0\nADR:a ,a\nEND:VCARD"],
];

describe("seeds", () => {
  test.each(SEEDS)("%s", async (_name, text) => {
    expect(await examineCards(Buffer.from(text, "latin1"), [])).toBeNull();
  });

  test("the printed address of another type is kept with its type", async () => {
    const text = "BEGIN:VCARD\nVERSION:3.0\nFN:a\nN:a\nLABEL;TYPE=w6q:b\nADR:c\nEND:VCARD\n";
    expect(await examineCards(Buffer.from(text), ["w6q"])).toBeNull();
  });
});

test("an examination finds what is lost", async () => {
  // A charset that nothing needs is not kept.
  const text = "BEGIN:VCARD\nVERSION:3.0\nFN;CHARSET=w1q:w2q\nN:a\nEND:VCARD\n";
  expect(await examineCards(Buffer.from(text), ["w2q"])).toBeNull();
  expect(await examineCards(Buffer.from(text), ["w1q", "w2q"])).toEqual({ kind: "lost", message: "w1q" });
});

test("a few hundred cases of all formats", async () => {
  const corpus = await loadCorpus();
  const formats = ["vcard", "jcard", "jscontact", "csv", "ldif", "ndjson"] as const;
  for (let number = 0; number < 300; number++) {
    const { format, bytes, examine } = await caseOf(1, number, corpus, formats);
    expect(await examine(bytes), `${format} ${number}: ${JSON.stringify(bytes.toString("latin1"))}`).toBeNull();
  }
});
