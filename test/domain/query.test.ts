import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BacksideError } from "../../src/domain/errors.ts";
import { CHANNEL_FIELDS } from "../../src/domain/query/fields.ts";
import { freeWords, parseQuery, requireWhole } from "../../src/domain/query/parse.ts";
import { plainTerms } from "../../src/domain/query/plain.ts";
import type { Query } from "../../src/domain/query/tree.ts";
import { terms } from "../../src/domain/search-text.ts";
import { SERVICES } from "../../src/vcard/dialects.ts";

/** Local time, as dates are. */
const NOW = new Date(2026, 2, 31, 12);

const parse = (text: string) => parseQuery(text, NOW);
const word = (text: string): Query => ({ op: "text", term: { words: [text], digits: [] }, whole: false });
const day = (year: number, month = 1, date = 1) => new Date(year, month - 1, date).getTime();

function errorOf(text: string, read: (text: string) => unknown = parse): BacksideError {
  try {
    read(text);
  } catch (error) {
    return error as BacksideError;
  }
  throw new Error(`understood: ${text}`);
}

/** The tree as text, fully in parentheses. */
function shape(query: Query): string {
  if (query.op === "and" || query.op === "or") return `(${query.of.map(shape).join(` ${query.op} `)})`;
  if (query.op === "not") return `!${shape(query.of)}`;
  if (query.op === "text") return query.whole ? `"${query.term.words.join(" ")}"` : query.term.words.join("+");
  if (query.op === "tag") return `tag:${query.name}${query.begun ? "*" : ""}`;
  return query.op;
}

test.each([
  ["ada", "ada"],
  ["ada love", "(ada and love)"],
  ["ada and love", "(ada and love)"],
  ["ada or bob", "(ada or bob)"],
  ["a b or c d", "((a and b) or (c and d))"],
  ["a and (b or c)", "(a and (b or c))"],
  ["not a b", "(!a and b)"],
  ["not (a b)", "!(a and b)"],
  ["not not a", "!!a"],
  ["a AND NOT b OR c", "((a and !b) or c)"],
  ["(((a or b)))", "(a or b)"],
  ["tag:vip not tag:lead", "(tag:vip and !tag:lead)"],
  ["ada -tag:lead", "(ada and !tag:lead)"],
  ['tag:Vip* tag:"a b"', "(tag:vip* and tag:a b)"],
  ['"Ada Love" x', '("ada love" and x)'],
  ['"and" or "or"', '("and" or "or")'],
  ['say "a \\"b\\" c"', '(say and "a b c")'],
  ["tag:a(tag:b or tag:c)tag:d", "(tag:a and (tag:b or tag:c) and tag:d)"],
  ["obrien-lee tag:x", "(obrien+lee and tag:x)"],
  ["marks & spencer or tag:x", "((marks and spencer) or tag:x)"],
])("%s is read as %s", (text, expected) => {
  expect(shape(parse(text))).toBe(expected);
});

describe("plain text", () => {
  test.each([
    ...'O\'Brien: (|(|)|()|((|*|"|\\|\' OR 1=1 --|a"b|6" pipe|-ada|--|-|+1 (202) 555-0143|(202) 555-0143|and|or|not'.split(
      "|",
    ),
    ..."why not|or else|Ada <ada@example.org>|Ada<ada@example.org>|Email: ada@example.org|Re: tag|10:30|a=b".split("|"),
    ..."https://example.org/x?y=z|mailto:ada@example.org|Foo:bar|C:\\x|x:|foo: bar|<3|>|100%|a (b|a) b|NEAR(a b)|a* b".split(
      "|",
    ),
    ..."example.org:8080|And|rock And roll|name NOT|{name}:x|col^2|山田 太郎|İ".split("|"),
  ])("%j is searched as it stands", (text) => {
    const { words, rest } = freeWords(parse(text));
    expect(words).toEqual(terms(text));
    expect(rest).toEqual(words.length === 0 ? { op: "or", of: [] } : null);
  });

  test("and nothing else fails but with invalid_query", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...'( ) " and or not tag: last< rel:manages( -tag:x : := < \\ \' * name:" 90d a 12 (1)-(1)'.split(" "),
        " ",
      ),
      fc.string({ unit: "grapheme", maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const text of [pieces.join(""), pieces.join(" ")]) {
          try {
            parse(text);
          } catch (error) {
            const { code, details } = error as BacksideError;
            expect(code).toBe("invalid_query");
            expect(details?.query).toBe(text);
            expect(details?.position).toBeGreaterThanOrEqual(0);
            expect(Number(details?.position)).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 1000, seed: 7 },
    );
  });
});

