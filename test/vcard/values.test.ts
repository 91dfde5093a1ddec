import fc from "fast-check";
import { expect, test } from "vitest";
import { formatLine, parseLine } from "../../src/vcard/content-line.ts";
import { fold } from "../../src/vcard/fold.ts";
import { escapeText, readParts, split, unescapeText, unescapeUri } from "../../src/vcard/values.ts";

test("text is escaped and comes back", () => {
  expect(escapeText("a,b;c\\d\r\ne\rf\ng")).toBe("a\\,b\\;c\\\\d\\ne\\nf\\ng");
  fc.assert(fc.property(fc.string(), (text) => unescapeText(escapeText(text), "4.0") === text.replace(/\r\n?/g, "\n")));
});

test("unknown escapes stay, and 2.1 only escapes delimiters", () => {
  expect(unescapeText('C:\\\\new \\: \\" \\N', "3.0")).toBe('C:\\new \\: \\" \n');
  expect(unescapeText("C:\\new\\;x", "2.1")).toBe("C:\\new;x");
});

test("URIs lose the backslashes Apple puts before delimiters", () => {
  expect(unescapeUri("http\\://a.example/b\\,c\\;d\\e")).toBe("http://a.example/b,c;d\\e");
});

test("values are split at bare delimiters only", () => {
  expect(split("a\\;b;c\\\\;d", ";")).toEqual(["a\\;b", "c\\\\", "d"]);
  expect(split("", ",")).toEqual([""]);
});

test("a part with several values is joined, and its line remembered", () => {
  expect(readParts("Doe;John;Philip,Paul;;", "4.0", 5, " ")).toEqual({
    texts: ["Doe", "John", "Philip Paul", null, null],
    line: "Doe;John;Philip,Paul",
  });
  expect(readParts("Doe, Jr.;John", "2.1", 5, " ")).toEqual({ texts: ["Doe, Jr.", "John"], line: null });
});

test("content lines come back from their text", () => {
  const token = fc.stringMatching(/^[A-Za-z0-9-]{1,10}$/);
  const text = fc.string({ unit: fc.constantFrom("a", '"', "^", ",", ";", ":", "\n", "\\", " ", "é", "n", "'") });
  const line = fc.record({
    group: fc.option(token),
    original: token,
    params: fc.array(fc.record({ name: token, values: fc.array(text, { minLength: 1, maxLength: 3 }) }), {
      maxLength: 3,
    }),
    value: text.map((value) => value.replaceAll("\n", "")),
  });
  fc.assert(
    fc.property(line, (given) => {
      expect(parseLine(formatLine(given))).toEqual({ ...given, name: given.original.toUpperCase() });
    }),
  );
});

test("folded lines have 75 octets at most and never cut a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "é", "☃", "😀"), maxLength: 400 }), (text) => {
      const pieces = fold(text).split("\r\n ");
      expect(pieces.join("")).toBe(text);
      for (const [index, piece] of pieces.entries()) {
        expect(Buffer.byteLength(piece) + (index > 0 ? 1 : 0)).toBeLessThanOrEqual(75);
        expect(piece.isWellFormed()).toBe(true);
      }
    }),
  );
});
