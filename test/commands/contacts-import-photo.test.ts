import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { json, run, spawned } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const SMALL = Buffer.from("GIF89a small").toString("base64");
const LARGE = Buffer.from(`GIF89a ${"large ".repeat(20)}`).toString("base64");
const photo = (base64: string) => `PHOTO:data:image/gif;base64,${base64}`;

function fileOf(text: string, name = "cards.vcf"): string {
  const file = path.join(fs.mkdtempSync(path.join(folder, "file-")), name);
  fs.writeFileSync(file, text);
  return file;
}

test("a larger photo stays out, with the line it stands in; the smaller one of another card comes in", async () => {
  const store = newStore(folder);
  const file = fileOf(card("Ada", "EMAIL:a@example.org", photo(LARGE)) + card("Bob", photo(SMALL)));
  const report = await json(`contacts import '${file}' --max-photo 100`, { store });
  expect(report.warnings).toEqual([
    expect.objectContaining({ file, line: 5, card: 1, property: "PHOTO", code: "photo_left_out" }),
  ]);
  expect((await run("contacts photo get Ada", { store })).code).toBe(5);
  expect((await run("contacts photo get Bob", { store })).stdout).toBe("GIF89a small");
});

test("neither is it kept as a line: not the second photo of a card", async () => {
  const store = newStore(folder);
  const file = fileOf(card("Ada", photo(SMALL), photo(LARGE)));
  const { warnings } = await json<{ warnings: unknown[] }>(`contacts import '${file}' --max-photo 100`, { store });
  expect(warnings).toHaveLength(1);
  const { stdout } = await run("contacts export --all", { store });
  expect(stdout.replaceAll("\r\n ", "").match(/^PHOTO.*$/gm)).toEqual([photo(SMALL)]);
});

test("the same file again creates nothing, and brings the photo where the limit allows it", async () => {
  const store = newStore(folder);
  // No more than a name: only the card itself tells whose it is.
  const file = fileOf(card("Ada", photo(LARGE)));
  const counts = async (options: string) => {
    const { created, updated, unchanged } = await json(`contacts import '${file}' ${options}`, { store });
    return { created, updated, unchanged };
  };
  expect(await counts("--max-photo 100")).toEqual({ created: 1, updated: 0, unchanged: 0 });
  expect(await counts("--max-photo 100")).toEqual({ created: 0, updated: 0, unchanged: 1 });
  expect(await counts("")).toEqual({ created: 0, updated: 1, unchanged: 0 });
  expect(await counts("--max-photo 100")).toEqual({ created: 0, updated: 0, unchanged: 1 });
  expect((await run("contacts photo get Ada", { store })).stdout).toMatch(/^GIF89a large/);
});

test("a plan keeps the limit", async () => {
  const store = newStore(folder);
  const file = fileOf(card("Ada", photo(LARGE)));
  const plan = path.join(path.dirname(file), "plan.json");
  await run(`contacts import '${file}' --max-photo 100 --plan '${plan}'`, { store });
  expect((await run(`contacts import --apply '${plan}'`, { store })).code).toBe(0);
  expect((await run("contacts photo get Ada", { store })).code).toBe(5);
});

test("other formats keep it too", async () => {
  const store = newStore(folder);
  const jcard = [
    "vcard",
    [
      ["version", {}, "text", "4.0"],
      ["fn", {}, "text", "Ada"],
      ["photo", {}, "uri", photo(LARGE).slice(6)],
    ],
  ];
  const file = fileOf(JSON.stringify([jcard]), "cards.json");
  const { warnings } = await json<{ warnings: { code: string }[] }>(`contacts import '${file}' --max-photo 100`, {
    store,
  });
  expect(warnings.map(({ code }) => code)).toEqual(["photo_left_out"]);
});

/** Beyond 2 MB another thread reads: the bytes come to the store through it, those of both ways to write them. */
test("the photos of a large file come in as those of a small one, and stay out as they do", async () => {
  const store = newStore(folder);
  const filler = card("Filler", `NOTE:${"x".repeat(900_000)}`).repeat(3);
  const old = `BEGIN:VCARD\r\nVERSION:3.0\r\nN:Bob\r\nFN:Bob\r\nPHOTO;ENCODING=b;TYPE=GIF:${SMALL}\r\nEND:VCARD\r\n`;
  const file = fileOf(`${card("Ada", photo(LARGE))}${old}${card("Cid", photo(SMALL))}${filler}`);
  const { code, stderr } = await spawned(`contacts import '${file}' --max-photo 100`, { store });
  expect([code, stderr]).toEqual([0, expect.stringContaining(`${file}:4`)]);
  expect((await run("contacts photo get Ada", { store })).code).toBe(5);
  for (const name of ["Bob", "Cid"])
    expect((await run(`contacts photo get ${name}`, { store })).stdout).toBe("GIF89a small");
  expect((await spawned(`contacts import '${file}'`, { store })).code).toBe(0);
  expect((await run("contacts photo get Ada", { store })).stdout).toMatch(/^GIF89a large/);
});

test.each(["0", "big", "31MB"])("--max-photo %s is refused", async (size) => {
  const { code, stderr } = await run(`contacts import '${fileOf(card("Ada"))}' --max-photo ${size}`, {
    store: newStore(folder),
  });
  expect(code).toBe(2);
  expect(stderr).toContain("--max-photo takes");
});