describe("values", () => {
  const text = (field: string, how: string, ...wanted: string[]) => ({ op: "value", field, test: { how, wanted } });
  const channel = (type: string, how: string, ...wanted: string[]) => ({ op: "channel", type, test: { how, wanted } });
  const time = (field: string, from: number | null, until: number | null) => ({ op: "time", field, from, until });
  const ago = (days: number) => NOW.getTime() - days * 86_400_000;

  test.each([
    ["name:O'Brien-Lee", text("name", "begin", "obrien lee")],
    ['org:"Acme Corp."', text("org", "whole", "acme corp")],
    ["TITLE:Eng", text("title", "begin", "eng")],
    ["email:ada@example.org", channel("email", "begin", "ada example org")],
    ["twitter:@ada", channel("twitter", "begin", "ada")],
    ["channel.fax:1", channel("fax", "begin", "1")],
    ["phone:555-0143", channel("phone", "digits", "5550143")],
    ['phone:"+1 (202) 555-0143"', channel("phone", "digits", "12025550143", "2025550143")],
    ["tag:VIP", { op: "tag", name: "vip", begun: false }],
    ['group:"Chess  Club"', { op: "group", name: "chess club", begun: false }],
    ["kind:Organization", { op: "kind", kind: "organization" }],
    ["id:0190ABCD", { op: "id", begins: "0190abcd" }],
    ["has:note", { op: "has", part: "note" }],
    ["has:telegram", { op: "has_channel", type: "telegram" }],
    ["has:channel.fax", { op: "has_channel", type: "fax" }],
    ["missing:phone", { op: "not", of: { op: "has_channel", type: "phone" } }],
    ["created>2026-01-01", time("created_at", day(2026, 1, 2), null)],
    ["created>=2026-01-01", time("created_at", day(2026, 1, 1), null)],
    ["created<2026-01-01", time("created_at", null, day(2026, 1, 1))],
    ["updated<=2026-01-01", time("updated_at", null, day(2026, 1, 2))],
    ["created:2026-05", time("created_at", day(2026, 5), day(2026, 6))],
    ["created:2024-02-29", time("created_at", day(2024, 2, 29), day(2024, 3, 1))],
    ["created:2026", time("created_at", day(2026), day(2027))],
    ["created=today", time("created_at", day(2026, 3, 31), day(2026, 4, 1))],
    ["created<yesterday", time("created_at", null, day(2026, 3, 30))],
    ["last>=2026-01-01T10:00:00Z", time("last_interaction_at", Date.UTC(2026, 0, 1, 10), null)],
    ["last:2026-01-01T10:00+02:00", time("last_interaction_at", Date.UTC(2026, 0, 1, 8), Date.UTC(2026, 0, 1, 8, 1))],
    ["last<90d", time("last_interaction_at", ago(90) + 1, null)],
    ["last<=90d", time("last_interaction_at", ago(90), null)],
    ["last>90d", time("last_interaction_at", null, ago(90))],
    ["last.within:2w", time("last_interaction_at", ago(14), null)],
    ["last.before:90d", time("last_interaction_at", null, ago(90))],
    ["last.after:90d", time("last_interaction_at", ago(90) + 1, null)],
    ["last.before:2026", time("last_interaction_at", null, day(2026))],
    ["created.after:2026", time("created_at", day(2027), null)],
    ["created<1mo", time("created_at", new Date(2026, 1, 28, 12).getTime() + 1, null)],
    ["created<1y", time("created_at", new Date(2025, 2, 31, 12).getTime() + 1, null)],
    ["last:none", { op: "not", of: { op: "has", part: "interaction" } }],
    ["birthday:04-12", { op: "birthday", year: null, month: 4, day: 12 }],
    ["birthday:--02-29", { op: "birthday", year: null, month: 2, day: 29 }],
    ["birthday:1990-04", { op: "birthday", year: 1990, month: 4, day: null }],
    ["birthday:1990", { op: "birthday", year: 1990, month: null, day: null }],
    ["birthday:Apr", { op: "birthday", year: null, month: 4, day: null }],
    ["rel:manages", { op: "related", type: "manages", who: null }],
    [
      "rel:Reports-To(bob smith)",
      {
        op: "related",
        type: "reports_to",
        who: {
          name: [
            { how: "begin", wanted: ["bob"] },
            { how: "begin", wanted: ["smith"] },
          ],
        },
      },
    ],
    [
      'rel:friend("Bob Smith")',
      { op: "related", type: "friend", who: { name: [{ how: "whole", wanted: ["bob smith"] }] } },
    ],
    [
      "rel:friend(01900000-0000-7000-8000-00000000000A)",
      { op: "related", type: "friend", who: { id: "01900000-0000-7000-8000-00000000000a" } },
    ],
  ])("%s", (query, expected) => {
    expect(parse(query)).toEqual(expected);
  });

  test.each([
    ['title:="Head of  Sales "', text("title", "equal", "head of  sales")],
    ['title:="head"', text("title", "equal", "head")],
    ["title=CTO", text("title", "equal", "cto")],
    ["phone:=+1-202-555-0143", channel("phone", "number", "12025550143")],
  ])("%s is all there is", (query, expected) => {
    expect(parse(query)).toEqual(expected);
  });
});

