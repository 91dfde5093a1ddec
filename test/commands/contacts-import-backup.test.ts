import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { localBackend } from "../../src/backend/local.ts";
import { backupTexts } from "../../src/workflows/backup.ts";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, openStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
let files = 0;

function file(text: string): string {
  const name = path.join(folder, `backup-${files++}.ndjson`);
  fs.writeFileSync(name, text);
  return name;
}

async function backupOf(store: string): Promise<string> {
  const backend = localBackend(openStore(store));
  try {
    let text = "";
    for await (const part of backupTexts(backend, "2026-01-02T03:04:05Z")) text += part;
    return text;
  } finally {
    await backend.close();
  }
}

/** Without what another store has of its own. */
function withoutTimes(backup: string): string[] {
  const lines = backup.trimEnd().split("\n");
  return lines.map((line) => line.replace(/"(?:created|updated)_at":"[^"]*"/g, ""));
}

const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const BOOK = [
  card("Werft", "KIND:org", "UID:urn:example:werft", "EMAIL:info@werft.example"),
  card("Werft", "KIND:org", "UID:urn:example:werft-2", "EMAIL:info@zweite.example"),
  card(
    "Ada Lovelace",
    "UID:urn:example:ada",
    "N:Lovelace;Ada;King;Countess;PhD",
    "NICKNAME:Al",
    "NOTE:first\\nsecond 'line' \u{1f600}",
    "EMAIL;TYPE=work;PREF=1:ada@example.org",
    "TEL;TYPE=cell:+1 202 555 0143",
    "TEL:12",
    "IMPP:xmpp:ada@example.org",
    "ADR;TYPE=home:;;1 Main St;Town;;123;US",
    "GEO:geo:1.5,2.5",
    "BDAY:18151210",
    "ANNIVERSARY:--0708",
    "ORG:Werft;Yard",
    "TITLE:Engineer",
    "CATEGORIES:Pioneers,friends",
    `PHOTO:data:image/png;base64\\,${PIXEL}`.replace("\\,", ","),
    "X-KEPT;A=b:as it is",
    "RELATED;TYPE=spouse:urn:example:bob",
    "RELATED;TYPE=friend:urn:example:nobody",
  ),
  card("Bob", "UID:urn:example:bob", "ORG:Reederei"),
  card("No Uid"),
  card("Team", "KIND:group", "UID:urn:example:team", "MEMBER:urn:example:ada"),
].join("");

/** A book with something of everything. */
async function fullBook(): Promise<string> {
  const store = await bookOf(newStore(folder), BOOK);
  const does = async (command: string) => {
    const { code, stderr } = await run(command, { store });
    if (code !== 0) throw new Error(`${command}: ${stderr}`);
  };
  await does('tags create Plain --tag-color "#336699" --description "a plain one"');
  await does('tags update friends --tag-color "#cc0000"');
  await does('groups create "Chess club" --description "on Mondays"');
  await does('groups add "Chess club" ada@example.org Bob');
  await does("relationship-types create mentors --inverse mentored_by --description 'helps somebody'");
  await does("contacts relate Bob mentors ada@example.org");
  await does("contacts log call ada@example.org Bob -m 'about the yard' --at 2026-01-01T10:00:00Z");
  await does("contacts log note Bob -m 'a word' --at 2025-12-31T10:00:00Z");
  return store;
}

describe("a backup", () => {
  test("comes out of an empty store as it went in, but for times", async () => {
    const backup = await backupOf(await fullBook());
    const copy = newStore(folder);
    const { code, stderr } = await run(`contacts import ${file(backup)}`, { store: copy });
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    expect(withoutTimes(await backupOf(copy))).toEqual(withoutTimes(backup));
    const types = backup
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).type);
    expect(new Set(types)).toEqual(
      new Set(["backside", "tag", "group", "relationship_type", "contact", "interaction"]),
    );
  });

  test("a second time changes nothing", async () => {
    const store = await fullBook();
    const name = file(await backupOf(store));
    const copy = newStore(folder);
    await json(`contacts import ${name}`, { store: copy });
    for (const there of [copy, store]) {
      const before = await backupOf(there);
      const again = await json(`contacts import ${name}`, { store: there });
      expect([again.created, again.updated, again.failed]).toEqual([0, 0, 0]);
      expect(withoutTimes(await backupOf(there))).toEqual(withoutTimes(before));
    }
  });

  test("is taken back whole by undo", async () => {
    const backup = file(await backupOf(await fullBook()));
    const store = await bookOf(newStore(folder), card("Before"));
    const before = await backupOf(store);
    await json(`contacts import ${backup}`, { store });
    expect((await run("undo", { store })).code).toBe(0);
    expect(withoutTimes(await backupOf(store))).toEqual(withoutTimes(before));
  });

  test("the dump of a list is read, too", async () => {
    const store = await fullBook();
    const { stdout } = await run("contacts list --all --ndjson --include all", { store });
    const copy = newStore(folder);
    const report = await json(`contacts import ${file(stdout)}`, { store: copy });
    const codes = (report.warnings as { code: string }[]).map(({ code }) => code);
    expect([report.failed, codes]).toEqual([0, ["photo_not_included"]]);
    const [ada] = (await json(`contacts get ada@example.org --include all`, { store: copy }).then((one) => [one])) as [
      { groups: { name: string }[]; tags: { name: string }[]; relationships: { relationship_type: string }[] },
    ];
    expect(ada.groups.map(({ name }) => name).sort()).toEqual(["Chess club", "Team"]);
    expect(ada.tags.map(({ name }) => name)).toEqual(["Pioneers", "friends"]);
    expect(ada.relationships.map((one) => one.relationship_type).sort()).toEqual(["mentors", "spouse"]);
  });
});

