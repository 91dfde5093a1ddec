import { describe, expect, test } from "vitest";
import { canonicalPhone } from "../../src/domain/phone.ts";
import { spelledNumber } from "../../src/domain/spelled-number.ts";
import { card } from "../support/cards.ts";
import { json, run } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

test.each([
  ["1-800-MY-APPLE", "1-800-69-27753"],
  ["1 800 my apple", "1 800 69 27753"],
  ["(800) FLOWERS", "(800) 3569377"],
  ["1-888-GO-4-LESS", "1-888-46-4-5377"],
  ["+44 800 123 TALK", "+44 800 123 8255"],
  ["800.qrsz.wxyz", "800.7779.9999"],
])("%s is dialled %s", (text, number) => {
  expect(spelledNumber(text)).toBe(number);
});

test.each([
  "MY-APPLE",
  "1-800",
  "110 AB",
  "+1 202 555 0123 ext 4",
  "202 555 012 ext. 4",
  "202-555-0123 x12",
  "202-555-0123 home",
  "202-555-0123 HOME",
  "555 0123 home",
  "5550123p",
  "1-800-ÄPFEL-ÖL",
  "1-800-MY-APPLE!",
])("%s is no number with letters", (text) => {
  expect(spelledNumber(text)).toBeNull();
});

test.each([
  ["1-800-MY-APPLE", "US", "+18006927753"],
  ["tel:1-800-MY-APPLE", "US", "+18006927753"],
  ["+1-800-MY-APPLE", null, "+18006927753"],
  ["1-800-MY-APPLE", null, null],
  ["+1 202 555 0123 ext 4", null, "+12025550123"],
])("%s in %s is %s", (text, region, number) => {
  expect(canonicalPhone(text, region)).toBe(number);
});

describe.each([["US"], [null]])("a number with letters, the region being %s", (region) => {
  const folder = temporaryFolder();
  const env = { LANG: "C", LC_ALL: "C" };
  const options = region ? ` --region ${region}` : "";

  /** Apple, who is created or imported with it, and Orange, who has another with the same digits before its letters. */
  const books = [
    ["created", "contacts create Apple --phone 1-800-MY-APPLE", ""],
    ["imported", "contacts import -", card("Apple", "TEL:1-800-MY-APPLE")],
    ["imported as a URI", "contacts import -", card("Apple", "TEL;VALUE=uri:tel:1-800-MY-APPLE")],
  ] as const;

  describe.each(books)("%s", (_how, command, input) => {
    const store = newStore(folder);
    const does = async (line: string, given = "") => run(line + options, { store, env, input: given });
    const made = (async () => {
      await does(command, input);
      await does("contacts create Orange --phone 1-800-ORANGES");
    })();

    test("is kept as it was written, its canonical form what one dials", async () => {
      await made;
      const { channels } = await json<{ channels: object[] }>("contacts get Apple --include channels", { store });
      expect(channels).toMatchObject([
        { value: "1-800-MY-APPLE", canonical_value: region === "US" ? "+18006927753" : null },
      ]);
    });

    test.each([
      "contacts find phone 1-800-MY-APPLE",
      "contacts find phone '1 800 my apple'",
      "contacts find phone 18006927753",
      "contacts search 1-800-MY-APPLE",
      "contacts search '1 800 my apple'",
      "contacts search 18006927753",
      "contacts search 1-800-692-7753",
      "contacts list phone:1-800-MY-APPLE",
      "contacts list phone:8006927753",
      "contacts get 1-800-MY-APPLE",
    ])("%s meets it", async (line) => {
      await made;
      const { stdout } = await does(`${line} --fields display_name`);
      expect(stdout.replace(/^display_name\t/, "")).toBe("Apple\n");
    });
  });

  test("one stored in digits is met by its letters", async () => {
    const store = newStore(folder);
    await run(`contacts create Apple --phone 1-800-692-7753${options}`, { store, env });
    for (const line of ["contacts find phone 1-800-MY-APPLE", "contacts search 1-800-MY-APPLE"]) {
      const { stdout } = await run(`${line} --fields display_name${options}`, { store, env });
      expect(stdout.replace(/^display_name\t/, "")).toBe("Apple\n");
    }
  });

  test("is removed by any spelling", async () => {
    const store = newStore(folder);
    await run(`contacts create Apple --phone 1-800-MY-APPLE${options}`, { store, env });
    expect((await run(`contacts channel remove Apple 1-800-my-apple${options}`, { store, env })).code).toBe(0);
  });
});
