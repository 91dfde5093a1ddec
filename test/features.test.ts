/** One test for each `y` of docs/features.md that is ours: what the row says, as a user does it. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { localBackend } from "../src/backend/local.ts";
import { everyVerb } from "../src/commands/index.ts";
import { countContacts } from "../src/operations/contacts/count.ts";
import { card, manyCards } from "./support/cards.ts";
import { json, REPLACE, type RunOptions, run } from "./support/run.ts";
import { bookOf, newStore, openStore, temporaryFolder } from "./support/stores.ts";

type Row = Record<string, string>;
type Full = Row & Record<"channels" | "addresses" | "dates" | "affiliations" | "tags" | "groups" | "people", Row[]>;

const folder = temporaryFolder();

/** A book of its own, and commands on it; those that write are run at the time given, a minute after the last. */
function book(vcards = "") {
  const store = newStore(folder);
  let minutes = 0;
  const options = (): RunOptions => ({
    store,
    env: { BACKSIDE_CONFIG_DIR: path.dirname(store) },
    now: new Date(Date.parse("2026-03-10T12:00:00Z") + 60_000 * minutes++).toISOString(),
  });
  const ready = vcards === "" ? Promise.resolve(store) : bookOf(store, vcards);
  const ask = async (command: string, extra: Partial<RunOptions> = {}) => {
    await ready;
    return run(command, { ...options(), ...extra });
  };
  return {
    store,
    ask,
    /** Must succeed. */
    async does(command: string, extra: Partial<RunOptions> = {}) {
      const { code, stdout, stderr } = await ask(command, extra);
      expect({ command, code, error: code === 0 ? "" : stderr }).toEqual({ command, code: 0, error: "" });
      return stdout;
    },
    async json<T = Full>(command: string): Promise<T> {
      await ready;
      return json<T>(command, options());
    },
    /** Display names of a list. */
    async names(command: string): Promise<string[]> {
      await ready;
      return (await json<Row[]>(command, options())).map(({ display_name = "" }) => display_name);
    },
  };
}

function file(name: string, text: string | Buffer): string {
  const at = path.join(folder, name);
  fs.mkdirSync(path.dirname(at), { recursive: true });
  fs.writeFileSync(at, text);
  return at;
}

const ADA = card("Ada Lovelace", "EMAIL;TYPE=work:ada@example.org", "TEL:+12025550100", "NOTE:met at the ball");
const CHARLES = card("Charles Babbage", "EMAIL:charles@example.org", "ORG:Analytical Engines", "TITLE:Founder");

describe("contacts", () => {
  test("feature 1: create, update and delete by flags", async () => {
    const { does, names } = book();
    await does("contacts create 'Ada Lovelace' --email ada@example.org");
    await does("contacts update ada@example.org --name 'Ada King'");
    expect(await names("contacts list")).toEqual(["Ada King"]);
    await does("contacts delete 'Ada King'");
    expect(await names("contacts list")).toEqual([]);
  });

  test("feature 2: one field is changed and the rest stays", async () => {
    const { does, json } = book(ADA);
    const before = await json("contacts get 'Ada Lovelace'");
    await does("contacts update 'Ada Lovelace' --nickname Countess");
    const after = await json("contacts get 'Ada Lovelace'");
    expect(after).toEqual({ ...before, nickname: "Countess", updated_at: after.updated_at });
  });

  test("feature 3: a round trip through an editor", async () => {
    const { does, json } = book(ADA);
    const script = file(
      "editor.cjs",
      'const fs = require("fs"), f = process.argv.at(-1); fs.writeFileSync(f, fs.readFileSync(f, "utf8").replace("display_name: Ada Lovelace", "display_name: Ada King"));',
    );
    await does("contacts edit 'Ada Lovelace'", { env: { EDITOR: `${process.execPath} ${script}`, HOME: folder } });
    expect((await json("contacts get 'Ada King'")).channels).toHaveLength(2);
  });

  test("feature 4: an organization is a contact", async () => {
    const { does, json } = book();
    await does("contacts create 'Analytical Engines' --kind organization --url https://example.org");
    expect(await json("contacts get 'Analytical Engines'")).toMatchObject({ kind: "organization" });
  });

  test("feature 5: groups with members", async () => {
    const { does, json, names } = book(ADA + CHARLES);
    await does("groups create Friends");
    await does("groups add Friends 'Ada Lovelace' 'Charles Babbage'");
    await does("groups remove Friends 'Charles Babbage'");
    expect((await json<{ members: Row[] }>("groups get Friends")).members.map((one) => one.display_name)).toEqual([
      "Ada Lovelace",
    ]);
    expect(await names("contacts list --group friends")).toEqual(["Ada Lovelace"]);
  });

  test("feature 6: metadata of one's own", async () => {
    const { does, json } = book(ADA);
    await does("contacts update 'Ada Lovelace' --metadata shoe_size=38");
    expect((await json<{ metadata: Row }>("contacts get 'Ada Lovelace'")).metadata.shoe_size).toBeDefined();
  });

  test("feature 7: names and the beginning of an id will do", async () => {
    const { json } = book(ADA);
    const { id = "" } = await json("contacts get 'ada LOVELACE'");
    for (const ref of [id.slice(0, 8), "ada@example.org", "lovel"])
      expect((await json(`contacts get ${ref}`)).id).toBe(id);
  });
});

