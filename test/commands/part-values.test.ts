import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelled, parseAddress, parseChannel, parseDate } from "../../src/commands/contacts/part-values.ts";

/** Message and hint of what was thrown. */
function failure(work: () => unknown): { code: string; message: string; hint: string | null } {
  try {
    work();
  } catch (error) {
    const { code, message, hint } = error as { code: string; message: string; hint: string | null };
    return { code, message, hint };
  }
  throw new Error("it did not fail");
}

describe("a labelled value", () => {
  test.each([
    ["ada@example.org", null, "ada@example.org"],
    ["work:ada@example.org", "work", "ada@example.org"],
    [" Summer house : +1 202 ", "Summer house", "+1 202"],
    ["büro:+49 30", "büro", "+49 30"],
    ["https://example.org", null, "https://example.org"],
    ["home:https://example.org", "home", "https://example.org"],
    ["gopher://example.org", null, "gopher://example.org"],
    ["tel:+12025550123", null, "tel:+12025550123"],
    ["work:tel:+12025550123", "work", "tel:+12025550123"],
    ["mailto:ada@example.org", null, "mailto:ada@example.org"],
    ["@ada:example.org", null, "@ada:example.org"],
    ["live:ada", null, "live:ada"],
    ["12:30", null, "12:30"],
    ["a:b:c", "a", "b:c"],
    ["", null, ""],
  ])("%j", (text, label, value) => {
    expect(labelled(text)).toEqual({ label, value });
  });

  test("a label with nothing after it is a usage error", () => {
    expect(failure(() => labelled("work: "))).toEqual({
      code: "usage",
      message: 'nothing stands after the label in "work: "',
      hint: null,
    });
  });
});

describe("a channel", () => {
  test.each([
    ["twitter:ada", "twitter", null, "ada"],
    ["Twitter:@ada", "twitter", null, "@ada"],
    ["email:work:ada@example.org", "email", "work", "ada@example.org"],
    ["email:ada@example.org", "email", null, "ada@example.org"],
    ["matrix:@ada:example.org", "matrix", null, "@ada:example.org"],
    ["url:https://example.org", "url", null, "https://example.org"],
    ["url:blog:https://example.org", "url", "blog", "https://example.org"],
    ["skype:live:ada", "skype", null, "live:ada"],
    ["ada@example.org", "email", null, "ada@example.org"],
    ["mailto:ada@example.org", "email", null, "mailto:ada@example.org"],
    ["+1 202 555 0123", "phone", null, "+1 202 555 0123"],
    ["tel:+12025550123", "phone", null, "tel:+12025550123"],
    ["https://example.org", "url", null, "https://example.org"],
    ["www.example.org", "url", null, "www.example.org"],
  ])("%j", (text, type, label, value) => {
    expect(parseChannel(text)).toEqual({ type, label, value });
  });

  test.each(["ada", ":ada", "twitter:", "twitter: ", ""])("not %j", (text) => {
    expect(failure(() => parseChannel(text))).toEqual({
      code: "usage",
      message: `not a channel: ${JSON.stringify(text)}`,
      hint: "a channel is TYPE:VALUE or TYPE:LABEL:VALUE",
    });
  });
});

