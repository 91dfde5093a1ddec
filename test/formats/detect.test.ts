import { expect, test } from "vitest";
import { containerOf, detectFormat } from "../../src/formats/detect.ts";

const utf16 = (text: string, bom: string) => Buffer.from(bom + text, "utf16le");

test.each<[string, string | Buffer, string | null]>([
  ["a card", "BEGIN:VCARD\r\nVERSION:3.0\r\n", "vcard"],
  ["after a BOM", "\ufeffBEGIN:VCARD\r\n", "vcard"],
  ["in UTF-16 with a BOM", utf16("BEGIN:VCARD\r\n", "\ufeff"), "vcard"],
  ["in UTF-16 without", utf16("BEGIN:VCARD\r\n", ""), "vcard"],
  ["in UTF-16, big-endian", utf16("BEGIN:VCARD\r\n", "\ufeff").swap16(), "vcard"],
  ["after blank lines", "\r\n\r\n  \r\nbegin:vcard\r\n", "vcard"],
  ["in a group", "item1.BEGIN:VCARD\r\n", "vcard"],
  ["after a mail's header", "From: Ada, Bob\r\nSubject: name\r\n\r\nBEGIN:VCARD\r\n", "vcard"],
  ["one jCard", '["vcard", [["version", {}, "text", "4.0"]]]', "jcard"],
  ["several jCards", '[\n  ["vcard", []]]', "jcard"],
  ["a JSContact card", '{"@type":"Card","version":"1.0"}', "jscontact"],
  ["its type later", '[{\n"version": "1.0", "@type" : "Card"}]', "jscontact"],
  ["our backup", '{"type":"backside","version":1}\n{"type":"contact"}\n', "ndjson"],
  ["our dump", '{"id":"01900000","display_name":"Ada","kind":"person"}\n', "ndjson"],
  ["a person by their names alone", '{"given_name":"Ada"}\n', "ndjson"],
  ["a list of contacts", '[\n  {\n    "id": "01900000",\n    "display_name": "Ada"', "ndjson"],
  ["other JSON in a list", '[{"name":"Ada"}]', null],
  ["other JSON", '{"name":"Ada"}', null],
  ["LDIF with its version", "version: 1\n\ndn: cn=Ada\n", "ldif"],
  ["LDIF without, after a remark", "# people\n more\ndn:: Y249QWRh\n", "ldif"],
  ["CSV", "First Name,Last Name,E-mail\n", "csv"],
  ["CSV with semicolons", 'Vorname;"Handy privat"\n', "csv"],
  ["CSV that says its delimiter", "sep=;\r\nName;Telefon\r\n", "csv"],
  ["CSV that is no header", "Ada,ada@example.org\n", null],
  ["a letter", "Dear Ada,\nthank you.\n", null],
  ["nothing", "", null],
])("%s", (_what, content, format) => {
  expect(detectFormat(Buffer.from(content as string), "file")).toBe(format);
});

test("the name decides only where the bytes do not", () => {
  expect(detectFormat(Buffer.from("BEGIN:VCARD\n"), "people.csv")).toBe("vcard");
  expect(detectFormat(Buffer.from("a,b\n1,2\n"), "people.csv")).toBe("csv");
  expect(detectFormat(Buffer.from("?"), "people.ldif.gz")).toBe("ldif");
});

test("containers by their magic bytes", () => {
  expect(containerOf(Buffer.from([0x1f, 0x8b, 8]))).toBe("gzip");
  expect(containerOf(Buffer.from("PK\x03\x04"))).toBe("zip");
  expect(containerOf(Buffer.from("PK\x05\x06"))).toBe("zip");
  expect(containerOf(Buffer.from("PKBEGIN"))).toBeNull();
});
