import { describe, expect, test } from "vitest";
import { codes, readAll, readCard, readProperty, readValue, utf8 } from "./read-all.ts";

const CARD = ["BEGIN:VCARD", "VERSION:3.0", "FN:Ann", "NOTE:one", " two", "", "END:VCARD", ""];

describe("line ends", () => {
  test.each([
    ["LF", "\n"],
    ["CR", "\r"],
    ["CRLF", "\r\n"],
    ["CR CR LF", "\r\r\n"],
  ])("%s", async (_, end) => {
    const { cards, outside } = await readAll(CARD.join(end));
    expect(outside).toEqual([]);
    expect(cards).toHaveLength(1);
    expect(cards[0]).toMatchObject({ first_line: 1, last_line: 7, warnings: [] });
    expect(cards[0]?.properties.map(({ value, line }) => [value, line])).toEqual([
      ["Ann", 3],
      ["onetwo", 4],
    ]);
  });

  test("the last line needs none", async () => {
    expect((await readAll(CARD.join("\n").trimEnd())).cards).toHaveLength(1);
  });

  test("any chunks make the same lines", async () => {
    for (const end of ["\n", "\r", "\r\n", "\r\r\n"]) {
      const bytes = Buffer.from(CARD.join(end));
      const whole = await readAll([bytes]);
      for (const size of [1, 2, 3, 7]) {
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        );
        expect(await readAll(chunks)).toEqual(whole);
      }
    }
  });
});

describe("folds", () => {
  test("one blank or tab goes, the rest stays", async () => {
    expect(await readValue(["NOTE:a", "  b", "\tc", "d:e"])).toBe("a bc");
  });

  test("a fold may cut a character", async () => {
    const [first, second] = utf8("ü");
    expect(await readValue([`FN:M${first}`, ` ${second}ller`])).toBe("Müller");
  });

  test("a fold may cut the name and the parameters", async () => {
    expect(await readProperty(["TE", " L;TYPE=", "\tFAX,", ' "x', " :y", ' ":1'])).toMatchObject({
      name: "TEL",
      params: [{ name: "TYPE", values: ["FAX", "x:y"] }],
      value: "1",
    });
  });

  test("a fold may cut the parameter that says quoted-printable", async () => {
    expect(await readValue(["NOTE;ENCODING=", " QUOTED-PRINTABLE:=", "=41=", "B"], "2.1")).toBe("AB");
  });
});

describe("parameters", () => {
  async function params(header: string, version = "3.0"): Promise<[string, string[]][]> {
    return (await readProperty(`${header}:1`, version)).params.map(({ name, values }) => [name, values]);
  }

  test.each<[string, [string, string[]][]]>([
    [
      "TEL;TYPE=home,work;TYPE=VOICE",
      [
        ["TYPE", ["home", "work"]],
        ["TYPE", ["VOICE"]],
      ],
    ],
    [
      "TEL;HOME;VOICE",
      [
        ["TYPE", ["HOME"]],
        ["TYPE", ["VOICE"]],
      ],
    ],
    ['TEL;TYPE="voice,home"', [["TYPE", ["voice", "home"]]]],
    ["TEL;TYPE=VOICE\\,CELL", [["TYPE", ["VOICE", "CELL"]]]],
    ["TEL;TYPE=HOME,TYPE=VOICE", [["TYPE", ["HOME", "VOICE"]]]],
    ["TEL;FAX,WORK", [["TYPE", ["FAX", "WORK"]]]],
    ["TEL;CELL=", [["TYPE", ["CELL"]]]],
    ["TEL;X-A=", [["X-A", [""]]]],
    ["TEL ;HOME ", [["TYPE", ["HOME"]]]],
    [
      "TEL;type = home ; X-B = c",
      [
        ["TYPE", ["home"]],
        ["X-B", ["c"]],
      ],
    ],
    [
      'ADR;GEO="geo:12.3,5.6";LABEL="A; B: C"',
      [
        ["GEO", ["geo:12.3,5.6"]],
        ["LABEL", ["A; B: C"]],
      ],
    ],
    ['ADR;SORT-AS="a,b",c', [["SORT-AS", ["a,b", "c"]]]],
    ["ADR;LABEL=\"1 Main^nTown ^'X^' ^^ ^a\"", [["LABEL", ['1 Main\nTown "X" ^ ^a']]]],
    [
      "PHOTO;X-CROP=a&b&kw==;TYPE=PNG",
      [
        ["X-CROP", ["a&b&kw=="]],
        ["TYPE", ["PNG"]],
      ],
    ],
    [
      "TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=57=6F=72=6B);HOME",
      [
        ["X-CUSTOM", ["Work"]],
        ["TYPE", ["HOME"]],
      ],
    ],
    ["TEL;X-CUSTOM(Boat)", [["X-CUSTOM", ["Boat"]]]],
    [utf8('N;SORT-AS="あんどう;ろ"'), [["SORT-AS", ["あんどう;ろ"]]]],
  ])("%s", async (header, expected) => {
    expect(await params(header)).toEqual(expected);
  });

  test("empty ones and names without a value are reported", async () => {
    const card = await readCard(["TEL;:1", "TEL;HOME;;VOICE:2", "ADR;TYPE:3"]);
    expect(card.properties.map(({ params }) => params.flatMap(({ values }) => values))).toEqual([
      [],
      ["HOME", "VOICE"],
      [],
    ]);
    expect(codes(card)).toEqual(["bad_parameter", "bad_parameter", "bad_parameter"]);
  });

  test("an open quote does not swallow the value", async () => {
    const card = await readCard(['ADR;LABEL="12 Main St:;;Main "St";Town', 'TEL;X-A="b:c"d:1']);
    expect(card.properties).toMatchObject([
      { params: [{ name: "LABEL", values: ['"12 Main St'] }], value: ';;Main "St";Town' },
      { params: [{ name: "X-A", values: ['"b'] }], value: 'c"d:1' },
    ]);
    expect(codes(card)).toEqual(["bad_parameter", "bad_parameter"]);
  });

  test("names of objects are names like others", async () => {
    const card = await readCard(["CONSTRUCTOR:a", "__PROTO__;__PROTO__=b:c", "toString.HASOWNPROPERTY;TO-STRING=d:e"]);
    expect(card.properties.map(({ group, name, params }) => [group, name, params])).toEqual([
      [null, "CONSTRUCTOR", []],
      [null, "__PROTO__", [{ name: "__PROTO__", values: ["b"] }]],
      ["toString", "HASOWNPROPERTY", [{ name: "TO-STRING", values: ["d"] }]],
    ]);
  });
});

describe("names", () => {
  test("the case is kept beside the name, the group in front", async () => {
    expect(await readProperty("item1.X-ABLabel:_$!<Home>!$_")).toMatchObject({
      group: "item1",
      name: "X-ABLABEL",
      original: "X-ABLabel",
    });
  });

  test("illegal characters are kept and reported", async () => {
    const card = await readCard(["X-messaging/xmpp-All:me@x", "X-GOOGLE TALK;TYPE=WORK:me"]);
    expect(card.properties.map(({ original }) => original)).toEqual(["X-messaging/xmpp-All", "X-GOOGLE TALK"]);
    expect(codes(card)).toEqual(["bad_name", "bad_name"]);
  });

  test("a line without a colon is skipped", async () => {
    const card = await readCard(["# no property", "TEL:1"]);
    expect(card.properties).toHaveLength(1);
    expect(card.warnings).toEqual([
      { line: 3, property: null, code: "line_without_colon", message: "The line has no colon and was skipped." },
    ]);
  });
});
