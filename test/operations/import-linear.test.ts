/** Cards that share what should tell contacts apart: an import looks at twice as many rows for twice as many cards. */
import { expect, test } from "vitest";
import { LOCAL_SCOPE } from "../../src/backend/local.ts";
import { importer } from "../../src/operations/import/importer.ts";
import { prepare } from "../../src/operations/import/prepare.ts";
import type { Transaction } from "../../src/store/store.ts";
import { toDraft } from "../../src/vcard/mapping.ts";
import { readCards } from "../../src/vcard/reader.ts";
import { card } from "../support/cards.ts";
import { META, newStore, openStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

/** Rows that two imports of these cards look at, the second of them a little changed. */
async function rowsSeen(cardOf: (i: number, note: string) => string, count: number): Promise<number> {
  const store = openStore(newStore(folder));
  let seen = 0;
  const counting = (tx: Transaction): Transaction => ({
    ...tx,
    async find(table, where, limit) {
      const rows = await tx.find(table, where, limit);
      seen += 1 + rows.length;
      return rows;
    },
  });
  for (const note of ["first", "second"]) {
    const text = Array.from({ length: count }, (_, i) => cardOf(i, note)).join("");
    await store.write(LOCAL_SCOPE, META, async (tx) => {
      const into = await importer(counting(tx), { uid_only: false, reread: false, onCard() {} });
      for await (const cards of readCards([Buffer.from(text)])) {
        const read = cards.map((one) => ({
          ...{ file: "x.vcf", line: one.first_line, card: one.index, digest: one.digest },
          read: () => {
            const { draft } = toDraft(one, { region: "US" });
            return { prepared: prepare(draft, one.digest, tx.newId), failure: null, warnings: [] };
          },
        }));
        for (let at = 0; at < read.length; at += 100) await into.take(read.slice(at, at + 100));
      }
      await into.finish();
    });
  }
  await store.close();
  return seen;
}

const phone = (i: number) => `TEL:+1202555${1000 + i}`;

test.each<[string, (i: number, note: string) => string]>([
  ["UID", (i, note) => card(`P${i}`, "UID:0", phone(i), `NOTE:${note}`)],
  ["UID and name", (i, note) => card("Ann A", "UID:0", phone(i), `NOTE:${note}${i}`)],
  ["e-mail", (i, note) => card(`P${i}`, "EMAIL:info@example.org", `NOTE:${note}`)],
  ["e-mail and name", (i, note) => card("Ann A", "EMAIL:ann@example.org", `NOTE:${note}${i}`)],
  ["phone", (i, note) => card(`P${i}`, "TEL:+12025550100", `NOTE:${note}`)],
  ["name", (i, note) => card("Ann A", phone(i), `NOTE:${note}`)],
  ["name and company", (i, note) => card("Ann A", phone(i), "ORG:Acme", `NOTE:${note}`)],
  ["company", (i, note) => card(`P${i}`, phone(i), "ORG:Acme", `NOTE:${note}`)],
  ["name of companies", (i, note) => card("Acme", "KIND:org", phone(i), `NOTE:${note}`)],
  ["tag", (i, note) => card(`P${i}`, phone(i), "CATEGORIES:a", `NOTE:${note}`)],
  ["digest", () => card("Ann A", "NOTE:x")],
  ["name of groups", (i, note) => card("Family", "KIND:group", `MEMBER:m${i}`, `NOTE:${note}`)],
  ["relative", (i, note) => card(`P${i}`, "X-SPOUSE:Ann A", `NOTE:${note}`)],
])(
  "one %s",
  async (_what, cardOf) => {
    const once = await rowsSeen(cardOf, 300);
    expect((await rowsSeen(cardOf, 600)) / once).toBeLessThan(2.4);
  },
  60_000,
);
