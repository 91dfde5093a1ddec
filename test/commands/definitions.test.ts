import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { CTRL_C, runAsked } from "../support/person.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const people = (count: number) => Array.from({ length: count }, (_, i) => card(`Person ${i}`)).join("");

/** As many contacts as asked for, all with the tag `lead` and in the group `Leads`. */
async function leads(count: number): Promise<string> {
  const store = await bookOf(newStore(folder), people(count));
  await run("groups create Leads", { store });
  expect((await run(`contacts tag --all --add lead --expect ${count}`, { store })).code).toBe(0);
  expect((await run(`groups add Leads --all --expect ${count}`, { store })).code).toBe(0);
  return store;
}

describe.each([
  ["tags delete lead", "tags list", "Deleted tag lead, which 21 contacts had", '"lead"'],
  ["groups delete Leads", "groups list", "Deleted group Leads; its 21 members stay", '"Leads"'],
])("%s", (command, list, line, name) => {
  test("of 20 contacts asks nothing", async () => {
    const store = await leads(20);
    expect((await run(command, { store })).code).toBe(0);
    expect(await json<unknown[]>(list, { store })).toEqual([]);
  });

  test("of more wants --expect where nobody can be asked; --yes does not do", async () => {
    const store = await leads(21);
    for (const words of [command, `${command} --yes`]) {
      const { code, error } = await errorOf(words, { store });
      expect([code, error.code, error.message]).toEqual([
        2,
        "confirmation_required",
        `deleting ${name} touches 21 contacts; say how many you expect`,
      ]);
      expect(error.hint).toContain("--expect 21");
    }
    expect((await errorOf(`${command} --expect 20`, { store })).error.code).toBe("expect_mismatch");
    expect(await json<unknown[]>(list, { store })).toHaveLength(1);
    expect((await run(`${command} --dry-run`, { store })).code).toBe(0);
    expect(await json<unknown[]>(list, { store })).toHaveLength(1);
    expect((await run(`${command} --expect 21 --table`, { store })).stdout.split("\n")[0]).toBe(line);
    expect(await json<unknown[]>(list, { store })).toEqual([]);
  });

  test("of more asks a person, and takes no for an answer", async () => {
    const store = await leads(21);
    for (const answer of ["", "n", CTRL_C]) {
      const { code, asked } = await runAsked(command, [answer], { store });
      expect([code, asked.length]).toEqual([130, 1]);
    }
    const { code, stdout, asked } = await runAsked(command, ["y"], { store });
    expect([code, stdout.split("\n")[0], asked.length]).toEqual([0, line, 1]);
    expect(await json<unknown[]>(list, { store })).toEqual([]);
  });

  test("--yes answers the question", async () => {
    const store = await leads(21);
    const { code, asked } = await runAsked(`${command} --yes`, [], { store });
    expect([code, asked]).toEqual([0, []]);
  });
});

describe("a list on a terminal", () => {
  test("shows 50 rows and says how many are left", async () => {
    const cards = Array.from({ length: 60 }, (_, i) => card(`P${i}`, `CATEGORIES:tag ${String(i).padStart(2, "0")}`));
    const store = await bookOf(newStore(folder), cards.join(""));
    const lines = async (words: string) => (await run(words, { store, tty: true })).stdout.split("\n").length - 2;
    const { stderr } = await run("tags list --no-header", { store, tty: true });
    expect(stderr).toBe("… 10 more; use --limit N or --all\n");
    expect([await lines("tags list"), await lines("tags list --all"), await lines("tags list --limit 7")]).toEqual([
      50, 60, 7,
    ]);
    expect(await json<unknown[]>("tags list", { store })).toHaveLength(60);
  });

  test("of members too", async () => {
    const store = await bookOf(newStore(folder), people(52));
    await run("groups create All", { store });
    await run("groups add All --all --expect 52", { store });
    const shown = await run("groups get All", { store, tty: true });
    expect([shown.stdout.match(/^Person/gm)?.length, shown.stderr]).toEqual([50, "… 2 more; use --all\n"]);
    const all = await run("groups get All --all", { store, tty: true });
    expect([all.stdout.match(/^Person/gm)?.length, all.stderr]).toEqual([52, ""]);
    expect((await json<{ members: unknown[] }>("groups get All", { store })).members).toHaveLength(52);
  });
});

test("hostile names of tags, groups and types stay text on a terminal", async () => {
  const store = await bookOf(newStore(folder), card("Ada"));
  const name = "\u001b]0;x\u0007\u001b[2Jtag\u202e";
  for (const words of [
    `contacts tag Ada '${name}'`,
    `groups create '${name}' --description '${name}'`,
    `groups add '${name}' Ada`,
    "tags list",
    `groups get '${name}'`,
    `contacts relate Ada '${name}' Ada`,
    `tags delete '${name}x'`,
    `contacts untag Ada '${name}'`,
  ]) {
    const { stdout, stderr } = await run(words, { store, tty: true });
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  }
});
