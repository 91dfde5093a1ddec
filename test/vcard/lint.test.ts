import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { FILE_WITHOUT_CARDS, KEPT_VALUE, SHARED_UID } from "../../src/domain/import-report.ts";
import type { Version } from "../../src/vcard/card.ts";
import { lintCard } from "../../src/vcard/validate.ts";
import { levelOf, WARNINGS, type WarningCode } from "../../src/vcard/warnings.ts";
import { readAll, utf8 } from "./read-all.ts";

const QP = "ENCODING=QUOTED-PRINTABLE";
const NAMES = ["N:Lovelace;Ada", "FN:Ada Lovelace"];

type Row = [code: WarningCode, version: Version, has: readonly string[], hasNot: readonly string[]];

/** Lines beside the name of a card that has the code, and of one of the same version that has not. */
const ROWS: readonly Row[] = [
  ["line_without_colon", "3.0", ["nothing"], ["NOTE:something"]],
  ["text_outside_card", "3.0", ["BEGIN:VEVENT", "END:VEVENT"], []],
  ["nested_card", "2.1", ["BEGIN:VCARD", "VERSION:2.1", ...NAMES, "END:VCARD", "TEL:1"], ["TEL:1"]],
  ["too_large", "3.0", [`NOTE:${"x".repeat(1 << 20)}`], [`NOTE:${"x".repeat(1000)}`]],
  ["bad_quoted_printable", "2.1", [`NOTE;${QP}:a=ZZ`], [`NOTE;${QP}:a=41`]],
  ["dangling_soft_break", "2.1", [`NOTE;${QP}:a=`], [`NOTE;${QP}:a=`, "b"]],
  ["bad_base64", "3.0", ["KEY;ENCODING=b:%%%"], ["KEY;ENCODING=b:QUJD"]],
  ["unknown_charset", "2.1", ["NOTE;CHARSET=KLINGON:\xe9"], ["NOTE;CHARSET=ISO-8859-1:\xe9"]],
  ["guessed_charset", "2.1", ["NOTE:\xe9"], [utf8("NOTE:é")]],
  ["invalid_utf8", "2.1", ["NOTE;CHARSET=UTF-8:\xff"], [utf8("NOTE;CHARSET=UTF-8:é")]],
  ["control_character", "3.0", ["NOTE:a\x07b"], ["NOTE:a\tb"]],
  ["bad_name", "3.0", ["X_MY:1"], ["X-MY:1"]],
  ["bad_name", "3.0", ["MINE:1"], ["X-MINE:1"]],
  ["bad_parameter", "4.0", ["TEL;PREF=101:1"], ["TEL;PREF=100:1"]],
  ["bad_parameter", "4.0", ["HOBBY;INDEX=0:x"], ["HOBBY;INDEX=1:x"]],
  ["bad_parameter", "4.0", ["TEL;PID=a:1"], ["TEL;PID=1.2:1"]],
  ["bad_parameter", "4.0", ["HOBBY;LEVEL=huge:x"], ["HOBBY;LEVEL=high:x"]],
  ["bad_parameter", "3.0", ["NOTE;LANGUAGE=_:x"], ["NOTE;LANGUAGE=pt-BR:x"]],
  ["bad_parameter", "3.0", ["NOTE;FOO=1:x"], ["NOTE;X-FOO=1:x"]],
  ["bad_parameter", "3.0", ["NOTE;VALUE=poem:x"], ["NOTE;VALUE=text:x"]],
  ["unknown_type", "3.0", ["TEL;TYPE=yacht:1"], ["TEL;TYPE=x-yacht,HOME,pref,pcs:1"]],
  ["unknown_type", "3.0", ["PHOTO;ENCODING=b;TYPE=nice:/9j/4A=="], ["PHOTO;ENCODING=b;TYPE=JPEG:/9j/4A=="]],
  // Names, parameters, types, encodings and values of other versions
  ["not_in_version", "2.1", ["NICKNAME:A"], ["NOTE:A"]],
  ["not_in_version", "2.1", ["CATEGORIES:A"], ["AGENT:A"]],
  ["not_in_version", "3.0", ["GENDER:F"], ["X-GENDER:F"]],
  ["not_in_version", "4.0", ["LABEL:Home"], ["LANG:en"]],
  ["not_in_version", "3.0", ["TEL;PREF=1:1"], ["TEL;TYPE=PREF:1"]],
  ["not_in_version", "4.0", ["TEL;TYPE=pref:1"], ["TEL;PREF=1:1"]],
  ["not_in_version", "2.1", ["TEL;PCS:1"], ["TEL;CELL:1"]],
  ["not_in_version", "4.0", ["TEL;TYPE=msg:1"], ["TEL;TYPE=text:1"]],
  ["not_in_version", "3.0", ["TEL;HOME:1"], ["TEL;TYPE=HOME:1"]],
  ["not_in_version", "3.0", [`NOTE;${QP}:a`], ["NOTE:a"]],
  ["not_in_version", "4.0", ["NOTE;CHARSET=UTF-8:a"], ["NOTE:a"]],
  ["not_in_version", "3.0", ["PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4A=="], ["PHOTO;ENCODING=b;TYPE=JPEG:/9j/4A=="]],
  ["not_in_version", "2.1", ["PHOTO;ENCODING=b;JPEG:/9j/4A=="], ["PHOTO;ENCODING=BASE64;JPEG:/9j/4A=="]],
  ["not_in_version", "3.0", ["PHOTO:data:image/jpeg;base64,/9j/4A=="], []],
  ["not_in_version", "3.0", ["TEL;VALUE=uri:tel:+1"], ["TEL:+1"]],
  ["not_in_version", "3.0", ["KEY;VALUE=uri:https://example.org/k"], ["KEY;ENCODING=b:QUJD"]],
  ["not_in_version", "2.1", ["TZ:Europe/Berlin"], ["TZ:+01:00"]],
  ["not_in_version", "2.1", ["ADR:;;1 Main St,Back;Town"], ["ADR:;;1 Main St, Back;Town"]],
  ["not_in_version", "4.0", ["GEO:1;2"], ["GEO:geo:1,2"]],
  ["not_in_version", "3.0", ["GEO:geo:1,2"], ["GEO:1;2"]],
  // Values
  ["bad_date", "3.0", ["BDAY:1985-13-40"], ["BDAY:1985-04-12"]],
  ["bad_date", "3.0", ["REV:never"], ["REV:2008-04-24T19:52:43Z"]],
  ["bad_uri", "3.0", ["URL:www.example.org"], ["URL:https://example.org"]],
  ["bad_uri", "4.0", ["TEL;VALUE=uri:12 34"], ["TEL;VALUE=uri:tel:12"]],
  ["bad_uri", "4.0", ["RELATED:Charles"], ["RELATED;VALUE=text:Charles"]],
  ["bad_geo", "3.0", ["GEO:200;7"], ["GEO:20;7"]],
  ["bad_geo", "4.0", ['ADR;GEO="here":;;S;T;;;'], ['ADR;GEO="geo:1,2":;;S;T;;;']],
  ["not_an_image", "3.0", ["PHOTO;ENCODING=b:QUJD"], ["PHOTO;ENCODING=b:/9j/4A=="]],
  ["text_date", "3.0", ["BDAY;VALUE=text:circa 1800"], ["BDAY:1800-01-01"]],
  ["partial_date", "3.0", ["BDAY:--0412"], ["BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12"]],
  ["empty_property", "3.0", ["ADR:;;;;;;"], ["ADR:;;S;;;;"]],
  ["repeated_property", "4.0", ["BDAY:19850412", "BDAY:19860412"], ["BDAY:19850412"]],
  ["repeated_property", "4.0", ["KIND:org", "KIND:group"], ["KIND:org"]],
  ["repeated_property", "4.0", ["GENDER:F", "GENDER:M"], ["GENDER;ALTID=1:F", "GENDER;ALTID=1;LANGUAGE=fr:F;femme"]],
  ["member_without_group", "4.0", ["MEMBER:urn:uuid:1"], ["KIND:group", "MEMBER:urn:uuid:1"]],
];