describe("channels, addresses and dates", () => {
  test("feature 8: many channels of any type with labels", async () => {
    const { does, json } = book(ADA);
    await does("contacts channel add 'Ada Lovelace' mastodon ada@example.social --label 'for poems'");
    await does("contacts channel add 'Ada Lovelace' email countess@example.org --label home");
    const { channels } = await json("contacts get 'Ada Lovelace'");
    expect(channels.map(({ type, label }) => [type, label])).toEqual(
      expect.arrayContaining([
        ["mastodon", "for poems"],
        ["email", "home"],
        ["email", "work"],
      ]),
    );
  });

  test("feature 9: local notation becomes E.164", async () => {
    const { does, json } = book(ADA);
    await does("contacts channel add 'Ada Lovelace' phone '030 123456' --region DE");
    const { channels } = await json("contacts get 'Ada Lovelace'");
    expect(channels.map(({ canonical_value }) => canonical_value)).toContain("+4930123456");
  });

  test("feature 10: who has this number or address", async () => {
    const { json, ask } = book(ADA);
    expect((await json("contacts find phone '(202) 555-0100' --region US")).display_name).toBe("Ada Lovelace");
    expect((await json("contacts find ADA@example.org")).display_name).toBe("Ada Lovelace");
    expect((await ask("contacts find nobody@example.org")).code).toBe(5);
  });

  test("feature 12: primary, verified, order of preference", async () => {
    const { does, json } = book(ADA);
    await does("contacts channel add 'Ada Lovelace' email new@example.org --primary --verified");
    await does("contacts channel update 'Ada Lovelace' new@example.org --position 1");
    const { channels } = await json("contacts get 'Ada Lovelace'");
    const emails = channels.filter(({ type }) => type === "email");
    expect(emails.map(({ value, is_primary, is_verified }) => [value, is_primary, is_verified]).sort()).toEqual([
      ["ada@example.org", false, false],
      ["new@example.org", true, true],
    ]);
    expect(channels.map(({ preference_order }) => preference_order)).toEqual([0, 1, 2]);
  });

  test("feature 13: addresses with parts", async () => {
    const { does, json } = book(ADA);
    await does(
      "contacts address add 'Ada Lovelace' --label home --street 'St James Square 12' --city London --country-code GB",
    );
    const { addresses } = await json("contacts get 'Ada Lovelace'");
    expect(addresses).toMatchObject([
      { street: "St James Square 12", city: "London", country_code: "GB", label: "home" },
    ]);
  });

  test("feature 15: a date without a year", async () => {
    const { does, json } = book(ADA);
    await does("contacts update 'Ada Lovelace' --birthday 12-10");
    expect((await json("contacts get 'Ada Lovelace'")).dates).toMatchObject([
      { date_day: 10, date_month: 12, date_year: null },
    ]);
  });

  test("feature 16: dates with labels of one's own", async () => {
    const { does, json } = book(ADA);
    await does("contacts date add 'Ada Lovelace' custom 1843-08-01 --label 'First program'");
    expect((await json("contacts get 'Ada Lovelace'")).dates).toMatchObject([
      { date_type: "custom", date_label: "First program" },
    ]);
  });
});

