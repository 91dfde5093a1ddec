import { describe, expect, test } from "vitest";
import { readCsv } from "../../src/formats/csv/read.ts";
import { csv, readAll } from "./read-table.ts";

const ADA = { display_name: "Ada", channels: [email("ada@example.org")] };

function email(value: string, more: object = {}): object {
  return { type: "email", value, canonical_value: value, ...more };
}

describe("a file", () => {
  test.each([
    ["commas", "display_name,email\r\nAda,ada@example.org\r\n"],
    ["semicolons", "display_name;email\nAda;ada@example.org"],
    ["tabs", "display_name\temail\nAda\tada@example.org\n"],
    ["bars", "display_name|email\rAda|ada@example.org\r"],
    ["Excel's own line", "sep=;\r\ndisplay_name;email\r\nAda;ada@example.org\r\n"],
    ["blank lines", "\r\n\r\ndisplay_name,email\r\n\r\nAda,ada@example.org\r\n,\r\n\r\n"],
    ["everything quoted", '"display_name","email"\r\n"Ada","ada@example.org"\r\n'],
    ["a byte order mark", "\ufeffdisplay_name,email\r\nAda,ada@example.org\r\n"],
    ["capitals in the header", "Display_Name , EMAIL\r\n Ada , Ada@Example.org\r\n"],
    ["UTF-16", Buffer.from("\ufeffdisplay_name\temail\r\nAda\tada@example.org\r\n", "utf16le")],
  ])("with %s", async (_what, text) => {
    expect(await csv(text)).toEqual([ADA]);
  });

  test("in windows-1252 is read as such, with one warning", async () => {
    const text = Buffer.from("display_name,note\r\nJürgen,Grüße\r\nRenée,\r\n", "latin1");
    const { found, loose } = await readAll(readCsv(), text);
    expect(found.map(({ draft }) => draft?.display_name)).toEqual(["Jürgen", "Renée"]);
    expect(loose).toEqual(["2 guessed_charset"]);
  });

  test("in a charset that is named", async () => {
    const text = Buffer.from([...Buffer.from("display_name\n"), 0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
    expect(await csv(text, { charset: "windows-1251" })).toEqual([{ display_name: "Привет" }]);
  });

  test("tells the line each record begins at", async () => {
    const text = 'display_name,note\r\n"Ada\r\nLovelace",""\r\n\r\nGrace,"a ""word""\r\nof hers"\r\nEve,\r\n';
    const { found } = await readAll(readCsv(), text);
    expect(found.map(({ line }) => line)).toEqual([2, 5, 7]);
    expect(found[1]?.draft?.bio).toBe('a "word"\nof hers');
  });

  test("has the same digest for the same row only, under the same header", async () => {
    const digests = async (text: string) => (await readAll(readCsv(), text)).found.map(({ digest }) => digest);
    const [ada, grace, again] = await digests("display_name\nAda\nGrace\nAda\n");
    expect(again).toBe(ada);
    expect(grace).not.toBe(ada);
    expect(await digests("nickname\nAda\n")).not.toContain(ada);
  });

  test.each([
    ["a header nobody knows", "Vollname,Handy\r\nAda,0171\r\n", /header/, '"Vollname", "Handy"'],
    ["a name without a column for it", "id,name,email\r\n1,Ada,a@example.org\r\n", /header/, '"id", "name", "email"'],
    ["a quote that is never closed", 'display_name\r\n"Ada\r\nGrace\r\n', /never closed/, "close the quotation mark"],
    ["a line without end", `display_name\r\n${"x".repeat(1_100_000)}`, /line 2 is longer than 1 MB/, "quotation"],
    ["nothing but delimiters", `display_name\r\n${",".repeat(1_100_000)}`, /longer than 1 MB/, "quotation"],
    ["a record of many lines", `display_name\r\n"${"x\n".repeat(600_000)}"`, /longer than 1 MB/, "quotation"],
  ])("with %s is refused", async (_what, text, message, hint) => {
    await expect(csv(text)).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringMatching(message),
      hint: expect.stringContaining(hint),
    });
  });

  test("that is empty has no contacts", async () => {
    expect(await csv("")).toEqual([]);
    expect(await csv("\r\n\r\n")).toEqual([]);
    expect(await csv("display_name,email\r\n")).toEqual([]);
  });
});

