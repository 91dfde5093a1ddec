import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { localBackend } from "../../src/backend/local.ts";
import { type Folder, openFolder } from "../../src/workflows/mirror/folder.ts";
import { mirror } from "../../src/workflows/mirror/mirror.ts";
import { card } from "../support/cards.ts";
import { run } from "../support/run.ts";
import { openStore, temporaryFolder } from "../support/stores.ts";
import { cardOf, newMirror } from "./folders.ts";

const folder = temporaryFolder();
const NONE = { created: 0, updated: 0, deleted: 0 };

/** Ada and Bob in the folder, Carl in the store, mirrored once. */
async function book() {
  const one = newMirror(folder);
  one.put("ada.vcf", cardOf("ada-1", "Ada Lovelace", "TEL;TYPE=cell:+44 20 7946 0000", "NOTE:First"));
  one.put("bob.vcf", cardOf("bob-1", "Bob", "EMAIL:bob@example.org", "CATEGORIES:friends,work"));
  await one.run("contacts create Carl --email carl@example.org");
  await one.mirror();
  return one;
}

test("the first run brings each side what the other has, the second changes nothing", async () => {
  const one = newMirror(folder);
  one.put("ada.vcf", cardOf("ada-1", "Ada Lovelace", "TEL;TYPE=cell:+44 20 7946 0000"));
  await one.run("contacts create Carl --email carl@example.org");
  const { store, folder: files, failed, conflicts } = await one.mirror();
  expect({ store, files, failed, conflicts }).toEqual({
    store: { ...NONE, created: 1 },
    files: { ...NONE, created: 1 },
    failed: [],
    conflicts: [],
  });
  const bytes = one.bytes();
  const exported = await one.run("contacts list --ndjson --include all");
  const again = await one.mirror();
  expect(again).toMatchObject({ store: NONE, folder: NONE, unchanged: 2, changes: [], operation_id: null });
  expect(one.bytes()).toEqual(bytes);
  expect(await one.run("contacts list --ndjson --include all")).toEqual(exported);
});