describe("an address", () => {
  test.each([
    [
      "1 Main St, Springfield, IL 62701, US",
      { street: "1 Main St", city: "Springfield", region: "IL", postal_code: "62701", country_code: "US" },
    ],
    [
      "Suite 5, 1 Main St, New York, NY 10001-1234",
      { street: "Suite 5, 1 Main St", city: "New York", region: "NY", postal_code: "10001-1234" },
    ],
    [
      "12 St James Square, London SW1Y 4JH, UK",
      { street: "12 St James Square", city: "London", postal_code: "SW1Y 4JH", country: "UK", country_code: "GB" },
    ],
    [
      "Hauptstr. 5, 10115 Berlin, Germany",
      { street: "Hauptstr. 5", postal_code: "10115", city: "Berlin", country: "Germany", country_code: "DE" },
    ],
    [
      "1 rue X\n75001 Paris\nfrance",
      { street: "1 rue X", postal_code: "75001", city: "Paris", country: "france", country_code: "FR" },
    ],
    [
      "PO Box 12, Ottawa ON K1A 0B1, Canada",
      {
        po_box: "PO Box 12",
        city: "Ottawa",
        region: "ON",
        postal_code: "K1A 0B1",
        country: "Canada",
        country_code: "CA",
      },
    ],
    ["1 Main St, Sydney NSW 2000", { street: "1 Main St", city: "Sydney", region: "NSW", postal_code: "2000" }],
    ["5 Foo Lane, Bar", { street: "5 Foo Lane", city: "Bar" }],
    ["1 Main St", { street: "1 Main St" }],
    ["Foo House, Main Road 1234", { street: "Foo House, Main Road 1234" }],
    ["Somewhere, over the rainbow", { street: "Somewhere, over the rainbow" }],
    ["Boxwood Lane 3, 10115 Berlin", { street: "Boxwood Lane 3", postal_code: "10115", city: "Berlin" }],
    ["DE", { street: "DE" }],
  ])("%j", (text, parts) => {
    expect(parseAddress(text)).toEqual(parts);
  });

  test("by named fields", () => {
    expect(parseAddress(" street = 1 Main St, Apt 2 ; zip=62701; State=IL;lat=-1.5;lon=2; label=home;")).toEqual({
      street: "1 Main St, Apt 2",
      postal_code: "62701",
      region: "IL",
      latitude: -1.5,
      longitude: 2,
      label: "home",
    });
  });

  test.each([
    ["street=a;citty=b", 'an address has no field "citty"', "Did you mean city?"],
    ["street=a;b", 'an address has no field "b"', expect.stringMatching(/^fields: label, street, /)],
    ["lat=north", 'lat takes degrees, not "north"', null],
    [" ", "the address is empty", null],
  ])("%j is a usage error", (text, message, hint) => {
    expect(failure(() => parseAddress(text))).toEqual({ code: "usage", message, hint });
  });

  test("loses no word, whatever it is", () => {
    const word = fc.stringMatching(/^[A-Za-z0-9ÄÖÜäöüß.'/#-]{1,8}$/);
    const line = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
    const known = fc.constantFrom("US", "Germany", "IL 62701", "10115 Berlin", "PO Box 5", "London SW1Y 4JH");
    fc.assert(
      fc.property(fc.array(fc.oneof(line, known), { minLength: 1, maxLength: 6 }), (lines) => {
        const parts = parseAddress(lines.join(", "));
        // The code of a country that is named is an addition.
        const { country, country_code, ...rest } = parts;
        const said = Object.values({ ...rest, country: country ?? country_code ?? "" }).join(" ");
        const sorted = (text: string) =>
          text
            .split(/[ ,]+/)
            .filter((one) => one !== "")
            .sort();
        expect(sorted(said)).toEqual(sorted(lines.join(" ")));
      }),
      { numRuns: 500 },
    );
  });

  test("takes linear time", () => {
    const started = performance.now();
    for (const text of ["a ".repeat(50_000), "1".repeat(100_000), `${"x, ".repeat(30_000)}US`, "A".repeat(100_000)])
      parseAddress(text);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("a date", () => {
  test.each<[string, number | null, number | null, number | null]>([
    ["1990-04-12", 1990, 4, 12],
    ["19900412", 1990, 4, 12],
    ["1990-4-2", 1990, 4, 2],
    ["04-12", null, 4, 12],
    ["--04-12", null, 4, 12],
    ["--0412", null, 4, 12],
    ["--04", null, 4, null],
    ["02-29", null, 2, 29],
    ["1990-04", 1990, 4, null],
    ["1990", 1990, null, null],
    ["12 April 1990", 1990, 4, 12],
    ["12. apr 1990", 1990, 4, 12],
    ["April 12, 1990", 1990, 4, 12],
    ["12 April", null, 4, 12],
    ["April 12", null, 4, 12],
    ["April 1990", 1990, 4, null],
    ["may", null, 5, null],
  ])("%s", (text, date_year, date_month, date_day) => {
    expect(parseDate(` ${text} `)).toEqual({ date_year, date_month, date_day });
  });

  test.each(["", "12/04/1990", "12.04.1990", "tomorrow", "90", "12 Avril 1990", "12 April 12", "1990-04-12T10:00"])(
    "not %j",
    (text) => {
      expect(failure(() => parseDate(text))).toEqual({
        code: "usage",
        message: `not a date: ${JSON.stringify(text)}`,
        hint: "a date is written 1990-04-12, 04-12 (no year), 1990-04 or 1990",
      });
    },
  );

  test.each([
    ["2023-02-29", "there is no day 29 in that month"],
    ["1900-02-29", "there is no day 29 in that month"],
    ["04-31", "there is no day 31 in that month"],
    ["1990-04-00", "there is no day 0 in that month"],
    ["30 February", "there is no day 30 in that month"],
    ["1990-13", "there is no month 13"],
    ["13-01", "there is no month 13"],
    ["0000-01-01", "years count from 1"],
  ])("there is no %s", (text, hint) => {
    expect(failure(() => parseDate(text))).toEqual({
      code: "usage",
      message: `there is no such date: ${JSON.stringify(text)}`,
      hint,
    });
  });
});