describe("relations, organizations, interactions", () => {
  test("feature 19: typed and directional, from record to record", async () => {
    const { does, json } = book(ADA + CHARLES);
    await does("contacts relate 'Ada Lovelace' reports_to 'Charles Babbage'");
    const [seen] = await json<Row[]>("contacts relationships 'Charles Babbage'");
    expect(seen).toMatchObject({
      relationship_type: "reports_to",
      direction: "to",
      display_name: "Ada Lovelace",
      inverse_name: "manages",
    });
  });

  test("feature 20: types of one's own", async () => {
    const { does, json } = book(ADA + CHARLES);
    await does("relationship-types create mentors --inverse mentored_by");
    await does("contacts relate 'Charles Babbage' mentors 'Ada Lovelace'");
    expect((await json<Row[]>("contacts relationships 'Ada Lovelace'"))[0]?.relationship_type).toBe("mentors");
  });

  test("feature 22: several affiliations, past and current", async () => {
    const { does, json } = book(ADA);
    await does("contacts affiliation add 'Ada Lovelace' Court --start 1833-05-01 --end 1835-07-01");
    await does("contacts affiliation add 'Ada Lovelace' 'Analytical Engines' --title Analyst --start 1842-01-01");
    const { affiliations } = await json("contacts get 'Ada Lovelace'");
    expect(affiliations.map(({ is_current, end_date }) => [is_current, end_date])).toEqual([
      [false, "1835-07-01"],
      [true, null],
    ]);
  });

  test("feature 23: who works at a company now", async () => {
    const { does, json, names } = book(ADA + CHARLES);
    await does("contacts affiliation add 'Ada Lovelace' 'Analytical Engines' --end 1850-01-01");
    const { people } = await json("contacts get 'Analytical Engines' --include people");
    expect(people.filter(({ is_current }) => is_current).map((one) => one.display_name)).toEqual(["Charles Babbage"]);
    expect((await names("contacts list org:analytical")).sort()).toEqual(["Ada Lovelace", "Charles Babbage"]);
  });

  test("feature 24: meetings, calls, e-mails and notes are logged", async () => {
    const { does, json } = book(ADA);
    for (const type of ["meeting", "call", "email", "note"])
      await does(`contacts log ${type} 'Ada Lovelace' -m 'About ${type}'`);
    const types = (await json<Row[]>("contacts interactions 'Ada Lovelace'")).map(
      ({ interaction_type }) => interaction_type,
    );
    expect(types.sort()).toEqual(["call", "email", "meeting", "note"]);
  });

  test("feature 25: several participants", async () => {
    const { does, json } = book(ADA + CHARLES);
    await does("contacts log meeting 'Ada Lovelace' 'Charles Babbage' -m 'Saw the engine'");
    const of = async (name: string) =>
      (await json<Row[]>(`contacts interactions '${name}'`)).map(({ summary }) => summary);
    expect([await of("Ada Lovelace"), await of("Charles Babbage")]).toEqual([["Saw the engine"], ["Saw the engine"]]);
  });

  test("feature 26: one line logs, with a moment in words", async () => {
    const { json } = book(ADA);
    const logged = await json("contacts log call ada@example.org -m 'Asked for the notes' --at 'yesterday 14:00'");
    expect(logged).toMatchObject({ interaction_type: "call", occurred_at: "2026-03-09T14:00:00Z" });
  });
});

