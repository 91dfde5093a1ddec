import fs from "node:fs";
import nodePath from "node:path";
import { describe, expect, test } from "vitest";
import type { ContactResponse } from "../../src/domain/entities.ts";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

const names = async (store: string, options = "") =>
  (await json<ContactResponse[]>(`contacts list ${options}`, { store })).map(({ display_name }) => display_name);

const book = () =>
  bookOf(
    newStore(folder),
    [
      card("Ada Lovelace", "EMAIL:ada@example.org", "CATEGORIES:friends", "ORG:Engines"),
      card("Ada King", "CATEGORIES:friends"),
      card("Grace Hopper", "TEL:+1 202 555 0123"),
    ].join(""),
  );

describe("delete", () => {
  test("answers the contact with the time, and the contact is found nowhere", async () => {
    const store = await book();
    const { id } = await json<ContactResponse>("contacts get ada@example.org", { store });
    const deleted = await json<ContactResponse>(`contacts delete ${id}`, { store, now: "2026-03-10T12:00:00Z" });
    expect(deleted).toMatchObject({ id, display_name: "Ada Lovelace", deleted_at: "2026-03-10T12:00:00Z" });
    expect(deleted).not.toHaveProperty("channels");
    expect(await names(store)).not.toContain("Ada Lovelace");
    expect(await names(store, "--deleted")).toEqual(["Ada Lovelace"]);
    for (const command of [`get ${id}`, "get ada@example.org", `update ${id} --bio x`, "tag 'ada lovelace' x"])
      expect((await run(`contacts ${command}`, { store })).code).toBe(5);
  });

  test("again changes nothing and keeps the time, by id, e-mail and name", async () => {
    const store = await book();
    const { id } = await json<ContactResponse>("contacts delete ada@example.org", {
      store,
      now: "2026-03-10T12:00:00Z",
    });
    for (const ref of [id, "ada@example.org", "'ada lovelace'"]) {
      const { code, stdout, stderr } = await run(`contacts delete ${ref}`, { store });
      expect([code, stdout, stderr]).toEqual([0, `${id}\n`, "Ada Lovelace is deleted already\nnothing was changed\n"]);
    }
    expect(await json(`contacts delete ${id} --fields deleted_at`, { store })).toEqual({
      deleted_at: "2026-03-10T12:00:00Z",
    });
  });

  test("means a contact that is there before one that is not", async () => {
    const store = newStore(folder);
    await run("contacts create Ada", { store });
    await run("contacts delete ada", { store });
    const { id } = await json<ContactResponse>("contacts create Ada", { store });
    expect(await json<ContactResponse>("contacts delete ada", { store })).toMatchObject({ id });
  });

  test("a repeated name does not mean somebody else who happens to match", async () => {
    const store = newStore(folder);
    for (const name of ["Ada", "Adam"]) await run(`contacts create ${name}`, { store });
    await run("contacts delete ada", { store });
    expect((await run("contacts delete ada", { store })).stderr).toContain("Ada is deleted already");
    expect(await names(store)).toEqual(["Adam"]);
  });

  test("several are one operation; those that are nobody fail", async () => {
    const store = await book();
    const { code, stdout, stderr } = await run("contacts delete ada@example.org 'grace hopper' nobody --json", {
      store,
    });
    expect([code, JSON.parse(stdout).changed, JSON.parse(stderr).error.code]).toEqual([3, 2, "partial"]);
    expect(await names(store, "--deleted")).toEqual(["Ada Lovelace", "Grace Hopper"]);
    expect((await errorOf("contacts delete no one", { store })).code).toBe(5);
  });

  test.each([
    ["", 2, "confirmation_required"],
    ["--yes", 2, "confirmation_required"],
    ["--expect 1", 6, "expect_mismatch"],
    ["--expect 2", 0, null],
    ["--dry-run", 0, null],
  ])("by query: %s", async (options, exit, code) => {
    const store = await book();
    const result = await run(`contacts delete --query friends ${options} --json`, { store });
    expect([result.code, code && JSON.parse(result.stderr).error.code]).toEqual([exit, code]);
    expect(await names(store, "--deleted")).toEqual(options === "--expect 2" ? ["Ada Lovelace", "Ada King"] : []);
  });

  test("its parts stay where they are", async () => {
    const store = await book();
    const before = await json<ContactResponse>("contacts get ada@example.org", { store });
    await run("contacts delete ada@example.org", { store });
    const restored = await json<ContactResponse>("contacts restore ada@example.org", { store });
    expect({ ...restored, updated_at: before.updated_at }).toEqual(before);
  });
});