test("what a program changes in a file comes to the contact, and its other lines stay as they are", async () => {
  const one = await book();
  one.edit("ada.vcf", "NOTE:First", "NOTE:Second\r\nX-FOO:kept");
  const before = one.get("ada.vcf");
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, updated: 1 }, folder: NONE });
  expect(one.get("ada.vcf")).toBe(before);
  const lines = await one.exported();
  expect(lines).toEqual(expect.arrayContaining(["NOTE:Second", "X-FOO:kept", "TEL;TYPE=cell:+44 20 7946 0000"]));
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("what a file loses the contact loses: lines, tags, picture, relative", async () => {
  const one = newMirror(folder);
  const gone = [
    "NOTE:First",
    "CATEGORIES:friends",
    "PHOTO:data:image/gif;base64,R0lGODlhAQABAAAAACw=",
    "RELATED;TYPE=friend:urn:uuid:01900000-0000-7000-8000-0000000000aa",
    "TEL:+1 202 555 0001",
  ];
  one.put("ada.vcf", cardOf("ada-1", "Ada", ...gone, "EMAIL:ada@example.org"));
  one.put("eve.vcf", cardOf("urn:uuid:01900000-0000-7000-8000-0000000000aa", "Eve"));
  await one.mirror();
  expect(await one.exported()).toEqual(expect.arrayContaining(gone));
  one.put("ada.vcf", cardOf("ada-1", "Ada", "EMAIL:ada@example.org"));
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, updated: 1 }, folder: NONE });
  const left = await one.exported();
  expect(gone.filter((line) => left.includes(line))).toEqual([]);
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("what is changed in the store comes to the file", async () => {
  const one = await book();
  await one.run("contacts update 'Ada Lovelace' --set bio=Changed");
  expect(await one.mirror()).toMatchObject({ store: NONE, folder: { ...NONE, updated: 1 } });
  expect(one.get("ada.vcf")).toContain("NOTE:Changed\r\n");
  expect(one.get("ada.vcf")).toContain("UID:ada-1\r\n");
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("deleted on one side is deleted on the other", async () => {
  const one = await book();
  one.remove("ada.vcf");
  await one.run("contacts delete bob@example.org");
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, deleted: 1 }, folder: { ...NONE, deleted: 1 } });
  expect(one.names()).toHaveLength(1);
  expect((await one.run("contacts list --fields display_name")).stdout).toBe("Carl\n");
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("different properties changed on both sides come together", async () => {
  const one = await book();
  one.edit("ada.vcf", "NOTE:First", "NOTE:Second");
  await one.run("contacts channel add 'Ada Lovelace' email ada@example.org");
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, updated: 1 }, conflicts: [] });
  const both = ["NOTE:Second", "EMAIL;PREF=1:ada@example.org"];
  expect(one.get("ada.vcf").split("\r\n")).toEqual(expect.arrayContaining(both));
  expect(await one.exported()).toEqual(expect.arrayContaining(both));
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("a number added on each side is two numbers; a tag likewise", async () => {
  const one = await book();
  one.edit("bob.vcf", "EMAIL:", "EMAIL:rob@example.org\r\nEMAIL:");
  one.edit("bob.vcf", "friends,work", "friends,work,chess");
  await one.run("contacts channel add bob@example.org email bobby@example.org");
  await one.run("contacts tag bob@example.org tennis");
  expect(await one.mirror()).toMatchObject({ conflicts: [] });
  for (const value of ["bob@", "rob@", "bobby@", "chess", "tennis"]) {
    expect(one.get("bob.vcf")).toContain(value);
    expect((await one.exported()).join("\n")).toContain(value);
  }
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test.each([
  ["", "First of the file", "First of the store", 3],
  ["--prefer store", "First of the store", "First of the store", 0],
  ["--prefer folder", "First of the file", "First of the file", 0],
])("the same property changed on both sides is a conflict; `%s`", async (prefer, inFile, inStore, code) => {
  const one = await book();
  one.edit("ada.vcf", "NOTE:First", "NOTE:First of the file");
  await one.run("contacts update 'Ada Lovelace' --set 'bio=First of the store'");
  await one.run("contacts create Dora");
  const { code: exit, stdout } = await one.run(`contacts mirror '${one.dir}' ${prefer} --json`);
  expect(exit).toBe(code);
  const report = JSON.parse(stdout);
  expect(report.folder.created).toBe(1); // the rest goes on
  if (code === 3) expect(report.conflicts).toMatchObject([{ file: "ada.vcf", properties: ["NOTE"] }]);
  expect(one.get("ada.vcf")).toContain(`NOTE:${inFile}\r\n`);
  expect(await one.exported()).toContain(`NOTE:${inStore}`);
  await one.mirror("", code); // told until it is decided
});

test.each([
  ["", true, true, 3],
  ["--prefer store", false, false, 0],
  ["--prefer folder", true, true, 0],
])("changed in the folder, deleted in the store: `%s`", async (prefer, hasFile, wasKept, code) => {
  const one = await book();
  one.edit("ada.vcf", "NOTE:First", "NOTE:Second");
  await one.run("contacts delete 'Ada Lovelace'");
  await one.mirror(prefer, code);
  expect({ hasFile: one.names().includes("ada.vcf") }).toEqual({ hasFile });
  const isThere = (await one.exported()).includes("NOTE:Second");
  expect(isThere).toBe(wasKept && code === 0);
  if (code === 0) expect(await one.mirror()).toMatchObject({ changes: [] });
});

test.each([
  ["", false, true, 3],
  ["--prefer store", true, true, 0],
  ["--prefer folder", false, false, 0],
])("deleted in the folder, changed in the store: `%s`", async (prefer, hasFile, hasContact, code) => {
  const one = await book();
  one.remove("ada.vcf");
  await one.run("contacts update 'Ada Lovelace' --set bio=Changed");
  await one.mirror(prefer, code);
  const cards = one.names().map((name) => one.get(name));
  expect(cards.some((text) => text.includes("Ada"))).toBe(hasFile);
  expect((await one.exported()).includes("FN:Ada Lovelace")).toBe(hasContact);
});

test("a run is one operation; undone, the next run brings the folder back to what the store says", async () => {
  const one = await book();
  const before = await one.run("contacts list --ndjson --include all");
  const ada = one.get("ada.vcf");
  one.edit("ada.vcf", "NOTE:First", "NOTE:Second");
  one.remove("bob.vcf");
  one.put("new.vcf", cardOf("new-1", "Newcomer"));
  expect(await one.mirror()).toMatchObject({ store: { created: 1, updated: 1, deleted: 1 } });
  expect((await one.run("undo")).code).toBe(0);
  expect(await one.run("contacts list --ndjson --include all")).toEqual(before);
  // The edit goes back, the deleted card is written again, the new file is new again and is not deleted.
  expect(await one.mirror()).toMatchObject({ store: { created: 1, updated: 0, deleted: 0 } });
  expect(one.get("ada.vcf")).toContain("NOTE:First\r\n");
  expect(ada).toContain("NOTE:First\r\n");
  expect(
    one
      .names()
      .map((name) => one.get(name))
      .join(""),
  ).toMatch(/FN:Bob\r\n[\s\S]*FN:Newcomer|FN:Newcomer[\s\S]*FN:Bob\r\n/);
  expect(one.names()).toHaveLength(4);
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("a dry run tells the same and changes nothing", async () => {
  const one = await book();
  one.edit("ada.vcf", "NOTE:First", "NOTE:Second");
  one.remove("bob.vcf");
  await one.run("contacts create Dora");
  const bytes = one.bytes();
  const exported = await one.exported();
  const { changes, dry_run, operation_id, ...tried } = await one.mirror("--dry-run");
  expect({ dry_run, operation_id }).toEqual({ dry_run: true, operation_id: null });
  expect(one.bytes()).toEqual(bytes);
  expect(await one.exported()).toEqual(exported);
  const { changes: done, dry_run: _, operation_id: _id, ...real } = await one.mirror();
  expect(tried).toEqual(real);
  expect(changes).toEqual(done);
});

test("a renamed file stays the same contact", async () => {
  const one = await book();
  fs.renameSync(one.at("ada.vcf"), one.at("lovelace.vcf"));
  expect(await one.mirror()).toMatchObject({ changes: [], unchanged: 3 });
  one.edit("lovelace.vcf", "NOTE:First", "NOTE:Second");
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, updated: 1 } });
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("another card under an old name is another contact", async () => {
  const one = await book();
  one.put("ada.vcf", cardOf("zoe-1", "Zoe"));
  expect(await one.mirror()).toMatchObject({ store: { created: 1, updated: 0, deleted: 1 }, folder: NONE });
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("foreign files are left alone, odd ones are told, links are not followed", async () => {
  const one = await book();
  const foreign = { "notes.txt": "hello", ".hidden.vcf": card("Hidden"), "half.vcf.tmp": card("Half") };
  for (const [name, text] of Object.entries(foreign)) one.put(name, text);
  one.put("two.vcf", card("One") + card("Two"));
  one.put("none.vcf", "nothing\r\n");
  const outside = path.join(path.dirname(one.store), "outside.vcf");
  fs.writeFileSync(outside, cardOf("out-1", "Outside"));
  fs.symlinkSync(outside, one.at("link.vcf"));
  fs.mkdirSync(one.at("sub.vcf"));
  const { failed, store } = await one.mirror("", 3);
  expect(store).toEqual(NONE);
  expect(failed.map(({ file }) => file).sort()).toEqual(["link.vcf", "none.vcf", "two.vcf"]);
  for (const [name, text] of Object.entries(foreign)) expect(one.get(name)).toBe(text);
});

test("a file that became unreadable deletes nobody", async () => {
  const one = await book();
  one.put("ada.vcf", "nothing\r\n");
  expect(await one.mirror("", 3)).toMatchObject({ store: NONE, folder: NONE });
  one.put("ada.vcf", cardOf("ada-1", "Ada Lovelace", "NOTE:Third"));
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, updated: 1 } });
});

test("cards without UID are known again, also without what the folder remembers", async () => {
  const one = newMirror(folder);
  one.put("a.vcf", card("Ada", "TEL:1"));
  one.put("b.vcf", card("Ada", "TEL:1"));
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, created: 2 } });
  expect(await one.mirror()).toMatchObject({ changes: [] });
  one.remove(".backside-mirror.json");
  expect(await one.mirror()).toMatchObject({ changes: [], unchanged: 2 });
  one.edit("a.vcf", "TEL:1", "TEL:2");
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, updated: 1 }, folder: NONE });
});