/** What is refused where something is to be written, and what reading makes of it. */
test.each([
  ["a AND (", "(a and and)"],
  ["tag:vip or", "(tag:vip and or)"],
  ["or tag:vip", "(or and tag:vip)"],
  ["tag:vip and or x", "((tag:vip and and) or x)"],
  ["not and tag:x", "(not and tag:x)"],
  ["tag:vip and not", "(tag:vip and not)"],
  ["(tag:vip", "tag:vip"],
  ["tag:vip )", "tag:vip"],
  ["tag:vip ()", "tag:vip"],
  ["not ()", "not"],
  ["(tag:a or b", "(tag:a or b)"],
  ['tag:vip "acme inc', "(tag:vip and acme and inc)"],
  ['" tag:vip', "tag:vip"],
])("%s is read as %s, and refused where it writes", (text, expected) => {
  expect(shape(parse(text))).toBe(expected);
  expect(errorOf(text, (query) => requireWhole(query, NOW)).code).toBe("invalid_query");
});

/** Query, the piece at fault, words of the message. */
test.each([
  ["ada tga:vip", "tga", /no field "tga"/, /Did you mean tag\?/],
  ["-tga:vip", "tga", /no field "tga"/, null],
  ["last.befor:90d", "last.befor", /no field/, /last\.before/],
  ["creatd>2026", "creatd", /no field/, /created/],
  ["tag:", "", /tag: a value has to follow/, null],
  ["tag: vip", " ", /a value has to follow/, null],
  ["(tag:vip", "(", /not closed/, null],
  ["tag:vip )", ")", /closes nothing/, null],
  ["tag:vip ()", ")", /missing before \)/, null],
  ["tag:vip or", "", /missing at the end/, /in quotes/],
  ["tag:vip and or x", "or", /missing before or/, /in quotes/],
  ["not and tag:x", "and", /missing before and/, null],
  ['org:"acme', '"acme', /quote is not closed/, null],
  ['tag:vip "acme', '"acme', /quote is not closed/, null],
  ['" tag:vip', '" tag:vip', /quote is not closed/, null],
  ["kind:persn", "persn", /no kind "persn"/, /person\?/],
  ["has:emial", "emial", /no part/, /email\?/],
  ["name:...", "...", /no letter or digit/, null],
  ["phone:12", "12", /three digits/, null],
  ["name>b", "b", /compares times only/, null],
  ["id:xyz", "xyz", /not an id/, null],
  ["last<90", "90", /not a date/, /90d/],
  ["last<6m", "6m", /not a date/, /6mo/],
  ["created:2026-02-30", "2026-02-30", /not a date/, null],
  ["created:2026-01-01T25:00", "2026-01-01T25:00", /not a date/, null],
  ["birthday:13-01", "13-01", /not a birthday/, null],
  ["birthday:1990-02-29", "1990-02-29", /not a birthday/, null],
  ["rel:manages( )", "manages( )", /whom/, null],
  ["rel:manages(bob", "(", /not closed/, null],
])("%j is refused at %j", (query, piece, message, hint) => {
  const error = errorOf(query, (text) => requireWhole(text, NOW));
  const { position, length, expected } = error.details as { position: number; length: number; expected: string[] };
  expect({ code: error.code, piece: query.slice(position, position + length) }).toEqual({
    code: "invalid_query",
    piece,
  });
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain("\n");
  if (hint) expect(error.hint).toMatch(hint);
  expect(expected.length).toBeGreaterThan(0);
});

