import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ContactDraft } from "../../src/domain/draft.ts";
import { anyCard } from "./any-card.ts";
import { read, VERSIONS, write } from "./lift.ts";

/** Reading our own export must give what the first reading gave; only a UID is made where there was none. */
async function expectStable(draft: ContactDraft, context: string): Promise<void> {
  for (const version of VERSIONS) {
    const text = write(draft, version);
    const [again] = await read(text);
    const uid = draft.vcard_uid ?? again?.draft.vcard_uid ?? null;
    expect(again?.draft, `${context}\n--- ${version}\n${text}`).toEqual({ ...draft, vcard_uid: uid });
  }
}

const FIXTURES = new URL("fixtures/", import.meta.url).pathname;

for (const file of globSync("*/*.vcf", { cwd: FIXTURES })) {
  test(`${file} comes back the same from both versions`, async () => {
    for (const { draft } of await read(readFileSync(FIXTURES + file))) await expectStable(draft, file);
  });
}

test("any card comes back the same from our 4.0 and our 3.0 export", async () => {
  await fc.assert(
    fc.asyncProperty(anyCard, async (text) => {
      for (const { draft } of await read(text)) await expectStable(draft, text);
    }),
    { numRuns: Number(process.env.RUNS ?? 500) },
  );
});
