// What an edit changes in an export: the lines of its field and nothing else, in 4.0 and 3.0, whoever wrote the card.
// Groups that only carry a label are numbered anew by every export, so their numbers are not compared.
import fs from "node:fs";
import { describe, expect, test } from "vitest";
import { json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const FILES = [...fs.globSync("test/vcard/fixtures/*/*.vcf", { cwd: ROOT }).sort(), "examples/phone.vcf"];

/**
 * The edit of a contact, and the properties it may change; the label of a group belongs to its property. 3.0 has a
 * company's name in ORG as well, one TZ, and GEO for the only address.
 */
const EDITS: readonly (readonly [string, string, RegExp])[] = [
  ["a name", "update ID --name 'New Name'", /^(FN|ORG)$/],
  ["a given name", "update ID --given New", /^(FN|N)$/],
  ["a suffix", "update ID --suffix III", /^(FN|N)$/],
  ["a nickname", "update ID --nickname New", /^NICKNAME$/],
  ["a note", "update ID --bio 'New; one, two'", /^NOTE$/],
  ["a language", "update ID --language pt-BR", /^(X-)?LANG$/],
  ["a time zone", "update ID --timezone Europe/Berlin", /^(X-BACKSIDE-KEPT-)?TZ$/],
  ["a picture's address", "update ID --avatar-url https://example.org/new.png", /^PHOTO$/],
  ["an e-mail", "channel add ID email new@example.net --label work", /^EMAIL$/],
  ["an e-mail with a label of its own", "channel add ID email new@example.net --label Boat", /^EMAIL$/],
  ["a phone", "channel add ID phone '+1 202 555 0199'", /^TEL$/],
  ["an address of a page", "channel add ID url https://example.net/new", /^URL$/],
  ["a handle", "channel add ID matrix @new:example.net", /^IMPP$/],
  ["a profile", "channel add ID twitter new", /^(X-)?SOCIALPROFILE$/],
  ["an address", "address add ID --street 'New 1' --city Town --label home", /^(ADR|GEO)$/],
  ["a date", "date add ID custom 2001-02-03 --label New", /^X-ABDATE$/],
  ["an affiliation", "affiliation add ID 'New Company' --title Boss", /^(ORG|TITLE)$/],
  ["a tag", "tag ID new", /^CATEGORIES$/],
];

type Contact = { id: string; vcard_uid: string | null };

describe.each(FILES)("%s", (file) => {
  const folder = temporaryFolder();

  test.each(EDITS)("%s", async (_name, edit, allowed) => {
    const store = await bookOf(newStore(folder), fs.readFileSync(ROOT + file, "utf8"), { region: "DE" });
    const data = await json<Contact[]>("contacts list", { store });
    for (const contact of data) {
      const before = await exportsOf(store, contact);
      // The organization that an ORG names has no card of its own.
      if (before["4.0"]?.length === 0) continue;
      const { code, stderr } = await run(`contacts ${edit.replace("ID", contact.id)}`, { store });
      expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
      const after = await exportsOf(store, contact);
      for (const [version, lines] of Object.entries(before)) {
        const changed = difference(lines, after[version] ?? []);
        expect(changed.length, version).toBeGreaterThan(0);
        const others = changed.filter((line) => !allowed.test(nameOf(line)) && !isLabelOfNew(line, changed));
        expect(others, `${version}\n${changed.join("\n")}`).toEqual([]);
      }
    }
  });
});

async function exportsOf(store: string, { id, vcard_uid }: Contact): Promise<Record<string, string[]>> {
  const lines: Record<string, string[]> = {};
  for (const version of ["4.0", "3.0"]) {
    const { stdout } = await run(`contacts export --all --vcard-version ${version}`, { store });
    const cards = stdout.replaceAll("\r\n ", "").split("END:VCARD\r\n");
    const uid = `UID:${vcard_uid ?? `urn:uuid:${id}`}`;
    const own = cards.map((card) => card.split("\r\n")).find((card) => card.includes(uid));
    lines[version] = (own ?? [])
      .filter((line) => !line.startsWith("REV:"))
      .map((line) => line.replace(/^item[0-9]+\./, "item."));
  }
  return lines;
}

/** Lines that only one of the two has, however often. */
function difference(before: readonly string[], after: readonly string[]): string[] {
  const left = [...after];
  const gone = before.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...gone, ...left];
}

function nameOf(line: string): string {
  return (/^(?:[^.;:]+\.)?([^;:]+)/.exec(line)?.[1] ?? "").toUpperCase();
}

/** The label stands in the group of a line that changed with it. */
function isLabelOfNew(line: string, changed: readonly string[]): boolean {
  const group = /^([^.;:]+)\.X-ABLabel:/.exec(line)?.[1];
  return group !== undefined && changed.some((other) => other !== line && other.startsWith(`${group}.`));
}
