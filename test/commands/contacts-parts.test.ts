import fs from "node:fs";
import { describe, expect, test } from "vitest";
import type { Address, Affiliation, Channel, ContactDate } from "../../src/domain/entities.ts";
import { errorOf, json, run } from "../support/run.ts";
import { newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

/** A store with Ada and Bob, of whom nothing else is known. */
async function book() {
  const store = newStore(folder);
  const opened = openStore(store);
  const { result } = await write(opened, async (tx) => {
    const insert = async (display_name: string) => (await tx.insert("contacts", { ...PERSON, display_name })).id;
    return { ada: await insert("Ada"), bob: await insert("Bob") };
  });
  await opened.close();
  const ok = async (command: string, options: { tty?: boolean; env?: NodeJS.ProcessEnv } = {}) => {
    const { code, stdout, stderr } = await run(command, { store, ...options });
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${stderr}`);
    return stdout;
  };
  return { store, ok, ...result };
}

const channels = (store: string) => json<Channel[]>("contacts channel list ada", { store });

describe("a part is named by", () => {
  test("its id, and a start of it that no other has", async () => {
    const { store, ok } = await book();
    const first = await json<Channel>("contacts channel add ada email a@x.org", { store });
    await ok("contacts channel add ada email b@x.org");
    await ok(`contacts channel update ada ${first.id.toUpperCase()} --label one`);
    expect((await channels(store)).map(({ label }) => label)).toEqual(["one", null]);
    // Both were made in one moment, and begin alike.
    const { code, error } = await errorOf(`contacts channel update ada ${first.id.slice(0, 8)} --label x`, { store });
    expect([code, error.code, error.details.candidates.length]).toEqual([6, "ambiguous", 2]);
    const unique = first.id.slice(0, differsAt((await channels(store)).map(({ id }) => id)) + 1);
    await ok(`contacts channel update ada ${unique} --label two`);
    expect((await channels(store)).map(({ label }) => label)).toEqual(["two", null]);
    expect((await errorOf(`contacts channel update ada ${first.id.slice(0, 3)} --label x`, { store })).code).toBe(5);
  });

  test.each([
    ["channel", 'email "Ada@X.org"', ["ada@x.org", "ADA@x.ORG", "mailto:ada@x.org"]],
    ["channel", 'phone "+1 202 555 0123"', ["'+1 202 555 0123'", "+12025550123", "'tel:+1-202-555-0123'"]],
    ["channel", 'phone "555 01"', ["'555 01'", "555-01"]],
    ["channel", "twitter @Ada", ["@ada", "ADA"]],
    ["address", '"1 Main St, Zürich" --label Home', ["home", "HOME", "'main st'", "zurich"]],
    ["date", "birthday 1990", ["birthday", "Birthday"]],
    ["date", "custom 1990 --label Hochzeit", ["hochzeit", "custom"]],
    ["affiliation", "Österwerft", ["österwerft", "Osterwerft"]],
  ])("%s %s: %j", async (noun, added, names) => {
    const { ok } = await book();
    for (const name of names) {
      await ok(`contacts ${noun} add ada ${added}`);
      await ok(`contacts ${noun} remove ada ${name}`);
      expect(await ok(`contacts ${noun} list ada`)).toBe("");
    }
  });

  test("a number in national notation by the region that holds", async () => {
    const { store, ok } = await book();
    await ok("contacts channel add ada phone '+1 202 555 0123'");
    const command = "contacts channel update ada '(202) 555-0123' --label x --json";
    expect((await errorOf(command.replace(" --json", ""), { store })).code).toBe(5);
    await ok(`${command} --region US`);
    await ok(command, { env: { LANG: "en_US.UTF-8" } });
  });

  test.each(["channel", "address", "date", "affiliation"])("what %s is not there is exit 5", async (noun) => {
    const { store } = await book();
    const { code, stdout, error } = await errorOf(`contacts ${noun} remove ada nothing`, { store });
    expect({ code, stdout, message: error.message, hint: error.hint }).toEqual({
      code: 5,
      stdout: "",
      message: `Ada has no ${noun} "nothing"`,
      hint: null,
    });
  });

  test("a name that more than one has: the candidates are in the details", async () => {
    const { store, ok, ada } = await book();
    await ok("contacts affiliation add ada Werft --title Welder");
    await ok("contacts affiliation add ada Werft --title Boss");
    const rows = await json<Affiliation[]>("contacts affiliation list ada", { store });
    const { code, error } = await errorOf("contacts affiliation remove ada werft", { store });
    expect([code, error.code, error.message]).toEqual([6, "ambiguous", '"werft" may be any of 2 affiliations']);
    expect(error.hint).toBe(`name one by its id; \`backside contacts affiliation list ${ada} --json\` shows them`);
    expect(error.details.candidates).toEqual([
      { id: rows[0]?.id, text: "Welder, Werft" },
      { id: rows[1]?.id, text: "Boss, Werft" },
    ]);
    expect(await json("contacts affiliation list ada", { store })).toEqual(rows);
  });

  test("only of that contact", async () => {
    const { store, ok } = await book();
    await ok("contacts channel add bob email b@x.org");
    expect((await errorOf("contacts channel remove ada b@x.org", { store })).code).toBe(5);
  });
});

