/** `import --plan`, `--apply` and `--dry-run`: what would happen is told, and exactly that happens. */
import fs from "node:fs";
import { describe, expect, test } from "vitest";
import type { ImportStep } from "../../src/domain/import-plan.ts";
import { card, manyCards } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

const OLD =
  card("Ada", "UID:urn:example:1", "NICKNAME:Addy", "EMAIL:ada@example.org") + card("Grace", "UID:urn:example:2");
const NEW =
  card("Ada", "UID:urn:example:1", "EMAIL:ada@example.org", "TEL:+12025550123", "BDAY:18151210") +
  card("Grace", "UID:urn:example:2") +
  card("Mary Ross", "EMAIL:mary@example.org") +
  card("Mary Ross", "EMAIL:mary@example.org", "NOTE:engineer") +
  card("");

type Plan = { version: number; files: unknown[]; options: object; steps: ImportStep[] };

async function planned(cards = NEW, options = "", old = OLD) {
  const store = await bookOf(newStore(folder), old);
  const file = `${store}.new.vcf`;
  const plan = `${store}.plan.json`;
  fs.writeFileSync(file, cards);
  const before = await everything(store);
  const made = await run(`contacts import '${file}' --plan '${plan}' ${options}`, { store });
  expect(await everything(store)).toBe(before);
  const read = (): Plan => JSON.parse(fs.readFileSync(plan, "utf8"));
  const edit = (change: (steps: ImportStep[]) => void): void => {
    const value = read();
    change(value.steps);
    fs.writeFileSync(plan, JSON.stringify(value, null, 1));
  };
  return { store, file, plan, made, read, edit, apply: `contacts import --apply '${plan}'` };
}

async function everything(store: string): Promise<string> {
  return (await run("contacts list --all --ndjson --include all", { store })).stdout;
}

async function people(store: string): Promise<string[]> {
  const { stdout } = await run("contacts list --fields display_name --sort name", { store });
  return stdout.trimEnd().split("\n");
}

