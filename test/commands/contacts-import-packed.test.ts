import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { errorOf, json, run, spawned } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";
import { zipOf } from "../support/zip.ts";

const folder = temporaryFolder();
let files = 0;

function file(name: string, content: string | Uint8Array): string {
  const place = path.join(folder, `in-${files++}`, name);
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.writeFileSync(place, content);
  return place;
}

async function names(store: string): Promise<string[]> {
  const rows = await json<{ display_name: string }[]>("contacts list", { store });
  return rows.map(({ display_name }) => display_name);
}

const ADA = card("Ada", "EMAIL:ada@example.org");
const BOB = card("Bob", "EMAIL:bob@example.org");
const BOMB = Buffer.alloc(40 << 20, "NOTE:aaaa\r\n");

describe("gzip", () => {
  test("is read whatever its name, with the name of the file", async () => {
    const store = newStore(folder);
    const name = file("book", zlib.gzipSync(ADA + BOB));
    const report = await json(`contacts import ${name}`, { store });
    expect([report.files, report.created]).toEqual([1, 2]);
    expect(await names(store)).toEqual(["Ada", "Bob"]);
  });

  test("comes by standard input, several members one after the other", async () => {
    const store = newStore(folder);
    const stdin = Buffer.concat([zlib.gzipSync(ADA), zlib.gzipSync(BOB)]);
    expect((await spawned("contacts import -", { store, stdin })).code).toBe(0);
    expect(await names(store)).toEqual(["Ada", "Bob"]);
  });

  test.each<[string, () => Uint8Array, string, string]>([
    ["cut off", () => zlib.gzipSync(ADA + BOB).subarray(0, 40), "invalid_input", "is damaged: it ends too early"],
    ["corrupt", () => zlib.gzipSync(ADA).fill(7, 20, 40), "invalid_input", "is damaged: "],
    ["a bomb", () => zlib.gzipSync(BOMB), "payload_too_large", "becomes more than 200 times as large"],
  ])("%s is refused, and nothing is imported", async (_what, make, code, message) => {
    const store = newStore(folder);
    const { error } = await errorOf(`contacts import ${file("a.vcf", BOB)} ${file("b.vcf.gz", make())}`, { store });
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(message)]);
    expect(await names(store)).toEqual([]);
  });

  test("within another one stays closed", async () => {
    const name = file("twice.gz", zlib.gzipSync(zlib.gzipSync(ADA)));
    const { error } = await errorOf(`contacts import ${name}`, { store: newStore(folder) });
    expect(error.message).toBe(`${name} is a gzip file within another, and was not read`);
  });
});