describe("a file that was changed by hand", () => {
  const BEGIN = '{"type":"backside","version":1}\n';
  const GOOD = '{"type":"contact","display_name":"Ada","kind":"person"}\n';

  test("lines that cannot be taken fail alone, with their line", async () => {
    const lines = [
      "{broken",
      '{"type":"contact","kind":"person"}',
      '{"type":"contact","display_name":"X","kind":"cat"}',
    ];
    const name = file(`${BEGIN}${lines.join("\n")}\n{"type":"later"}\n\n${GOOD}`);
    const { code, stdout } = await run(`contacts import ${name} --json`, { store: newStore(folder) });
    const report = JSON.parse(stdout);
    expect([code, report.created, report.failures.map((one: { line: number }) => one.line)]).toEqual([
      3,
      1,
      [2, 3, 4, 5],
    ]);
  });

  test("metadata brings nothing that JavaScript objects would take for their own", async () => {
    const evil = '{"__proto__":{"a":1},"ok":{"constructor":1,"b":2}}';
    const name = file(`${BEGIN}{"type":"contact","display_name":"Eve","kind":"person","metadata":${evil}}\n`);
    const store = newStore(folder);
    await json(`contacts import ${name}`, { store });
    expect((await json("contacts get Eve", { store })).metadata).toEqual({ ok: { b: 2 } });
  });

  test.each([
    ["a newer version", '{"type":"backside","version":2}\n', "the backup was made by a newer backside"],
    ["no JSON", "Ada\n", "it is not NDJSON: the first line is no JSON object"],
  ])("%s is refused", async (_what, text, message) => {
    const name = file(text);
    const { code, error } = await errorOf(`contacts import ${name} --format ndjson`, { store: newStore(folder) });
    expect([code, error.code, error.message]).toEqual([2, "invalid_input", `${name}: ${message}`]);
  });
});

describe("contacts that somebody else wrote", () => {
  const PLAIN = '{"display_name":"Bulk 1"}\n{"given_name":"Ada","family_name":"Lovelace"}\n{"family_name":"Hopper"}\n';
  const names = async (store: string) => {
    const contacts = await json<{ display_name: string; kind: string }[]>("contacts list --all --json", { store });
    return contacts.map(({ display_name, kind }) => `${kind} ${display_name}`).sort();
  };

  test("a name without kind and type is a person", async () => {
    const store = newStore(folder);
    const report = await json(`contacts import ${file(PLAIN)}`, { store });
    expect([report.created, report.failed, report.warnings]).toEqual([3, 0, []]);
    expect(await names(store)).toEqual(["person Ada Lovelace", "person Bulk 1", "person Hopper"]);
  });

  test("a line that is nothing known fails, before a contact and after one", async () => {
    const name = file(`{"a":1}\n${PLAIN}{"type":"tag"}\n`);
    const { code, stdout } = await run(`contacts import ${name} --json`, { store: newStore(folder) });
    const report = JSON.parse(stdout);
    expect([code, report.created, report.failures.map((one: { line: number }) => one.line)]).toEqual([3, 3, [1, 5]]);
  });

  test.each([
    ["lines", '{"a":1}\n{"b":2}\n'],
    ["a list", '[{"a":1},2]'],
  ])("%s without a contact are refused", async (_what, text) => {
    const name = file(text);
    const { code, error } = await errorOf(`contacts import ${name}`, { store: newStore(folder) });
    expect([code, error.code, error.message]).toEqual([2, "invalid_input", `${name}: there is no contact in it`]);
  });

  test("a backup of an empty store is no error", async () => {
    const name = file(await backupOf(newStore(folder)));
    expect((await run(`contacts import ${name}`, { store: newStore(folder) })).code).toBe(0);
  });

  test("the list that `contacts list --json` prints is read", async () => {
    const store = newStore(folder);
    await json(`contacts import ${file(PLAIN)}`, { store });
    const { stdout } = await run("contacts list --all --json", { store });
    const name = path.join(folder, "plain.json");
    fs.writeFileSync(name, stdout);
    const copy = newStore(folder);
    expect((await json(`contacts import ${name}`, { store: copy })).created).toBe(3);
    expect((await json(`contacts import ${name}`, { store: copy })).unchanged).toBe(3);
    expect(await names(copy)).toEqual(await names(store));
  });
});
