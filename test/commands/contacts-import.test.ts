import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { card, manyCards } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

let files = 0;
/** Writes a file; answers its path, quoted for a command line. */
function file(content: string | Uint8Array): string {
  files++;
  const name = path.join(folder, `cards ${files}.vcf`);
  fs.writeFileSync(name, content);
  return `"${name}"`;
}
const bare = (quoted: string) => quoted.slice(1, -1);
const names = async (store: string, filter = "") =>
  (await run(`contacts list --fields display_name ${filter}`, { store })).stdout;

const TWO = card("Ada Lovelace", "EMAIL:ada@example.org") + card("Grace Hopper", "ORG:Navy", "EMAIL:grace@example.org");
const BAD = `BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n`;

describe("the receipt", () => {
  const COUNTS = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  const REST = { organizations: 0, warnings: [], warnings_omitted: 0 };

  test("of --json has its keys in their order and the operation's id", async () => {
    const store = newStore(folder);
    const { code, stdout, stderr } = await run(`contacts import ${file(TWO)} --json`, { store });
    const { operation_id } = JSON.parse(stdout);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `${JSON.stringify({ files: 1, cards: 2, ...COUNTS, created: 2, ...REST, organizations: 1, operation_id, dry_run: false, failures: [] })}\n`,
      stderr: "",
    });
    expect(operation_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("of --ndjson is one object per card and the summary last", async () => {
    const store = newStore(folder);
    const cards = file(TWO + BAD);
    const { code, stdout } = await run(`contacts import ${cards} --ndjson`, { store });
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const of = { type: "card", file: bare(cards) };
    const { operation_id } = lines.at(-1);
    const [ada, grace] = lines;
    expect({ code, lines: lines.map((line) => JSON.stringify(line)) }).toEqual({
      code: 3,
      lines: [
        { ...of, line: 1, card: 1, action: "created", id: ada.id, display_name: "Ada Lovelace", reason: null },
        { ...of, line: 6, card: 2, action: "created", id: grace.id, display_name: "Grace Hopper", reason: null },
        { ...of, line: 12, card: 3, action: "failed", id: null, display_name: null, reason: "The card is empty." },
        {
          type: "summary",
          files: 1,
          cards: 3,
          ...COUNTS,
          created: 2,
          failed: 1,
          ...REST,
          organizations: 1,
          warnings: lines.at(-1).warnings,
          operation_id,
          dry_run: false,
        },
      ].map((line) => JSON.stringify(line)),
    });
    expect(await json(`contacts get ${ada.id}`, { store })).toMatchObject({ display_name: "Ada Lovelace" });
  });

  test("of a second run counts everything as unchanged and names no operation", async () => {
    const store = newStore(folder);
    const cards = file(TWO);
    await run(`contacts import ${cards}`, { store });
    expect(await json(`contacts import ${cards}`, { store })).toEqual({
      files: 1,
      cards: 2,
      ...COUNTS,
      unchanged: 2,
      ...REST,
      operation_id: null,
      dry_run: false,
      failures: [],
    });
    expect(await run(`contacts import ${cards}`, { store })).toEqual({
      code: 0,
      stdout: "",
      stderr: "2 cards: 0 created  0 updated  2 unchanged\n",
    });
  });

  test("lists a warning with file, line, card, property, code and message, in this order", async () => {
    const cards = file(`between cards\r\n${card("Ada")}${card("Eve", "no colon here")}`);
    const { warnings } = await json(`contacts import ${cards}`, { store: newStore(folder) });
    expect(JSON.stringify(warnings)).toBe(
      JSON.stringify([
        {
          file: bare(cards),
          line: 1,
          card: 0,
          property: null,
          code: "text_outside_card",
          message: "Text outside of a card was skipped.",
        },
        {
          file: bare(cards),
          line: 9,
          card: 2,
          property: null,
          code: "line_without_colon",
          message: "The line has no colon and was skipped.",
        },
      ]),
    );
  });

  test("adds up for a book of every kind of card", async () => {
    const store = await bookOf(newStore(folder), card("Old", "UID:1") + card("Same", "UID:2"));
    const cards = card("Old", "UID:1", "NOTE:new") + card("Same", "UID:2") + card("New", "UID:3") + BAD;
    const { stdout } = await run(`contacts import ${file(cards)} --json`, { store });
    const { cards: total, created, updated, unchanged, skipped, failed } = JSON.parse(stdout);
    expect({ total, created, updated, unchanged, skipped, failed }).toEqual({
      total: 4,
      created: 1,
      updated: 1,
      unchanged: 1,
      skipped: 0,
      failed: 1,
    });
  });

  test("for people is a summary with the way back", async () => {
    const { stdout } = await run(`contacts import ${file(TWO)} --table`, { store: newStore(folder) });
    expect(stdout.replace(/ in \d+\.\d s/, "").replace(/[0-9a-f-]{36}/, "ID")).toBe(
      "2 cards: 2 created  0 updated  0 unchanged\n1 organization added for the companies named\noperation ID\n",
    );
  });

  test.each([
    ["--tsv", (ids: string[]) => ids.map((id) => `${id}\n`).join("")],
    ["--csv", (ids: string[]) => ["id", ...ids].map((id) => `${id}\r\n`).join("")],
  ])("in a pipe is the ids of what was written, with %s", async (form, expected) => {
    const store = newStore(folder);
    const { stdout } = await run(`contacts import ${file(TWO)} ${form}`, { store });
    const people = await json<{ id: string }[]>("contacts list --kind person", { store });
    expect(stdout).toBe(expected(people.map(({ id }) => id)));
  });
});

describe("options", () => {
  test("--dry-run reports the same and changes nothing", async () => {
    const store = await bookOf(newStore(folder), card("Ada Lovelace", "EMAIL:ada@example.org"));
    const before = await run("contacts export --all", { store });
    const cards = file(TWO.replace("END:VCARD", "NOTE:added\r\nEND:VCARD"));
    const dry = await json(`contacts import ${cards} --dry-run`, { store });
    expect(await run("contacts export --all", { store })).toEqual(before);
    const real = await json(`contacts import ${cards}`, { store });
    expect(dry).toEqual({ ...real, operation_id: null, dry_run: true });
    expect(real).toMatchObject({ created: 1, updated: 1, organizations: 1 });
    const shown = await run(`contacts import ${file(card("New"))} -n`, { store });
    const summary = "would create 1\n  New\n1 card: 1 created  0 updated  0 unchanged\ndry run: nothing was changed\n";
    expect(shown).toEqual({ code: 0, stdout: "", stderr: summary });
  });

  test("--dry-run on a store that is not there leaves it without contacts", async () => {
    const store = newStore(folder);
    const { created, operation_id } = await json(`contacts import ${file(TWO)} -n`, { store });
    expect({ created, operation_id, names: await names(store) }).toEqual({ created: 2, operation_id: null, names: "" });
  });

  test("--no-merge makes a new contact of every card without a known UID", async () => {
    const store = newStore(folder);
    const cards = file(card("Ada", "EMAIL:ada@example.org") + card("Grace", "UID:grace", "EMAIL:grace@example.org"));
    await run(`contacts import ${cards}`, { store });
    const { created, unchanged } = await json(`contacts import ${cards} --no-merge`, { store });
    expect({ created, unchanged, names: await names(store) }).toEqual({
      created: 1,
      unchanged: 1,
      names: "Ada\nGrace\nAda\n",
    });
  });

  test("--tag puts tags on every contact, once, also on those already there", async () => {
    const store = newStore(folder);
    const cards = file(card("Ada", "UID:1", "CATEGORIES:Phone") + card("Grace", "UID:2"));
    await run(`contacts import ${cards}`, { store });
    const { updated, unchanged } = await json(`contacts import ${cards} --tag phone --tag "from 2026"`, { store });
    expect({ updated, unchanged }).toEqual({ updated: 2, unchanged: 0 });
    const { stdout } = await run("contacts list --fields display_name,tags.name", { store });
    expect(stdout).toBe("Ada\tPhone; from 2026\nGrace\tPhone; from 2026\n");
    expect(await json(`contacts import ${cards} --tag phone --tag "from 2026"`, { store })).toMatchObject({
      updated: 0,
      unchanged: 2,
      operation_id: null,
    });
  });

  test("--charset names that of 8-bit text", async () => {
    const text = Buffer.from("BEGIN:VCARD\nVERSION:2.1\nFN:\xcf\xe5\xf2\xf0\nEND:VCARD\n", "latin1");
    for (const [option, name] of [
      ["--charset windows-1251", "Петр"],
      ["--charset CP1251", "Петр"],
      ["", "Ïåòð"],
    ]) {
      const store = newStore(folder);
      await run(`contacts import ${file(text)} ${option}`, { store });
      expect(await names(store)).toBe(`${name}\n`);
    }
  });

  test("--charset with an unknown name is a usage error", async () => {
    const store = newStore(folder);
    const { code, error } = await errorOf(`contacts import ${file(TWO)} --charset klingon`, { store });
    expect([code, error.code, error.message]).toEqual([2, "usage", 'no charset is called "klingon"']);
    expect(await names(store)).toBe("");
  });

  test("--region gives national numbers their E.164 form, the locale where nothing is said", async () => {
    const cards = card("Ada", "TEL:(202) 555-0123", "TEL:110");
    const canonical = async (options: string, env = {}) => {
      const store = newStore(folder);
      await run(`contacts import ${file(cards)} ${options}`, { store, env });
      const { stdout } = await run("contacts list --fields channels.value,channels.canonical_value", { store });
      return stdout;
    };
    expect(await canonical("--region US")).toBe("(202) 555-0123; 110\t+12025550123\n");
    expect(await canonical("", { LANG: "en_US.UTF-8" })).toBe("(202) 555-0123; 110\t+12025550123\n");
    expect(await canonical("")).toBe("(202) 555-0123; 110\t\n");
  });

  test.each([
    ["--format yaml", '--format takes one of auto, vcard, csv, jcard, jscontact, ndjson, ldif, not "yaml"'],
    ["--region USA", "not a region: USA"],
    ["--region XX", "not a region: XX"],
    ["--json --ndjson", "only one output form at a time: --json, --ndjson"],
    ["--unknown", "unknown option '--unknown'"],
  ])("%s is a usage error and imports nothing", async (option, message) => {
    const store = newStore(folder);
    const { code, stdout, error } = await errorOf(`contacts import ${file(TWO)} ${option}`, { store });
    expect([code, stdout, error.code, error.message]).toEqual([2, "", "usage", message]);
    expect(fs.existsSync(store)).toBe(false);
  });
});

describe("what is read", () => {
  test("standard input by the name -", async () => {
    const store = newStore(folder);
    const { code, stdout, stderr } = await run("contacts import - --json", { store, stdin: TWO });
    expect({ code, stderr, created: JSON.parse(stdout).created }).toEqual({ code: 0, stderr: "", created: 2 });
    expect(await names(store, "--kind person")).toBe("Ada Lovelace\nGrace Hopper\n");
  });

  test("standard input that is empty is an error", async () => {
    const { code, stderr } = await run("contacts import -", { store: newStore(folder), stdin: "" });
    expect({ code, stderr: stderr.split("\n")[0] }).toEqual({ code: 2, stderr: "backside: standard input is empty" });
  });

  test("several files in one operation", async () => {
    const store = newStore(folder);
    const report = await json(`contacts import ${file(card("Ada"))} ${file(card("Grace"))}`, { store });
    expect(report).toMatchObject({ files: 2, cards: 2, created: 2 });
    expect(await names(store)).toBe("Ada\nGrace\n");
  });

  test("a file large enough for the second thread, the same way", async () => {
    const store = newStore(folder);
    const cards = file(manyCards(9000));
    expect(fs.statSync(bare(cards)).size).toBeGreaterThan(2 << 20);
    expect(await json(`contacts import ${cards}`, { store })).toMatchObject({ created: 9000, organizations: 50 });
    expect(await json(`contacts import ${cards}`, { store })).toMatchObject({ created: 0, unchanged: 9000 });
  });
});

describe("what cannot be read", () => {
  const UNCHANGED = "export the contacts as vCard (.vcf) on the phone; nothing was changed";
  test.each([
    ["an unknown file", () => "/no/such.vcf", 9, "file_unreadable", "FILE: there is no such file", null],
    ["an empty file", () => bare(file("")), 2, "invalid_input", "FILE is empty", UNCHANGED],
    [
      "another kind of file",
      () => bare(file("Dear Ada,\nthank you.\n")),
      2,
      "invalid_input",
      "FILE is not a vCard file: there is no BEGIN:VCARD in it",
      UNCHANGED,
    ],
    [
      "a binary file",
      () => bare(file(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 10, 26, 10]))),
      2,
      "invalid_input",
      "FILE is not a vCard file: there is no BEGIN:VCARD in it",
      UNCHANGED,
    ],
    [
      "a folder without vCards",
      () => fs.mkdtempSync(path.join(folder, "empty-")),
      2,
      "invalid_input",
      "FILE is a folder without vCards",
      "it reads *.vcf in a folder and in the folders directly below; other files are named one by one",
    ],
  ])("%s is one clear error", async (_what, make, code, error, message, hint) => {
    const name = make();
    const store = newStore(folder);
    const result = await errorOf(`contacts import "${name}"`, { store });
    expect(result).toEqual({
      code,
      stdout: "",
      error: { code: error, message: message.replace("FILE", name), hint, retryable: false, details: { file: name } },
    });
  });

  test("a file that cannot be opened, among good ones, changes nothing", async () => {
    const store = await bookOf(newStore(folder), card("Before"));
    const before = await run("contacts export --all", { store });
    const emptyFolder = fs.mkdtempSync(path.join(folder, "empty-"));
    for (const [bad, status] of [
      ['"/no/such.vcf"', 9],
      [`"${emptyFolder}"`, 2],
    ] as const) {
      const { code, error } = await errorOf(`contacts import ${file(TWO)} ${bad} ${file(card("Last"))}`, { store });
      expect([code, error.details]).toEqual([status, { file: bare(bad) }]);
      expect(await run("contacts export --all", { store })).toEqual(before);
    }
  });

  test("several files without a single card are one error, and nothing is done", async () => {
    const store = await bookOf(newStore(folder), card("Before"));
    const [empty, text] = [file(""), file("text")];
    const { code, stdout, error } = await errorOf(`contacts import ${empty} ${text}`, { store });
    expect({ code, stdout, error }).toEqual({
      code: 2,
      stdout: "",
      error: {
        code: "invalid_input",
        message: "none of the 2 files has a card in it",
        hint: UNCHANGED,
        retryable: false,
        details: { files: [bare(empty), bare(text)] },
      },
    });
    expect(await names(store)).toBe("Before\n");
  });

  describe("a file without cards among good ones fails alone", () => {
    const [empty, text] = [file(""), file("Dear Ada,\nthank you.\n")];
    const of = { line: 0, card: 0, property: null, code: "file_without_cards" };
    const warnings = [
      { file: bare(empty), ...of, message: "The file is empty." },
      { file: bare(text), ...of, message: "The file is not a vCard file: there is no BEGIN:VCARD in it." },
    ].map(({ file, line, card, property, code, message }) => ({ file, line, card, property, code, message }));
    const PARTIAL = "2 of 4 files could not be imported";

    test.each([
      ["small", () => file(TWO), 2],
      ["large enough for the second thread", () => file(manyCards(9000)), 9000],
    ])("the others being %s", async (_what, good, created) => {
      const store = newStore(folder);
      const { code, stdout, stderr } = await run(
        `contacts import ${empty} ${good()} ${text} ${file(card("Last"))} --json`,
        {
          store,
        },
      );
      const report = JSON.parse(stdout);
      expect({
        code,
        files: report.files,
        cards: report.cards,
        created: report.created,
        failed: report.failed,
      }).toEqual({
        code: 3,
        files: 4,
        cards: created + 1,
        created: created + 1,
        failed: 0,
      });
      expect(JSON.stringify(report.warnings)).toBe(JSON.stringify(warnings));
      expect(JSON.parse(stderr).error).toEqual({
        code: "partial",
        message: PARTIAL,
        hint: "the report names file, line and reason of each",
        retryable: false,
        details: { failed: 0, cards: created + 1, files: [bare(empty), bare(text)] },
      });
    });

    test("people read the file and the reason among the failures, not among the warnings", async () => {
      const good = file(`between cards\r\n${TWO}${BAD}`);
      const { code, stdout, stderr } = await run(`contacts import ${empty} ${good} --table`, {
        store: newStore(folder),
        columns: 200,
      });
      expect(code).toBe(3);
      expect(stdout.replace(/ in \d+\.\d s/, "").replace(/[0-9a-f-]{36}/, "ID")).toBe(
        [
          "3 cards in 2 files: 2 created  0 updated  0 unchanged  1 failed",
          "1 organization added for the companies named",
          `failed ${bare(empty)}: The file is empty.`,
          `failed ${bare(good)}:13: The card is empty.`,
          "1 warning: what was odd, and kept all the same",
          "  Text outside of a card was skipped.",
          `    ${bare(good)}:1`,
          "operation ID",
          "",
        ].join("\n"),
      );
      expect(stderr.split("\n")[0]).toBe("backside: 1 of 3 cards and 1 of 2 files could not be imported");
    });
  });

  test("a bad card among good ones fails alone, with file, line and reason", async () => {
    const store = newStore(folder);
    const cards = file(card("Ada") + BAD + card("Grace"));
    const { code, stdout, stderr } = await run(`contacts import ${cards} --table`, { store, columns: 200 });
    expect(code).toBe(3);
    expect(stdout).toContain(`failed ${bare(cards)}:5: The card is empty.\n`);
    expect(stderr).toBe(
      "backside: 1 of 3 cards could not be imported\nhint: the report names file, line and reason of each\n",
    );
    expect(await names(store)).toBe("Ada\nGrace\n");
    const { error } = await errorOf2(`contacts import ${cards}`, store);
    expect(error).toEqual({
      code: "partial",
      message: "1 of 3 cards could not be imported",
      hint: "the report names file, line and reason of each",
      retryable: false,
      details: { failed: 1, cards: 3, files: [] },
    });
  });

  test("import without a file is a usage error", async () => {
    const { code, error } = await errorOf("contacts import", { store: newStore(folder) });
    expect([code, error.code, error.message]).toEqual([2, "usage", "missing required argument 'file'"]);
  });

  async function errorOf2(command: string, store: string) {
    const { stderr } = await run(`${command} --json`, { store });
    return JSON.parse(stderr);
  }
});