test("a plan says what would happen with each card, and changes nothing", async () => {
  const { store, file, read, made } = await planned();
  expect(made.code).toBe(3); // one card cannot be read
  const { steps, ...head } = read();
  expect(head).toMatchObject({
    version: 1,
    files: [{ name: file, size: NEW.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    options: { format: "auto", region: null, charset: null, tags: [], merge: true, on_conflict: "merge" },
  });
  const ada = await json<{ id: string }>("contacts get Ada", { store });
  expect(steps.map(({ step, action, evidence, changes, of }) => ({ step, action, evidence, changes, of }))).toEqual([
    {
      ...{ step: 1, action: "update", evidence: "UID", of: null },
      changes: [
        { field: "phone", from: null, to: "+12025550123" },
        { field: "birthday", from: null, to: "18151210" },
      ],
    },
    { step: 2, action: "unchanged", evidence: null, changes: [], of: null },
    { step: 3, action: "create", evidence: null, changes: [], of: null },
    {
      ...{ step: 4, action: "duplicate", evidence: "e-mail mary@example.org and name", of: 3 },
      changes: [{ field: "bio", from: null, to: "engineer" }],
    },
    { step: 5, action: "fail", evidence: null, changes: [], of: null },
  ]);
  expect(steps[0]).toMatchObject({ id: ada.id, met: { id: ada.id }, file, line: 1, card: 1 });
});

test("what a plan says is what happens, and undo takes it back", async () => {
  const { store, apply, plan } = await planned();
  const before = await everything(store);
  const { code, stdout } = await run(`${apply} --json`, { store });
  const report = JSON.parse(stdout);
  expect([code, report]).toMatchObject([3, { created: 1, updated: 2, unchanged: 1, skipped: 0, failed: 1 }]);
  expect(await people(store)).toEqual(["Ada", "Grace", "Mary Ross"]);
  expect((await run(`undo ${report.operation_id}`, { store })).code).toBe(0);
  expect(withoutTimes(await everything(store))).toBe(withoutTimes(before));
  expect(fs.existsSync(plan)).toBe(true);
});

describe("edited steps are honoured", () => {
  test.each<[string, (steps: ImportStep[], grace: string) => void, string[], object]>([
    ["left out", (steps) => setAction(steps, 0, "skip"), ["Ada", "Grace", "Mary Ross"], { updated: 1, skipped: 1 }],
    ["made anew", (steps) => setAction(steps, 0, "create"), ["Ada", "Ada", "Grace", "Mary Ross"], { created: 2 }],
    [
      "of another contact",
      (steps, grace) => {
        if (steps[0]) steps[0].id = grace;
      },
      ["Ada", "Grace", "Mary Ross"],
      { updated: 2 },
    ],
    [
      "two people after all",
      (steps) => setAction(steps, 3, "create"),
      ["Ada", "Grace", "Mary Ross", "Mary Ross"],
      { created: 2 },
    ],
  ])("%s", async (_what, change, names, counts) => {
    const { store, apply, edit } = await planned();
    const grace = await json<{ id: string }>("contacts get Grace", { store });
    edit((steps) => change(steps, grace.id));
    const { stdout } = await run(`${apply} --json`, { store });
    expect(JSON.parse(stdout)).toMatchObject(counts);
    expect(await people(store)).toEqual(names);
  });

  test.each<[string, (steps: ImportStep[]) => void, RegExp]>([
    ["an unknown action", (steps) => setAction(steps, 1, "delete" as never), /^step 2 .*"delete"/],
    ["an update of nobody", (steps) => setAction(steps, 2, "update"), /^step 3 .*without id/],
    ["a duplicate of what is left out", (steps) => setAction(steps, 2, "skip"), /^step 4 .*step 3, which is left out/],
    [
      "a duplicate of a later step",
      (steps) => {
        if (steps[3]) steps[3].of = 5;
      },
      /^step 4 .*no earlier step/,
    ],
  ])("%s is a usage error that names the step", async (_what, change, message) => {
    const { store, apply, edit } = await planned();
    edit(change);
    const before = await everything(store);
    const { code, error } = await errorOf(apply, { store });
    expect([code, error.code, error.message]).toEqual([2, "usage", expect.stringMatching(message)]);
    expect(await everything(store)).toBe(before);
  });
});

describe("what has changed since is said, and nothing is done", () => {
  test.each<[string, (made: Awaited<ReturnType<typeof planned>>) => Promise<unknown> | unknown, RegExp]>([
    ["the file", ({ file }) => fs.appendFileSync(file, card("Eve")), /new\.vcf is not what the plan read/],
    ["the file is gone", ({ file }) => fs.rmSync(file), /new\.vcf is not what the plan read/],
    ["the contact", ({ store }) => run("contacts update Ada --nickname x", { store }), /step 1 was changed since/],
    ["the contact is gone", ({ store }) => run("contacts delete Ada --yes", { store }), /step 1 is not there since/],
    [
      "a contact came that a card means",
      ({ store }) =>
        run("contacts create 'Mary Ross' --email mary@example.org", { store, now: "2030-01-01T00:00:00Z" }),
      /means, came since the plan was made/,
    ],
  ])("%s", async (_what, change, message) => {
    const made = await planned();
    await change(made);
    const before = await everything(made.store);
    const { code, error } = await errorOf(made.apply, made);
    expect([code, error.code, error.message]).toEqual([6, "conflict", expect.stringMatching(message)]);
    expect(await everything(made.store)).toBe(before);
  });
});

test("a plan file that is there is not overwritten without --force", async () => {
  const { store, file, plan } = await planned();
  fs.writeFileSync(plan, "mine");
  const { code, error } = await errorOf(`contacts import '${file}' --plan '${plan}'`, { store });
  expect([code, error.code, fs.readFileSync(plan, "utf8")]).toEqual([6, "conflict", "mine"]);
});

test("--plan - prints the plan alone", async () => {
  const { store, file } = await planned();
  const { stdout } = await run(`contacts import '${file}' --plan -`, { store });
  expect(JSON.parse(stdout).steps).toHaveLength(5);
});

test.each(["contacts import --apply x.json a.vcf", "contacts import --apply x.json --tag a", "contacts import"])(
  "%s is a usage error",
  async (command) => {
    expect((await errorOf(command, { store: newStore(folder) })).error.code).toBe("usage");
  },
);

test("a plan of many cards is carried out", async () => {
  const { store, apply, read } = await planned(manyCards(3000));
  expect(read().steps).toHaveLength(3000);
  expect(await json(apply, { store })).toMatchObject({ created: 3000, failed: 0 });
});

test("a dry run tells people what would happen", async () => {
  const { store, file } = await planned();
  const { stdout } = await run(`contacts import '${file}' --dry-run --table`, { store, tty: true });
  expect(stdout).toContain("would create 1\n  Mary Ross\n");
  expect(stdout).toContain("would update 1\n  Ada, by UID: + phone +12025550123; + birthday 18151210\n");
});

describe("--on-conflict", () => {
  const RICH = card(
    ...["Ada Lovelace", "UID:urn:example:1", "NICKNAME:Addy", "NOTE:old", "TEL:+12025550100", "X-A:1"],
    ...["EMAIL:ada@example.org", "CATEGORIES:friends", "ORG:Society", "BDAY:18151211"],
  );
  const CARD = card(
    ...["Ada King", "UID:urn:example:1", "NOTE:new", "TEL:+12025550123", "X-A:2"],
    ...["EMAIL;TYPE=work:ada@example.org", "BDAY:18151210"],
  );
  const imported = async (policy: string, cards = CARD) => {
    const store = await bookOf(newStore(folder), RICH);
    fs.writeFileSync(`${store}.vcf`, cards);
    const report = () => json(`contacts import '${store}.vcf' --on-conflict ${policy}`, { store });
    const first = await report();
    const contact = await json<Record<string, unknown>>("contacts list --kind person --include all", { store });
    return { store, report, first, contact: (contact as unknown as Record<string, unknown>[])[0] };
  };

  test.each([
    ["keep", { created: 0, updated: 0, unchanged: 1, skipped: 0 }],
    ["skip", { created: 0, updated: 0, unchanged: 0, skipped: 1 }],
  ])("%s leaves the contact as it is", async (policy, counts) => {
    const { first, contact, report } = await imported(policy);
    expect(first).toMatchObject(counts);
    expect(contact).toMatchObject({ display_name: "Ada Lovelace", bio: "old", channels: [{}, {}] });
    expect(await report()).toMatchObject(counts);
  });

  test("replace makes the contact say what the card says, and undo brings it back", async () => {
    const { store, first, contact, report } = await imported("replace");
    expect(first).toMatchObject({ created: 0, updated: 1, warnings: [] });
    expect(contact).toMatchObject({
      ...{ display_name: "Ada King", nickname: null, bio: "new", metadata: { vcard: ["X-A:2"] } },
      tags: [{ name: "friends" }],
      affiliations: [],
      dates: [{ date_day: 10 }],
    });
    const channels = (contact?.channels ?? []) as { value: string; label: string | null }[];
    expect(channels.map(({ value, label }) => [value, label])).toEqual([
      ["ada@example.org", "work"],
      ["+12025550123", null],
    ]);
    expect(await report()).toMatchObject({ updated: 0, unchanged: 1 });
    await run("undo", { store });
    expect(await people(store)).toContain("Ada Lovelace");
  });

  test("concerns contacts that were there, not two cards of one import", async () => {
    const { first } = await imported(
      "skip",
      card("Eve", "UID:urn:example:9") + card("Eve", "UID:urn:example:9", "NOTE:x"),
    );
    expect(first).toMatchObject({ created: 1, updated: 1, skipped: 0 });
  });
});

function setAction(steps: ImportStep[], at: number, action: ImportStep["action"]): void {
  const step = steps[at];
  if (step) step.action = action;
}

function withoutTimes(text: string): string {
  return text.replace(/"updated_at":"[^"]*"/g, "");
}
