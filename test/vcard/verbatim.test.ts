// Lines of phones that come back as they came: columns, parameters, order.
import { describe, expect, test } from "vitest";
import { run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";
import { readLines, write } from "./lift.ts";

describe.each(["4.0", "3.0", "2.1"] as const)("in %s", (version) => {
  test.each(["vnd.android.cursor.item/relation;Anna;14;;;;;;;;;;;;;", "vnd.android.cursor.item/other;;1;;"])(
    "X-ANDROID-CUSTOM has its empty columns: %s",
    async (columns) => {
      const draft = await readLines("2.1", "N:Ray", `X-ANDROID-CUSTOM:${columns}`);
      expect(write(draft, version).replaceAll("\r\n ", "")).toContain(`X-ANDROID-CUSTOM:${columns}\r\n`);
    },
  );

  test.each(["http://twitter.com/zoem", "https://twitter.com/zoem", "https://example.org/zoem"])(
    "a profile has its user: %s",
    async (address) => {
      const draft = await readLines("3.0", "N:Ray", `X-SOCIALPROFILE;type=twitter;x-user=zoem:${address}`);
      expect(write(draft, version).replaceAll("\r\n ", "")).toMatch(/SOCIALPROFILE;(.*;)?X-USER=zoem[;:]/);
    },
  );
});

test("a profile has its service as TYPE in 3.0, where Apple reads it", async () => {
  const draft = await readLines("3.0", "N:Ray", "X-SOCIALPROFILE;type=twitter;x-user=zoem:http://twitter.com/zoem");
  expect(write(draft, "3.0")).toContain("X-SOCIALPROFILE;TYPE=twitter;X-USER=zoem:http://twitter.com/zoem\r\n");
});

describe("an iPhone's relatives come in the order they came in", () => {
  const folder = temporaryFolder();
  const relatives = ["Unknown", "Anna", "Nobody", "Berta"];
  const lines = relatives.flatMap((name, at) => [
    `item${at + 5}.X-ABRELATEDNAMES:${name}`,
    `item${at + 5}.X-ABLabel:_$!<${at === 0 ? "Spouse" : "Mother"}>!$_`,
  ]);
  const vcard = (...own: string[]) => ["BEGIN:VCARD", "VERSION:3.0", ...own, "END:VCARD", ""].join("\r\n");

  test.each(["4.0", "3.0"])("%s", async (version) => {
    const cards = [vcard("N:Ray;Man", "FN:Man Ray", ...lines), vcard("FN:Berta"), vcard("FN:Anna")];
    const store = await bookOf(newStore(folder), cards.join(""));
    const { stdout } = await run(`contacts export 'Man Ray' --vcard-version ${version}`, { store });
    expect(stdout.split("\r\n").filter((line) => /^item/.test(line))).toEqual(lines);
  });
});