describe("a row", () => {
  test("keeps what no field is known for, with one warning a file", async () => {
    const { found, loose } = await readAll(readCsv(), "display_name,Shoe,Hat\r\nAda,39,\r\nEve,40,\r\n");
    expect(found.map(({ draft }) => draft?.metadata)).toEqual([{ csv: { Shoe: "39" } }, { csv: { Shoe: "40" } }]);
    expect(loose).toEqual(["1 unknown_columns"]);
  });

  test("with more cells than the header loses none", async () => {
    const { found } = await readAll(readCsv(), "display_name,note\r\nAda,Hello, world\r\n");
    expect(found[0]).toMatchObject({
      draft: { bio: "Hello", metadata: { csv: { "column 3": "world" } } },
      warnings: [{ line: 2, code: "surplus_cells" }],
    });
  });

  test("without anything of a contact fails alone", async () => {
    expect(await csv("display_name,Shoe\r\n,39\r\nAda,40\r\n")).toEqual([
      { failure: "The row has no name, address or other field of a contact." },
      { display_name: "Ada", metadata: { csv: { Shoe: "40" } } },
    ]);
  });

  test("cannot reach the prototype by the name of a column", async () => {
    const [contact] = await csv("display_name,__proto__\r\nAda,x\r\n");
    expect(JSON.stringify(contact?.metadata)).toBe('{"csv":{"__proto__":"x"}}');
  });

  test("loses a mark of the formula guard, and no other apostrophe", async () => {
    expect(await csv("display_name,nickname,note\r\n'=1+1,'s Gravenhage,''@x\r\n")).toEqual([
      { display_name: "=1+1", nickname: "'s Gravenhage", bio: "'@x" },
    ]);
  });

  test("of a list of ours is the contact of that id", async () => {
    const id = "01900000-0000-7000-8000-000000000001";
    const text = `id,display_name,kind,email,phone,organization\r\n${id},Ada,person,ada@example.org,+1 202 555 0123,ACME\r\n`;
    expect(await csv(text)).toEqual([
      {
        display_name: "Ada",
        vcard_uid: `urn:uuid:${id}`,
        channels: [
          email("ada@example.org"),
          { type: "phone", value: "+1 202 555 0123", canonical_value: "+12025550123" },
        ],
        affiliations: [{ organization_name: "ACME" }],
      },
    ]);
  });
});

describe("a date", () => {
  const date = (date_year: number | null, date_month: number | null, date_day: number | null) => ({
    date_type: "birthday",
    ...(date_year !== null && { date_year }),
    ...(date_month !== null && { date_month }),
    ...(date_day !== null && { date_day }),
  });
  const read = async (text: string, header: string, region: string | null = null) => {
    const { found } = await readAll(readCsv(), `${header}\r\nAda,${text},ada@example.org\r\n`, { region });
    const [one] = found;
    const said = one?.draft?.dates.map(({ date_year, date_month, date_day }) => date(date_year, date_month, date_day));
    return [said?.[0] ?? null, one?.warnings.map(({ code }) => code).join(" ")];
  };
  const OWN = "display_name,birthday,email";
  const OUTLOOK = "First Name,Birthday,E-mail Address";

  test.each([
    [OWN, "1990-01-31", date(1990, 1, 31), ""],
    [OWN, "19900131", date(1990, 1, 31), ""],
    [OWN, "--01-31", date(null, 1, 31), ""],
    [OWN, "1990", date(1990, null, null), ""],
    [OWN, "31.1.1990", date(1990, 1, 31), ""],
    [OWN, "1990/01/31", date(1990, 1, 31), ""],
    [OWN, "1/31/1990", date(1990, 1, 31), ""],
    [OWN, "31/1/1990", date(1990, 1, 31), ""],
    [OWN, "3/4/1990", null, "bad_date"],
    [OWN, "31.2.1990", null, "bad_date"],
    [OWN, "in spring", null, "bad_date"],
    [OUTLOOK, "1/31/1990", date(1990, 1, 31), ""],
    [OUTLOOK, "3/4/1990", date(1990, 3, 4), "ambiguous_date"],
    [OUTLOOK, "0/0/00", null, ""],
  ])("under %s: %s", async (header, text, expected, codes) => {
    expect(await read(text, header)).toEqual([expected, codes]);
  });

  test("is American in America", async () => {
    expect(await read("3/4/1990", OWN, "US")).toEqual([date(1990, 3, 4), "ambiguous_date"]);
  });

  test("that cannot be read is kept", async () => {
    expect(await csv("display_name,birthday\r\nAda,in spring\r\n")).toEqual([
      { display_name: "Ada", metadata: { csv: { birthday: "in spring" } } },
    ]);
  });
});
