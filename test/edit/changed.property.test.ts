import fc from "fast-check";
import { expect, test } from "vitest";
import { ADDRESS_FIELDS } from "../../src/domain/shapes.ts";
import { type Changes, difference, type PartChange } from "../../src/edit/difference.ts";
import { AFFILIATION_FIELDS, FIELDS } from "../../src/edit/fields.ts";
import { parseContactText } from "../../src/edit/parse.ts";
import { contactText } from "../../src/edit/text.ts";
import { ADA, anyContact } from "./contacts.ts";

const KEYS = {
  channels: ["type", "label", "value"],
  addresses: ["label", ...ADDRESS_FIELDS],
  dates: ["date_type", "date_label", "date_year", "date_month", "date_day"],
  affiliations: ["organization_name", ...AFFILIATION_FIELDS],
} as const;

/** The parts of one list after the changes, as their values: what is empty is nothing. */
function after(list: keyof typeof KEYS, parts: readonly object[], changes: readonly PartChange<object, object>[]) {
  const changed = changes.flatMap((change) => (change.action === "add" ? [] : [change.before]));
  const kept = parts.filter((part) => !changed.includes(part));
  const fresh = changes.flatMap((change) => {
    if (change.action === "remove") return [];
    return [change.action === "add" ? change.values : { ...change.before, ...change.values }];
  });
  return values(list, [...kept, ...fresh]);
}

function values(list: keyof typeof KEYS, parts: readonly object[]): string[] {
  const row = (part: object) => KEYS[list].map((key) => (part as Record<string, unknown>)[key] || null);
  return parts.map((part) => JSON.stringify(row(part))).sort();
}

test("any contact becomes any other by its text: the difference is all that it takes, and each part is used once", () => {
  fc.assert(
    fc.property(fc.oneof(anyContact, fc.constant(ADA)), anyContact, (before, wanted) => {
      const parsed = parseContactText(contactText(wanted));
      expect(parsed?.errors).toEqual([]);
      if (!parsed) return;
      const { changes } = difference(before, parsed.contact);
      const fields = { ...before, ...Object.fromEntries(changes.fields.map((change) => [change.field, change.after])) };
      for (const field of FIELDS) expect(fields[field] || null).toBe(wanted[field] || null);
      for (const list of ["channels", "addresses", "dates", "affiliations"] as const)
        expect(after(list, before[list], changes[list] as Changes["channels"])).toEqual(values(list, wanted[list]));
      const used = changes.channels.flatMap((change) => (change.action === "add" ? [] : [change.before.id]));
      expect(new Set(used).size).toBe(used.length);
      expect(changes.order?.length ?? wanted.channels.length).toBe(wanted.channels.length);
    }),
    { numRuns: 400 },
  );
});