describe("tags, bulk and search", () => {
  test("feature 31: tags are records with name and colour", async () => {
    const { does, json } = book(ADA);
    await does("tags create vip --tag-color '#336699' --description 'My best'");
    await does("contacts tag 'Ada Lovelace' VIP");
    expect((await json("contacts get 'Ada Lovelace'")).tags).toMatchObject([{ name: "vip", color: "#336699" }]);
  });

  test("feature 32: all that a query finds is changed at once", async () => {
    const { json, names } = book(manyCards(12));
    const report = await json<{ changed: number }>("contacts tag --query org:company --add customer");
    expect(report.changed).toBeGreaterThan(5);
    expect(await names("contacts list tag:customer")).toHaveLength(report.changed);
  });

  test("feature 33: a bulk change states how many it expects", async () => {
    const { ask, names } = book(ADA + CHARLES);
    expect((await ask("contacts delete --query kind:person")).code).toBe(2);
    expect((await ask("contacts delete --query kind:person --expect 5")).code).toBe(6);
    expect(await names("contacts list --kind person")).toHaveLength(2);
    expect((await ask("contacts delete --query kind:person --expect 2")).code).toBe(0);
    expect(await names("contacts list --kind person")).toEqual([]);
  });

  test("feature 34: full text over all fields", async () => {
    const { does, names } = book(ADA + CHARLES);
    await does("contacts tag 'Charles Babbage' inventor");
    await does("contacts address add 'Charles Babbage' --city Teignmouth");
    for (const words of ["babb", "charles@exa", "engines", "founder", "inventor", "teignm"])
      expect([words, await names(`contacts search ${words}`)]).toEqual([
        words,
        expect.arrayContaining(["Charles Babbage"]),
      ]);
    for (const words of ["ball", "555-0100"]) expect(await names(`contacts search ${words}`)).toEqual(["Ada Lovelace"]);
  });

  test("feature 35: field:value", async () => {
    const { names } = book(ADA + CHARLES);
    expect(await names("contacts search email:charles")).toEqual(["Charles Babbage"]);
    expect(await names("contacts search title:founder")).toEqual(["Charles Babbage"]);
    expect(await names("contacts search title:charles")).toEqual([]);
  });

  test("feature 36: or, not and parentheses", async () => {
    const { names } = book(ADA + CHARLES + card("Mary Somerville"));
    const found = async (query: string) => (await names(`contacts list "${query} and kind:person"`)).sort();
    expect(await found("(name:ada or name:mary)")).toEqual(["Ada Lovelace", "Mary Somerville"]);
    expect(await found("not (name:ada or title:founder)")).toEqual(["Mary Somerville"]);
  });

  test("feature 39: not contacted since", async () => {
    const { does, names } = book(ADA + CHARLES);
    await does("contacts log call 'Ada Lovelace' -m Hello --at 2026-03-01");
    await does("contacts log call 'Charles Babbage' -m Hello --at 2025-06-01");
    expect(await names("contacts list 'last>90d'")).toEqual(["Charles Babbage"]);
    expect(await names("contacts list 'last<90d'")).toEqual(["Ada Lovelace"]);
  });
});

describe("undo and history", () => {
  test("feature 48: a deleted contact comes back with its parts", async () => {
    const { does, json, names } = book(ADA);
    const before = await json("contacts get 'Ada Lovelace'");
    await does("contacts delete 'Ada Lovelace'");
    expect(await names("contacts list --deleted")).toEqual(["Ada Lovelace"]);
    await does("contacts restore 'Ada Lovelace'");
    expect((await json("contacts get 'Ada Lovelace'")).channels).toEqual(before.channels);
  });

  test("feature 49: any operation is undone, and the undo too", async () => {
    const { does, names, json } = book(ADA + CHARLES);
    await does("contacts tag --all --expect 3 --add everybody");
    const { operation_id } = await json<Row>("undo");
    expect(await names("contacts list tag:everybody")).toEqual([]);
    await does(`undo ${operation_id}`);
    expect(await names("contacts list tag:everybody")).toHaveLength(3);
  });

  test("feature 87: the history of a contact", async () => {
    const { does, json } = book(ADA);
    await does("contacts update 'Ada Lovelace' --nickname Countess");
    const [version] = await json<{ operation: string; changes: Row[] }[]>("contacts history 'Ada Lovelace'");
    expect(version?.operation).toContain("contacts update");
    expect(version?.changes).toMatchObject([{ field: "nickname", from: null, to: "Countess" }]);
  });

  test("feature 88: a contact as it once was", async () => {
    const { does, json } = book();
    await does("contacts create 'Ada Byron'");
    await does("contacts update 'Ada Byron' --name 'Ada Lovelace'");
    const then = await json("contacts get 'Ada Lovelace' --as-of 2026-03-10T12:00:30Z");
    expect(then.display_name).toBe("Ada Byron");
  });
});

