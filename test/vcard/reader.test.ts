import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { Card } from "../../src/vcard/card.ts";
import { readCards } from "../../src/vcard/reader.ts";
import { codes, readAll, readCard } from "./read-all.ts";

/** `FN=Ann NOTE=x`, to compare cards at a glance. */
function outline(card: Card | undefined): string {
  return (card?.properties ?? []).map(({ name, value }) => `${name}=${value}`).join(" ");
}

async function read(...lines: string[]): Promise<{ cards: Card[]; codes: string[]; outlines: string[] }> {
  const { cards, outside } = await readAll(lines.join("\n"));
  return {
    cards,
    codes: [...cards.flatMap(codes), ...outside.map((warning) => warning.code)],
    outlines: cards.map(outline),
  };
}

describe("files", () => {
  test("the three versions of an export mixed in one file", async () => {
    const url = new URL("fixtures/mixed/three-versions.vcf", import.meta.url);
    const { cards, outside } = await readAll([await readFile(url)]);
    expect(outside).toEqual([]);
    expect(cards.map(({ version, index, first_line, last_line }) => [version, index, first_line, last_line])).toEqual([
      ["2.1", 1, 1, 9],
      ["3.0", 2, 10, 18],
      ["4.0", 3, 19, 25],
    ]);
    expect(cards.map(outline)).toEqual([
      "N=Großmann;Käthe FN=Käthe Großmann TEL=+491700000001 ADR=;;Lindenallee 4\n2. Stock;Köln;;50667;Germany NOTE=spring fair, stand 12",
      "N=Lovelace;Ada;;; FN=Ada Lovelace TEL=+1 212 555 0101 X-ABLABEL=_$!<Main>!$_ NOTE=Met at the fair\\, twice",
      "FN=王小明 TEL=tel:+86-10-5555-0100 ADR=;;S;T;;1;US CATEGORIES=friends",
    ]);
    expect(cards.flatMap(codes)).toEqual([]);
  });

  test("cards come in batches, with progress", async () => {
    const chunk = Buffer.from("BEGIN:VCARD\nVERSION:3.0\nFN:x\nEND:VCARD\n".repeat(3));
    const progress: number[] = [];
    const sizes: number[] = [];
    for await (const batch of readCards([chunk, chunk], { onProgress: (bytes) => progress.push(bytes) })) {
      sizes.push(batch.length);
    }
    // The last END of a chunk may still be folded.
    expect(sizes).toEqual([2, 3, 1]);
    expect(progress).toEqual([chunk.length, 2 * chunk.length]);
  });

  test("an error of the source is the caller's", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("BEGIN:VCARD\n");
      throw new Error("disk");
    }
    await expect(async () => {
      for await (const _ of readCards(broken()));
    }).rejects.toThrow("disk");
  });
});

describe("BEGIN and END", () => {
  test("any case, blanks, a full stop, END twice", async () => {
    const result = await read("begin:vCard  ", "VERSION:3.0", "FN:a", "END :VCARD.", "END:VCARD");
    expect(result.outlines).toEqual(["FN=a"]);
    expect(result.codes).toEqual(["text_outside_card"]);
  });

  test("a missing END ends at the next BEGIN and at the end of the file", async () => {
    const result = await read("BEGIN:VCARD", "VERSION:3.0", "FN:a", "BEGIN:VCARD", "VERSION:3.0", "FN:b");
    expect(result.outlines).toEqual(["FN=a", "FN=b"]);
    expect(result.codes).toEqual(["missing_end", "missing_end"]);
    expect(result.cards.map(({ first_line, last_line }) => [first_line, last_line])).toEqual([
      [1, 3],
      [4, 6],
    ]);
  });

  test("cards after a missing END are their own, and in order", async () => {
    const b = ["BEGIN:VCARD", "VERSION:3.0", "FN:b", "END:VCARD"];
    const result = await read("BEGIN:VCARD", "VERSION:3.0", "FN:a", ...b, ...b);
    expect(result.outlines).toEqual(["FN=a", "FN=b", "FN=b"]);
    expect(result.codes).toEqual(["missing_end"]);
  });

  test("lines after an inner END belong to the outer card", async () => {
    const inner = ["BEGIN:VCARD", "VERSION:2.1", "N:in", "END:VCARD"];
    const result = await read("BEGIN:VCARD", "VERSION:2.1", "N:out", ...inner, "", ...inner, "TEL:1", "END:VCARD");
    expect(result.outlines).toEqual(["N=out TEL=1", "N=in", "N=in"]);
    expect(result.cards.map(({ index }) => index)).toEqual([1, 2, 3]);
    expect(result.codes).toEqual(["nested_card"]);
  });

  test("text around cards and other components are passed over", async () => {
    const result = await read(
      "From: someone",
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "BEGIN:VCARD",
      "VERSION:3.0",
      "FN:a",
      "BEGIN:VALARM",
      "NOTE:no",
      "END:VALARM",
      "NOTE:BEGIN:VCARD",
      "END:VCARD",
      "END:VCALENDAR",
    );
    expect(result.outlines).toEqual(["FN=a NOTE=BEGIN:VCARD"]);
    expect(result.codes).toEqual(["text_outside_card", "text_outside_card", "text_outside_card"]);
  });

  test("an empty card is refused, its neighbour is not", async () => {
    const result = await read(
      "BEGIN:VCARD",
      "VERSION:3.0",
      "END:VCARD",
      "BEGIN:VCARD",
      "VERSION:3.0",
      "FN:a",
      "END:VCARD",
    );
    expect(result.cards.map(({ refused }) => refused)).toEqual(["The card is empty.", null]);
  });
});

