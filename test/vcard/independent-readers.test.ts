import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { examine } from "./independent.ts";
import { read, write } from "./lift.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const FILES = globSync(["test/vcard/fixtures/*/*.vcf", "examples/*.vcf"], { cwd: ROOT }).sort();

describe.each(["4.0", "3.0"] as const)("version %s of our export", (version) => {
  test.each(FILES)("%s reads alike in other libraries", async (file) => {
    const found = await read(readFileSync(path.join(ROOT, file)));
    const { cards, values, differences, long, cut } = await examine(
      Buffer.from(found.map(({ draft }) => write(draft, version)).join("")),
    );
    expect({ cards, differences, long, cut }).toEqual({ cards: found.length, differences: [], long: [], cut: [] });
    expect(values["ical.js"]).toBeGreaterThan(0);
    if (version === "4.0") expect(values.vcard4).toBeGreaterThan(0);
  });
});

test.each([
  ["a value read otherwise", "TEL:a\\xz", ["differences"]],
  ["a line of 76 octets", `X-A:${"x".repeat(72)}`, ["long"]],
])("the examination finds %s", async (_what, line, expected) => {
  const card = `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:x\r\n${line}\r\nEND:VCARD\r\n`;
  const { long, cut, differences } = await examine(Buffer.from(card));
  expect(Object.entries({ long, cut, differences }).flatMap(([name, all]) => (all.length > 0 ? [name] : []))).toEqual(
    expected,
  );
});

test("the examination finds a cut character", async () => {
  const bytes = Buffer.from("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:é\r\nEND:VCARD\r\n");
  const at = bytes.indexOf("é") + 1;
  const cut = Buffer.concat([bytes.subarray(0, at), Buffer.from("\r\n "), bytes.subarray(at)]);
  expect((await examine(cut)).cut).toHaveLength(2);
});