describe("import and export", () => {
  const imported = async (text: string | Buffer, options = "") => {
    const here = book();
    const at = file(`${path.basename(path.dirname(here.store))}.vcf`, text);
    const result = await here.ask(`contacts import '${at}' ${options} --json`);
    return { ...here, at, result, report: result.stdout === "" ? null : JSON.parse(result.stdout) };
  };

  test("feature 50: one file with many cards", async () => {
    expect((await imported(manyCards(30))).report).toMatchObject({ cards: 30, created: 30, failed: 0 });
  });

  test("feature 51: vCard 2.1 with QUOTED-PRINTABLE in a charset of its time", async () => {
    const { names } = await imported(
      "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=\r\n=FCrgen\r\nEND:VCARD\r\n",
    );
    expect(await names("contacts list")).toEqual(["Jürgen Müller"]);
  });

  test("feature 52: Apple's item groups and labels", async () => {
    const text =
      "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nitem1.TEL:+12025550100\r\nitem1.X-ABLabel:Boat\r\nEND:VCARD\r\n";
    const { json } = await imported(text);
    expect((await json("contacts get Ada")).channels).toMatchObject([{ type: "phone", label: "Boat" }]);
  });

  test("feature 53: the same file again makes no duplicates", async () => {
    const { at, json } = await imported(manyCards(20));
    expect(await json(`contacts import '${at}'`)).toMatchObject({ created: 0, updated: 0, unchanged: 20 });
  });

  test("feature 54: a dry run tells and changes nothing", async () => {
    const { report, names } = await imported(ADA, "--dry-run");
    expect(report).toMatchObject({ created: 1, dry_run: true, operation_id: null });
    expect(await names("contacts list")).toEqual([]);
  });

  test("feature 55: each bad card is told with its line", async () => {
    const { result, report } = await imported(`${ADA}BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n`);
    const line = ADA.split("\r\n").length;
    expect({ code: result.code, ...report }).toMatchObject({
      code: 3,
      created: 1,
      failed: 1,
      failures: [{ card: 2, line }],
    });
  });

  test("feature 56: a whole import is undone", async () => {
    const { does, names } = await imported(manyCards(20));
    await does("undo");
    expect(await names("contacts list")).toEqual([]);
  });

  test("feature 57: what a query finds goes into one file", async () => {
    const { does } = book(ADA + CHARLES);
    const out = path.join(folder, "founders.vcf");
    await does(`contacts export title:founder -o '${out}'`);
    expect(
      fs
        .readFileSync(out, "utf8")
        .match(/^FN:.*$/gm)
        ?.map((line) => line.trim()),
    ).toEqual(["FN:Charles Babbage"]);
  });

  test("feature 58: properties nobody knows come out again", async () => {
    const { does } = await imported(card("Ada", "X-SHOE-SIZE;X-UNIT=EU:38"));
    expect(await does("contacts export --all")).toContain("X-SHOE-SIZE;X-UNIT=EU:38\r\n");
  });

  test("feature 60: groups as KIND, Apple's way, and categories", async () => {
    const { does } = await imported(
      card("Ada", "UID:ada", "CATEGORIES:friends") + card("Club", "KIND:group", "MEMBER:ada"),
    );
    expect(await does("contacts export --all")).toMatch(/KIND:group[\s\S]*MEMBER:|MEMBER:[\s\S]*KIND:group/);
    const apple = await does("contacts export --all --vcard-version 3.0");
    for (const line of ["X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:", "CATEGORIES:friends"])
      expect(apple).toContain(line);
  });

  test("feature 59: cards in the words of an importer", async () => {
    const { does } = book();
    await does("contacts create 'Ada Lovelace' --phone Boat:+12025550100");
    const iphone = await does("contacts export --all --for iphone");
    expect(iphone).toMatch(/VERSION:3\.0[\s\S]*\.X-ABLabel:Boat/);
    const android = await does("contacts export --all --for android");
    expect(android).toMatch(/VERSION:3\.0[\s\S]*TEL;TYPE=Boat/);
  });

  test("feature 61: CSV with columns that are said to be fields", async () => {
    const { does, json } = book();
    const csv = file("people.csv", "Who,Mail,Firm\nAda Lovelace,ada@example.org,Analytical Engines\n");
    await does(`contacts import '${csv}' --map Who=display_name --map Mail=email:work --map Firm=organization`);
    expect(await json("contacts get Ada")).toMatchObject({
      display_name: "Ada Lovelace",
      channels: [{ type: "email", value: "ada@example.org", label: "work" }],
      affiliations: [{ is_current: true }],
    });
  });

  test("feature 74: a line of JSON for each contact, out and in", async () => {
    const here = book();
    await here.does("contacts create 'Ada Lovelace' --email ada@example.org --tag vip");
    const backup = await here.does("contacts export --all --format ndjson");
    const there = book();
    await there.does(`contacts import '${file("book.ndjson", backup)}'`);
    expect(await there.json("contacts get Ada")).toMatchObject({
      display_name: "Ada Lovelace",
      channels: [{ value: "ada@example.org" }],
      tags: [{ name: "vip" }],
    });
  });

  test("feature 62: CSV and JSON", async () => {
    const { does, json } = book(ADA);
    expect(await does("contacts list --csv")).toMatch(/^id,display_name,[^\r]*\r\n[^\r]*,Ada Lovelace,[^\r]*\r\n$/);
    const dump = await does("contacts list --all --ndjson --include all");
    expect(JSON.parse(dump).channels).toEqual((await json("contacts get 'Ada Lovelace'")).channels);
  });
});

