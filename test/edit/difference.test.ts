import { describe, expect, test } from "vitest";
import type { FullContact } from "../../src/domain/entities.ts";
import { describeChanges } from "../../src/edit/describe.ts";
import { type Changes, difference } from "../../src/edit/difference.ts";
import { parseContactText } from "../../src/edit/parse.ts";
import { contactText } from "../../src/edit/text.ts";
import { ADA, contactWith, id } from "./contacts.ts";

type Edit = readonly [from: string, to: string];

/** The text of the contact with its remarks taken out, edited, and what comes of it. */
function edited(contact: FullContact, edits: readonly Edit[]) {
  let text = contactText(contact).replace(/^#.*\n/gm, "");
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`not in the text: ${from}`);
    text = text.replace(from, to);
  }
  const parsed = parseContactText(text);
  expect(parsed?.errors).toEqual([]);
  if (!parsed) throw new Error("an empty text");
  return difference(contact, parsed.contact);
}

/** What happens to parts, in short: `update 100 {value: …}`. */
function short(changes: Changes) {
  const { channels, addresses, dates, affiliations } = changes;
  return [...channels, ...addresses, ...dates, ...affiliations].map((change) => {
    const number = change.action === "add" ? "" : ` ${Number(change.before.id.slice(-4))}`;
    return [`${change.action}${number}`, change.action === "remove" ? null : change.values] as const;
  });
}

const EMAIL_WORK = "  email (work) primary: ada@example.org\n";
const EMAIL_HOME = "  email (home): ada@home.example\n";
const PHONE = "  phone (mobile): +1 202 555 0123\n";

describe("a part stays the part it was", () => {
  const cases: readonly (readonly [string, readonly Edit[], readonly (readonly [string, object | null])[]])[] = [
    ["with another value", [["ada@example.org", "ada@new.example"]], [["update 100", { value: "ada@new.example" }]]],
    ["with another label", [["(home)", "(private)"]], [["update 101", { label: "private" }]]],
    ["without its label", [["email (home)", "email"]], [["update 101", { label: null }]]],
    ["with another type", [["phone (mobile)", "fax (mobile)"]], [["update 102", { type: "fax" }]]],
    [
      "when labels are exchanged",
      [
        ["(work) primary", "(x) primary"],
        ["(home)", "(work)"],
        ["(x)", "(home)"],
      ],
      [
        ["update 100", { label: "home" }],
        ["update 101", { label: "work" }],
      ],
    ],
    [
      "when the line before it goes",
      [
        [EMAIL_WORK, ""],
        ["ada@home.example", "ada@home2.example"],
      ],
      [
        ["remove 100", null],
        ["update 101", { value: "ada@home2.example" }],
      ],
    ],
    [
      "when its line is moved",
      [
        [EMAIL_WORK, ""],
        [PHONE, PHONE + EMAIL_WORK],
      ],
      [],
    ],
    [
      "when its line is there twice and one is changed",
      [[PHONE, PHONE + PHONE.replace("mobile", "fax").replace("0123", "0999")]],
      [["add", { type: "phone", label: "fax", is_primary: false, value: "+1 202 555 0999" }]],
    ],
    [
      "or goes, when there is something else of another kind",
      [[PHONE, "  url: https://example.org\n"]],
      [
        ["remove 102", null],
        ["add", { type: "url", label: null, is_primary: false, value: "https://example.org" }],
      ],
    ],
    ["an address with another city", [["city: London", "city: Paris"]], [["update 200", { city: "Paris" }]]],
    [
      "an address with more",
      [
        ["    country_code: GB", "    country_code: GB\n    postal_code: SW1"],
        ["    postal_code:\n", ""],
      ],
      [["update 200", { postal_code: "SW1" }]],
    ],
    [
      "a text of several lines",
      [["\n      1 Engine Yard\n      Back door", " 1 Engine Yard"]],
      [["update 201", { street: "1 Engine Yard" }]],
    ],
    ["a degree", [["latitude: 51.5", "latitude: 51.25"]], [["update 201", { latitude: 51.25 }]]],
    ["a birthday without a year", [["1815-12-10", "12-10"]], [["update 300", { date_year: null }]]],
    ["a date of another type", [["birthday: ", "anniversary: "]], [["update 300", { date_type: "anniversary" }]]],
    [
      "an affiliation with another title",
      [["title: Programmer", "title: Analyst"]],
      [["update 400", { title: "Analyst" }]],
    ],
    ["a former one", [["is_current: yes", "is_current: no"]], [["update 400", { is_current: false }]]],
    ["that says nothing of being current", [["    is_current: no\n", ""]], []],
    [
      "at another organization",
      [["organization: Royal Society", "organization: Royal Institution"]],
      [["update 401", { organization_name: "Royal Institution" }]],
    ],
  ];
  test.each(cases)("%s", (_what, edits, expected) => {
    const { changes, errors } = edited(ADA, edits);
    expect(errors).toEqual([]);
    expect(short(changes)).toEqual(expected);
  });

  test("of two addresses that are alike, the one that is more so", () => {
    const flats = contactWith({
      addresses: [
        { label: "home", street: "1 Main Street", city: "Springfield", postal_code: "11111" },
        { label: "home", street: "2 Side Street", city: "Shelbyville", postal_code: "22222" },
      ],
    });
    const { changes } = edited(flats, [
      [contactText(flats).match(/ {2}address \(home\):\n {4}street: 1[\s\S]*?(?= {2}address)/)?.[0] ?? "-", ""],
      ["Side Street", "Side St"],
    ]);
    expect(short(changes)).toEqual([
      ["remove 200", null],
      ["update 201", { street: "2 Side St" }],
    ]);
  });
});