describe("restore", () => {
  test("of a contact that is not deleted changes nothing", async () => {
    const { code, stderr } = await run("contacts restore ada@example.org", { store: await book() });
    expect([code, stderr]).toEqual([0, "Ada Lovelace is not deleted\nnothing was changed\n"]);
  });

  test("means a deleted contact before one that is not", async () => {
    const store = newStore(folder);
    const { id } = await json<ContactResponse>("contacts create Ada", { store });
    await run("contacts delete ada", { store });
    await run("contacts create Ada", { store });
    expect(await json("contacts restore ada", { store })).toMatchObject({ id, deleted_at: null });
    expect((await errorOf("contacts restore ada", { store })).error.code).toBe("ambiguous");
  });

  test("words find deleted contacts only", async () => {
    const store = await book();
    expect((await errorOf("contacts restore hopp", { store })).error.code).toBe("not_found");
    await run("contacts delete 'grace hopper'", { store });
    expect(await json("contacts restore hopp --fields display_name", { store })).toEqual({
      display_name: "Grace Hopper",
    });
  });

  test("by query it is for deleted ones only", async () => {
    const store = await book();
    await run("contacts delete ada@example.org 'grace hopper'", { store });
    expect(await json("contacts restore --query friends", { store })).toMatchObject({ matched: 1, changed: 1 });
    expect(await json("contacts restore --all", { store })).toMatchObject({ matched: 1, changed: 1 });
    expect(await json("contacts restore --all", { store })).toMatchObject({
      matched: 0,
      changed: 0,
      operation_id: null,
    });
  });

  test("is refused while another contact has the UID", async () => {
    const store = newStore(folder);
    await run("contacts create First --uid urn:x:1", { store });
    await run("contacts delete first", { store });
    const { id } = await json<ContactResponse>("contacts create Second --uid urn:x:1", { store });
    const { code, error } = await errorOf("contacts restore first", { store });
    expect([code, error.code, error.details.contact_id]).toEqual([6, "conflict", id]);
  });
});

describe("purge", () => {
  test.each([
    ["", 2, "confirmation_required"],
    ["--yes", 2, "confirmation_required"],
    ["--expect 2", 6, "expect_mismatch"],
    ["--dry-run", 0, null],
    ["--expect 1", 0, null],
  ])("of a named contact: %s", async (options, exit, code) => {
    const store = await book();
    await run("contacts delete ada@example.org", { store });
    const result = await run(`contacts purge ada@example.org ${options} --json`, { store });
    expect([result.code, code && JSON.parse(result.stderr).error.code]).toEqual([exit, code]);
    expect(await names(store, "--deleted")).toEqual(options === "--expect 1" ? [] : ["Ada Lovelace"]);
  });

  test("answers the contact as it was", async () => {
    const store = await book();
    const deleted = await json<ContactResponse>("contacts delete ada@example.org", { store });
    expect(await json("contacts purge ada@example.org --expect 1", { store })).toEqual(deleted);
    const { code, error } = await errorOf(`contacts purge ${deleted.id} --expect 1`, { store });
    expect([code, error.code]).toEqual([5, "not_found"]);
  });

  test("is for deleted contacts only", async () => {
    const store = await book();
    const { code, error } = await errorOf("contacts purge ada@example.org --expect 1", { store });
    expect([code, error.code, error.message]).toEqual([
      6,
      "conflict",
      "Ada Lovelace is not deleted; only deleted contacts are purged",
    ]);
    expect(await json("contacts purge --all", { store })).toMatchObject({ matched: 0, changed: 0 });
    await run("contacts delete ada@example.org 'grace hopper'", { store });
    expect(await json("contacts purge --all --expect 2", { store })).toMatchObject({ matched: 2, changed: 2 });
    expect(await names(store)).toContain("Ada King");
  });

  test("cannot be undone, nor can what was done to it before", async () => {
    const store = await book();
    await run("contacts delete ada@example.org", { store });
    const report = await json<{ operation_id: string }>("contacts purge --all --expect 1", { store });
    const { code, error } = await errorOf(`undo ${report.operation_id}`, { store });
    expect([code, error.code]).toEqual([6, "undo_conflict"]);
  });
});

test("nothing of a purged contact stays readable in the files of the store", async () => {
  const path = newStore(folder);
  await run("contacts create Zorblax --email zorblax@example.org --phone '+1 202 555 0147' --bio quuxling", {
    store: path,
  });
  await run("contacts create Ada", { store: path });
  await run("contacts update Zorblax --nickname frobnitz", { store: path });
  await run("contacts delete Zorblax", { store: path });
  expect((await run("contacts purge Zorblax --expect 1", { store: path })).code).toBe(0);
  for (const file of fs.readdirSync(nodePath.dirname(path)).filter((name) => name.startsWith("contacts.db"))) {
    const bytes = fs.readFileSync(nodePath.join(nodePath.dirname(path), file), "latin1").toLowerCase();
    for (const word of ["zorblax", "quuxling", "frobnitz", "5550147"])
      expect([file, word, bytes.includes(word)]).toEqual([file, word, false]);
  }
});
