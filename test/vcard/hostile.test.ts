import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Card, CardWarning } from "../../src/vcard/card.ts";
import { codes, readAll } from "./read-all.ts";

const MB = 1024 * 1024;
const BEGIN = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:first\r\n";
const NEXT = "\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:next\r\nEND:VCARD\r\n";

/** Head, `count` times `piece`, tail, in chunks: a file that is never in memory as a whole. */
function* repeated(head: string, piece: string, count: number, tail: string): Generator<Uint8Array> {
  yield Buffer.from(head, "latin1");
  const perChunk = Math.max(1, Math.floor(65_536 / piece.length));
  const chunk = Buffer.from(piece.repeat(perChunk), "latin1");
  for (let left = count; left > 0; left -= perChunk) {
    yield left >= perChunk ? chunk : chunk.subarray(0, left * piece.length);
  }
  yield Buffer.from(tail, "latin1");
}

/** A card that is all right but for one thing, and the card after it, which must come through. */
async function abused(head: string, piece: string, count: number, tail = ""): Promise<Card> {
  const { cards } = await readAll(repeated(BEGIN + head, piece, count, tail + NEXT));
  expect(cards.map(({ index }) => index)).toEqual([1, 2]);
  expect(cards[1]).toMatchObject({ refused: null, warnings: [], properties: [{ name: "FN", value: "next" }] });
  return cards[0] as Card;
}

// Quadratic work would not end within the timeout; bench/reader-linear.mjs measures the ratios.
describe("sizes that are taken", () => {
  test.each([
    ["100 kB of blanks in a note", "NOTE:a", " ", 100_000, "b", 100_002],
    ["a million blank lines", "NOTE:a\n", "\n", 1_000_000, "", 1],
    ["a million folded one-byte lines", "NOTE:a", "\r\n b", 1_000_000, "", 1_000_001],
    ["a million soft line breaks", "NOTE;QUOTED-PRINTABLE:a", "=\r\n", 1_000_000, "", 1],
    ["quoted-printable that is all equals signs", "NOTE;QUOTED-PRINTABLE:", "=", 500_000, "", 499_999],
    ["encoded backslashes and semicolons", "N;QUOTED-PRINTABLE:", "=5C=3B", 100_000, "", 200_000],
    ["semicolons in N", "N:", ";", 50_000, "", 50_000],
    ["terms in a quoted parameter", 'TEL;TYPE="', "a,", 20_000, '":1', 1],
    ["a data address of 5 MB", "PHOTO:data:image/png;base64,", "A", 5 * MB, "", 5 * MB + 22],
  ])("%s", async (_, head, piece, count, tail, length) => {
    const card = await abused(head, piece, count, tail);
    expect(card.refused).toBeNull();
    expect(card.properties[1]?.value).toHaveLength(length);
  });

  test.each([
    ["folded", "PHOTO;ENCODING=b:", `\r\n ${"A".repeat(72)}`],
    ["at column 0", "PHOTO;ENCODING=BASE64:", `\r\n${"A".repeat(72)}`],
    ["on one line", "PHOTO;ENCODING=b:", "A".repeat(72)],
  ])("a photo of 20 MB, %s", async (_, head, line) => {
    const card = await abused(head, line, 400_000);
    expect(card.properties[1]?.bytes).toHaveLength(400_000 * 54);
  });
});

describe("sizes that are refused, at the price of one card", () => {
  test.each([
    ["40 MB of blanks", "NOTE:a", " ", 40 * MB, "b"],
    ["a million folded lines of quoted-printable", "NOTE;QUOTED-PRINTABLE:", "\r\n abc=", 1_000_000, ""],
    ["folded colons in an open quote", 'ADR;LABEL="', "\r\n :::", 500_000, ""],
    ["a line of 60 MB without a colon", "", "a", 60 * MB, ""],
    ["base64 of 60 MB", "PHOTO;ENCODING=b:", `\r\n ${"A".repeat(72)}`, 900_000, ""],
    ["base64 of 60 MB on one line", "PHOTO;ENCODING=b:", "A", 60 * MB, ""],
    ["a photo of 35 MB", "PHOTO;ENCODING=b:", "A", 47 * MB, ""],
    ["a name of 2 MB", "X-", "A", 2 * MB, ":1"],
    ["a phone of 2 MB", "TEL:", "1", 2 * MB, ""],
    ["50,000 properties", "", "TEL:1\r\n", 50_000, ""],
    ["50,000 lines without a colon", "", "TEL\r\n", 50_000, ""],
    ["50,000 parameters", "TEL", ";X=1", 50_000, ":1"],
    ["20,000 open quotes", "TEL", ';X="a', 20_000, ":1"],
    ["20,000 open brackets", "TEL", ";X-CUSTOM(=", 20_000, ":1"],
    ["80 MB of notes", "", `NOTE:${"a".repeat(100_000)}\r\n`, 800, ""],
  ])("%s", async (_, head, piece, count, tail) => {
    const card = await abused(head, piece, count, tail);
    expect(card.refused).toMatch(/ (longer|larger|more) than /);
    expect(card.properties).toEqual([]);
    expect(codes(card).filter((code) => code === "too_large")).toHaveLength(1);
    expect(card.warnings.length).toBeLessThan(10_001);
  });

  test("the warning names the line", async () => {
    const card = await abused("TEL:1\r\nNOTE:", "a", 2 * MB);
    expect(card.warnings).toMatchObject([{ code: "too_large", line: 5 }]);
  });

  test("limits are the caller's", async () => {
    const { cards } = await readAll(`${BEGIN}NOTE:${"a".repeat(100)}${NEXT}`, { limits: { value: 50 } });
    expect(cards.map(({ refused }) => refused)).toEqual(["A line is longer than the limits allow.", null]);
  });
});

