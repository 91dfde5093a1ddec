import fc from "fast-check";
import { expect, test } from "vitest";
import { difference, isEmpty } from "../../src/edit/difference.ts";
import { parseContactText } from "../../src/edit/parse.ts";
import { contactText } from "../../src/edit/text.ts";
import { ADA, anyContact, anyText } from "./contacts.ts";

const NONE = {
  fields: [],
  channels: [],
  order: null,
  addresses: [],
  dates: [],
  affiliations: [],
  tags: { add: [], remove: [] },
};

/** What the text changes of the contact; it must be one that can be read. */
function changed(contact: typeof ADA, text: string) {
  const parsed = parseContactText(text);
  expect(parsed?.errors).toEqual([]);
  return parsed && difference(contact, parsed.contact);
}

test("an unchanged text changes nothing, whatever stands in the contact", () => {
  fc.assert(
    fc.property(anyContact, fc.array(anyText, { maxLength: 3 }), (contact, remarks) => {
      expect(changed(contact, contactText(contact, remarks))).toEqual({ changes: NONE, errors: [] });
    }),
    { numRuns: 1000 },
  );
});

test("nor does one that an editor has saved in its own way", () => {
  const saved: readonly ((text: string) => string)[] = [
    (text) => text.replace(/[ \t]+$/gm, ""),
    (text) => `\ufeff${text.replaceAll("\n", "\r\n")}`,
    (text) => text.trimEnd(),
    (text) => `\n\n${text}\n\n`,
  ];
  fc.assert(
    fc.property(anyContact, fc.nat(saved.length - 1), (contact, which) => {
      expect(changed(contact, saved[which]?.(contactText(contact)) ?? "")?.changes).toEqual(NONE);
    }),
    { numRuns: 400 },
  );
});

test("nor does indenting by tabs", () => {
  const text = contactText(ADA).replace(/^(?: {2})+/gm, (blanks) => "\t".repeat(blanks.length / 2));
  expect(text).toContain("\n\t\tcity: London\n");
  expect(changed(ADA, text)?.changes).toEqual(NONE);
});

test("the text hides no character: all of it is printable lines", () => {
  fc.assert(
    fc.property(anyContact, fc.array(anyText, { maxLength: 3 }), (contact, remarks) => {
      expect(contactText(contact, remarks)).not.toMatch(
        /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]|[ \t\u00a0]$/mu,
      );
    }),
    { numRuns: 300 },
  );
});

test("reading never throws, and what it does not understand has a line", () => {
  const lines = contactText(ADA).split("\n");
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(lines.length - 1), fc.oneof(anyText, fc.constantFrom(...lines)), fc.boolean())),
      (edits) => {
        const text = [...lines];
        for (const [at, line, whole] of edits) text[at] = whole ? line : `${text[at]}${line}`;
        const parsed = parseContactText(text.join("\n"));
        for (const { line } of parsed?.errors ?? []) expect(line).toBeGreaterThan(0);
        if (parsed?.errors.length === 0) expect(isEmpty(difference(ADA, parsed.contact).changes)).toBeTypeOf("boolean");
      },
    ),
    { numRuns: 400 },
  );
});
