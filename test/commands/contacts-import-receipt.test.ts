import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

function fileOf(text: string): string {
  const file = path.join(fs.mkdtempSync(path.join(folder, "file-")), "cards.vcf");
  fs.writeFileSync(file, text);
  return file;
}

test("on a terminal the lines of --ndjson hold nothing a terminal obeys", async () => {
  const file = fileOf(card("Evil \u009b31m\u202e\u200b"));
  const { stdout } = await run(`contacts import '${file}' --ndjson`, { store: newStore(folder), tty: true });
  expect(stdout).toContain('"display_name":"Evil \\u009b31m\\u202e\\u200b"');
  expect(stdout).not.toMatch(/[\u009b\u202e\u200b]/);
});

test("the receipt of --json says where and why a card failed", async () => {
  const file = fileOf(`${card("Ada")}BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n`);
  const { code, stdout } = await run(`contacts import '${file}' --json`, { store: newStore(folder) });
  const { failed, failures } = JSON.parse(stdout);
  expect({ code, failed, failures }).toEqual({
    code: 3,
    failed: 1,
    failures: [{ file, line: expect.any(Number), card: 2, reason: expect.stringMatching(/\S/) }],
  });
  expect((await json(`contacts import '${fileOf(card("Bob"))}'`, { store: newStore(folder) })).failures).toEqual([]);
});

test("a tag without a name is refused", async () => {
  const { code, error } = await errorOf(`contacts import '${fileOf(card("Ada"))}' --tag ' '`, {
    store: newStore(folder),
  });
  expect([code, error.code]).toEqual([2, "usage"]);
});
