import { describe, expect, test } from "vitest";
import { parseContactText } from "../../src/edit/parse.ts";
import { contactText } from "../../src/edit/text.ts";
import { ADA, contactWith } from "./contacts.ts";

const HEAD = "display_name: Ada\nkind: person\n";

function errorsOf(text: string): string[] {
  return (parseContactText(text)?.errors ?? []).map(({ line, message }) => `${line}: ${message}`);
}

/** What the text says below a contact's two first lines. */
function read(text: string) {
  const parsed = parseContactText(HEAD + text);
  expect(parsed?.errors).toEqual([]);
  return parsed?.contact;
}

describe("what is not understood is named with its line", () => {
  test.each([
    ["no colon", "bio\n", `3: not a line like "field: value"; a text of several lines is indented`],
    ["an unknown field", "nickame: Ada\n", `3: "nickame" is no field here; did you mean nickname?`],
    ["a field nobody can mean", "qqqqqqqq: 1\n", /^3: "qqqqqqqq" is no field here; there are display_name, kind, /],
    ["a field twice", "bio: a\n\nbio: b\n", "5: bio is there already, in line 3"],
    ["a value beside and below", "bio: a\n  b\n", "4: indented below a field that has its value beside it"],
    ["a wrong code", "bio: \\u{110000}\n", "3: \\u{…} is not the code of a character; a backslash is written \\u{5c}"],
    [
      "an open code",
      "bio:\n  x\n  \\u{41\n",
      "5: \\u{…} is not the code of a character; a backslash is written \\u{5c}",
    ],
    ["a value of a list", "channels: a@b.c\n", "3: what is in channels stands in the lines below, indented"],
    ["a channel without a colon", "channels:\n  ada@b.c\n", `4: not a line like "email (work): ada@example.org"`],
    ["a label that is left open", "channels:\n  email (work: a@b.c\n", /^4: not a line like/],
    ["two labels", "channels:\n  email (a) (b): a@b.c\n", /^4: not a line like/],
    ["no type", "channels:\n  (work): a@b.c\n", /^4: not a line like/],
    [
      "a line below a channel",
      "channels:\n  email: a@b.c\n    x: y\n",
      "5: indented further than line 4, to which nothing can belong",
    ],
    ["an address of another name", "addresses:\n  home:\n    city: X\n", /^4: an address begins with a line like/],
    [
      "an address in one line",
      "addresses:\n  address: 1 Main St\n",
      /^4: the fields of an address stand in lines of their own/,
    ],
    ["an unknown address field", "addresses:\n  address:\n    zip: 1\n", /^5: "zip" is no field here/],
    ["no number", "addresses:\n  address:\n    latitude: north\n", "5: not a number of degrees like 51.5074: north"],
    [
      "a field beside the others",
      "addresses:\n  address:\n      city: X\n    street: Y\n",
      /^6: street is indented otherwise/,
    ],
    ["no date", "dates:\n  birthday: soon\n", "4: not a date: soon; one is 1990-04-12, 04-12, 1990-04 or 1990"],
    ["a primary date", "dates:\n  birthday primary: 1990\n", "4: a date is not primary"],
    ["an affiliation of another name", "affiliations:\n  company: X\n", /^4: an affiliation begins with/],
    [
      "neither yes nor no",
      "affiliations:\n  organization: X\n    is_current: true\n",
      "5: is_current is yes or no, not true",
    ],
    ["tags below", "tags:\n  vip\n", "4: indented further than line 3, to which nothing can belong"],
  ])("%s", (_what, text, message) => {
    const errors = errorsOf(HEAD + text);
    expect(errors).toEqual([typeof message === "string" ? message : expect.stringMatching(message)]);
  });

  test("all of it at once, in order", () => {
    expect(
      errorsOf("kind: person\nchannels:\n  email\ndates:\n  birthday: x\n").map((error) => error.split(":")[0]),
    ).toEqual([...["1", "3", "5"]]);
  });

  test("an indented first line", () => {
    expect(errorsOf(`  ${HEAD}`)).toEqual([
      "1: display_name is indented otherwise than the lines it belongs to",
      expect.stringMatching(/^1: there is no line display_name/),
    ]);
  });

  test.each(["", "\n\n", "# only remarks\n\n  \n"])("an empty text is none: %j", (text) => {
    expect(parseContactText(text)).toBe(null);
  });
});