test("new files have harmless names, whatever the UID is", async () => {
  const one = newMirror(folder);
  const uids = ["../../etc/passwd", "a/b", ".hidden", "CON", "x".repeat(300), "plain-1", "PLAIN-1"];
  const book = path.join(path.dirname(one.store), "book.vcf");
  fs.writeFileSync(book, uids.map((uid, n) => cardOf(uid, `Person ${n}`)).join(""));
  await one.run(`contacts import '${book}' --no-merge`);
  await one.mirror();
  expect(one.names().filter((name) => !/^(?:plain-1|[0-9a-f-]{32,40})\.vcf$/i.test(name))).toEqual([]);
  expect(fs.readdirSync(path.dirname(one.store)).filter((name) => name.endsWith(".vcf"))).toEqual(["book.vcf"]);
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("with a query only those it finds get files, and those that have one keep it", async () => {
  const one = newMirror(folder);
  await one.run("contacts create Ada --tag phone");
  await one.run("contacts create Bob");
  expect(await one.mirror("tag:phone")).toMatchObject({ folder: { ...NONE, created: 1 } });
  await one.run("contacts untag Ada phone");
  expect(await one.mirror("tag:phone")).toMatchObject({ folder: { ...NONE, updated: 1 } });
  expect(one.names()).toHaveLength(1);
});

test("3.0 is written on demand and stays as still", async () => {
  const one = newMirror(folder);
  await one.run("contacts create Ada --email ada@example.org --birthday 04-12 --org Acme --title CEO");
  await one.mirror("--vcard-version 3.0");
  expect(one.get(one.names()[0] ?? "")).toContain("VERSION:3.0\r\n");
  expect(await one.mirror("--vcard-version 3.0")).toMatchObject({ changes: [] });
});

test("a company renamed in its card is renamed in the cards of its people", async () => {
  const one = newMirror(folder);
  one.put("acme.vcf", cardOf("acme-1", "Acme", "KIND:org", "NOTE:x"));
  one.put("ada.vcf", cardOf("ada-1", "Ada", "ORG:Acme"));
  await one.mirror();
  one.edit("acme.vcf", "FN:Acme", "FN:Apex");
  const { changes } = await one.mirror();
  expect(changes.map(({ side, action, file }) => [side, action, file])).toEqual([
    ["store", "updated", "acme.vcf"],
    ["folder", "updated", "ada.vcf"],
  ]);
  expect(one.get("ada.vcf")).toContain("ORG:Apex");
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

/** Cards as phones and programs write them: what reads and writes them words some of it in its own way. */
const FOREIGN = [
  ["BEGIN:VCARD", "VERSION:3.0", "UID:p-1", "FN:Person 1", "N:Person 1;;;;", "EMAIL;TYPE=INTERNET,HOME:p1@example.org"],
  ["TEL;TYPE=CELL:(202) 555-0001", "ORG:Company;Sales", "TITLE:Boss", "item1.URL:https\\://example.org/1"],
  ["item1.X-ABLabel:_$!<HomePage>!$_", "item2.X-ABRELATEDNAMES:Jenny", "item2.X-ABLabel:_$!<Spouse>!$_"],
  ["BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", "PHOTO;ENCODING=b;TYPE=GIF:R0lGODlhAQABAAAAACw=", "X-JABBER:a@x"],
  [
    "IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:ada",
    "CATEGORIES:b,A",
    "X-Odd;X-P=1:kept",
    "REV:2020-01-01T00:00:00Z",
    "END:VCARD",
    "",
  ],
].flat();

test("cards in other programs' words stay as they are, and are known again without memory", async () => {
  const one = newMirror(folder);
  const text = FOREIGN.join("\n");
  one.put("p.vcf", text);
  await one.mirror();
  expect(one.get("p.vcf")).toBe(text);
  one.remove(".backside-mirror.json");
  expect(await one.mirror()).toMatchObject({ changes: [], conflicts: [], unchanged: 1 });
  one.edit("p.vcf", "Boss", "Chief");
  one.edit("p.vcf", "2020-01-01", "2026-01-01");
  const edited = one.get("p.vcf");
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, updated: 1 }, folder: NONE });
  expect(one.get("p.vcf")).toBe(edited);
  expect(await one.exported()).toEqual(expect.arrayContaining(["TITLE:Chief", "X-Odd;X-P=1:kept"]));
  const { stdout } = await one.run("contacts history 'Person 1' --json");
  expect(JSON.parse(stdout)[0].changes).toMatchObject([{ field: "title", to: "Chief" }]);
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("a company that nobody works for any more gets its file at once", async () => {
  const one = newMirror(folder);
  one.put("ada.vcf", cardOf("ada-1", "Ada", "ORG:Acme"));
  await one.mirror();
  expect(one.names()).toEqual(["ada.vcf"]);
  one.edit("ada.vcf", "ORG:Acme", "ORG:Apex");
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, updated: 1 }, folder: { ...NONE, created: 1 } });
  expect(await one.mirror()).toMatchObject({ changes: [], unchanged: 2 });
});