describe("limits", () => {
  test("50 deep", () => {
    const nested = (depth: number) => `${"(".repeat(depth)}tag:x${")".repeat(depth)}`;
    expect(parse(nested(50))).toEqual({ op: "tag", name: "x", begun: false });
    expect(errorOf(nested(51)).message).toMatch(/nested more than 50 deep/);
    expect(errorOf(`${"not ".repeat(51)}tag:x`).message).toMatch(/nested more than 50 deep/);
  });

  test("1,000 words and conditions", () => {
    const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(" ");
    expect(parse(words(5000)).op).toBe("and");
    expect(parse(`tag:x ${words(999)}`).op).toBe("and");
    expect(errorOf(`tag:x ${words(1000)}`).message).toMatch(/more than 1000/);
    expect(errorOf(Array.from({ length: 1001 }, () => "tag:a").join(" or ")).message).toMatch(/more than 1000/);
    expect(errorOf(`"${"a ".repeat(1001)}"`).message).toMatch(/more than 1000/);
    expect(errorOf(`name:"${"a ".repeat(1001)}"`).message).toMatch(/more than 1000/);
    expect(errorOf(`rel:friend(${"a ".repeat(1001)})`).message).toMatch(/more than 1000/);
  });

  test("20,000 characters", () => {
    expect(parse("x".repeat(20_001)).op).toBe("text");
    expect(errorOf(`tag:${"x".repeat(20_000)}`).message).toMatch(/20004 characters/);
  });

  test.each(["(1)-", "((", '"', "a:", '\\"', "not ", "rel:a(", "(1", "tag:x("])(
    "%j over and over takes no time",
    (piece) => {
      const begin = performance.now();
      try {
        parse(piece.repeat(20_000 / piece.length));
      } catch (error) {
        expect(error).toMatchObject({ code: "invalid_query" });
      }
      expect(performance.now() - begin).toBeLessThan(1000);
    },
  );
});

test("every service that cards name is a field", () => {
  expect(
    SERVICES.map(({ type }) => type).filter((type) => !(CHANNEL_FIELDS as readonly string[]).includes(type)),
  ).toEqual([]);
});

test("words are told from what else has to hold", () => {
  expect(freeWords(parse("ada tag:x love"))).toEqual({
    words: [
      { words: ["ada"], digits: [] },
      { words: ["love"], digits: [] },
    ],
    rest: { op: "tag", name: "x", begun: false },
  });
  expect(freeWords(parse("ada or bob")).words).toEqual([]);
  expect(freeWords(parse("tag:x (ada bob)")).words).toHaveLength(2);
  expect(freeWords(parse("not ada tag:x")).rest).toEqual({
    op: "and",
    of: [
      { op: "not", of: word("ada") },
      { op: "tag", name: "x", begun: false },
    ],
  });
});

test("a plain text means without the parser what it means with it", () => {
  const pieces = fc.constantFrom(
    "ada",
    "and",
    "OR",
    "nota",
    "-",
    "&",
    "a",
    "555-0100",
    "(202)",
    "x:y",
    '"',
    "tag:vip",
    "Ö'B",
    "",
  );
  let plain = 0;
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 4 }), (parts) => {
      const text = parts.join(" ");
      const found = plainTerms(text);
      if (found === null) return;
      plain++;
      expect({ words: found, rest: null }).toEqual(freeWords(parse(text)));
    }),
    { numRuns: 2000 },
  );
  expect(plain).toBeGreaterThan(100);
});