/** Files of one card for what is wrong with the card itself. */
const FILES: readonly (readonly [code: WarningCode, has: string, hasNot: string])[] = [
  ["missing_end", "BEGIN:VCARD\nVERSION:4.0\nFN:A\n", "BEGIN:VCARD\nVERSION:4.0\nFN:A\nEND:VCARD\n"],
  ["missing_version", "BEGIN:VCARD\nFN:A\nEND:VCARD\n", "BEGIN:VCARD\nVERSION:4.0\nFN:A\nEND:VCARD\n"],
  ["unknown_version", "BEGIN:VCARD\nVERSION:5\nFN:A\nEND:VCARD\n", "BEGIN:VCARD\nVERSION:4.0\nFN:A\nEND:VCARD\n"],
  ["empty_card", "BEGIN:VCARD\nVERSION:4.0\nEND:VCARD\n", "BEGIN:VCARD\nVERSION:4.0\nFN:A\nEND:VCARD\n"],
  ["missing_fn", "BEGIN:VCARD\nVERSION:3.0\nN:A\nEND:VCARD\n", "BEGIN:VCARD\nVERSION:2.1\nN:A\nEND:VCARD\n"],
  ["missing_n", "BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\n", "BEGIN:VCARD\nVERSION:4.0\nFN:A\nEND:VCARD\n"],
  [
    "too_deep",
    `BEGIN:VCARD\nVERSION:2.1\nN:A\n${nested(2)}END:VCARD\n`,
    `BEGIN:VCARD\nVERSION:2.1\nN:A\n${nested(1)}END:VCARD\n`,
  ],
];

function nested(depth: number): string {
  const inner = depth > 1 ? nested(depth - 1) : "";
  return `AGENT:\nBEGIN:VCARD\nVERSION:2.1\nN:B\n${inner}END:VCARD\n`;
}

/** What only an option of the import leads to. */
const ELSEWHERE: readonly WarningCode[] = ["photo_left_out"];