test("a card of a company that is known by name is that company's", async () => {
  const one = newMirror(folder);
  await one.run("contacts create Ada --org Acme");
  one.put("acme.vcf", cardOf("acme-1", "ACME", "KIND:org", "URL:https://acme.example"));
  const { conflicts } = await one.mirror("", 3);
  expect(conflicts).toMatchObject([{ file: "acme.vcf", properties: ["FN"] }]); // it is spelled otherwise
  await one.mirror("--prefer folder");
  const { stdout } = await one.run("contacts list --kind organization --fields display_name,vcard_uid");
  expect(stdout).toBe("ACME\tacme-1\n");
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("hostile names and texts reach the terminal clean, and nothing but the folder", async () => {
  const one = newMirror(folder);
  one.put("\u001b[31mred\u202e.vcf", cardOf("red-1", "\u001b]0;title\u0007Eve\u009b2J", "NOTE:\u001b[2J"));
  one.put("bad\u001b[2J.vcf", "nothing");
  const { stdout, stderr } = await run(`contacts mirror '${one.dir}' --table`, { store: one.store, tty: true });
  expect(stdout.replace(/\u001b\[\d*m/g, "") + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(await one.mirror("", 3)).toMatchObject({ changes: [], unchanged: 1 });
});

test("members of a group come and go on either side", async () => {
  const one = newMirror(folder);
  for (const name of ["ada", "bob", "eve"]) one.put(`${name}.vcf`, cardOf(`urn:example:${name}`, name));
  one.put("club.vcf", cardOf("club-1", "Club", "KIND:group", "MEMBER:urn:example:ada", "MEMBER:urn:example:bob"));
  await one.mirror();
  expect(await one.mirror()).toMatchObject({ changes: [] });
  one.edit("club.vcf", "MEMBER:urn:example:ada\r\n", "");
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, updated: 1 }, folder: NONE });
  expect((await one.run("contacts list --group Club --fields display_name")).stdout).toBe("bob\n");
  await one.run("groups add Club eve");
  expect(await one.mirror()).toMatchObject({ store: NONE, folder: { ...NONE, updated: 1 } });
  expect(one.get("club.vcf").match(/MEMBER:.*/g)).toEqual(["MEMBER:urn:example:bob", "MEMBER:urn:example:eve"]);
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("a relative made in the store is one line of the file, also after the file is edited", async () => {
  const one = await book();
  await one.run("contacts relate bob@example.org friend 'Ada Lovelace'");
  expect(await one.mirror()).toMatchObject({ folder: { ...NONE, updated: 1 }, store: NONE });
  expect(one.get("ada.vcf").match(/RELATED.*/g)).toEqual(["RELATED;TYPE=friend:bob-1"]);
  one.edit("ada.vcf", "NOTE:First", "NOTE:Second");
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, updated: 1 }, folder: NONE });
  const all = (await one.exported()).filter((line) => line.startsWith("RELATED"));
  expect(all.filter((line) => line.includes("bob-1"))).toHaveLength(1);
  expect(await one.mirror()).toMatchObject({ changes: [] });
  one.edit("ada.vcf", "RELATED;TYPE=friend:bob-1\r\n", "");
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, updated: 1 } });
  expect((await one.run("contacts relationships bob@example.org --json")).stdout).toBe("[]\n");
});

