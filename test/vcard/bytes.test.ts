import { describe, expect, test } from "vitest";
import { codes, readAll, readCard, readValue, utf8 } from "./read-all.ts";

const CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë\r\nEND:VCARD\r\n";

async function names(bytes: Buffer): Promise<(string | undefined)[]> {
  return (await readAll([bytes])).cards.map((card) => card.properties[0]?.value);
}

function swapped(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

describe("the encoding of the file", () => {
  test("a byte order mark of UTF-8 is no text", async () => {
    expect(await names(Buffer.from(`\ufeff${CARD}`))).toEqual(["Zoë"]);
  });

  test("a byte order mark between joined files is no text", async () => {
    expect(await names(Buffer.from(`${CARD}\ufeff${CARD}`))).toEqual(["Zoë", "Zoë"]);
  });

  test("UTF-16 is seen by its byte order mark", async () => {
    expect(await names(Buffer.from(`\ufeff${CARD}`, "utf16le"))).toEqual(["Zoë"]);
    expect(await names(swapped(`\ufeff${CARD}`))).toEqual(["Zoë"]);
  });

  test("UTF-16 without a mark is seen by its NULs", async () => {
    expect(await names(Buffer.from(CARD, "utf16le"))).toEqual(["Zoë"]);
    expect(await names(swapped(CARD))).toEqual(["Zoë"]);
  });

  test("UTF-16 may be cut in the middle of a character", async () => {
    const bytes = Buffer.from(`\ufeff${CARD}`, "utf16le");
    expect(await names(bytes.subarray(0, -5))).toEqual(["Zoë"]);
  });

  test("a file of one, two or no bytes holds nothing", async () => {
    for (const size of [0, 1, 2, 3]) expect(await names(Buffer.alloc(size, "B"))).toEqual([]);
  });
});

describe("the charset of a value", () => {
  test("valid UTF-8 wins over a wrong CHARSET", async () => {
    expect(await readValue(`FN;CHARSET=ISO-8859-1:${utf8("Zoë")}`, "2.1")).toBe("Zoë");
  });

  test("8-bit text is read in its CHARSET", async () => {
    expect(await readValue("FN;CHARSET=ISO-8859-1:Andr\xe9", "2.1")).toBe("André");
    expect(await readValue("FN;CHARSET=SHIFT_JIS:\x8e\x52\x93\x63", "2.1")).toBe("山田");
  });

  test("a backslash inside a Shift_JIS character is no escape", async () => {
    const card = await readCard(["N;CHARSET=SHIFT_JIS:\x95\x5c;\x8e\x52", "TEL:1"], "2.1");
    expect(card.properties[0]?.value).toBe("表;山");
  });

  test("ISO-2022-JP is told by its escape sequences", async () => {
    expect(await readValue("FN;CHARSET=ISO-2022-JP:\x1b$B;3ED\x1b(B", "2.1")).toBe("山田");
    expect(await readValue("N;CHARSET=ISO-2022-JP;QUOTED-PRINTABLE:=1B$B=3B3ED=1B(B;x", "2.1")).toBe("山田;x");
  });

  test("without a CHARSET windows-1252 is guessed", async () => {
    const card = await readCard(["FN:Andr\xe9 \x80"]);
    expect(card.properties[0]?.value).toBe("André €");
    expect(card.warnings).toEqual([
      {
        line: 3,
        property: "FN",
        code: "guessed_charset",
        message: "The text is neither UTF-8 nor has it a CHARSET; windows-1252 was used.",
      },
    ]);
  });

  test("the caller's charset is no guess", async () => {
    const card = await readCard(["FN:\xcf\xf3\xef"], "2.1", { charset: "windows-1251" });
    expect(card.properties[0]?.value).toBe("Пуп");
    expect(codes(card)).toEqual([]);
  });

  test("an unknown CHARSET falls back", async () => {
    const card = await readCard(["FN;CHARSET=UTF-7:Andr\xe9"]);
    expect(card.properties[0]?.value).toBe("André");
    expect(codes(card)).toEqual(["unknown_charset"]);
  });

  test("bytes that are not of the CHARSET are replaced", async () => {
    const card = await readCard(["FN;CHARSET=UTF-8:Andr\xe9"]);
    expect(card.properties[0]?.value).toBe("Andr\ufffd");
    expect(codes(card)).toEqual(["invalid_utf8"]);
  });

  test("an unknown charset of the caller is the caller's mistake", async () => {
    await expect(readAll("", { charset: "nonsense" })).rejects.toThrow(RangeError);
  });

  test("control characters are removed", async () => {
    const card = await readCard(["NO\0TE:a\x07\tb\x1b[31m"]);
    expect(card.properties[0]).toMatchObject({ name: "NOTE", value: "a\tb[31m" });
    expect(codes(card)).toEqual(["control_character"]);
  });
});

describe("quoted-printable", () => {
  const QP = "ENCODING=QUOTED-PRINTABLE";

  test("is undone, with its charset", async () => {
    expect(await readValue(`FN;CHARSET=UTF-8;${QP}:Zo=C3=AB =e2=9a=bd`, "2.1")).toBe("Zoë ⚽");
    expect(await readValue(`FN;CHARSET=ISO-8859-1;${QP}:Andr=E9`, "2.1")).toBe("André");
  });

  test("is known as a bare parameter and in 3.0", async () => {
    expect(await readValue("NOTE;QUOTED-PRINTABLE:a=E2=80=A6", "2.1")).toBe("a…");
    expect(await readValue("NOTE;QUOTED-PRINTABLE:a=E2=80=A6", "3.0")).toBe("a…");
  });

  test("leaves no trace in the parameters", async () => {
    const card = await readCard([`NOTE;CHARSET=UTF-8;${QP};LANGUAGE=de:=41`], "2.1");
    expect(card.properties[0]?.params).toEqual([{ name: "LANGUAGE", values: ["de"] }]);
  });

  test("every line end becomes LF", async () => {
    expect(await readValue(`NOTE;${QP}:a=0D=0Ab=0Ac=0Dd`, "2.1")).toBe("a\nb\nc\nd");
  });

  test("a soft line break joins the next line as it is", async () => {
    expect(await readValue([`NOTE;${QP}:folk to come=`, " to the aid=", "", "TEL:1"], "2.1")).toBe(
      "folk to come to the aid",
    );
    expect(await readValue([`NOTE;${QP}:a=  `, "\tb"], "2.1")).toBe("a\tb");
  });

  test("a fold without a soft break takes its blank with it", async () => {
    expect(await readValue([`NOTE;${QP}:ab=4`, " 1c"], "2.1")).toBe("abAc");
  });

  test("a blank after a soft break inside a character is dropped", async () => {
    expect(await readValue([`NOTE;${QP}:=D0=A2=D0=`, " =B0=", " x"], "2.1")).toBe("Та x");
  });

  test("such a blank stays where it is text", async () => {
    expect(await readValue([`NOTE;CHARSET=KOI8-R;${QP}:=F4=`, " =C1"], "2.1")).toBe("Т а");
  });

  test("a break before END or a known property was a mistake", async () => {
    const card = await readCard([`NOTE;${QP}:a=`, "TEL;CELL:1", `TITLE;${QP}:b=`], "2.1");
    expect(card.properties.map((property) => property.value)).toEqual(["a", "1", "b"]);
    expect(codes(card)).toEqual(["dangling_soft_break", "dangling_soft_break"]);
  });

  test("a word and a colon after a break are text", async () => {
    expect(await readValue([`NOTE;${QP}:a=0D=0A=`, "Tel: 123"], "2.1")).toBe("a\nTel: 123");
  });

  test("a card in lower case has properties in lower case", async () => {
    const { cards } = await readAll(`begin:vcard\nnote;${QP}:a=\ntel:1\nversion:2.1\nend:vcard\n`);
    expect(cards[0]?.properties.map((property) => property.value)).toEqual(["a", "1"]);
  });

  test("an equals sign without digits is text", async () => {
    const card = await readCard([`NOTE;${QP}:a=b=4`], "2.1");
    expect(card.properties[0]?.value).toBe("a=b=4");
    expect(codes(card)).toEqual(["bad_quoted_printable"]);
  });

  test("encoded control characters are removed", async () => {
    const card = await readCard([`NOTE;${QP}:a=00=1Fb`], "2.1");
    expect(card.properties[0]?.value).toBe("ab");
    expect(codes(card)).toEqual(["control_character"]);
  });

  test.each([
    ["2.1", "N", "Lee=3BJr;Ann=2CB", "Lee\\;Jr;Ann,B"],
    ["3.0", "N", "Lee=3BJr;Ann=2CB", "Lee\\;Jr;Ann\\,B"],
    ["2.1", "CATEGORIES", "a=2Cb,c=3Bd", "a\\,b,c;d"],
    ["3.0", "NICKNAME", "a=2Cb,c=3Bd", "a\\,b,c;d"],
    ["2.1", "NOTE", "a=3Bb=2Cc=5C", "a;b,c\\"],
    ["3.0", "NOTE", "a=3Bb=2Cc", "a;b,c"],
    ["3.0", "ORG", "A=5C=3BB;C", "A\\;B;C"],
  ])("%s: what was encoded in %s does not delimit", async (version, name, encoded, value) => {
    expect(await readValue(`${name};${QP}:${encoded}`, version)).toBe(value);
  });

  test("the version may come last", async () => {
    const { cards } = await readAll(`BEGIN:VCARD\nN;${QP}:a=2Cb=3Bc\nVERSION:3.0\nEND:VCARD`);
    expect(cards[0]?.properties[0]?.value).toBe("a\\,b\\;c");
  });
});

describe("base64", () => {
  const content = Buffer.from("a small picture");
  const bytes = new Uint8Array(content);
  const text = content.toString("base64");

  test.each([
    ["on one line", [`PHOTO;ENCODING=b;TYPE=JPEG:${text}`]],
    ["folded", [`PHOTO;TYPE=JPEG;ENCODING=BASE64:${text.slice(0, 5)}`, ` ${text.slice(5)}`]],
    [
      "folded from the first character on",
      ["PHOTO;JPEG;ENCODING=BASE64:", `  ${text.slice(0, 8)}`, `  ${text.slice(8)}`, ""],
    ],
    ["at column 0", ["PHOTO;JPEG;BASE64:", text.slice(0, 8), text.slice(8), ""]],
    ["at column 0 after a blank line", ["PHOTO;JPEG;BASE64:", "", text.slice(0, 8), text.slice(8), ""]],
    ["with blanks", [`PHOTO;TYPE=JPEG;ENCODING="b": ${text.slice(0, 3)} ${text.slice(3)}`]],
    ["without its padding", [`PHOTO;JPEG;encoding=base64:${text.replace(/=+$/, "")}`]],
  ])("%s", async (_, lines) => {
    const card = await readCard([...lines, "TEL:123"], "2.1");
    expect(card.properties).toMatchObject([
      { name: "PHOTO", value: "", params: [{ name: "TYPE", values: ["JPEG"] }] },
      { name: "TEL", value: "123" },
    ]);
    expect(card.properties[0]?.bytes).toEqual(bytes);
    expect(codes(card)).toEqual([]);
  });

  test("a line of other text does not belong to it", async () => {
    const card = await readCard([`PHOTO;ENCODING=b:${text}`, "not a picture!", "TEL:1"]);
    expect(card.properties[0]?.bytes).toEqual(bytes);
    expect(codes(card)).toEqual(["line_without_colon"]);
  });

  test("what is not base64 is kept as it came", async () => {
    const card = await readCard(["PHOTO;ENCODING=BASE64;TYPE=JPEG:AAAG:ASDF=="], "2.1");
    expect(card.properties[0]).toMatchObject({
      value: "AAAG:ASDF==",
      bytes: null,
      params: [
        { name: "TYPE", values: ["JPEG"] },
        { name: "ENCODING", values: ["BASE64"] },
      ],
    });
    expect(codes(card)).toEqual(["bad_base64"]);
  });

  test("an address under ENCODING=b stays text", async () => {
    const card = await readCard(["PHOTO;ENCODING=b:data:image/png;base64\\,AAAA"]);
    expect(card.properties[0]).toMatchObject({ value: "data:image/png;base64\\,AAAA", bytes: null });
    expect(codes(card)).toEqual([]);
  });

  test("a data address in 4.0 stays text", async () => {
    expect(await readValue("PHOTO:data:image/png;base64,AAAA", "4.0")).toBe("data:image/png;base64,AAAA");
  });
});
