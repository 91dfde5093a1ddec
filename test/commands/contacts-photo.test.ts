import fs from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
let files = 0;

/** A file of these bytes (latin1); its name tells nothing. */
function fileOf(bytes: string): string {
  const file = path.join(folder, `picture-${++files}`);
  fs.writeFileSync(file, Buffer.from(bytes, "latin1"));
  return file;
}

const ada = () => bookOf(newStore(folder), card("Ada Lovelace", "EMAIL:ada@example.org"));

/** Every kind by its first bytes, and all 256 bytes after them. */
const ALL = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join("");
const KINDS: readonly (readonly [string, string])[] = [
  ["image/jpeg", "\xff\xd8\xff\xe0"],
  ["image/png", "\x89PNG\r\n\x1a\n"],
  ["image/gif", "GIF89a"],
  ["image/webp", "RIFF\0\0\0\0WEBP"],
  ["image/heic", "\0\0\0\x18ftypheic"],
  ["image/avif", "\0\0\0\x18ftypavif"],
  ["image/bmp", "BM\x8a\0\0\0\0\0\0\0"],
  ["image/tiff", "II*\0"],
  ["image/tiff", "MM\0*"],
];

describe("contacts photo", () => {
  test.each(KINDS)("keeps %s byte for byte", async (media_type, magic) => {
    const store = await ada();
    const bytes = magic + ALL;
    const set = await json(`contacts photo set ada '${fileOf(bytes)}'`, { store });
    expect(set).toMatchObject({ media_type, size: bytes.length });
    const out = path.join(folder, `out-${++files}`);
    const got = await json(`contacts photo get ada -o '${out}'`, { store });
    expect(got).toEqual({ ...set, file: out });
    expect(fs.readFileSync(out, "latin1")).toBe(bytes);
  });

  test.each([
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["SVG with a declaration", '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["HTML", "<!doctype html><script>alert(1)</script>"],
    ["an icon", "\0\0\x01\0"],
    ["text", "hello"],
    ["text that begins as a bitmap does", "BMW and other cars"],
    ["nothing", ""],
  ])("refuses %s and leaves the photo that is there", async (_, bytes) => {
    const store = await ada();
    await json(`contacts photo set ada '${fileOf("GIF89a")}'`, { store });
    const { code, error } = await errorOf(`contacts photo set ada '${fileOf(bytes)}'`, { store });
    expect([code, error.code]).toEqual([2, "unsupported_media_type"]);
    expect((await run("contacts photo get ada", { store })).stdout).toBe("GIF89a");
  });

  test("takes as many bytes as --max-size says", async () => {
    const store = await ada();
    const file = fileOf(`GIF89a${"x".repeat(1018)}`);
    const { code, error } = await errorOf(`contacts photo set ada '${file}' --max-size 1023`, { store });
    expect([code, error.code, error.message]).toEqual([2, "payload_too_large", `${file} has more than 1023 bytes`]);
    expect((await json(`contacts photo set ada '${file}' --max-size 1kB`, { store })).size).toBe(1024);
  });

  test("comes back by undo, and goes again by undoing that", async () => {
    const store = await ada();
    const shown = async () => (await run("contacts photo get ada", { store })).stdout;
    await run(`contacts photo set ada '${fileOf("GIF89a first")}'`, { store });
    await run(`contacts photo set ada '${fileOf("GIF89a second")}'`, { store });
    expect(await shown()).toBe("GIF89a second");
    const { operation_id } = await json("undo", { store });
    expect(await shown()).toBe("GIF89a first");
    await run(`undo ${operation_id}`, { store });
    expect(await shown()).toBe("GIF89a second");
    await run("contacts photo remove ada", { store });
    expect(await shown()).toBe("");
    await run("undo", { store });
    expect(await shown()).toBe("GIF89a second");
  });

  test("of two contacts is in the store once, and goes for good when the last one of them is purged", async () => {
    const store = await bookOf(newStore(folder), card("Ada") + card("Bob"));
    const file = fileOf("GIF89a both");
    const count = () => {
      const database = new DatabaseSync(store, { readOnly: true });
      const [row] = database.prepare("SELECT count(*) AS count FROM blobs").all();
      database.close();
      return row?.count;
    };
    await run(`contacts photo set Ada '${file}'`, { store });
    await run(`contacts photo set Bob '${file}'`, { store });
    expect(count()).toBe(1);
    await run("contacts photo remove Ada", { store });
    for (const name of ["Ada", "Bob"]) {
      await run(`contacts delete ${name}`, { store });
      expect((await run(`contacts purge ${name} --expect 1`, { store })).code).toBe(0);
      expect(count()).toBe(name === "Ada" ? 1 : 0);
    }
  });

  test("what a card said of its picture goes with the picture, and comes back with it", async () => {
    const store = await bookOf(
      newStore(folder),
      card("Ada", "PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&1:data:image/gif;base64,R0lGODlh"),
    );
    const exported = async () => (await run("contacts export --all", { store })).stdout.replaceAll("\r\n ", "");
    expect(await exported()).toContain("X-ABCROP-RECTANGLE=ABClipRect_1&1:data:image/gif;base64,R0lGODlh\r\n");
    await run(`contacts photo set Ada '${fileOf("GIF89a!")}'`, { store });
    expect(await exported()).toContain("\r\nPHOTO:data:image/gif;base64,R0lGODlhIQ==\r\n");
    await run("undo", { store });
    expect(await exported()).toContain("X-ABCROP-RECTANGLE=ABClipRect_1&1:data:image/gif;base64,R0lGODlh\r\n");
    await run("contacts photo remove Ada", { store });
    expect(await exported()).not.toContain("PHOTO");
  });

  test.each([
    ["get", 5, "not_found"],
    ["remove", 5, "not_found"],
  ])("%s of a contact without one, and of nobody, is exit %i", async (verb, exit, code) => {
    const store = await ada();
    for (const ref of ["ada", "nobody"])
      expect(await errorOf(`contacts photo ${verb} ${ref}`, { store })).toMatchObject({ code: exit, error: { code } });
  });

  test("get writes nothing to a terminal, whatever is asked, and no record beside the bytes", async () => {
    const store = await ada();
    await run(`contacts photo set ada '${fileOf("GIF89a\x1b]0;title\x07")}'`, { store });
    for (const option of ["", "-o -"]) {
      const { code, stdout } = await run(`contacts photo get ada ${option}`, { store, tty: true });
      expect([code, stdout]).toEqual([2, ""]);
    }
    expect((await errorOf("contacts photo get ada -o -", { store })).error.code).toBe("usage");
  });
});
