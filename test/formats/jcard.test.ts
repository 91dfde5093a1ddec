import { expect, test } from "vitest";
import { readJcard } from "../../src/formats/jcard/jcard.ts";
import { jcardProperty, lineOfJcard } from "../../src/formats/jcard/property.ts";
import { formatLine, parseLine } from "../../src/vcard/content-line.ts";
import { readLines } from "../vcard/lift.ts";
import { readWith } from "./read-format.ts";

/** Content line and property, as RFC 7095 has them; both ways. */
const PROPERTIES: [string, unknown[]][] = [
  ["FN:John Doe", ["fn", {}, "text", "John Doe"]],
  ["N:Perreault;Simon;;;ing. jr,M.Sc.", ["n", {}, "text", ["Perreault", "Simon", "", "", ["ing. jr", "M.Sc."]]]],
  ["BDAY:--0203", ["bday", {}, "date-and-or-time", "--02-03"]],
  ["BDAY:19850412", ["bday", {}, "date-and-or-time", "1985-04-12"]],
  ["BDAY:1985-04", ["bday", {}, "date-and-or-time", "1985-04"]],
  ["ANNIVERSARY:20090808T1430-0500", ["anniversary", {}, "date-and-or-time", "2009-08-08T14:30-05:00"]],
  ["BDAY;VALUE=text:circa 1800", ["bday", {}, "text", "circa 1800"]],
  ["REV:19951031T222710Z", ["rev", {}, "timestamp", "1995-10-31T22:27:10Z"]],
  ["TZ;VALUE=utc-offset:-0500", ["tz", {}, "utc-offset", "-05:00"]],
  ["GENDER:M", ["gender", {}, "text", "M"]],
  ["GENDER:O;intersex", ["gender", {}, "text", ["O", "intersex"]]],
  ["LANG;PREF=1:fr", ["lang", { pref: "1" }, "language-tag", "fr"]],
  ["ORG;TYPE=work:Viagenie", ["org", { type: "work" }, "text", "Viagenie"]],
  ["ORG:ABC\\, Inc.;North;Marketing", ["org", {}, "text", ["ABC, Inc.", "North", "Marketing"]]],
  [
    "ADR:;;123 Main Street;Any Town;CA;91921-1234;U.S.A.",
    ["adr", {}, "text", ["", "", "123 Main Street", "Any Town", "CA", "91921-1234", "U.S.A."]],
  ],
  ["CATEGORIES:computers,cameras", ["categories", {}, "text", "computers", "cameras"]],
  [
    "TEL;TYPE=work,voice;VALUE=uri:tel:+1-555-555-5555",
    ["tel", { type: ["work", "voice"] }, "uri", "tel:+1-555-555-5555"],
  ],
  ["contact.FN:Mr. John Doe", ["fn", { group: "contact" }, "text", "Mr. John Doe"]],
  ["X-FOO:http://a\\,b;c", ["x-foo", {}, "unknown", "http://a\\,b;c"]],
  ["X-NUMBER;VALUE=integer:42", ["x-number", {}, "integer", 42]],
  ["NOTE:a\\nb\\, c", ["note", {}, "text", "a\nb, c"]],
];

test.each(PROPERTIES)("%s", (text, property) => {
  const line = { ...parseLine(text), value: parseLine(text).value ?? "" };
  expect(JSON.parse(JSON.stringify(jcardProperty(line)))).toEqual(property);
  expect(formatLine(lineOfJcard(property) ?? line)).toBe(text);
});

test("a property that says less than its line has the line beside it, as long as both agree", () => {
  const text = "TEL;VALUE=text;TYPE=home:1";
  const line = { ...parseLine(text), value: "1" };
  const [name, params, type, value] = jcardProperty(line);
  expect(params["x-backside-line"]).toBe(text);
  expect(formatLine(lineOfJcard([name, params, type, value]) ?? line)).toBe(text);
  expect(formatLine(lineOfJcard([name, params, type, "2"]) ?? line)).toBe("TEL;TYPE=home:2");
});

test("the example of RFC 7095 appendix B.1 is the contact of its vCard", async () => {
  const jcard = [
    "vcard",
    [
      ["version", {}, "text", "4.0"],
      ["fn", {}, "text", "Simon Perreault"],
      ["n", {}, "text", ["Perreault", "Simon", "", "", ["ing. jr", "M.Sc."]]],
      ["bday", {}, "date-and-or-time", "--02-03"],
      ["gender", {}, "text", "M"],
      ["lang", { pref: "1" }, "language-tag", "fr"],
      ["lang", { pref: "2" }, "language-tag", "en"],
      ["org", { type: "work" }, "text", "Viagenie"],
      ["adr", { type: "work" }, "text", ["", "Suite D2-630", "2875 Laurier", "Quebec", "QC", "G1V 2M2", "Canada"]],
      ["tel", { type: ["work", "voice"], pref: "1" }, "uri", "tel:+1-418-656-9254;ext=102"],
      ["tel", { type: ["work", "cell", "voice", "video", "text"] }, "uri", "tel:+1-418-262-6501"],
      ["email", { type: "work" }, "text", "simon.perreault@viagenie.ca"],
      ["geo", { type: "work" }, "uri", "geo:46.772673,-71.282945"],
      ["key", { type: "work" }, "uri", "http://www.viagenie.ca/simon.perreault/simon.asc"],
      ["tz", {}, "utc-offset", "-05:00"],
      ["url", { type: "home" }, "uri", "http://nomis80.org"],
    ],
  ];
  const [found] = await readWith(readJcard, JSON.stringify(jcard));
  expect(found?.draft).toEqual(
    await readLines(
      "4.0",
      "FN:Simon Perreault",
      "N:Perreault;Simon;;;ing. jr,M.Sc.",
      "BDAY:--0203",
      "GENDER:M",
      "LANG;PREF=1:fr",
      "LANG;PREF=2:en",
      "ORG;TYPE=work:Viagenie",
      "ADR;TYPE=work:;Suite D2-630;2875 Laurier;Quebec;QC;G1V 2M2;Canada",
      'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102',
      'TEL;VALUE=uri;TYPE="work,cell,voice,video,text":tel:+1-418-262-6501',
      "EMAIL;TYPE=work:simon.perreault@viagenie.ca",
      "GEO;TYPE=work:geo:46.772673,-71.282945",
      "KEY;TYPE=work;VALUE=uri:http://www.viagenie.ca/simon.perreault/simon.asc",
      "TZ;VALUE=utc-offset:-0500",
      "URL;TYPE=home:http://nomis80.org",
    ),
  );
});
