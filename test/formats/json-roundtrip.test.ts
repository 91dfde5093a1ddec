import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ContactDraft } from "../../src/domain/draft.ts";
import type { FormatWriter, ReadFormat } from "../../src/formats/format.ts";
import { jcardWriter, readJcard } from "../../src/formats/jcard/jcard.ts";
import { jscontactWriter, readJscontact } from "../../src/formats/jscontact/jscontact.ts";
import { isEmpty } from "../../src/vcard/mapping.ts";
import { anyCard } from "../vcard/any-card.ts";
import { read as readVcards } from "../vcard/lift.ts";
import { readWith, withUid, writeWith } from "./read-format.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const FILES = [...globSync("test/vcard/fixtures/*/*.vcf", { cwd: ROOT }), "examples/phone.vcf"];
const FORMATS: [string, ReadFormat, FormatWriter][] = [
  ["jCard", readJcard, jcardWriter],
  ["JSContact", readJscontact, jscontactWriter],
];

describe.each(FORMATS)("%s", (_name, readFormat, writer) => {
  async function expectStable(drafts: readonly ContactDraft[]): Promise<void> {
    const text = writeWith(writer, drafts);
    const again = await readWith(readFormat, text);
    expect(
      again.map(({ draft }) => draft),
      text,
    ).toEqual(drafts.map((draft, index) => withUid(draft, again[index]?.draft)));
  }

  test.each(FILES)("gives %s back the same", async (file) => {
    const drafts = (await readVcards(readFileSync(ROOT + file))).map(({ draft }) => draft);
    await expectStable(drafts.filter((draft) => !isEmpty(draft)));
  });

  test("gives any card back the same", async () => {
    await fc.assert(
      fc.asyncProperty(anyCard, async (text) => {
        for (const { draft } of await readVcards(text)) if (!isEmpty(draft)) await expectStable([draft]);
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    );
  });
});
