import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { card, manyCards } from "../support/cards.ts";
import { errorOf, json, run, spawned } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

const store = await bookOf(
  newStore(folder),
  [
    card("Ada Lovelace", "UID:urn:example:ada", "N:Lovelace;Ada;;;", "EMAIL:ada@example.org", "CATEGORIES:friends"),
    card("Grace Hopper", "UID:urn:example:grace", "TEL;TYPE=cell:+1 202 555 0123", "X-RANK:Rear Admiral"),
    card("Analytical Society", "UID:urn:example:society", "KIND:org"),
  ].join(""),
);

const namesIn = (vcards: string) => [...vcards.matchAll(/^FN:(.*)\r$/gm)].map(([, name]) => name);
const exported = async (options: string) => namesIn((await run(`contacts export ${options}`, { store })).stdout);

describe("what comes out", () => {
  test("version 4.0 by default", async () => {
    const { code, stdout, stderr } = await run("contacts export lovelace", { store });
    expect({ code, stderr, lines: stdout.split("\r\n") }).toEqual({
      code: 0,
      stderr: "",
      lines: [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "PRODID:-//backside//backside 0.0.0-test//EN",
        "UID:urn:example:ada",
        "FN:Ada Lovelace",
        "N:Lovelace;Ada;;;",
        "EMAIL:ada@example.org",
        "CATEGORIES:friends",
        "REV:20260310T120000Z",
        "END:VCARD",
        "",
      ],
    });
  });

  test("version 3.0 on demand, with the N it requires", async () => {
    const { stdout } = await run("contacts export hopper --vcard-version 3.0", { store });
    expect(stdout.split("\r\n")).toEqual([
      "BEGIN:VCARD",
      "VERSION:3.0",
      "PRODID:-//backside//backside 0.0.0-test//EN",
      "UID:urn:example:grace",
      "FN:Grace Hopper",
      "N:;;;;",
      "TEL;TYPE=CELL:+1 202 555 0123",
      "X-RANK:Rear Admiral",
      "REV:2026-03-10T12:00:00.000Z",
      "END:VCARD",
      "",
    ]);
  });

  test("the same bytes every time", async () => {
    const first = await run("contacts export --all", { store });
    expect(await run("contacts export --all", { store })).toEqual(first);
  });

  test.each([
    ["--all", ["Ada Lovelace", "Grace Hopper", "Analytical Society"]],
    ["hopper", ["Grace Hopper"]],
    ["example ada", ["Ada Lovelace"]],
    ["--tag friends", ["Ada Lovelace"]],
    ["--kind organization", ["Analytical Society"]],
    ["--kind person", ["Ada Lovelace", "Grace Hopper"]],
    ["--tag friends hopper", []],
    ["--group none", []],
  ])("export %s", async (options, expected) => {
    expect(await exported(options)).toEqual(expected);
  });

  test("every contact of a book of several pages", async () => {
    const book = await bookOf(newStore(folder), manyCards(1100));
    const { stdout } = await run("contacts export --all", { store: book });
    expect(namesIn(stdout)).toEqual(Array.from({ length: 1100 }, (_, i) => `Person ${i} of 1100`));
  });

  test("nothing where nothing matches, and a note", async () => {
    expect(await run("contacts export nobody", { store })).toEqual({
      code: 0,
      stdout: "",
      stderr: "no contact matches; nothing was exported\n",
    });
  });

  test("nothing without a store, and a note that says so", async () => {
    const missing = newStore(folder);
    const target = `${missing}.vcf`;
    const note = `there is no store yet at ${missing}; \`backside contacts create\` or \`import\` makes one\n`;
    expect(await run("contacts export --all", { store: missing })).toEqual({ code: 0, stdout: "", stderr: note });
    expect(await run("contacts export --all -q", { store: missing })).toEqual({ code: 0, stdout: "", stderr: "" });
    const { code, stderr } = await run(`contacts export --all --json -o '${target}'`, { store: missing });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("control characters are made visible on a terminal only", async () => {
    const book = await bookOf(newStore(folder), card("Eve \u202eevil"));
    const shown = await run("contacts export --all", { store: book, tty: true });
    const piped = await run("contacts export --all", { store: book });
    expect(shown.stdout).toContain("FN:Eve \\u{202e}evil\n");
    expect(piped.stdout).toContain("FN:Eve \u202eevil\r\n");
  });
});

describe("usage", () => {
  test.each([
    [
      "",
      "nothing to export is named",
      "--all exports every contact, a query or --tag some; see `backside contacts export --help`",
    ],
    [
      "''",
      "nothing to export is named",
      "--all exports every contact, a query or --tag some; see `backside contacts export --help`",
    ],
    ["--all ada", "--all and a query exclude each other", "see `backside contacts export --help`"],
    ["--all --tag friends", "--all and a query exclude each other", "see `backside contacts export --help`"],
    [
      "--all --format xml",
      '--format takes one of vcard, jcard, jscontact, csv, ndjson, not "xml"',
      "see `backside contacts export --help`",
    ],
    [
      "--all --format csv --vcard-version 3.0",
      "--vcard-version does not go with --format csv",
      "see `backside contacts export --help`",
    ],
    [
      "--all --format csv --for iphone",
      "--for iphone does not go with --format csv",
      "CSV is for google or outlook; see `backside contacts export --help`",
    ],
    ["--all --split a -o b", "-o and --split exclude each other", "see `backside contacts export --help`"],
    ["--all --vcard-version 2.2", null, null],
    ["--all --csv --tsv", null, null],
  ])("export %s is exit 2", async (options, message, hint) => {
    const { code, stdout, error } = await errorOf(`contacts export ${options}`, { store });
    expect([code, stdout, error.code]).toEqual([2, "", "usage"]);
    if (message !== null) expect([error.message, error.hint]).toEqual([message, hint]);
  });

  test.each([
    ["--vcard-version 2.2", '--vcard-version takes one of 4.0, 3.0, 2.1, not "2.2"'],
    ["--kind robot", '--kind takes one of person, organization, group, not "robot"'],
    ["--region XX9", "not a region: XX9"],
  ])("export --all %s names what is wrong", async (options, message) => {
    const { code, stdout, stderr } = await run(`contacts export --all ${options}`, { store });
    expect({ code, stdout, message: stderr.split("\n")[0] }).toEqual({
      code: 2,
      stdout: "",
      message: `backside: ${message}`,
    });
  });
});

describe("-o", () => {
  test("writes the same bytes to a file for its owner alone and says how many", async () => {
    const file = path.join(folder, "book.vcf");
    const { code, stdout, stderr } = await run(`contacts export --all -o '${file}'`, { store });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: `3 contacts written to ${file}\n` });
    expect(fs.readFileSync(file, "utf8")).toBe((await run("contacts export --all", { store })).stdout);
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("keeps an existing file unless --force", async () => {
    const file = path.join(folder, "precious.vcf");
    fs.writeFileSync(file, "precious", { mode: 0o644 });
    const { code, error } = await errorOf(`contacts export --all -o '${file}'`, { store });
    expect({ code, error, kept: fs.readFileSync(file, "utf8") }).toEqual({
      code: 6,
      error: {
        code: "conflict",
        message: `${file} is there already`,
        hint: "--force overwrites it",
        retryable: false,
        details: { file },
      },
      kept: "precious",
    });
    expect((await run(`contacts export --all --force -o '${file}'`, { store })).code).toBe(0);
    expect([namesIn(fs.readFileSync(file, "utf8")).length, fs.statSync(file).mode & 0o777]).toEqual([3, 0o600]);
  });

  test("--quiet says nothing, - is standard output", async () => {
    const file = path.join(folder, "quiet.vcf");
    expect(await run(`contacts export --all -q -o '${file}'`, { store })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(namesIn((await run("contacts export --all -o -", { store })).stdout)).toHaveLength(3);
  });

  test("into a missing folder is an error and leaves nothing behind; a folder is no file", async () => {
    const missing = await errorOf(`contacts export --all -o '${folder}/no/book.vcf'`, { store });
    expect([missing.code, missing.error.code]).toEqual([9, "io_error"]);
    expect(missing.error.message).toBe(`cannot write ${folder}/no/book.vcf: no such file or directory`);
    const { code, error } = await errorOf(`contacts export --all -o '${folder}'`, { store });
    expect([code, error.code, error.message]).toEqual([2, "usage", `${folder} is a directory`]);
  });
});

describe("round trip", () => {
  const BOOK = [
    card(
      "Ada Lovelace",
      "UID:urn:example:ada",
      "N:Lovelace;Ada;King;Lady;",
      "NICKNAME:Enchantress",
      "EMAIL;TYPE=home;PREF=1:Ada@Example.org",
      "TEL;TYPE=cell:+1 202 555 0123",
      "ADR;TYPE=home:;;12 St James\\; Square;London;;SW1;England",
      "BDAY:--1210",
      "ANNIVERSARY:18350708",
      "ORG:Analytical Society;Notes",
      "TITLE:Countess",
      "CATEGORIES:friends,computing",
      "NOTE:line one\\nline two",
      "URL:https://example.org/ada",
      "RELATED;TYPE=friend:urn:example:charles",
      "item1.X-SERVICE:kept",
      "item1.X-ABLabel:as it is",
    ),
    card("Charles Babbage", "UID:urn:example:charles", "ORG:Analytical Society", "IMPP:xmpp:charles@example.org"),
    card("Team", "UID:urn:example:team", "KIND:group", "MEMBER:urn:example:ada", "MEMBER:urn:example:charles"),
    card("山田太郎", "UID:urn:example:yamada", `PHOTO:data:image/gif;base64,${gif()}`),
  ].join("");

  test.each(["4.0", "3.0", "2.1"])("import → export %s → import gives an equal book", async (version) => {
    const first = await bookOf(newStore(folder), BOOK, { region: "US" });
    const { stdout } = await run(`contacts export --all --vcard-version ${version}`, { store: first });
    const second = await bookOf(newStore(folder), stdout, { region: "US" });
    expect(await dump(second)).toEqual(await dump(first));
  });

  test("importing the export of a book into that book changes nothing", async () => {
    const text = BOOK.replace(/^RELATED.*\r\n/m, "") + card("Without UID", "TEL:110");
    const book = await bookOf(newStore(folder), text, { region: "US" });
    const file = path.join(folder, "back.vcf");
    await run(`contacts export --all -o '${file}'`, { store: book });
    const { cards, created, updated, unchanged, operation_id } = await json(`contacts import '${file}' --region US`, {
      store: book,
    });
    expect({ cards, created, updated, unchanged, operation_id }).toEqual({
      cards: 5,
      created: 0,
      updated: 0,
      unchanged: 5,
      operation_id: null,
    });
  });

  /** The complete dump, without what a second store makes anew: ids and times. */
  async function dump(book: string): Promise<unknown[]> {
    const { stdout } = await run("contacts list --all --ndjson --include all", { store: book });
    const names = new Map<string, string>();
    for (const line of stdout.trimEnd().split("\n")) {
      const { id, display_name } = JSON.parse(line);
      names.set(id, display_name);
    }
    const plain = (key: string, value: unknown) => {
      if (["id", "created_at", "updated_at", "contact_id"].includes(key)) return undefined;
      if (key.endsWith("_id") && typeof value === "string") return names.get(value) ?? value;
      return value;
    };
    return stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(JSON.stringify(JSON.parse(line), plain)))
      .sort((a, b) => (a.display_name < b.display_name ? -1 : 1));
  }

  function gif(): string {
    const bytes = Buffer.concat([Buffer.from("GIF89a"), createHash("sha256").update("gif").digest()]);
    return bytes.toString("base64");
  }
});

describe("other forms than vCards", () => {
  test.each(["--json", "--ndjson", "--csv"])(
    "%s on standard output is refused, and the dump is named",
    async (form) => {
      const { code, stdout, stderr } = await run(`contacts export --all ${form}`, { store });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain("contacts list --all --ndjson --include all");
    },
  );

  test("--json with a file is a receipt; a dry run writes nothing", async () => {
    const file = path.join(folder, "receipt.vcf");
    const receipt = await json(`contacts export --all -o '${file}' --dry-run --json`, { store });
    expect({ ...receipt, there: fs.existsSync(file) }).toMatchObject({ file, dry_run: true, there: false });
    expect(await json(`contacts export --all -o '${file}' --json`, { store })).toEqual({ ...receipt, dry_run: false });
  });
});

test("a pipe or device is written to, never replaced", async () => {
  const pipe = path.join(folder, "pipe");
  spawnSync("mkfifo", [pipe]);
  const store = await bookOf(newStore(folder), card("Ada"));
  const reading = fs.promises.readFile(pipe, "utf8");
  const { code } = await spawned(`contacts export --all -o '${pipe}'`, { store });
  expect([code, (await reading).includes("FN:Ada"), fs.statSync(pipe).isFIFO()]).toEqual([0, true, true]);
});

test("where nothing matches, no file is made", async () => {
  const file = path.join(folder, "nobody.vcf");
  const store = await bookOf(newStore(folder), card("Ada"));
  const { code, stdout } = await run(`contacts export nobody -o '${file}' --json`, { store });
  expect([code, JSON.parse(stdout), fs.existsSync(file)]).toEqual([
    0,
    { file: null, files: 0, contacts: 0, companies: 0, groups: 0, warnings: [], dry_run: false },
    false,
  ]);
});
