import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { programForAll, type RunOptions, run, spawned } from "../support/run.ts";
import { bookOf, newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();
fs.chmodSync(folder, 0o755); // another user has to come through

const CARDS = path.join(folder, "cards.vcf");
fs.writeFileSync(CARDS, card("Grace Hopper"));
const READ = "contacts list --fields display_name";
const WRITE = `contacts import ${CARDS}`;

async function adaBook(): Promise<string> {
  return bookOf(newStore(folder), card("Ada Lovelace"));
}

/** Every file of a folder and what is in it. */
function contentOf(directory: string): Record<string, string> {
  const names = fs.readdirSync(directory).sort();
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash("sha256")
        .update(fs.readFileSync(path.join(directory, name)))
        .digest("hex"),
    ]),
  );
}

async function failing(command: string, options: RunOptions) {
  const { code, stdout, stderr } = await run(`${command} --json`, options);
  const { error } = JSON.parse(stderr);
  return { code, stdout, error: error.code, message: error.message as string };
}

describe("a store of a newer program", () => {
  test.each([READ, WRITE])("is refused by %s, which names the schema and changes no byte", async (command) => {
    const store = await adaBook();
    const db = new DatabaseSync(store);
    db.exec("PRAGMA user_version = 2; PRAGMA wal_checkpoint(TRUNCATE)");
    db.close();
    const before = contentOf(path.dirname(store));
    expect(await failing(command, { store })).toEqual({
      code: 9,
      stdout: "",
      error: "store_newer",
      message: `the store was written by a newer backside (schema 2): ${store}`,
    });
    expect(contentOf(path.dirname(store))).toEqual(before);
  });

  test("whose program was killed keeps its log as it is", async () => {
    const store = await adaBook();
    const copy = newStore(folder);
    const db = new DatabaseSync(store);
    db.exec("PRAGMA journal_mode = WAL; PRAGMA user_version = 2");
    for (const suffix of ["", "-wal"]) fs.copyFileSync(store + suffix, copy + suffix);
    db.close();
    const before = contentOf(path.dirname(copy));
    for (const command of [READ, WRITE]) {
      expect((await failing(command, { store: copy })).error).toBe("store_newer");
      const { "contacts.db": main, "contacts.db-wal": log } = contentOf(path.dirname(copy));
      expect({ main, log }).toEqual({ main: before["contacts.db"], log: before["contacts.db-wal"] });
    }
  });
});

describe("what is no store", () => {
  const FOREIGN = {
    "a text file": (file: string) => fs.writeFileSync(file, "name,email\n".repeat(100)),
    "a short text file": (file: string) => fs.writeFileSync(file, "x"),
    "a file of zeros": (file: string) => fs.writeFileSync(file, Buffer.alloc(8192)),
    "another program's database": (file: string) => {
      const db = new DatabaseSync(file);
      db.exec("PRAGMA application_id = 42; CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')");
      db.close();
    },
    "a database without an owner": (file: string) => {
      const db = new DatabaseSync(file);
      db.exec("CREATE TABLE notes (text)");
      db.close();
    },
    "another program's database in the middle of its work": (file: string) => {
      const db = new DatabaseSync(`${file}.original`);
      db.exec("PRAGMA journal_mode = WAL; CREATE TABLE notes (text)");
      for (const suffix of ["", "-wal"]) fs.copyFileSync(`${file}.original${suffix}`, file + suffix);
      db.close();
      fs.rmSync(`${file}.original`);
    },
  };
  test.each(Object.entries(FOREIGN))("%s is refused untouched", async (_what, make) => {
    const store = newStore(folder);
    make(store);
    const before = contentOf(path.dirname(store));
    for (const command of [READ, WRITE]) {
      const { code, stdout, error } = await failing(command, { store });
      expect({ code, stdout, error }).toEqual({ code: 9, stdout: "", error: "not_a_store" });
      const { "contacts.db-shm": _, ...after } = contentOf(path.dirname(store));
      expect(after).toEqual(before);
    }
  });

  test("a directory is none", async () => {
    for (const command of [READ, WRITE]) {
      const { code, error } = await failing(command, { store: path.join(folder, "nested", "..") });
      expect([code, error]).toEqual([9, "not_a_store"]);
    }
  });

  test("an empty file becomes one", async () => {
    const store = newStore(folder);
    fs.writeFileSync(store, "");
    expect((await run(WRITE, { store })).code).toBe(0);
    expect((await run(READ, { store })).stdout).toBe("Grace Hopper\n");
  });
});

