import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { card, manyCards } from "../support/cards.ts";
import { run, spawned } from "../support/run.ts";
import { bookOf, newStore, openStore, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();
const file = path.join(folder, "cards.vcf");
fs.writeFileSync(file, manyCards(3000));

/** No file may grow beyond so many KiB; the signal that comes with it is ignored, so that the write fails. */
const limited = (kilobytes: number) => `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$@"`;

describe("no room for the store", () => {
  test.each([
    ["an empty store", null, 300],
    ["a store in use", card("Ada"), 300],
    ["a store in use, as soon as anything is written", card("Ada"), 1],
  ])("of an import into %s is exit 9 and imports nothing", async (_which, old, kilobytes) => {
    const store = newStore(folder);
    await (old === null ? emptyStore(store) : bookOf(store, old));
    const before = await run("contacts export --all", { store });
    const { code, stdout, stderr } = await spawned(`contacts import '${file}' --json`, {
      store,
      shell: limited(kilobytes),
    });
    const { error } = JSON.parse(stderr);
    expect({ code, stdout, error: error.code }).toEqual({
      code: 9,
      stdout: "",
      error: expect.stringMatching(/^(disk_full|io_error)$/),
    });
    expect(error.message).toContain(store);
    expect(await run("contacts export --all", { store })).toEqual(before);
    expect((await run(`contacts import '${file}' -q`, { store })).code).toBe(0);
  });

  test("of a new store is exit 9 as well, and the next try works", async () => {
    const store = newStore(folder);
    const { code, stderr } = await spawned(`contacts import '${file}' --json`, { store, shell: limited(16) });
    expect([code, JSON.parse(stderr).error.code]).toEqual([9, expect.stringMatching(/^(disk_full|io_error)$/)]);
    const { code: next, stdout } = await run(`contacts import '${file}' --json`, { store });
    expect([next, JSON.parse(stdout).created]).toEqual([0, 3000]);
  });

  // The file itself, the journal, the schema, the cards: whatever it is that finds no room.
  test.each([1, 16, 100, 400])("of a new store leaves no file of it (%i KiB)", async (kilobytes) => {
    const store = newStore(folder);
    const env = { HOME: folder };
    const { code } = await spawned(`contacts import '${file}' --json`, { store, env, shell: limited(kilobytes) });
    expect({ code, left: fs.readdirSync(path.dirname(store)) }).toEqual({ code: 9, left: [] });
  });

  test.skipIf(!canMount()).each(["4k", "32k", "64k", "256k", "512k", "1m"])(
    "of a new store on a disk of %s leaves no file of it, nor what a link leads to",
    async (size) => {
      const disk = path.dirname(newStore(folder));
      const link = newStore(folder);
      fs.symlinkSync(path.join(disk, "contacts.db"), link);
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", disk]);
      try {
        for (const store of [path.join(disk, "contacts.db"), link]) {
          const { code, stderr } = await spawned(`contacts import '${file}' --json`, { store, env: { HOME: folder } });
          const { error } = JSON.parse(stderr);
          expect({ code, error: error.code, left: fs.readdirSync(disk) }).toEqual({
            code: 9,
            error: "disk_full",
            left: [],
          });
        }
      } finally {
        execFileSync("umount", [disk]);
      }
    },
  );
});

async function emptyStore(path: string): Promise<void> {
  const store = openStore(path);
  await write(store, async () => {});
  await store.close();
}

/** Only root may, and not in every container. */
function canMount(): boolean {
  const place = path.dirname(newStore(folder));
  if (process.platform !== "linux" || spawnSync("mount", ["-t", "tmpfs", "tmpfs", place]).status !== 0) return false;
  return spawnSync("umount", [place]).status === 0;
}

describe("no room for the output", () => {
  test.each([
    "contacts list",
    "contacts list --csv",
    "contacts export --all",
    "contacts get Ada",
    "--help",
    "--version",
  ])("%s to a full disk is exit 9", async (command) => {
    const store = await bookOf(newStore(folder), card("Ada"));
    expect(await spawned(command, { store, shell: '"$@" > /dev/full' })).toEqual({
      code: 9,
      stdout: "",
      stderr: "backside: cannot write the output: no space left on device\n",
    });
  });

  test("an import whose receipt cannot be written is exit 9, and done", async () => {
    const store = newStore(folder);
    const { code } = await spawned(`contacts import '${file}' --ndjson`, { store, shell: '"$@" > /dev/full' });
    expect(code).toBe(9);
    expect((await run("contacts list --kind person", { store })).stdout.split("\n")).toHaveLength(3001);
  });

  test("an export to a file leaves the old file and no other", async () => {
    const store = await bookOf(newStore(folder), manyCards(2000));
    const out = path.join(path.dirname(store), "out");
    fs.mkdirSync(out);
    fs.writeFileSync(path.join(out, "book.vcf"), "old");
    const { code, stdout, stderr } = await spawned(`contacts export --all --force -o '${out}/book.vcf' --json`, {
      store,
      shell: limited(100),
    });
    const { error } = JSON.parse(stderr);
    expect({ code, stdout, error: error.code, message: error.message }).toEqual({
      code: 9,
      stdout: "",
      error: "disk_full",
      message: `cannot write ${out}/book.vcf: file too large`,
    });
    expect(fs.readdirSync(out)).toEqual(["book.vcf"]);
    expect(fs.readFileSync(path.join(out, "book.vcf"), "utf8")).toBe("old");
  });
});

describe("a reader that left", () => {
  test("ends a list early, silently and with 0", async () => {
    const store = await bookOf(newStore(folder), manyCards(3000));
    for (const command of ["contacts list --fields display_name", "contacts export --all", "contacts list --ndjson"]) {
      const { code, stdout, stderr } = await spawned(command, { store, shell: '"$@" | head -1; exit $PIPESTATUS' });
      expect({ command, code, lines: stdout.split("\n").length, stderr }).toEqual({
        command,
        code: 0,
        lines: 2,
        stderr: "",
      });
    }
  });

  test("lets an import finish its work", async () => {
    const store = newStore(folder);
    const shell = '"$@" | true; exit $PIPESTATUS';
    expect((await spawned(`contacts import '${file}' --ndjson`, { store, shell })).code).toBe(0);
    expect((await run("contacts list --kind person", { store })).stdout.split("\n")).toHaveLength(3001);
  });

  test("closed streams are no error", async () => {
    const store = await bookOf(newStore(folder), card("Ada"));
    expect((await spawned("contacts list", { store, shell: '"$@" >&-' })).code).toBe(0);
    expect((await spawned("contacts get nobody", { store, shell: '"$@" 2>&-' })).code).toBe(5);
    expect((await spawned("contacts list --fields display_name", { store, shell: '"$@" <&-' })).stdout).toBe("Ada\n");
  });
});

test("a slow reader gets every byte", async () => {
  const store = await bookOf(newStore(folder), manyCards(3000));
  const { stdout } = await run("contacts list --ndjson --include all", { store });
  const slow = await spawned("contacts list --ndjson --include all", { store, shell: '"$@" | (sleep 0.3; wc -c)' });
  expect(Number(slow.stdout)).toBe(Buffer.byteLength(stdout));
});
