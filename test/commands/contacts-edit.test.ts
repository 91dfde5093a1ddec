import fs from "node:fs";
import path from "node:path";
import { Readable, Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { LOCAL_SCOPE, localBackend } from "../../src/backend/local.ts";
import { main } from "../../src/cli.ts";
import type { Io } from "../../src/io.ts";
import { undoOperation } from "../../src/operations/history/undo.ts";
import { fakeIo } from "../render/fake-io.ts";
import { HOSTILE } from "../render/hostile.ts";
import { card } from "../support/cards.ts";
import { errorOf, json, REPLACE, type RunOptions, run, spawned } from "../support/run.ts";
import { bookOf, newStore, openStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

const ADA = card(
  "Ada Lovelace",
  "N:Lovelace;Ada;;;",
  "EMAIL;TYPE=work:ada@engines.example",
  "EMAIL;TYPE=home:ada@home.example",
  "TEL;TYPE=cell:+1 202 555 0123",
  "ADR;TYPE=home:;;12 St James's Square;London;;;United Kingdom",
  "BDAY:18151210",
  "ORG:Analytical Engines",
  "TITLE:Programmer",
  "CATEGORIES:friends",
  "NOTE:Wrote the first program.",
);

const book = (...cards: string[]): Promise<string> => bookOf(newStore(folder), [ADA, ...cards].join(""));

/** The contact as it is written down completely. */
async function dump(store: string, ref = "'ada lovelace'") {
  return json(`contacts get ${ref} --include relationships,groups`, { store });
}

/** An environment in which the editor exchanges texts. */
function replacing(...texts: string[]): NodeJS.ProcessEnv {
  return { EDITOR: [REPLACE, ...texts.map((text) => JSON.stringify(text))].join(" ") };
}

/** An environment in which the editor is a script; `file` is the path of the text. */
function scripted(script: string): NodeJS.ProcessEnv {
  const file = path.join(folder, `editor-${scripts++}.mjs`);
  fs.writeFileSync(file, `import fs from "node:fs";\nconst file = process.argv.at(-1);\n${script}`);
  return { BACKSIDE_EDITOR: `${JSON.stringify(process.execPath)} ${JSON.stringify(file)}` };
}
let scripts = 0;

/** Texts that were kept, by their paths. */
function keptTexts(store: string): string[] {
  const state = path.join(path.dirname(store), ".local/state/backside/edit");
  if (!fs.existsSync(state)) return [];
  return fs.readdirSync(state, { recursive: true, encoding: "utf8" }).map((name) => path.join(state, name));
}

const edit = (store: string, env: NodeJS.ProcessEnv, more: Partial<RunOptions> = {}) =>
  run("contacts edit 'ada lovelace'", { store, env, ...more });

describe("an edit", () => {
  test("writes every kind of difference as one operation, and undo takes all of it back", async () => {
    const store = await book();
    const before = await dump(store);
    const env = replacing(
      ...["given_name: Ada", "given_name: Augusta Ada", "bio: Wrote the first program.", "bio:\n  Wrote\n\n  much."],
      ...[
        "  email (home): ada@home.example\n",
        "",
        "  phone (cell)",
        "  url (blog): https://ada.example\n  phone (mobile)",
      ],
      ...[
        "    city: London",
        "    city: Paris",
        "  birthday: 1815-12-10",
        "  birthday: 12-10\n  anniversary (wedding): 1835-07-08",
      ],
      ...[
        "title: Programmer",
        "title: Analyst\n    start_date: 1842-01-01",
        "    start_date:\n    end_date:",
        "    end_date:",
      ],
      ...["  organization: Analytical", "  organization: Royal Society\n    role: Guest\n  organization: Analytical"],
      ...["tags: friends", "tags: vip, science"],
    );
    expect(await edit(store, env)).toMatchObject({ code: 0, stdout: `${before.id}\n` });

    const after = await dump(store);
    expect(after).toMatchObject({
      given_name: "Augusta Ada",
      bio: "Wrote\n\nmuch.",
      channels: [
        { type: "email", value: "ada@engines.example", preference_order: 0 },
        { type: "url", label: "blog", value: "https://ada.example", preference_order: 1 },
        { type: "phone", label: "mobile", value: "+1 202 555 0123", preference_order: 2 },
      ],
      addresses: [{ street: "12 St James's Square", city: "Paris" }],
      dates: [
        { date_type: "birthday", date_year: null },
        { date_type: "anniversary", date_label: "wedding", date_year: 1835 },
      ],
      affiliations: [
        { organization_name: "Analytical Engines", title: "Analyst", start_date: "1842-01-01", is_current: true },
        { organization_name: "Royal Society", role: "Guest" },
      ],
      tags: [{ name: "vip" }, { name: "science" }],
    });
    const ids = (contact: Record<string, unknown>, list: string) =>
      (contact[list] as { id: string }[]).map(({ id }) => id);
    for (const list of ["addresses", "dates", "affiliations"])
      expect(ids(after, list).slice(0, 1)).toEqual(ids(before, list));
    expect(ids(after, "channels")[2]).toBe(ids(before, "channels")[2]);

    const opened = openStore(store);
    const backend = localBackend(opened);
    const [last] = await opened.read(LOCAL_SCOPE, (tx) => tx.operations(null, 1));
    expect([last?.name, last?.label]).toEqual(["contacts.edit", 'contacts edit "ada lovelace"']);
    await backend.call(undoOperation, { id: last?.id ?? "" });
    await backend.close();
    expect(await dump(store)).toEqual(before);
  });

  test("that changes nothing leaves no operation, no new time and no file", async () => {
    const store = await book();
    const before = await dump(store);
    for (const env of [
      { EDITOR: "true" },
      scripted("fs.utimesSync(file, 1, 1)"),
      replacing("nickname:\n", "nickname:  \n"),
    ])
      expect(await edit(store, env)).toEqual({
        code: 0,
        stdout: `${before.id}\n`,
        stderr: "Ada Lovelace is unchanged\nnothing was changed\n",
      });
    expect([await dump(store), keptTexts(store)]).toEqual([before, []]);
  });

  test("answers the whole contact as JSON; a dry run only says that it would change", async () => {
    const store = await book();
    const env = replacing("nickname:", "nickname: Countess");
    const tried = await json("contacts edit ada@home.example --dry-run", { store, env });
    expect(tried).toMatchObject({ operation_id: null, changed: 1, unchanged: 0, dry_run: true });
    expect((await dump(store)).nickname).toBe(null);
    const done = await json("contacts edit ada@home.example", { store, env });
    expect(done).toEqual(await json("contacts get ada@home.example", { store }));
    expect(done.nickname).toBe("Countess");
  });

  test("leaves hostile values alone, and takes them in exactly", async () => {
    const store = await book();
    const values = [...HOSTILE, " x ", "a\nb", "#", "a: b"].filter((value) => value.isWellFormed());
    const hostile = values.join("\n\\u{41}\n");
    const opened = openStore(store);
    await opened.write(
      LOCAL_SCOPE,
      {
        name: "test",
        label: "",
        surface: "cli",
        actor: null,
        reason: "user_edit",
        undoes: null,
        dry_run: false,
        bulk: false,
        erases: false,
      },
      async (tx) => {
        const [ada] = await tx.find("contacts", { display_name: "Ada Lovelace" });
        await tx.update("contacts", ada?.id ?? "", { bio: hostile, nickname: "\x1b]0;x\x07" });
      },
    );
    await opened.close();
    const edited = await edit(store, replacing("nickname: \\u{1b}]0;x\\u{7}", "nickname: \\u{1b}[31m"), { tty: true });
    expect(edited.stdout).toBe(
      `- nickname: \\u{1b}]0;x\\u{7}\n+ nickname: \\u{1b}[31m\nEdited Ada Lovelace\n${edited.stdout.split("\n").at(-2)}\n`,
    );
    expect(await dump(store)).toMatchObject({ bio: hostile, nickname: "\x1b[31m" });
  });
});

describe("the file", () => {
  test("is its owner's alone while it is edited, and gone afterwards with all that lay beside it", async () => {
    const store = await book();
    const seen = path.join(folder, "seen.json");
    const env = scripted(`
      fs.writeFileSync(file + "~", "a backup");
      const mode = (path) => (fs.statSync(path).mode & 0o777).toString(8);
      fs.writeFileSync(${JSON.stringify(seen)}, JSON.stringify([mode(file), mode(file.replace(/[^/]*$/, "")), file.slice(-12)]));`);
    expect((await edit(store, env)).code).toBe(0);
    expect(JSON.parse(fs.readFileSync(seen, "utf8"))).toEqual(["600", "700", "/contact.txt"]);
    expect(keptTexts(store)).toEqual([]);
  });

  test("is under XDG_STATE_HOME", async () => {
    const store = await book();
    const state = path.join(folder, "state");
    const { stderr } = await edit(store, { ...replacing("bio:", "boi:"), XDG_STATE_HOME: state });
    expect(stderr).toContain(`your text is kept in ${state}/backside/edit/`);
  });

  test("is kept with what was written when that is not understood, private and alone in its folder", async () => {
    const store = await book();
    const before = await dump(store);
    const env = scripted(`
      const text = fs.readFileSync(file, "utf8");
      fs.rmSync(file);
      fs.writeFileSync(file, text.replace("bio:", "boi:"), { mode: 0o644 });
      fs.writeFileSync(file + "~", text);`);
    const { code, error } = await errorOf("contacts edit ada@home.example", { store, env });
    const { line } = error.details.errors[0];
    const message = `"boi" is no field here; did you mean bio?`;
    expect([code, error.code, error.message, error.details.errors]).toEqual([
      2,
      "bad_request",
      `line ${line}: ${message}`,
      [{ line, message }],
    ]);
    const { file } = error.details;
    expect(fs.readFileSync(file, "utf8").split("\n")[line - 1]).toBe("boi: Wrote the first program.");
    expect([(fs.statSync(file).mode & 0o777).toString(8), fs.readdirSync(path.dirname(file))]).toEqual([
      "600",
      ["contact.txt"],
    ]);
    expect(await dump(store)).toEqual(before);
  });

  test("that is no UTF-8 any more is kept", async () => {
    const store = await book();
    const { code, error } = await errorOf("contacts edit ada@home.example", {
      store,
      env: scripted("fs.writeFileSync(file, Buffer.from([0x41, 0xff]))"),
    });
    expect([code, error.message]).toEqual([2, "the text is not UTF-8"]);
    expect(fs.readFileSync(error.details.file)).toEqual(Buffer.from([0x41, 0xff]));
  });

  test("that cannot be made is an error before anything is edited", async () => {
    const store = await book();
    const state = path.join(folder, "not-a-folder");
    fs.writeFileSync(state, "");
    const { code, error } = await errorOf("contacts edit ada@home.example", {
      store,
      env: { EDITOR: "true", XDG_STATE_HOME: state },
    });
    expect([code, error.code]).toEqual([9, "io_error"]);
  });
});

describe("nothing is changed", () => {
  test("when the editor ends with an error: what was written is kept, an untouched text is not", async () => {
    const store = await book();
    const before = await dump(store);
    const failing = `fs.appendFileSync(file, "# more\\n"); process.exit(3);`;
    const { code, error } = await errorOf("contacts edit ada@home.example", { store, env: scripted(failing) });
    expect([code, error.code, error.message]).toEqual([
      130,
      "cancelled",
      "the editor ended with exit code 3; nothing was changed",
    ]);
    expect(fs.readFileSync(error.details.file, "utf8")).toMatch(/# more\n$/);
    fs.rmSync(path.dirname(error.details.file), { recursive: true });
    const killed = await errorOf("contacts edit ada@home.example", {
      store,
      env: scripted(`process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 1000);`),
    });
    expect([killed.code, killed.error.message, killed.error.details]).toEqual([
      130,
      "the editor ended with SIGTERM; nothing was changed",
      null,
    ]);
    expect([await dump(store), keptTexts(store)]).toEqual([before, []]);
  });

  test("when the file is removed or emptied", async () => {
    const store = await book();
    expect(await edit(store, scripted("fs.rmSync(file)"))).toMatchObject({ code: 0 });
    expect(await edit(store, scripted(`fs.writeFileSync(file, "# nothing\\n")`))).toMatchObject({ code: 130 });
    expect(await edit(store, scripted(`fs.writeFileSync(file, "")`))).toMatchObject({ code: 130 });
  });

  test("when one of several changes cannot be made", async () => {
    const store = await book(card("Other", "UID:taken"));
    const before = await dump(store);
    const env = replacing("nickname:", "nickname: X", "vcard_uid:", "vcard_uid: taken", "tags: friends", "tags: new");
    const { code, error } = await errorOf("contacts edit ada@home.example", { store, env });
    const text = fs.readFileSync(error.details.file, "utf8").split("\n");
    expect([code, error.code, text[error.details.line - 1]]).toEqual([6, "conflict", "vcard_uid: taken"]);
    expect(error.message).toBe(`line ${error.details.line}: the UID taken is that of Other`);
    expect(await dump(store)).toEqual(before);
    expect((await run("contacts list --tag new", { store })).stdout).toBe("");
  });
});

describe("a contact that is changed while it is edited", () => {
  /** Edits the nickname while `command` is run. */
  async function meanwhile(store: string, command: string) {
    const ready = path.join(folder, `ready-${scripts}`);
    const go = path.join(folder, `go-${scripts}`);
    const env = scripted(`
      fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("nickname:", "nickname: Countess"));
      fs.writeFileSync(${JSON.stringify(ready)}, "");
      while (!fs.existsSync(${JSON.stringify(go)})) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);`);
    const editing = run("contacts edit 'ada lovelace' --json", { store, env });
    while (!fs.existsSync(ready)) await new Promise((done) => setTimeout(done, 5));
    const { code } = await run(command, { store });
    fs.writeFileSync(go, "");
    expect(code).toBe(0);
    return editing;
  }

  test.each([
    "contacts update ada@home.example --given Augusta",
    "contacts tag ada@home.example vip",
    "contacts channel remove ada@home.example ada@engines.example",
  ])("is not overwritten: %s", async (command) => {
    const store = await book();
    const { code, stderr } = await meanwhile(store, command);
    const { error } = JSON.parse(stderr);
    expect([code, error.code, error.message]).toEqual([
      6,
      "precondition_failed",
      "Ada Lovelace was changed while it was edited",
    ]);
    expect(fs.readFileSync(error.details.file, "utf8")).toContain("nickname: Countess\n");
    expect((await dump(store)).nickname).toBe(null);
  });

  test("is not found when it was deleted, and the text is kept", async () => {
    const store = await book();
    const { code, stderr } = await meanwhile(store, "contacts delete ada@home.example");
    expect([code, JSON.parse(stderr).error.code]).toEqual([5, "not_found"]);
    expect(fs.readFileSync(JSON.parse(stderr).error.details.file, "utf8")).toContain("nickname: Countess\n");
  });

  test("may be written to where the text does not say so", async () => {
    const store = await book();
    const { code, stdout } = await meanwhile(store, "contacts update ada@home.example --metadata source=letter");
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { nickname: "Countess", metadata: { source: "letter" } }]);
  });
});

describe("the editor", () => {
  test.each([
    [{ BACKSIDE_EDITOR: "true", VISUAL: "false", EDITOR: "false" }, 0],
    [{ VISUAL: "true", EDITOR: "false" }, 0],
    [{ BACKSIDE_EDITOR: "", VISUAL: " ", EDITOR: "true" }, 0],
    [{ EDITOR: "test -f" }, 0],
    [{ EDITOR: "true; touch" }, 2],
    [{ EDITOR: "'true" }, 2],
    [{ EDITOR: "/nowhere/editor" }, 2],
    [{}, 2],
  ])("of %j ends with %i", async (env, code) => {
    expect((await edit(await book(), env)).code).toBe(code);
  });

  test("is none without a terminal unless it is named", async () => {
    expect((await errorOf("contacts edit ada@home.example", { store: await book() })).error.code).toBe(
      "input_required",
    );
  });
});

describe("on a terminal", () => {
  /** Edits with a person there who presses `keys` at the question; the n-th start of the editor does the n-th exchange. */
  async function asked(store: string, keys: string, exchanges: readonly (readonly [string, string])[]) {
    const starts = path.join(folder, `starts-${scripts}`);
    const env = scripted(`
      const starts = ${JSON.stringify(starts)};
      fs.appendFileSync(starts, "x");
      const [from, to] = ${JSON.stringify(exchanges)}[fs.readFileSync(starts, "utf8").length - 1];
      fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace(from, to));`);
    const home = { HOME: path.dirname(store), BACKSIDE_STORE: store };
    const { io, stdout, stderr } = fakeIo({ isTerminal: true, env: { ...home, ...env } });
    const drawn = () => new Writable({ write: (_chunk, _encoding, done) => done() });
    const person: Io = {
      ...io,
      stdin: { isTTY: true, stream: () => Readable.from([keys]) },
      stderr: { ...io.stderr, stream: drawn },
    };
    const code = await main(["contacts", "edit", "ada@home.example"], person);
    return { code, stdout: stdout.join(""), stderr: stderr.join(""), starts: fs.readFileSync(starts, "utf8").length };
  }

  test.each(["y\n", "\n"])("what is not understood may be mended: %j", async (keys) => {
    const store = await book();
    const answer = await asked(store, keys, [
      ["nickname:", "nickame: Countess"],
      ["nickame:", "nickname:"],
    ]);
    expect(answer).toMatchObject({ code: 0, starts: 2, stdout: expect.stringContaining("+ nickname: Countess\n") });
    expect(answer.stderr).toMatch(/^backside: line 19: "nickame" is no field here; did you mean nickname\?\n$/);
    expect([(await dump(store)).nickname, keptTexts(store)]).toEqual(["Countess", []]);
  });

  test("so may what an operation refused", async () => {
    const store = await book();
    const answer = await asked(store, "y\n", [
      ["1815-12-10", "1815-02-30"],
      ["1815-02-30", "1815-12-11"],
    ]);
    expect([answer.code, answer.starts]).toEqual([0, 2]);
    expect((await dump(store)).dates).toMatchObject([{ date_day: 11 }]);
  });

  test("or left, and then the text is kept", async () => {
    const store = await book();
    const answer = await asked(store, "n\n", [["nickname:", "nickame: Countess"]]);
    expect([answer.code, answer.starts, keptTexts(store).length]).toEqual([130, 1, 2]);
    expect(answer.stderr).toMatch(/backside: nothing was changed\nhint: your text is kept in .*\/contact\.txt\n$/);
  });
});

describe("the built program", () => {
  test("edits, and gives its standard output to the result alone", async () => {
    const store = await book();
    const env = scripted(`
      console.log("drawn by the editor");
      fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("nickname:", "nickname: Countess"));`);
    const { code, stdout, stderr } = await spawned("contacts edit ada@home.example --json", { store, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "drawn by the editor\n" });
    expect(JSON.parse(stdout).nickname).toBe("Countess");
  });
});

test("what a card brought that is longer than a command may write is kept, and in nobody's way", async () => {
  const long = "y".repeat(300);
  const vcf = path.join(folder, "long.vcf");
  fs.writeFileSync(vcf, card("Ada", `CATEGORIES:${long}`, `item1.EMAIL:ada@example.org`, `item1.X-ABLabel:${long}`));
  const store = newStore(folder);
  await run(`contacts import ${vcf}`, { store });
  const before = await json<{ tags: { name: string }[]; channels: { label: string }[] }>("contacts get ada", { store });
  expect([before.tags[0]?.name, before.channels[0]?.label]).toEqual([long, long]);
  const env = { BACKSIDE_EDITOR: `${REPLACE} 'display_name: Ada' 'display_name: Eda'` };
  const { code, stderr } = await run("contacts edit ada", { store, env });
  expect([code, stderr]).toEqual([0, expect.stringContaining("Eda")]);
  const input = JSON.stringify({ ...before, nickname: "A" });
  const again = await run("contacts update eda --from-json -", { store, input });
  expect([again.code, again.stderr]).toEqual([0, expect.stringContaining("Updated")]);
});
