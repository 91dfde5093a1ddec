import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { HOSTILE } from "../render/hostile.ts";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

function fileOf(text: string): string {
  const file = path.join(fs.mkdtempSync(path.join(folder, "file-")), "phone.vcf");
  fs.writeFileSync(file, text);
  return file;
}

async function pageOf(text: string, options = ""): Promise<{ page: string; file: string; store: string }> {
  const store = newStore(folder);
  const file = fileOf(text);
  const report = path.join(path.dirname(file), "report.html");
  await run(`contacts import '${file}' --report '${report}' ${options}`, { store });
  return { page: fs.readFileSync(report, "utf8"), file, store };
}

test("the page has the counts, the warnings by code with their places, and every card", async () => {
  const empty = "BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n";
  const { page, file } = await pageOf(`${card("Ada", "TEL:", "EMAIL:")}${card("Bob", "BDAY:soon")}${empty}`);
  expect(page).toMatch(/^<!doctype html>\n/);
  for (const [name, number] of [
    ["created", 2],
    ["updated", 0],
    ["unchanged", 0],
    ["skipped", 0],
    ["failed", 1],
  ])
    expect(page).toContain(`<dt>${name}</dt><dd>${number}</dd>`);
  expect(page).toContain("<h2>3 warnings</h2>");
  expect(page).toContain("<summary><b>2 ×</b> <code>empty_property</code>");
  expect(page).toContain(`<td>${file}:4</td><td>TEL</td><td>The property has no value.</td>`);
  expect(page).toContain(`<td>${file}:5</td><td>EMAIL</td>`);
  expect(page).toContain("<summary><b>1 ×</b> <code>bad_date</code>");
  expect(page).toContain(`<td class="created">created</td><td>Ada</td><td></td><td>${file}:1</td>`);
  expect(page).toContain(`<td class="failed">failed</td><td></td><td>The card is empty.</td><td>${file}:12</td>`);
  expect(page).toMatch(/<code>backside undo [0-9a-f-]{36}<\/code> takes all of it back/);
});

test("what cards bring in is text: no markup, no hidden character, nothing that turns the line round", async () => {
  const names = [
    '<script>alert("1")</script>',
    "<img src=x onerror=alert(1)>",
    "</title></script><script>alert(2)</script>",
    "' onclick='alert(3)",
    "&lt;b&gt;",
    ...HOSTILE.map((text) => `A ${text.replaceAll("\\", "\\\\").replace(/[\r\n]/g, "\\n")}`),
  ];
  const { page } = await pageOf(names.map((name, at) => card(name, `UID:${at}`, "TEL:")).join(""));
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toMatch(/<img|<\/script><script|onclick='/);
  expect(page).toContain("&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;");
  expect(page).toContain("&#38;lt;b&#38;gt;");
  expect(page).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
});

test("the page fetches nothing and runs only its own script: the policy has the hashes of what is in it", async () => {
  const { page } = await pageOf(card("Ada"));
  const [, policy = ""] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(page) ?? [];
  const inside = (tag: string) => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? "";
  const hash = (tag: string) => `'sha256-${createHash("sha256").update(inside(tag)).digest("base64")}'`;
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `style-src ${hash("style")}`,
    `script-src ${hash("script")}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page).not.toMatch(/https?:|src=|href=|@import|url\(|style="|innerHTML/);
});

test("a trial writes it too, and says that it was one", async () => {
  const { page, store } = await pageOf(card("Ada"), "--dry-run");
  expect(page).toContain("A trial: nothing was changed.");
  expect((await run("contacts list", { store })).stdout).toBe("");
});

test("a file that is there stops the import before it begins; --force overwrites it", async () => {
  const store = newStore(folder);
  const file = fileOf(card("Ada"));
  const report = path.join(path.dirname(file), "report.html");
  fs.writeFileSync(report, "mine");
  const refused = await errorOf(`contacts import '${file}' --report '${report}'`, { store });
  expect([refused.code, refused.error.code]).toEqual([6, "conflict"]);
  expect(fs.readFileSync(report, "utf8")).toBe("mine");
  expect((await run("contacts list", { store })).stdout).toBe("");
  expect((await json(`contacts import '${file}' --report '${report}' --force`, { store })).created).toBe(1);
  expect(fs.readFileSync(report, "utf8")).toContain("<!doctype html>");
  expect(fs.statSync(report).mode & 0o777).toBe(0o600);
});

test("where the page cannot be written the import is done all the same, and that is said", async () => {
  const store = newStore(folder);
  const report = path.join(folder, "no-such-folder", "report.html");
  const { code, stdout, stderr } = await run(`contacts import '${fileOf(card("Ada"))}' --report '${report}'`, {
    store,
  });
  expect(code).toBe(9);
  expect(stdout).toMatch(/^[0-9a-f-]{36}\n$/);
  expect(stderr).toContain("only the page is missing; the import itself is done");
});