describe("files that are hardly vCards", () => {
  async function outside(chunks: Iterable<Uint8Array>): Promise<CardWarning[]> {
    const result = await readAll(chunks);
    expect(result.cards).toEqual([]);
    return result.outside;
  }

  test("a line of 300 MB is skipped while it streams", async () => {
    const warnings = await outside(repeated("x\n", "a", 300 * MB, "\n"));
    expect(warnings.map(({ code, line }) => [code, line])).toEqual([
      ["text_outside_card", 1],
      ["too_large", 2],
    ]);
  });

  test("a file of NULs", async () => {
    await outside(repeated("", "\0", 20 * MB, ""));
    await outside(repeated("", "\0\n", 500_000, ""));
  });

  test("text without end is one warning", async () => {
    expect(await outside(repeated("", "a: b\n", 1_000_000, ""))).toHaveLength(1);
  });

  test("END without BEGIN", async () => {
    expect(await outside(repeated("", "END:VCARD\n", 100_000, ""))).toHaveLength(1);
  });

  test("20,000 times BEGIN", async () => {
    const { cards } = await readAll(repeated("", "BEGIN:VCARD\r\n", 20_000, ""));
    expect(cards).toHaveLength(20_000);
    expect(cards.every(({ refused }) => refused === "The card is empty.")).toBe(true);
  });

  test("20,000 AGENTs in each other", async () => {
    const { cards } = await readAll(repeated("", "BEGIN:VCARD\r\nAGENT:\r\n", 20_000, ""));
    expect(cards).toHaveLength(1);
  });

  test("100,000 cards after a missing END", async () => {
    const { cards } = await readAll(repeated("BEGIN:VCARD\nFN:a\n", "BEGIN:VCARD\nFN:b\nEND:VCARD\n", 100_000, ""));
    expect(cards).toHaveLength(100_001);
    expect(cards.filter((card) => codes(card).includes("missing_end"))).toHaveLength(1);
  });
});

/** Pieces that mean something to the reader, so that random files reach all of it. */
const PIECES = [
  ...["BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "VERSION:4.0", "BEGIN:VEVENT", "END:VEVENT", "AGENT:", "FN:a"],
  ...["AGENT:BEGIN:VCARD\\nFN:b\\nEND:VCARD", "N;ENCODING=QUOTED-PRINTABLE:=3B=C3=A4=", "PHOTO;BASE64:", "AAAA"],
  ...[
    'ADR;LABEL="a:b";TYPE=x,y:;;',
    "TEL;X-CUSTOM(CHARSET=UTF-8,=41):1",
    "NOTE;CHARSET=SHIFT_JIS:\x95\x5c",
    "\xef\xbb\xbf",
  ],
  ...[
    "\r",
    "\n",
    "\r\n",
    "\r\r\n",
    "\n ",
    "\n\t",
    "=\n",
    "=\n ",
    "=",
    ":",
    ";",
    '"',
    "\\",
    "\0",
    "\x1b",
    "\x1f",
    "\xff",
    "\xc3",
    " ",
  ],
];
const files = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join(""), "latin1")),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join("\n"), "latin1")),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);
const LIMITS = { line: 80, value: 40, card: 150, properties: 6, parameters: 2, photo: 20, nesting: 1 };

describe("whatever the bytes are", () => {
  test("reading never throws, and cards are whole", async () => {
    await fc.assert(
      fc.asyncProperty(files, async (bytes) => {
        for (const limits of [{}, LIMITS]) {
          const { cards } = await readAll([bytes], { limits });
          const indexes = cards.map(({ index }) => index).sort((a, b) => a - b);
          expect(indexes).toEqual(cards.map((_, i) => i + 1));
          for (const card of cards) {
            expect(card.first_line).toBeLessThanOrEqual(card.last_line);
            expect(JSON.stringify(card)).not.toMatch(/[\u0100\u0101]|\\u00(00|01|1f)/);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("the chunks make no difference", async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 1, max: 9 }), async (bytes, size) => {
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        );
        for (const limits of [{}, LIMITS]) {
          expect(await readAll(chunks, { limits })).toEqual(await readAll([bytes], { limits }));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("a damaged card never costs its neighbours", async () => {
    const card = `${BEGIN}N;ENCODING=QUOTED-PRINTABLE:=C3=84;b=\r\n c\r\nTEL;TYPE="a":1\r\n`;
    await fc.assert(
      fc.asyncProperty(fc.nat(card.length - 1), fc.constantFrom(...PIECES), fc.nat(5), async (at, piece, drop) => {
        const damaged = card.slice(0, at) + piece + card.slice(at + drop);
        const { cards } = await readAll(`${NEXT}${damaged}${NEXT}`);
        const names = cards.filter(({ properties }) => properties[0]?.value === "next");
        expect(names.length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});