describe("a text may be written", () => {
  const line = (text: string) => read(text)?.channels.map(({ values }) => values);

  test.each([
    ["  email: a@b.c", { type: "email", label: null, is_primary: false, value: "a@b.c" }],
    ["  email (work) primary: a@b.c", { type: "email", label: "work", is_primary: true, value: "a@b.c" }],
    ["  email(work)primary:a@b.c", { type: "email", label: "work", is_primary: true, value: "a@b.c" }],
    ["  Email ( at work )  PRIMARY :  a@b.c", { type: "Email", label: "at work", is_primary: true, value: "a@b.c" }],
    ["  url: https://a.b/c#d", { type: "url", label: null, is_primary: false, value: "https://a.b/c#d" }],
    ["  primary: x", { type: "primary", label: null, is_primary: false, value: "x" }],
    ["\tx: # no remark", { type: "x", label: null, is_primary: false, value: "# no remark" }],
  ])("a channel: %j", (text, values) => {
    expect(line(`channels:\n${text}\n`)).toEqual([values]);
  });

  test.each([
    ["1990-04-12", [1990, 4, 12]],
    ["04-12", [null, 4, 12]],
    ["--04-12", [null, 4, 12]],
    ["1990-04", [1990, 4, null]],
    ["1990", [1990, null, null]],
    ["--04", [null, 4, null]],
    ["---12", [null, null, 12]],
    ["0987", [987, null, null]],
    ["", [null, null, null]],
  ])("a date: %s", (text, [date_year, date_month, date_day]) => {
    const [date] = read(`dates:\n  birthday: ${text}\n`)?.dates ?? [];
    expect(date?.values).toEqual({ date_type: "birthday", date_label: null, date_year, date_month, date_day });
  });

  test("with other names of fields, remarks anywhere, and texts indented at will", () => {
    const contact = read(
      "Given name: Ada\n# remark\nbio:\n\n      first\n        second\n# remark\n\n      third\n\nTAGS: a,, b ,\n",
    );
    expect(contact?.fields.given_name?.values).toBe("Ada");
    expect(contact?.fields.bio).toEqual({ line: 5, values: "first\n  second\n\nthird" });
    expect(contact?.tags).toEqual(["a", "b"]);
  });

  test("with a remark among the lines of a list, and one in a text that is none", () => {
    expect(line("channels:\n  # email: x\n  email: y\n")).toMatchObject([{ value: "y" }]);
    expect(read("bio:\n  # a heading\n  text\n")?.fields.bio?.values).toBe("# a heading\ntext");
  });

  test("as the example in its own remarks", () => {
    const text = contactText(contactWith());
    const shown = [...text.matchAll(/((?:^# {3}.*\n)+)(\w+):\n/gm)].map(
      ([, lines = "", list]) => `${list}:\n${lines.replace(/^# /gm, "")}`,
    );
    expect(shown).toHaveLength(4);
    const contact = read(shown.join(""));
    expect(contact?.channels).toHaveLength(1);
    expect(contact?.addresses[0]?.values).toMatchObject({ label: "home", is_primary: true, city: "Springfield" });
    expect(contact?.dates[0]?.values).toMatchObject({ date_type: "birthday", date_month: 4 });
    expect(contact?.affiliations[0]?.values).toMatchObject({ organization_name: "Example Ltd", title: "Engineer" });
  });
});

test("the text explains itself, in lines that fit a terminal", () => {
  const text = contactText(ADA, ["member of Book club", "friend of Charles"]);
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(text.slice(text.indexOf("tags:"))).toBe(
    "tags: friends, vip\n\n# Known as well, and changed by other commands:\n#   member of Book club\n#   friend of Charles\n",
  );
});