describe("VERSION", () => {
  test.each([
    [["FN:a", "VERSION:2.1"], "2.1", []],
    [["FN:a", "VERSION : 4.0 "], "4.0", []],
    [["FN:a"], "3.0", ["missing_version"]],
    [["TEL;HOME:1"], "2.1", ["missing_version"]],
    [["NOTE;ENCODING=QUOTED-PRINTABLE:a"], "2.1", ["missing_version"]],
    [["VERSION:5.0", "FN:a"], "3.0", ["unknown_version"]],
    [["VERSION:3.0", "FN:a", "VERSION:2.1"], "3.0", ["repeated_property"]],
  ])("%j is %s", async (lines, version, warnings) => {
    const result = await read("BEGIN:VCARD", ...lines, "END:VCARD");
    expect(result.cards[0]?.version).toBe(version);
    expect(result.codes).toEqual(warnings);
  });
});

describe("AGENT", () => {
  const inner = ["BEGIN:VCARD", "VERSION:2.1", "N:Sec;Retary", "TEL;WORK:2", "END:VCARD"];

  test("a block is nested, with the lines of the file", async () => {
    const card = await readCard(["FN:Ann", "AGENT:", "", ...inner, "TEL:1"], "2.1");
    expect(outline(card)).toBe(`FN=Ann AGENT=${inner.join("\n")} TEL=1`);
    expect(card.nested.map(outline)).toEqual(["N=Sec;Retary TEL=2"]);
    expect(card.nested[0]).toMatchObject({ index: 1, first_line: 6, last_line: 10, warnings: [] });
    expect(card.nested[0]?.properties[0]?.line).toBe(8);
  });

  test("BEGIN may stand on the line of AGENT", async () => {
    const card = await readCard(["FN:Ann", `AGENT:${inner[0]}`, ...inner.slice(1), "TEL:1"], "2.1");
    expect(card.nested.map(outline)).toEqual(["N=Sec;Retary TEL=2"]);
  });

  test("escaped into one line", async () => {
    const value = "BEGIN:VCARD\\nVERSION:3.0\\nFN:Sec\\, the first\\nNOTE:a\\\\nb\\nEND:VCARD\\n";
    const card = await readCard(["FN:Ann", `AGENT:${value.slice(0, 20)}`, ` ${value.slice(20)}`]);
    expect(card.properties[1]?.value).toBe(value);
    expect(card.nested.map(outline)).toEqual(["FN=Sec, the first NOTE=a\\nb"]);
    expect(card.nested[0]).toMatchObject({ first_line: 4, last_line: 4 });
  });

  test("folded as it stands, and kept as one line of text", async () => {
    const card = await readCard(["AGENT:BEGIN:VCARD", " VERSION:3.0", " FN:Sec\\, x", " END:VCARD", "FN:Ann"]);
    expect(card.nested.map(outline)).toEqual(["FN=Sec\\, x"]);
    expect(card.nested[0]).toMatchObject({ first_line: 3, last_line: 6 });
    expect(card.properties[0]?.value).toBe("BEGIN:VCARD\\nVERSION:3.0\\nFN:Sec\\\\\\, x\\nEND:VCARD");
  });

  test("an address or text is no card", async () => {
    const card = await readCard(["AGENT;VALUE=uri:", " CID:part3@host", "AGENT:somebody", "AGENT:", "FN:Ann"]);
    expect(outline(card)).toBe("AGENT=CID:part3@host AGENT=somebody AGENT= FN=Ann");
    expect(card.nested).toEqual([]);
  });

  test("AGENT in AGENT is kept as text", async () => {
    const card = await readCard(
      ["FN:a", "AGENT:", "BEGIN:VCARD", "VERSION:2.1", "N:b", "AGENT:", ...inner, "END:VCARD", "TEL:1"],
      "2.1",
    );
    expect(card.nested.map(outline)).toEqual([`N=b AGENT=${inner.join("\n")}`]);
    expect(codes(card.nested[0])).toEqual(["too_deep"]);
    expect(outline(card)).toContain("TEL=1");
  });

  test("a missing END inside costs no neighbour", async () => {
    const next = ["BEGIN:VCARD", "VERSION:3.0", "FN:next", "END:VCARD"];
    const result = await read("BEGIN:VCARD", "VERSION:2.1", "FN:a", "AGENT:", "BEGIN:VCARD", "N:b", ...next, ...next);
    expect(result.cards.map(({ properties }) => properties[0]?.value)).toEqual(["a", "next", "next"]);
    expect(result.cards[0]?.nested.map(outline)).toEqual(["N=b"]);
  });
});

describe("the digest", () => {
  const lines = ["N:Lee;Ann", `NOTE:${"x".repeat(100)}`];
  const digest = async (...cardLines: string[]): Promise<string> => (await readCard(cardLines)).digest;

  test("is sixteen bytes of base64url", async () => {
    const text = await digest(...lines);
    expect(Buffer.from(text, "base64url")).toHaveLength(16);
    expect(Buffer.from(text, "base64url").toString("base64url")).toBe(text);
  });

  test("does not see REV, PRODID, folds and line ends", async () => {
    const { cards } = await readAll(
      ["BEGIN:VCARD", "VERSION:3.0", "PRODID:x", "N:Lee;", " Ann", lines[1], "rev:2", "END:VCARD"].join("\n"),
    );
    expect(cards[0]?.digest).toBe(await digest(...lines));
  });

  test("sees everything else", async () => {
    expect(await digest("N:Lee;Ann")).not.toBe(await digest("N:Lee;Anna"));
    expect(await digest("N:Lee;Ann")).not.toBe(await digest("N;X=1:Lee;Ann"));
  });
});
