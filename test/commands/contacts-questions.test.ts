import { describe, expect, test } from "vitest";
import type { ContactResponse } from "../../src/domain/entities.ts";
import { CTRL_C, runAsked } from "../support/person.ts";
import { json, run } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

describe("create without arguments asks for the usual fields", () => {
  test("and makes a contact of the answers", async () => {
    const store = newStore(folder);
    const answers = [
      "Ada Lovelace",
      "work:ada@example.org",
      "+1 202 555 0123",
      "Engines",
      "Analyst",
      "12-10",
      "friends, maths,",
    ];
    const { code, stdout, asked } = await runAsked("contacts create", answers, { store });
    expect([code, stdout.split("\n")[0]]).toEqual([0, "Created Ada Lovelace, with Engines (a new organization)"]);
    expect(asked).toEqual([
      "Name:",
      "E-mail:",
      "Phone:",
      "Organization:",
      "Job title:",
      "Birthday (1990-04-12 or 04-12):",
      "Tags, separated by commas:",
    ]);
    const contact = await json<ContactResponse>("contacts get ada@example.org", { store });
    expect(contact).toMatchObject({
      channels: [{ value: "ada@example.org", label: "work" }, { value: "+1 202 555 0123" }],
      affiliations: [{ title: "Analyst" }],
      dates: [{ date_type: "birthday", date_month: 12, date_day: 10 }],
      tags: [{ name: "friends" }, { name: "maths" }],
    });
  });

  test("Enter leaves one out; without an organization there is no title to ask for", async () => {
    const store = newStore(folder);
    const { code, asked } = await runAsked("contacts create", ["Ada", "", "", "", "", ""], { store });
    expect([code, asked.length]).toEqual([0, 6]);
    expect(await json("contacts get ada", { store })).toMatchObject({
      channels: [],
      dates: [],
      affiliations: [],
      tags: [],
    });
  });

  test("with options it asks for the name alone", async () => {
    const store = newStore(folder);
    const { code, asked } = await runAsked("contacts create --email ada@example.org", ["Ada"], { store });
    expect([code, asked]).toEqual([0, ["Name:"]]);
    expect(await json("contacts get ada@example.org --fields display_name", { store })).toEqual({
      display_name: "Ada",
    });
  });

  test("Ctrl-C makes nothing, exit 130", async () => {
    const store = newStore(folder);
    const { code, stderr } = await runAsked("contacts create", ["Ada", CTRL_C], { store });
    expect([code, stderr]).toEqual([130, "backside: cancelled; nothing was changed\n"]);
    expect(await json("contacts list", { store })).toEqual([]);
  });

  test.each(["--json", "--ndjson", "--no-input"])("not with %s", async (option) => {
    const { code, asked } = await runAsked(`contacts create ${option}`, [], { store: newStore(folder) });
    expect([code, asked]).toEqual([2, []]);
  });
});

describe("what is hard to take back wants it typed", () => {
  /** The ids of contacts of these names. */
  const contacts = async (store: string, names: readonly string[]) => {
    const ids: string[] = [];
    for (const [minute, display_name] of names.entries()) {
      const input = JSON.stringify({ display_name });
      const now = `2026-03-10T11:0${minute}:00Z`;
      ids.push((await json<ContactResponse>("contacts create --from-json -", { store, input, now })).id);
    }
    return ids;
  };
  const count = async (store: string, options: string) =>
    (await json<unknown[]>(`contacts list ${options}`, { store })).length;

  test.each([
    ["the name", ["Ada Lovelace"], "Ada  LOVELACE ", 0],
    ["another name", ["Ada Lovelace"], "Ada", 1],
    ["nothing", ["Ada Lovelace"], "", 1],
    ["the number, where the name cannot be read", ["Ada\u202e"], "1", 0],
    ["the number of several", ["Ada", "Grace"], "2", 0],
    ["another number", ["Ada", "Grace"], "1", 2],
  ])("purge: %s", async (_what, names, answer, left) => {
    const store = newStore(folder);
    const ids = (await contacts(store, names)).join(" ");
    await run(`contacts delete ${ids}`, { store });
    const { code, asked, stderr } = await runAsked(`contacts purge ${ids} --yes`, [answer], { store });
    const key = names.length === 1 ? "name" : "number";
    if (left > 0) expect(stderr).toContain(`that is not the ${key}; nothing was changed`);
    expect([asked.length, code, await count(store, "--deleted")]).toEqual([1, left === 0 ? 0 : 130, left]);
  });

  test.each([
    ["2", 0],
    ["y", 2],
    ["", 2],
  ])("delete by query: %s", async (answer, left) => {
    const store = newStore(folder);
    await contacts(store, ["Ada", "Grace"]);
    const { code, asked } = await runAsked("contacts delete --all --yes", [answer], { store });
    expect(asked).toEqual(["This will delete 2 contacts: Ada, Grace. Type the number of contacts to go on:"]);
    expect([code, await count(store, "")]).toEqual([left === 0 ? 0 : 130, left]);
  });

  test("delete asks before it takes words for a name", async () => {
    const store = newStore(folder);
    await contacts(store, ["Ada Lovelace"]);
    const { code, asked } = await runAsked("contacts delete lovel", ["n"], { store });
    expect([code, asked]).toEqual([130, ['"lovel" finds Ada Lovelace. Really delete? (y/N)']]);
  });
});
