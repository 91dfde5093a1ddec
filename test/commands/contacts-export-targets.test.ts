import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const jpeg = (size: number) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(size - 3)]);
const photo = (size: number) => `PHOTO:data:image/jpeg;base64,${jpeg(size).toString("base64")}`;

const store = await bookOf(
  newStore(folder),
  [
    card("Ada Lovelace", "UID:urn:example:ada", photo(300_000), "CATEGORIES:friends", "ORG:Society"),
    card("ada lovelace", "UID:urn:example:other", photo(100)),
    card("../../Eve", "UID:urn:example:eve", "EMAIL:eve@example.org"),
    card("Band", "UID:urn:example:band", "KIND:group", "MEMBER:urn:example:ada"),
  ].join(""),
);

describe("--for", () => {
  test("a photo that is too large is left out, and said", async () => {
    const file = path.join(folder, "iphone.vcf");
    const { stdout, stderr } = await run(`contacts export --all --for iphone -o '${file}'`, { store });
    expect([stdout, stderr]).toEqual([
      "",
      `4 contacts written to ${file}; 1 company known by name only is in its people's cards\n` +
        "Ada Lovelace: photo left out: 293 kB are more than the 224 kB that are taken\n",
    ]);
    const text = fs.readFileSync(file, "utf8");
    expect([text.match(/^VERSION:3.0/gm)?.length, text.match(/^PHOTO/gm)?.length]).toEqual([4, 1]);
    const receipt = await json(`contacts export ada --for iphone -o '${folder}/one.vcf'`, { store });
    expect(receipt).toMatchObject({
      files: 1,
      contacts: 2,
      warnings: [{ display_name: "Ada Lovelace", code: "photo_left_out" }],
    });
  });

  test("groups without cards of their own are counted and are categories of their members", async () => {
    const receipt = await json(`contacts export --all --for google -o '${folder}/google.vcf'`, { store });
    expect(receipt).toMatchObject({ contacts: 3, groups: 1, companies: 1, warnings: [] });
    const text = fs.readFileSync(`${folder}/google.vcf`, "utf8");
    expect(text).toContain("CATEGORIES:friends,Band\r\n");
    expect(text).not.toContain("FN:Band");
  });

  test("--vcard-version overrules the version", async () => {
    const { stdout } = await run("contacts export eve --for outlook --vcard-version 3.0", { store });
    expect(stdout).toContain("VERSION:3.0\r\n");
  });

  test("an importer that reads one contact of a file is a reason for --split", async () => {
    const several = await run("contacts export ada --for outlook", { store });
    expect(several.stderr).toBe("outlook reads only the first contact of a file; --split writes a file for each\n");
    expect((await run("contacts export eve --for outlook", { store })).stderr).toBe("");
  });
});

