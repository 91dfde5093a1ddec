import fs from "node:fs";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/store/sqlite/open.ts";
import { type ColumnKind, type TableName, tables, UNIQUE } from "../../src/store/tables.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

const TYPES: Record<ColumnKind, string> = {
  text: "TEXT",
  integer: "INTEGER",
  real: "REAL",
  boolean: "INTEGER",
  time: "INTEGER",
  generated: "TEXT",
};
/** What every table has and `tables.ts` does not list. */
const COMMON = {
  number: "INTEGER",
  tenant_id: "INTEGER",
  id: "TEXT",
  metadata: "TEXT",
  created_at: "INTEGER",
  updated_at: "INTEGER",
  written_by: "INTEGER",
};

describe("the schema a new store gets", () => {
  const { db } = openDatabase(newStore(folder), "write");

  test.each(Object.keys(tables) as TableName[])("table %s has the columns that the code lists", (table) => {
    const listed = Object.entries(tables[table].columns).map(([name, kind]) => [name, TYPES[kind]]);
    const rows = db.prepare(`PRAGMA table_xinfo(${table})`).all();
    const made = Object.fromEntries(rows.map(({ name, type }) => [name, type]));
    expect(made).toEqual({ ...COMMON, ...Object.fromEntries(listed) });
  });

  test("what is unique is said of the tables", () => {
    const unique = (Object.keys(tables) as TableName[]).flatMap((table) =>
      db
        .prepare(`SELECT name FROM pragma_index_list('${table}') WHERE "unique"`)
        .all()
        .map(({ name }) => db.prepare(`SELECT name FROM pragma_index_info('${name}')`).all())
        .map((columns) => columns.map(({ name }) => String(name)).filter((name) => name !== "tenant_id"))
        .filter((columns) => columns.join() !== "id")
        .map((columns) => [table, columns.sort()]),
    );
    expect(Object.fromEntries(unique)).toEqual(
      Object.fromEntries(Object.entries(UNIQUE).map(([table, columns]) => [table, [...columns].sort()])),
    );
  });

  test("names in `touches` and `internal` are columns", () => {
    for (const [name, { columns, touches, internal }] of Object.entries(tables)) {
      const known = ["id", ...Object.keys(columns)];
      expect({ name, unknown: [...touches, ...internal].filter((column) => !known.includes(column)) }).toEqual({
        name,
        unknown: [],
      });
    }
  });

  test("is marked as ours, with its number and the checksum of each migration", () => {
    const one = (sql: string) => Object.values(db.prepare(sql).get() ?? {})[0];
    expect(one("PRAGMA application_id")).toBe(0x424b5344);
    expect(one("PRAGMA user_version")).toBe(1);
    expect(db.prepare("SELECT version, name, length(checksum) AS length FROM migrations").all()).toEqual([
      { version: 1, name: "0001-contacts", length: 64 },
    ]);
    expect(one("PRAGMA integrity_check")).toBe("ok");
  });

  test("is in a file of mode 0600, also under a generous umask", () => {
    const before = process.umask(0);
    const path = newStore(folder);
    try {
      openDatabase(path, "write").db.close();
    } finally {
      process.umask(before);
    }
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
  });
});

test("every setting holds on a new store and on an old one", () => {
  const path = newStore(folder);
  for (const age of ["new", "old"]) {
    const { db } = openDatabase(path, "write");
    const names = ["journal_mode", "synchronous", "trusted_schema", "cell_size_check", "mmap_size", "temp_store"];
    const values = [...names, "foreign_keys", "journal_size_limit"].map(
      (name) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0],
    );
    expect({ age, values }).toEqual({ age, values: ["wal", 2, 0, 1, 0, 2, 1, 64 << 20] });
    expect(Object.values(db.prepare("PRAGMA busy_timeout").get() ?? {})).toEqual([5000]);
    expect(() => db.exec("UPDATE sqlite_schema SET sql = ''")).toThrow();
    expect(() => db.exec('SELECT "no such column" FROM contacts')).toThrow();
    db.close();
  }
});

test("reading a store that is not there makes none", async () => {
  const path = newStore(folder);
  const { db } = openDatabase(path, "read");
  expect(db.prepare("SELECT count(*) AS contacts FROM contacts").get()).toEqual({ contacts: 0 });
  db.close();
  expect(fs.existsSync(path)).toBe(false);
});
