/** What a new user may take for something else: namesakes, contacts made by the way, words in the wrong place. */
import { expect, test } from "vitest";
import { runAsked } from "../support/person.ts";
import { errorOf, json, run } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

/** A store after these commands, all of which succeed. */
async function after(...commands: string[]): Promise<{ store: string }> {
  const store = newStore(folder);
  for (const command of commands) {
    const { code, stderr } = await run(command, { store });
    if (code !== 0) throw new Error(`${command}: ${stderr}`);
  }
  return { store };
}

test("candidates are told apart by kind, e-mail, phone and organization", async () => {
  const at = await after(
    "contacts create 'Ada Lovelace' --email ada@example.org --phone '+1 202 555 0123' --org Engines",
    "contacts create 'Ada Lovelace' --kind organization",
  );
  const { stderr } = await run("contacts get 'Ada Lovelace'", at);
  expect(stderr.split("\n").slice(1, 3)).toEqual([
    expect.stringMatching(/^ {2}[0-9a-f-]{36} {2}Ada Lovelace {2}ada@example\.org, \+1 202 555 0123, Engines$/),
    expect.stringMatching(/^ {2}[0-9a-f-]{36} {2}Ada Lovelace {2}organization$/),
  ]);
  const { error } = await errorOf("contacts get 'Ada Lovelace'", at);
  expect(error.details.candidates).toMatchObject([
    { kind: "person", email: "ada@example.org", phone: "+1 202 555 0123", organization: "Engines" },
    { kind: "organization", email: null, phone: null, organization: null },
  ]);
});

test("an organization that is made by the way is named, and so is a person of its name", async () => {
  const at = await after("contacts create Ada", "contacts create 'Bob Smith'");
  expect((await run("contacts affiliation add ada Werft", at)).stderr).toContain(
    "Added Werft (a new organization) to Ada",
  );
  const { stderr } = await run("contacts update ada --org 'bob smith'", at);
  expect(stderr).toContain("Updated Ada, with bob smith (a new organization)");
  expect(stderr).toContain("bob smith is also the name of a person: ");
  expect((await run("contacts create Cyd --org Docks", at)).stderr).toContain(
    "Created Cyd, with Docks (a new organization)",
  );
  expect((await run("contacts create Dan --org Docks", at)).stderr).not.toContain("new organization");
});

test("an e-mail or an id is no name for a new tag", async () => {
  const at = await after("contacts create Ada", "contacts create Bob --email bob@example.org");
  const { code, error } = await errorOf("contacts tag ada bob@example.org vip", at);
  expect([code, error.code, error.hint]).toEqual([2, "usage", expect.stringContaining("--add")]);
  const { id } = await json("contacts get bob", at);
  expect((await errorOf(`contacts tag ada ${id}`, at)).code).toBe(2);
  expect(await json("tags list", at)).toEqual([]);
  await run("tags create bob@example.org", at);
  expect((await run("contacts tag ada bob@example.org", at)).code).toBe(0);
});

test("a type of relationship that is not there is no condition", async () => {
  const at = await after("contacts create Ada", "relationship-types create mentors --inverse mentored_by");
  for (const command of ["list", "search"]) {
    const { code, error } = await errorOf(`contacts ${command} 'kind:person rel:report_to(bob)'`, at);
    expect([code, error.code, error.details?.position]).toEqual([2, "invalid_query", 16]);
    expect(error.hint).toContain("Did you mean reports_to?");
  }
  expect((await run("contacts list rel:mentored_by", at)).code).toBe(0);
});

test("a tag or a group that is not there is said so where nobody is found", async () => {
  const at = await after("contacts create Ada --tag vip");
  expect((await run("contacts list tag:nope", at)).stderr).toBe("there is no tag nope\n");
  expect((await run("contacts list --tag nope --group none", at)).stderr).toBe(
    "there is no tag nope\nthere is no group none\n",
  );
  expect((await run("contacts list not tag:nope", at)).stderr).toBe("");
  expect((await run("contacts list tag:vip bob", at)).stderr).toBe("");
});

test("after a purge, undo names the operation before it", async () => {
  const at = await after("contacts create Ada", "contacts create Bob", "contacts delete bob");
  await run("contacts purge bob --expect 1", at);
  const { code, error } = await errorOf("undo", at);
  const [, id] = /^`backside undo ([0-9a-f-]{36})`/.exec(error.hint) ?? [];
  expect([code, error.code, id === undefined]).toEqual([6, "undo_conflict", false]);
});

test("a number that is known nowhere is noted, and a second one of it too", async () => {
  const at = await after("contacts create Ada --phone 555-0199");
  const { stderr } = await run("contacts create Bob --phone '555 0199'", at);
  expect(stderr).toContain("555 0199 is kept as it is written: its country is not known; --region names one\n");
  expect(stderr).toMatch(/Ada \([0-9a-f-]{36}\) has 555 0199 too/);
});

test("a number is found without its country, and a web address by its host", async () => {
  const at = await after(
    "contacts create Ada --phone '+1 202 555 0100'",
    "contacts create Globex --kind organization --url https://www.globex.example/",
  );
  const found = async (words: string) => (await json(`contacts find ${words}`, at)).display_name;
  expect(await found("phone '(202) 555 0100'")).toBe("Ada");
  expect((await run("contacts find phone '555 0100'", at)).code).toBe(5);
  expect(await found("globex.example")).toBe("Globex");
  expect(await found("url http://globex.example")).toBe("Globex");
  expect((await errorOf("contacts find ada99", at)).error.hint).toContain("contacts find twitter ada99`");
});

test("relate refuses an unknown type before it asks who is meant", async () => {
  const { store } = await after("contacts create Ada", "contacts create Ada", "contacts create Bob");
  const { code, asked } = await runAsked("contacts relate ada likes bob", [], { store });
  expect([code, asked]).toEqual([2, []]);
});

test("log says when its words are the wrong way round, and when a type is new", async () => {
  const at = await after("contacts create Ada");
  const { stderr } = await run("contacts log ada meeting -m Hello", at);
  expect(stderr).toContain("hint: the type comes first: `backside contacts log meeting REF`");
  expect((await run("contacts log meating ada -m Hello", at)).stderr).toContain("Logged meating (a new type) with Ada");
  expect((await run("contacts log meating ada -m Hello", at)).stderr).toContain("Logged meating with Ada");
});