describe("scripts, terminals and scale", () => {
  test("feature 72: the commands describe themselves", async () => {
    const { commands } = await book().json<{ commands: { command: string; output: { schema: object } | null }[] }>(
      "schema",
    );
    expect(commands.length).toBeGreaterThan(50);
    expect(commands.find(({ command }) => command === "contacts.create")?.output?.schema).toBeDefined();
  });

  test("feature 73: JSON from every command that shows records", async () => {
    const silent = [...(await everyVerb())].filter(([, { json }]) => json === undefined).map(([words]) => words);
    expect(silent.sort()).toEqual(["completion", "help"]);
  });

  test("feature 76: exit codes tell failures apart, and are documented", async () => {
    const { ask, does } = book(ADA + card("Ada Byron"));
    const codes = [
      "contacts list",
      "contacts frobnicate",
      "contacts get 'Ada Byron' x",
      "contacts get x",
      "contacts get ada",
    ];
    const found = await Promise.all(codes.map(async (command) => (await ask(command)).code));
    expect(found).toEqual([0, 2, 3, 5, 6]);
    const help = await does("help exit-codes");
    for (const code of found) expect(help).toMatch(new RegExp(`^ +${code}  `, "m"));
  });

  test("feature 77: every command that writes can be tried out, but for those on settings", async () => {
    const writing = [...(await everyVerb())].filter(([, { effect }]) => effect !== "read");
    const without = writing.filter(([, { dryRun }]) => dryRun === false).map(([words]) => words);
    expect(without).toEqual(["config set", "config unset", "profile create", "profile use", "profile delete"]);
    const { store, ask, does } = book(ADA + CHARLES);
    for (const command of [
      "contacts create Mary",
      "contacts delete Mary",
      "contacts tag 'Ada Lovelace' vip",
      "contacts relate 'Ada Lovelace' friend 'Charles Babbage'",
      "contacts address add 'Ada Lovelace' '1 Main St, London'",
      "contacts date add 'Ada Lovelace' birthday 12-10",
      `contacts photo set 'Ada Lovelace' ${file("ada.gif", "GIF89a")}`,
      "groups create Friends",
      "groups add Friends 'Ada Lovelace'",
      "relationship-types create godparent",
    ])
      await does(command);
    const before = await everything();
    const tried = [
      "contacts create Eve",
      "contacts update 'Ada Lovelace' --nickname Countess",
      "contacts edit 'Ada Lovelace'",
      "contacts delete 'Ada Lovelace'",
      "contacts restore Mary",
      "contacts purge Mary",
      "contacts tag 'Charles Babbage' vip",
      "contacts untag 'Ada Lovelace' vip",
      "contacts relate 'Ada Lovelace' works_with 'Charles Babbage'",
      "contacts unrelate 'Ada Lovelace' friend 'Charles Babbage'",
      "contacts log call 'Ada Lovelace' -m Hello",
      "contacts channel add 'Ada Lovelace' url https://ada.example",
      "contacts channel update 'Ada Lovelace' ada@example.org --label home",
      "contacts channel remove 'Ada Lovelace' ada@example.org",
      "contacts address add 'Ada Lovelace' '2 Main St, London'",
      "contacts address update 'Ada Lovelace' '1 Main St' --city Paris",
      "contacts address remove 'Ada Lovelace' '1 Main St'",
      "contacts date add 'Ada Lovelace' anniversary 06-20",
      "contacts date update 'Ada Lovelace' birthday 12-11",
      "contacts date remove 'Ada Lovelace' birthday",
      "contacts affiliation add 'Ada Lovelace' Navy",
      "contacts affiliation update 'Charles Babbage' 'Analytical Engines' --title Owner",
      "contacts affiliation remove 'Charles Babbage' 'Analytical Engines'",
      `contacts photo set 'Ada Lovelace' ${file("new.gif", "GIF87a")}`,
      "contacts photo remove 'Ada Lovelace'",
      `contacts import ${file("more.vcf", card("Eve"))}`,
      `contacts mirror ${path.dirname(file("cards/eve.vcf", card("Eve")))}`,
      "tags create press",
      "tags rename vip VIPs",
      "tags update vip --description Important",
      "tags delete vip",
      "groups create Family",
      "groups rename Friends Mates",
      "groups update Friends --description Dear",
      "groups delete Friends",
      "groups add Friends 'Charles Babbage'",
      "groups remove Friends 'Ada Lovelace'",
      "relationship-types create mentors",
      "relationship-types update godparent --description Baptism",
      "relationship-types delete godparent",
      "undo",
    ];
    const all = writing.map(([words]) => words).filter((words) => !without.includes(words));
    expect(all.filter((words) => !tried.some((command) => `${command} `.startsWith(`${words} `)))).toEqual([]);
    const extra = { env: { BACKSIDE_EDITOR: `${REPLACE} 'Ada Lovelace' 'Ada King'` } };
    for (const command of tried) await does(`${command} --dry-run --yes`, extra);
    expect(await everything()).toEqual(before);
    const backend = localBackend(openStore(store));
    expect(await backend.call(countContacts, {})).toEqual({ count: 3 });
    await backend.close();
    for (const command of [
      "config set region DE",
      "config unset region",
      ...without.slice(2).map((one) => `${one} x`),
    ]) {
      const { code, stderr } = await ask(`${command} --dry-run`);
      expect([code, stderr]).toEqual([2, expect.stringContaining("has no dry run")]);
    }

    async function everything(): Promise<string[]> {
      const lists = ["contacts list --all --ndjson --include all", "operations list", "tags list", "groups list"];
      const texts: string[] = [];
      for (const list of [...lists, "relationship-types list"]) texts.push(await does(list));
      return texts;
    }
  });

  test.each(["bash", "zsh", "fish", "powershell"])("feature 81: completion for %s", async (shell) => {
    const script = await book().does(`completion ${shell}`);
    expect(script).toContain("__complete");
    if (shell === "bash" && process.platform !== "win32") execFileSync("bash", ["-n"], { input: script });
  });

  test("feature 82: manual pages, shipped in the package", async () => {
    const root = path.join(import.meta.dirname, "..");
    const { man, files } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
    expect(man).toContain("docs/man/backside-contacts.1");
    expect(files).toContain("docs");
    for (const page of man) expect(fs.readFileSync(path.join(root, page), "utf8")).toContain("\n.SH NAME\nbackside");
  });

  test("feature 90: a search among ten thousand takes the index", async () => {
    const { names, json } = book(manyCards(10_000));
    expect(await names("contacts search 'person 4711'")).toEqual(["Person 4711 of 10000"]);
    const took = async (command: string) => {
      const start = performance.now();
      await json(command);
      return performance.now() - start;
    };
    const all = await took("contacts list --all");
    expect(await took("contacts search person4711@example.org")).toBeLessThan(all / 2);
  });
});

test("each y has its test, and each test its y", () => {
  const table = fs.readFileSync(path.join(import.meta.dirname, "../docs/features.md"), "utf8");
  const rows = [...table.matchAll(/^\| (\d+) \|.*\| ([ynp]) \|$/gm)].map(([, row = "", cell]) => ({ row, cell }));
  expect(rows.map(({ row }) => Number(row))).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
  const source = fs.readFileSync(import.meta.filename, "utf8");
  const tested = new Set([...source.matchAll(/\("feature (\d+): /g)].map(([, row]) => row));
  expect([...tested]).toHaveLength(rows.filter(({ cell }) => cell === "y").length);
  expect(rows.filter(({ row, cell }) => (cell === "y") !== tested.has(row))).toEqual([]);
});