test("what vCard cannot say stays with the contact: interactions, verified channels, its id", async () => {
  const one = await book();
  await one.run("contacts log call bob@example.org -m Hello");
  const before = JSON.parse((await one.run("contacts get bob@example.org --json")).stdout);
  one.edit("bob.vcf", "END:VCARD", "NOTE:new\r\nEND:VCARD");
  await one.mirror();
  const after = JSON.parse((await one.run("contacts get bob@example.org --json")).stdout);
  expect(after).toEqual({ ...before, bio: "new", updated_at: after.updated_at });
  expect((await one.run("contacts interactions bob@example.org --json")).stdout).toContain("Hello");
});

test("an address is changed also where only its spelling is", async () => {
  const one = newMirror(folder);
  one.put("ada.vcf", cardOf("ada-1", "Ada", "ADR;TYPE=home:;;Main st 1;london;;;UK"));
  await one.mirror();
  one.edit("ada.vcf", "Main st 1;london", "Main St 1;London");
  await one.mirror();
  expect(await one.exported()).toContain("ADR;TYPE=home:;;Main St 1;London;;;UK");
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("a card that becomes a company's is one", async () => {
  const one = newMirror(folder);
  one.put("acme.vcf", cardOf("acme-1", "Acme", "URL:https://acme.example"));
  await one.mirror();
  one.edit("acme.vcf", "FN:", "KIND:org\r\nFN:");
  expect(await one.mirror()).toMatchObject({ store: { ...NONE, updated: 1 }, folder: NONE });
  expect((await one.run("contacts list --kind organization --fields display_name")).stdout).toBe("Acme\n");
  expect(await one.mirror()).toMatchObject({ changes: [] });
});

test("--expect is for deletions: any other number stops the run", async () => {
  const one = await book();
  one.remove("bob.vcf");
  await one.mirror("--expect 2", 6);
  await one.mirror("--expect 0", 6);
  expect(await one.mirror("--expect 1")).toMatchObject({ store: { ...NONE, deleted: 1 } });
  one.put("new.vcf", cardOf("new-1", "New"));
  expect(await one.mirror("--expect 0")).toMatchObject({ store: { ...NONE, created: 1 } });
});

test("a file that is changed while the run goes on is not overwritten", async () => {
  const one = await book();
  await one.run("contacts update 'Ada Lovelace' --set bio=Changed");
  const real = openFolder(one.dir);
  const late: Folder = {
    ...real,
    async write(name, ...rest) {
      one.edit("ada.vcf", "NOTE:First", "NOTE:Meanwhile");
      return real.write(name, ...rest);
    },
  };
  const backend = localBackend(openStore(one.store, { at: "2026-06-01T00:00:00Z" }));
  const options = {
    ...({ region: null, version: "4.0", prefer: null, query: null, expect: null } as const),
    ...{ confirm: async () => {}, check: () => {}, now: () => Date.parse("2026-06-01T00:00:00Z") },
  };
  const { failed } = await mirror(backend, late, options, {});
  await backend.close();
  expect(failed.map(({ file }) => file)).toEqual(["ada.vcf"]);
  expect(one.get("ada.vcf")).toContain("NOTE:Meanwhile");
  expect(await one.mirror("", 3)).toMatchObject({ conflicts: [{ file: "ada.vcf", properties: ["NOTE"] }] });
});