describe("what is answered", () => {
  test.each([
    [
      "channel",
      "email a@x.org",
      "Added email a@x.org to Ada",
      "--label x",
      "Changed email a@x.org of Ada",
      "Removed email a@x.org from Ada",
    ],
    [
      "address",
      "'1 Main St'",
      "Added address 1 Main St to Ada",
      "--label x",
      "Changed address 1 Main St of Ada",
      "Removed address 1 Main St from Ada",
    ],
    [
      "date",
      "birthday 04-12",
      "Added birthday 12 April to Ada",
      "1990-04-12",
      "Changed birthday 12 April 1990 of Ada",
      "Removed birthday 12 April 1990 from Ada",
    ],
    [
      "affiliation",
      "Werft",
      "Added Werft (a new organization) to Ada",
      "--title Boss",
      "Changed Boss, Werft of Ada",
      "Removed Boss, Werft from Ada",
    ],
  ])("%s: the record, its id, a line", async (noun, given, added, change, changed, removed) => {
    const { store, ok } = await book();
    const shown = await ok(`contacts ${noun} add ada ${given}`, { tty: true });
    expect(shown.split("\n")).toEqual([added, expect.stringMatching(/^operation [0-9a-f-]{36}$/), ""]);
    const [row] = await json<{ id: string }[]>(`contacts ${noun} list ada`, { store });
    const name = row?.id;
    expect((await ok(`contacts ${noun} update ada ${name} ${change}`, { tty: true })).split("\n")[0]).toBe(changed);
    const [before] = await json<object[]>(`contacts ${noun} list ada`, { store });
    expect(await run(`contacts ${noun} update ada ${name} ${change}`, { store })).toEqual({
      code: 0,
      stdout: `${name}\n`,
      stderr: `${changed.replace("Changed ", "")} is so already\nnothing was changed\n`,
    });
    const tried = await run(`contacts ${noun} remove ada ${name} --dry-run`, { store });
    const would = removed.replace("Removed", "Would remove");
    expect([tried.code, tried.stderr]).toEqual([0, `${would}\ndry run: nothing was changed\n`]);
    expect(await json(`contacts ${noun} list ada`, { store })).toEqual([before]);
    expect(await json(`contacts ${noun} remove ada ${name}`, { store })).toEqual(before);
    expect(await json(`contacts ${noun} list ada`, { store })).toEqual([]);
  });

  test("one operation for one command, under the words it was called by", async () => {
    const { store, ok } = await book();
    await ok("contacts affiliation add ada 'New Company' --title Boss");
    const [last] = await json<{ label: string; name: string }[]>("operations list --limit 1", { store });
    expect(last).toMatchObject({
      name: "affiliations.add",
      label: 'contacts affiliation add ada "New Company" --title Boss',
    });
    await ok("undo");
    expect(await ok("contacts list --fields display_name")).toBe("Ada\nBob\n");
  });

  test("an empty list is empty, and a note for people", async () => {
    const { store } = await book();
    expect(await run("contacts address list ada", { store })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await run("contacts address list ada --json", { store })).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
    expect(await run("contacts address list ada", { store, tty: true })).toEqual({
      code: 0,
      stdout: "",
      stderr: "Ada has no addresses\n",
    });
  });

  test.each([
    ["channel", "id,type,value,label,is_primary,is_verified,preference_order"],
    [
      "address",
      "id,label,street,extended,po_box,city,region,postal_code,country,country_code,latitude,longitude,is_primary",
    ],
    ["date", "id,date_type,date,date_label"],
    ["affiliation", "id,organization_name,title,role,department,start_date,end_date,is_current,organization_id"],
  ])("the columns of %s", async (noun, header) => {
    const { ok } = await book();
    expect(await ok(`contacts ${noun} list ada --csv`)).toBe(`${header}\r\n`);
  });

  test("--fields picks, and names those there are", async () => {
    const { store, ok } = await book();
    await ok("contacts channel add ada email a@x.org");
    expect(await ok("contacts channel list ada --fields value,is_primary")).toBe("a@x.org\ttrue\n");
    expect((await errorOf("contacts channel list ada --fields valu", { store })).error.hint).toMatch(
      /^Did you mean value\? Fields: id, /,
    );
  });

  test("nothing of a value reaches the terminal but text", async () => {
    const { ok } = await book();
    const value = "\u001b]0;owned\u0007\u202e";
    const shown = [
      await ok(`contacts channel add ada twitter 'x${value}'`, { tty: true }),
      await ok("contacts channel list ada", { tty: true }),
      await ok(`contacts affiliation add ada 'Werft${value}'`, { tty: true }),
      await ok(`contacts address add ada 'Street${value}' --label 'l${value}'`, { tty: true }),
      await ok("contacts address list ada", { tty: true }),
      await ok("contacts find twitter 'x\u001b]0;owned\u0007\u202e'", { tty: true }),
    ].join("");
    expect(shown).toContain("x^[]0;owned^G\\u{202e}");
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe("dates", () => {
  test("RFC 6350's notation stands after --, or in no option's way", async () => {
    const { store, ok } = await book();
    await ok("contacts date add ada birthday -- --04-12");
    const [date] = await json<ContactDate[]>("contacts date list ada", { store });
    expect([date?.date_year, date?.date_month, date?.date_day]).toEqual([null, 4, 12]);
    expect(await ok("contacts date list ada --fields date_type,date_year")).toBe("birthday\t\n");
    expect((await ok("contacts date list ada")).split("\t")[2]).toBe("--04-12");
  });
});

describe("addresses", () => {
  test("options count more than the text, and one country per address", async () => {
    const { store } = await book();
    const address = await json<Address>(
      "contacts address add ada '1 Main St, Springfield, IL 62701, US' --city Chicago --label ''",
      { store },
    );
    expect(address).toMatchObject({
      street: "1 Main St",
      city: "Chicago",
      region: "IL",
      country_code: "US",
      label: null,
    });
  });

  test.each([
    ["contacts address add ada --label home", "no address is given"],
    ["contacts address add ada --lat north", '--lat takes degrees such as 51.5074, not "north"'],
    ["contacts address update ada home", "nothing to change is named"],
    ["contacts date update ada birthday", "nothing to change is named"],
    ["contacts affiliation update ada werft", "nothing to change is named"],
    ["contacts affiliation add ada werft --current --past", "--current and --past exclude each other"],
    ["contacts channel update ada x --position 0", '--position takes a whole number from 1, not "0"'],
    ["contacts channel add ada email", "missing required argument 'value'"],
  ])("%s is a usage error", async (command, message) => {
    const { store } = await book();
    const { code, error } = await errorOf(command, { store });
    expect([code, error.code, error.message]).toEqual([2, "usage", message]);
  });
});

describe("find", () => {
  test("guesses the type by the value", async () => {
    const { store, ok } = await book();
    await ok("contacts channel add ada email ada@x.org");
    await ok("contacts channel add ada phone '+1 202 555 0123'");
    await ok("contacts channel add ada url https://x.org/ada");
    for (const value of [
      "ADA@x.org",
      "mailto:ada@x.org",
      "+1-202-555-0123",
      "'+1 202' 555 0123",
      "'(202) 555-0123' --region US",
      "https://x.org/ada",
      "url https://X.org/ada",
      "phone '202 555 0123' --region us",
    ])
      expect(await ok(`contacts find ${value} --fields display_name`)).toBe("display_name\tAda\n");
    expect(await errorOf("contacts find ada", { store })).toMatchObject({ code: 2, error: { code: "usage" } });
    expect(await errorOf("contacts find email b@x.org", { store })).toMatchObject({ code: 5 });
  });

  test("answers the flat contact, and a card for people", async () => {
    const { store, ok, ada } = await book();
    await ok("contacts channel add ada email ada@x.org --verified");
    const contact = await json("contacts find ada@x.org", { store });
    expect(contact).toEqual((await json<object[]>("contacts list", { store }))[0]);
    expect(await ok("contacts find ada@x.org", { tty: true })).toContain(`ada@x.org  primary, verified\n`);
    expect(await ok("contacts find ada@x.org --fields id,channels.value")).toBe(
      `id\t${ada}\nchannels.value\tada@x.org\n`,
    );
  });
});

test("without a store nobody is found, and none is made", async () => {
  const store = newStore(folder);
  for (const command of [
    "contacts channel add ada email a@x.org",
    "contacts channel list ada",
    "contacts address remove ada home",
    "contacts find a@x.org",
  ]) {
    const { code, error } = await errorOf(command, { store });
    expect({ command, code, hint: error.hint }).toEqual({
      command,
      code: 5,
      hint: `there is no store yet at ${store}; \`backside contacts create\` or \`import\` makes one`,
    });
    expect(fs.existsSync(store)).toBe(false);
  }
});

/** Where the texts differ first. */
function differsAt([one = "", other = ""]: readonly string[]): number {
  let at = 0;
  while (one[at] === other[at]) at++;
  return at;
}