describe("zip", () => {
  test("reads each member as a file of its own, and tells what it left out", async () => {
    const store = newStore(folder);
    const name = file(
      "phone.zip",
      zipOf(
        { name: "contacts/ada.vcf", content: ADA },
        { name: "contacts/", content: "" },
        { name: "__MACOSX/._ada.vcf", content: "?" },
        { name: "ada.jpg", content: "?" },
        { name: "people.csv", content: "Name,Given Name,E-mail 1 - Value\nBob,Bob,bob@example.org\n" },
      ),
    );
    const { stdout, code } = await run(`contacts import ${name} --ndjson`, { store });
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.slice(0, -1).map((one) => [one.file, one.display_name])).toEqual([
      [`${name}/contacts/ada.vcf`, "Ada"],
      [`${name}/people.csv`, "Bob"],
    ]);
    expect(lines.at(-1).warnings).toEqual([expect.objectContaining({ file: name, code: "members_not_read" })]);
    expect([code, lines.at(-1).files]).toEqual([0, 2]);
  });

  test("comes by standard input and leaves no file behind", async () => {
    const store = newStore(folder);
    const env = { TMPDIR: fs.mkdtempSync(path.join(folder, "tmp-")) };
    const { code, stdout } = await spawned("contacts import - --ndjson", {
      ...{ store, env, stdin: zipOf({ name: "ada.vcf", content: ADA }) },
    });
    expect([code, JSON.parse(stdout.split("\n")[0] ?? "").file]).toEqual([0, "-/ada.vcf"]);
    expect(fs.readdirSync(env.TMPDIR)).toEqual([]);
  });

  test("names that lead elsewhere are only shown, without what leads there", async () => {
    const store = newStore(folder);
    const name = file(
      "slip.zip",
      zipOf({ name: "../../etc/x.vcf", content: ADA }, { name: "/C:\\y.vcf", content: BOB }),
    );
    const { stdout } = await run(`contacts import ${name} --ndjson`, { store });
    const shown = stdout
      .trim()
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line).file);
    expect(shown).toEqual([`${name}/etc/x.vcf`, `${name}/C:/y.vcf`]);
  });

  test("an empty member and an archive inside fail alone", async () => {
    const store = newStore(folder);
    const inner = zipOf({ name: "bob.vcf", content: BOB });
    const name = file(
      "mixed.zip",
      zipOf({ name: "ada.vcf", content: ADA }, { name: "none.vcf", content: "" }, { name: "more.zip", content: inner }),
    );
    const { code, stdout } = await run(`contacts import ${name} --json`, { store });
    const report = JSON.parse(stdout);
    expect([code, report.files, report.created]).toEqual([3, 3, 1]);
    expect(report.warnings.map((one: { message: string }) => one.message)).toEqual([
      "The file is empty.",
      "The file is a zip file within another, and was not read.",
    ]);
  });

  test.each<[string, () => Uint8Array, string, string]>([
    ["empty", () => zipOf(), "invalid_input", "has no file of contacts in it"],
    ["of pictures", () => zipOf({ name: "a.jpg", content: "?" }), "invalid_input", "has no file of contacts in it"],
    [
      "encrypted",
      () => zipOf({ name: "a.vcf", content: ADA }, { name: "b.vcf", content: BOB, encrypted: true }),
      "invalid_input",
      "is an encrypted archive",
    ],
    [
      "a bomb",
      () => zipOf({ name: "a.vcf", content: ADA }, { name: "b.vcf", content: BOMB }),
      "payload_too_large",
      "becomes more than 200 times as large",
    ],
    [
      "that lies about a size",
      () => {
        const archive = zipOf({ name: "a.vcf", content: ADA });
        archive.writeUInt32LE(5, archive.lastIndexOf("PK\x01\x02") + 24);
        return archive;
      },
      "invalid_input",
      "is damaged: ",
    ],
    ["cut off", () => zipOf({ name: "a.vcf", content: ADA }).subarray(0, 90), "invalid_input", "is damaged: "],
  ])("%s is refused, and nothing is imported", async (_what, make, code, message) => {
    const store = newStore(folder);
    const { error } = await errorOf(`contacts import ${file("x.zip", make())}`, { store });
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(message)]);
    expect(await names(store)).toEqual([]);
  });

  test("--max-size allows more, or less", async () => {
    const name = file("b.vcf.gz", zlib.gzipSync(`${ADA}${BOMB}`));
    const less = await errorOf(`contacts import ${name} --max-size 1MB`, { store: newStore(folder) });
    expect(less.error.message).toContain("becomes more than 1 MB");
    const store = newStore(folder);
    expect((await json(`contacts import ${name} --max-size 1GB`, { store })).created).toBe(1);
    const wrong = await errorOf(`contacts import ${name} --max-size much`, { store });
    expect([wrong.code, wrong.error.code]).toEqual([2, "usage"]);
  });
});

describe("a folder", () => {
  test("is its vCards by name, then those of the collections in it", async () => {
    const store = newStore(folder);
    const vdir = fs.mkdtempSync(path.join(folder, "vdir-"));
    const put = (name: string, text: string) => {
      fs.mkdirSync(path.dirname(path.join(vdir, name)), { recursive: true });
      fs.writeFileSync(path.join(vdir, name), text);
    };
    put("b.vcf", card("Bob"));
    put("a.VCF", card("Ada"));
    put(".hidden.vcf", card("Hidden"));
    put("c.vcf.tmp", card("Half"));
    put("notes.txt", "?");
    put("friends/c.vcf", card("Cleo"));
    put("friends/deeper/d.vcf", card("Deep"));
    put(".trash/e.vcf", card("Gone"));
    const report = await json(`contacts import ${vdir}/`, { store });
    expect([report.files, report.created]).toEqual([3, 3]);
    expect(await names(store)).toEqual(["Ada", "Bob", "Cleo"]);
  });
});