describe("where the store is", () => {
  test("missing folders are made, for their owner alone", async () => {
    const store = path.join(folder, "new", "deep", "contacts.db");
    expect((await run(WRITE, { store, env: { HOME: folder } })).code).toBe(0);
    expect(fs.existsSync(store)).toBe(true);
    const home = path.join(folder, "home");
    const env = { BACKSIDE_STORE: "", HOME: home };
    expect((await run(WRITE, { store: newStore(folder), env })).code).toBe(0);
    expect(fs.statSync(path.join(home, ".local/share/backside")).mode & 0o777).toBe(0o700);
    expect((await run(READ, { store: newStore(folder), env })).stdout).toBe("Grace Hopper\n");
  });

  test("--store is before BACKSIDE_STORE, and XDG_DATA_HOME after both", async () => {
    const store = await adaBook();
    const other = newStore(folder);
    const data = path.join(folder, "xdg");
    expect((await run(`${READ} --store '${store}'`, { store: other })).stdout).toBe("Ada Lovelace\n");
    fs.mkdirSync(path.join(data, "backside"), { recursive: true });
    fs.copyFileSync(store, path.join(data, "backside", "contacts.db"));
    const env = { BACKSIDE_STORE: undefined, XDG_DATA_HOME: data };
    expect((await run(READ, { store: other, env })).stdout).toBe("Ada Lovelace\n");
  });

  test("through a link, the file it leads to is made and used, with its log beside it", async () => {
    const target = newStore(folder);
    const link = newStore(folder);
    fs.symlinkSync(path.relative(path.dirname(link), target), link);
    expect(await run(READ, { store: link })).toMatchObject({ code: 0, stdout: "" });
    expect(fs.readdirSync(path.dirname(target))).toEqual([]);
    expect((await run(WRITE, { store: link })).code).toBe(0);
    for (const store of [link, target]) expect((await run(READ, { store })).stdout).toBe("Grace Hopper\n");
    expect(fs.readdirSync(path.dirname(link))).toEqual(["contacts.db"]);
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test("a link into a folder that is not there, a disk that is not mounted, makes nothing", async () => {
    const missing = path.join(path.dirname(newStore(folder)), "mnt");
    const link = newStore(folder);
    fs.symlinkSync(path.join(missing, "contacts.db"), link);
    for (const command of [READ, WRITE]) {
      expect(await failing(command, { store: link })).toEqual({
        code: 9,
        stdout: "",
        error: "io_error",
        message: `the store is a link into a directory that is not there: ${link}`,
      });
    }
    expect(fs.existsSync(missing)).toBe(false);
  });

  test("a file in the way of a folder, or a link that leads to itself, is an error of exit 9", async () => {
    fs.writeFileSync(path.join(folder, "file"), "");
    const below = await failing(WRITE, { store: path.join(folder, "file", "contacts.db"), env: { HOME: folder } });
    expect([below.code, below.error]).toEqual([9, "io_error"]);
    const loop = newStore(folder);
    fs.symlinkSync(loop, loop);
    for (const command of [READ, WRITE]) expect((await failing(command, { store: loop })).code).toBe(9);
  });
});

describe("as a user who may not write", () => {
  /** Permissions mean nothing to root, so the command runs as nobody. */
  const program = programForAll(folder);
  const asNobody = (command: string, store: string) =>
    spawned(`${command} --json`, {
      store,
      program,
      env: { HOME: "/nonexistent" },
      ...(process.getuid?.() === 0 ? { shell: 'exec setpriv --reuid 65534 --regid 65534 --clear-groups "$@"' } : {}),
    });

  test.each([
    ["a read-only file", 0o444, 0o755],
    ["a read-only folder", 0o644, 0o555],
    ["both read-only", 0o444, 0o555],
  ])("%s can be read, and a write says why not", async (_what, fileMode, folderMode) => {
    const store = await adaBook();
    fs.rmSync(`${store}.import.vcf`);
    fs.chmodSync(store, fileMode);
    fs.chmodSync(path.dirname(store), folderMode);
    const before = contentOf(path.dirname(store));
    expect(await asNobody(READ, store)).toEqual({
      code: 0,
      stdout: '[\n{"display_name":"Ada Lovelace"}\n]\n',
      stderr: "",
    });
    const { code, stdout, stderr } = await asNobody(WRITE, store);
    expect({ code, stdout, error: JSON.parse(stderr).error.code }).toEqual({
      code: 9,
      stdout: "",
      error: "store_readonly",
    });
    expect(contentOf(path.dirname(store))).toEqual(before);
    fs.chmodSync(path.dirname(store), 0o755);
  });

  test.each([
    ["a file that may not be read", 0o000, 0o755],
    ["a folder that may not be entered", 0o644, 0o000],
  ])("%s is exit 9 with a reason", async (_what, fileMode, folderMode) => {
    const store = await adaBook();
    fs.chmodSync(store, fileMode);
    fs.chmodSync(path.dirname(store), folderMode);
    for (const command of [READ, WRITE]) {
      const { code, stderr } = await asNobody(command, store);
      const { error } = JSON.parse(stderr);
      expect({ command, code, error: error.code }).toEqual({ command, code: 9, error: "io_error" });
      expect(error.message).toContain(store);
    }
    fs.chmodSync(path.dirname(store), 0o755);
  });

  test("a folder that may not be written to gets no store", async () => {
    const store = newStore(folder);
    fs.chmodSync(path.dirname(store), 0o555);
    const { code, stderr } = await asNobody(WRITE, store);
    expect({ code, error: JSON.parse(stderr).error.code }).toEqual({ code: 9, error: "store_readonly" });
    const missing = await asNobody(WRITE, path.join(path.dirname(store), "deep", "contacts.db"));
    expect({ code: missing.code, error: JSON.parse(missing.stderr).error.code }).toEqual({
      code: 9,
      error: "io_error",
    });
    expect((await asNobody(READ, store)).stdout).toBe("[]\n");
  });
});

describe("a store that is made and never written to", () => {
  test.each([
    ["a reference that names nobody", "contacts delete nobody"],
    ["a trial", "contacts create Ada --dry-run"],
    ["a file that cannot be read", "contacts import /nonexistent.vcf"],
    ["a file without a card", "contacts import /dev/null"],
  ])("is gone after %s", async (_what, command) => {
    const store = newStore(folder);
    await run(command, { store });
    expect(fs.readdirSync(path.dirname(store))).toEqual([]);
  });

  test("stays where it was there before", async () => {
    const store = newStore(folder);
    fs.writeFileSync(store, "");
    await run("contacts delete nobody", { store });
    expect(fs.existsSync(store)).toBe(true);
  });

  test("stays when another has written to it", async () => {
    const store = newStore(folder);
    const made = openStore(store);
    await bookOf(store, card("Ada"));
    await made.close();
    expect((await run(READ, { store })).stdout).toBe("Ada\n");
  });

  test("stays while another has it open, who then writes to it", async () => {
    const store = newStore(folder);
    const made = openStore(store);
    const other = openStore(store);
    await made.close();
    await write(other, (tx) => tx.insert("contacts", { ...PERSON, display_name: "Ada" }));
    await other.close();
    expect((await run(READ, { store })).stdout).toBe("Ada\n");
  });

  test("is made anew by whoever opens it while it goes", async () => {
    const store = newStore(folder);
    const commands = ["contacts delete nobody", WRITE, "contacts delete nobody", "contacts create Ada"];
    const done = await Promise.all([...commands, ...commands].map((command) => spawned(command, { store })));
    expect(done.map(({ code }) => code)).toEqual([5, 0, 5, 0, 5, 0, 5, 0]);
    expect((await run(READ, { store })).stdout.split("\n").sort()).toEqual(["", "Ada", "Ada", "Grace Hopper"]);
  });
});