describe("primary", () => {
  test("is taken from the other by itself, whether its mark is moved or only set", () => {
    for (const work of ["email (work)", "email (work) primary"]) {
      const { changes, errors } = edited(ADA, [
        ["email (work) primary", work],
        ["email (home)", "email (home) primary"],
      ]);
      expect([short(changes), errors]).toEqual([[["update 101", { is_primary: true }]], []]);
    }
  });

  test("of two kinds is not one too many, of one kind two new ones are", () => {
    expect(edited(ADA, [["phone (mobile)", "phone (mobile) primary"]]).errors).toEqual([]);
    const { errors } = edited(ADA, [
      ["email (work) primary", "email (work)"],
      [EMAIL_HOME, "  email (home) primary: ada@home.example\n  email primary: third@example.org\n"],
    ]);
    expect(errors).toEqual([{ line: 22, message: "only one can be primary; line 21 is" }]);
  });

  test("may be none any more", () => {
    const { changes } = edited(ADA, [["address (home) primary", "address (home)"]]);
    expect(short(changes)).toEqual([["update 200", { is_primary: false }]]);
  });
});

describe("the order of channels", () => {
  test("is that of the lines, of new ones too", () => {
    const moved = edited(ADA, [
      [EMAIL_WORK, ""],
      [PHONE, PHONE + EMAIL_WORK],
    ]);
    expect(moved.changes.order).toEqual([{ id: id(101) }, { id: id(102) }, { id: id(100) }]);
    expect(describeChanges(moved.changes)).toEqual(["~ channels in another order"]);
    const put = edited(ADA, [[EMAIL_WORK, `  email: first@example.org\n${EMAIL_WORK}`]]);
    expect(put.changes.order).toEqual([{ line: 20 }, { id: id(100) }, { id: id(101) }, { id: id(102) }]);
  });

  test("is as it was when one goes or comes last", () => {
    expect(edited(ADA, [[EMAIL_HOME, ""]]).changes.order).toBe(null);
    expect(edited(ADA, [[PHONE, `${PHONE}  url: x\n`]]).changes.order).toBe(null);
  });
});

describe("fields and tags", () => {
  test("a field is changed, cleared, or taken out", () => {
    const { changes } = edited(ADA, [
      ["given_name: Ada", "given_name: Augusta"],
      ["family_name: Lovelace\n", ""],
      [/bio:[\s\S]*?(?=avatar)/.exec(contactText(ADA))?.[0] ?? "-", "bio:\n"],
    ]);
    expect(changes.fields.map(({ field, after }) => [field, after])).toEqual([
      ["given_name", "Augusta"],
      ["family_name", null],
      ["bio", null],
    ]);
  });

  test("a tag in other letters is the same", () => {
    expect(edited(ADA, [["friends, vip", "VIP,  new one, Friends,"]]).changes.tags).toEqual({
      add: ["new one"],
      remove: [],
    });
    expect(edited(ADA, [["friends, vip", "vip"]]).changes.tags).toEqual({ add: [], remove: ["friends"] });
  });
});

test.each([
  ["no name", [["display_name: Ada Lovelace", "display_name:"]], 2, "a contact needs a display_name"],
  ["no kind", [["kind: person", "kind: robot"]], 3, "kind is one of person, organization, group, not robot"],
  [
    "a channel without a value",
    [["+1 202 555 0123", ""]],
    22,
    "there is no value; to remove a channel, remove its line",
  ],
  ["a line twice", [[PHONE, PHONE + PHONE]], 23, "this channel is there already, in line 22"],
  ["a value twice", [["ada@home.example", "Ada@Example.org "]], 21, "this channel is there already, in line 20"],
  ["no date", [["1815-12-10", ""]], 51, "there is no date; to remove one, remove its line"],
  [
    "no organization",
    [["organization: Royal Society", "organization:"]],
    62,
    "there is no organization; to remove an affiliation, remove its lines",
  ],
] as const)("%s is an error", (_what, edits, line, message) => {
  expect(edited(ADA, edits).errors).toEqual([{ line, message }]);
});

test("what was odd before is no error", () => {
  const odd = contactWith({
    display_name: " ",
    channels: [
      { type: "email", value: "", is_primary: true },
      { type: "email", value: "a@b.c", is_primary: true },
      { type: "email", value: "a@b.c", is_primary: true },
    ],
    dates: [{ date_type: "birthday" }],
    affiliations: [{ organization_name: "" }],
  });
  const { changes, errors } = edited(odd, [["nickname:", "nickname: Odd"]]);
  expect([changes.fields.length, short(changes), errors]).toEqual([1, [], []]);
});

test("the difference reads like one", () => {
  const { changes } = edited(ADA, [
    ["given_name: Ada", "given_name: Augusta"],
    ["nickname:", "nickname: Countess"],
    ["Daughter", "Child"],
    ["(home):", "(private):"],
    [PHONE, ""],
    ["city: London", "city: Paris"],
    ["dates:\n", "dates:\n  anniversary: 07-08\n"],
    ["friends, vip", "vip, new"],
  ]);
  expect(describeChanges(changes)).toEqual([
    "- given_name: Ada",
    "+ given_name: Augusta",
    "+ nickname: Countess",
    "- bio:",
    "-   Wrote the first program.",
    "-",
    "-   Daughter of Byron.",
    "+ bio:",
    "+   Wrote the first program.",
    "+",
    "+   Child of Byron.",
    "- phone (mobile): +1 202 555 0123",
    "- email (home): ada@home.example",
    "+ email (private): ada@home.example",
    "  address (home) primary:",
    "-   city: London",
    "+   city: Paris",
    "+ anniversary: 07-08",
    "- tag: friends",
    "+ tag: new",
  ]);
});