async function codesOf(text: string): Promise<string[]> {
  const { cards, outside } = await readAll(text, { transfers: true });
  return [...outside, ...cards.flatMap(lintCard)].map(({ code }) => code);
}

const fileOf = (version: string, lines: readonly string[]) =>
  `${["BEGIN:VCARD", `VERSION:${version}`, ...NAMES, ...lines, "END:VCARD"].join("\r\n")}\r\n`;

describe("a card", () => {
  test.each(ROWS)("has %s in %s: %j, and has not: %j", async (code, version, has, hasNot) => {
    expect(await codesOf(fileOf(version, has))).toContain(code);
    expect(await codesOf(fileOf(version, hasNot))).not.toContain(code);
  });

  test.each(FILES)("has %s or not", async (code, has, hasNot) => {
    expect(await codesOf(has)).toContain(code);
    expect(await codesOf(hasNot)).not.toContain(code);
  });

  test("is tried for every code there is", () => {
    const tried = new Set([...ROWS, ...FILES].map(([code]) => code));
    expect([...Object.keys(WARNINGS)].filter((code) => !tried.has(code as WarningCode))).toEqual(ELSEWHERE);
  });
});

test.each([
  ["2.1", ["TEL;HOME;VOICE;PREF:1", `NOTE;${QP};CHARSET=UTF-8:=C3=A9`, "BDAY:1985-04-12", "TZ:-0500", "GEO:1,2"]],
  ["3.0", ["NICKNAME:A", "EMAIL;TYPE=INTERNET,HOME:a@example.org", "TZ;VALUE=text:Europe/Berlin", "CLASS:PUBLIC"]],
  [
    "3.0",
    ["item1.URL;type=pref:https\\://example.org", "item1.X-ABLabel:_$!<HomePage>!$_", "REV:2020-01-01T00:00:00Z"],
  ],
  ["4.0", ['TEL;VALUE=uri;TYPE="voice,home";PREF=1:tel:+1;ext=1', "BDAY:--0412", "ANNIVERSARY;VALUE=text:spring"]],
  ["4.0", ["N;ALTID=1;LANGUAGE=ja:A;B", "LANG;PREF=1:fr", "CLIENTPIDMAP:1;urn:uuid:1", "TZ:-0500", "TZ:Europe/Berlin"]],
] as const)("nothing is said of good lines of %s: %j", async (version, lines) => {
  const names = lines.some((line) => line.startsWith("N;")) ? ["FN:Ada"] : NAMES;
  const text = ["BEGIN:VCARD", `VERSION:${version}`, ...names, ...lines, "END:VCARD", ""].join("\r\n");
  expect(await codesOf(text)).toEqual([]);
});

test("what reading and the rules both find is said once, in the order of the lines", async () => {
  const { cards } = await readAll(fileOf("3.0", ["GENDER:F", "TEL:", "BDAY:x", "BDAY:19850412", "UID:a", "UID:b"]), {
    transfers: true,
  });
  expect(cards.flatMap(lintCard).map(({ line, property, code }) => [line, property, code])).toEqual([
    [5, "GENDER", "not_in_version"],
    [6, "TEL", "empty_property"],
    [7, "BDAY", "bad_date"],
    [8, "BDAY", "repeated_property"],
    [10, "UID", "repeated_property"],
  ]);
});

describe("docs/warnings.md", () => {
  const text = fs.readFileSync(path.join(import.meta.dirname, "../../docs/warnings.md"), "utf8");
  const rows = (title: string) => {
    const section = text.split("\n## ").find((part) => part.startsWith(title)) ?? "";
    return [...section.matchAll(/^\| `(\w+)` \| ([^|]*) \|/gm)].map(([, code = "", second = ""]) => [code, second]);
  };

  test("has every code about vCards, with its level", () => {
    const codes = Object.keys(WARNINGS);
    expect(rows("vCard files").sort()).toEqual(codes.map((code) => [code, levelOf(code)]).sort());
  });

  test("has those of matching and of files", () => {
    const codes = [SHARED_UID, KEPT_VALUE, FILE_WITHOUT_CARDS, ...codesIn("workflows", /_NOT_READ = "(\w+)"/g)];
    expect(rows("Matching").map(([code]) => code)).toEqual(codes);
  });

  test("has those of the other formats", () => {
    const found = codesIn("formats", /(?:\bcode: |\b(?:warn|keepCells)\([^;]*?)"([a-z]+(?:_[a-z]+)+)"/g);
    const others = found.filter((code) => !(code in WARNINGS));
    expect(others.length).toBeGreaterThan(10);
    expect(
      rows("Other formats")
        .map(([code]) => code)
        .sort(),
    ).toEqual([...new Set(others)].sort());
  });
});

/** Codes in the sources of a folder. */
function codesIn(folder: string, pattern: RegExp): string[] {
  const root = path.join(import.meta.dirname, "../../src", folder);
  const names = fs.readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const sources = names.map((name) => fs.readFileSync(path.join(root, name), "utf8"));
  return sources.flatMap((source) => [...source.matchAll(pattern)].map(([, code = ""]) => code));
}