describe("--split", () => {
  const into = (name: string) => path.join(folder, name);
  const files = (name: string) => fs.readdirSync(into(name)).sort();
  const NAMES = ["Ada-Lovelace.vcf", "Band.vcf", "Eve.vcf", "ada-lovelace-2.vcf"];

  test("writes a card each, for the owner alone, under names that are safe", async () => {
    const receipt = await json(`contacts export --all --split '${into("cards")}'`, { store });
    expect(receipt).toMatchObject({ file: into("cards"), files: 4, contacts: 4 });
    expect(files("cards")).toEqual(NAMES);
    expect(fs.statSync(into("cards")).mode & 0o777).toBe(0o700);
    expect(fs.statSync(into("cards/Eve.vcf")).mode & 0o777).toBe(0o600);
    expect(fs.readFileSync(into("cards/Eve.vcf"), "utf8").match(/BEGIN:VCARD/g)).toHaveLength(1);
    const again = await run(`contacts import '${into("cards")}' --json`, { store });
    expect(JSON.parse(again.stdout)).toMatchObject({ files: expect.anything(), created: 0, updated: 0 });
  });

  test("takes an empty folder, refuses a full one, and with --force leaves other files", async () => {
    fs.mkdirSync(into("empty"));
    expect((await run(`contacts export --all --split '${into("empty")}' -q`, { store })).code).toBe(0);
    expect(files("empty")).toEqual(NAMES);
    fs.writeFileSync(into("empty/mine.txt"), "mine");
    fs.writeFileSync(into("empty/Eve.vcf"), "old");
    const { code, error } = await errorOf(`contacts export eve --split '${into("empty")}'`, { store });
    expect([code, error.code, error.message]).toEqual([6, "conflict", `${into("empty")} is not empty`]);
    expect(fs.readFileSync(into("empty/Eve.vcf"), "utf8")).toBe("old");
    expect((await run(`contacts export eve --split '${into("empty")}' --force`, { store })).code).toBe(0);
    expect(fs.readFileSync(into("empty/Eve.vcf"), "utf8")).toContain("eve@example.org");
    expect(fs.readFileSync(into("empty/mine.txt"), "utf8")).toBe("mine");
  });

  test("follows no link: neither the folder nor a file in it", async () => {
    fs.mkdirSync(into("elsewhere"));
    fs.symlinkSync(into("elsewhere"), into("link"));
    const { code, error } = await errorOf(`contacts export eve --split '${into("link")}'`, { store });
    expect([code, error.message]).toEqual([2, `${into("link")} is a link, not a folder`]);
    fs.mkdirSync(into("linked"));
    fs.writeFileSync(into("target"), "untouched");
    fs.symlinkSync(into("target"), into("linked/Eve.vcf"));
    expect((await run(`contacts export eve --split '${into("linked")}' --force`, { store })).code).toBe(0);
    expect(fs.lstatSync(into("linked/Eve.vcf")).isSymbolicLink()).toBe(false);
    expect([fs.readFileSync(into("target"), "utf8"), files("elsewhere")]).toEqual(["untouched", []]);
  });

  test("writes nothing in a dry run or for nobody, and leaves nothing behind", async () => {
    const dry = await json(`contacts export --all --split '${into("dry")}' --dry-run`, { store });
    const none = await json(`contacts export nobody --split '${into("dry")}'`, { store });
    expect([dry.files, none.files, none.file, fs.existsSync(into("dry"))]).toEqual([4, 0, null, false]);
    const file = await errorOf(`contacts export eve --split '${into("target")}'`, { store });
    expect([file.code, file.error.message]).toEqual([2, `${into("target")} is a file, not a folder`]);
    const missing = await errorOf(`contacts export eve --split '${into("no/where")}'`, { store });
    expect([missing.code, missing.error.code]).toEqual([9, "io_error"]);
    expect(fs.readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("has an extension for each format", async () => {
    for (const [format, extension] of Object.entries({
      jcard: "json",
      jscontact: "json",
      csv: "csv",
      ndjson: "ndjson",
    })) {
      await run(`contacts export eve --format ${format} --split '${into(format)}' -q`, { store });
      expect(files(format)).toEqual([`Eve.${extension}`]);
    }
  });
});

describe("--format", () => {
  test.each([
    ["jcard", /^\[/],
    ["jscontact", /^\[/],
    ["csv", /^uid,/],
    ["csv --for google", /^First Name,/],
    ["csv --for outlook", /^\ufeff/],
    ["ndjson", /^\{"type":"backside"/],
  ])("%s comes back the same", async (format, start) => {
    const file = path.join(folder, `${format.replaceAll(" ", "-")}.txt`);
    const { stdout } = await run(`contacts export eve --format ${format}`, { store });
    expect(stdout).toMatch(start);
    await run(`contacts export eve --format ${format} -o '${file}' -q`, { store, now: "2026-03-10T12:00:00Z" });
    const now = { store, now: "2026-03-10T12:00:00Z" };
    expect(fs.readFileSync(file, "utf8")).toBe((await run(`contacts export eve --format ${format}`, now)).stdout);
    const other = newStore(folder);
    await run(`contacts import '${file}' -q`, { store: other });
    const found = await json<{ display_name: string }[]>("contacts list --all", { store: other });
    expect(found.map(({ display_name }) => display_name)).toEqual(["../../Eve"]);
  });

  test("JSON formats are one array of all pages, and empty where nothing matches", async () => {
    const book = await bookOf(
      newStore(folder),
      Array.from({ length: 1100 }, (_, i) => card(`P${i}`, `UID:${i}`)).join(""),
    );
    for (const format of ["jcard", "jscontact"]) {
      const { stdout } = await run(`contacts export --all --format ${format}`, { store: book });
      expect(JSON.parse(stdout)).toHaveLength(1100);
      expect((await run(`contacts export nobody --format ${format}`, { store: book })).stdout).toBe("");
    }
  });

  test("ndjson of everything is the backup", async () => {
    const { stdout } = await run("contacts export --all --format ndjson", { store });
    expect(stdout).toContain('{"type":"tag","name":"friends"');
    expect((await run("contacts export ada --format ndjson", { store })).stdout).not.toContain('"type":"tag"');
  });
});
