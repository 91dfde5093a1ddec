import { describe, expect, test } from "vitest";
import type { ContactResponse } from "../../src/domain/entities.ts";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

const FULL =
  "Ada --given Ada --nickname Countess --bio Note --uid urn:x:1 --metadata a=1 --metadata b=2 --email work:ada@example.org --email ada2@example.org --phone '+1 202 555 0123' --url https://example.org --address '1 Main St, Springfield, IL 62701, US' --birthday 1815-12-10 --date anniversary=1835-07-08 --org Engines --title Analyst --tag friends --tag maths";

/** What is Ada's after an update. */
async function updated(options: string, create = FULL): Promise<ContactResponse> {
  const store = newStore(folder);
  const { id } = await json<ContactResponse>(`contacts create ${create}`, { store });
  const { code, stderr } = await run(`contacts update ${id} ${options}`, { store });
  expect([code, stderr]).toEqual([0, expect.stringContaining("operation")]);
  return json<ContactResponse>(`contacts get ${id}`, { store });
}

const values = ({ channels }: ContactResponse) => channels.map(({ value }) => value);

describe("only what is named changes", async () => {
  const before = withoutTimes(await updated("--language en"));

  test.each<[string, object]>([
    ["--bio New", { bio: "New" }],
    ["--name 'Ada King'", { display_name: "Ada King" }],
    ["--given Augusta", { given_name: "Augusta" }],
    ["--kind group", { kind: "group" }],
    ["--set timezone=Europe/London", { timezone: "Europe/London" }],
    ["--clear bio,nickname", { bio: null, nickname: null }],
    ["--clear given --clear uid", { given_name: null, vcard_uid: null }],
    ["--bio ''", { bio: null }],
    ["--metadata b=3 --metadata c=4", { metadata: { a: "1", b: "3", c: "4" } }],
    ["--clear metadata.a", { metadata: { b: "2" } }],
    ["--clear metadata.a --metadata c=4", { metadata: { b: "2", c: "4" } }],
    ["--clear metadata", { metadata: {} }],
  ])("%s", async (options, changed) => {
    expect(withoutTimes(await updated(`--language en ${options}`))).toEqual({ ...before, ...changed });
  });
});

describe("parts are added, changed and emptied", () => {
  test.each<[string, (contact: ContactResponse) => unknown, unknown]>([
    [
      "--email new@example.org",
      values,
      ["ada@example.org", "ada2@example.org", "+1 202 555 0123", "https://example.org", "new@example.org"],
    ],
    [
      "--email home:ADA@example.org",
      ({ channels }) => channels[0],
      { value: "ada@example.org", label: "home", is_primary: true },
    ],
    [
      "--phone 'home:(202) 555-0123' --region US",
      ({ channels }) => channels[2],
      { value: "+1 202 555 0123", label: "home" },
    ],
    ["--clear emails --language en", values, ["+1 202 555 0123", "https://example.org"]],
    [
      "--clear emails --email ada2@example.org --email x@example.org",
      values,
      ["ada2@example.org", "+1 202 555 0123", "https://example.org", "x@example.org"],
    ],
    ["--clear phones,urls", values, ["ada@example.org", "ada2@example.org"]],
    ["--clear channels", values, []],
    ["--address 'city=Berlin'", ({ addresses }) => addresses.map(({ city }) => city), ["Springfield", "Berlin"]],
    [
      "--clear addresses --address 'city=Berlin'",
      ({ addresses }) => addresses.map(({ city, is_primary }) => [city, is_primary]),
      [["Berlin", true]],
    ],
    [
      "--birthday 12-11",
      ({ dates }) => dates,
      [{ date_type: "birthday", date_day: 11, date_month: 12, date_year: null }, { date_type: "anniversary" }],
    ],
    ["--clear birthday", ({ dates }) => dates, [{ date_type: "anniversary" }]],
    [
      "--clear dates --date Anniversary=2000",
      ({ dates }) => dates,
      [{ date_type: "anniversary", date_year: 2000, date_day: null }],
    ],
    ["--title Countess", ({ affiliations }) => affiliations, [{ title: "Countess", is_current: true }]],
    ["--org ENGINES --role Lead", ({ affiliations }) => affiliations, [{ title: "Analyst", role: "Lead" }]],
    [
      "--org 'Royal Society'",
      ({ affiliations }) => affiliations,
      [{ title: "Analyst" }, { title: null, is_current: true }],
    ],
    ["--clear affiliations --org Engines --title Boss", ({ affiliations }) => affiliations, [{ title: "Boss" }]],
    ["--clear affiliations", ({ affiliations }) => affiliations, []],
    ["--tag new --tag Friends", ({ tags }) => tags.map(({ name }) => name), ["friends", "maths", "new"]],
    ["--clear tags --tag MATHS", ({ tags }) => tags.map(({ name }) => name), ["maths"]],
  ])("%s", async (options, part, wanted) => {
    expect(part(await updated(options))).toMatchObject(wanted as object);
  });

  test("what is named again keeps its identity", async () => {
    const store = newStore(folder);
    const before = await json<ContactResponse>(`contacts create ${FULL}`, { store });
    await run("contacts update ada@example.org --clear emails --email home:ada@example.org --email x@example.org", {
      store,
    });
    const after = await json<ContactResponse>("contacts get ada@example.org", { store });
    expect(after.channels[0]).toMatchObject({ id: before.channels[0]?.id, label: "home" });
  });

  test("the primary one stays one, whatever is added and emptied", async () => {
    const { channels } = await updated("--clear emails --email new@example.org --email newer@example.org");
    expect(channels.filter(({ type, is_primary }) => type === "email" && is_primary)).toHaveLength(1);
  });
});

describe("what is so already", async () => {
  const store = newStore(folder);
  const before = await json<ContactResponse>(`contacts create ${FULL}`, { store, now: "2026-01-01T00:00:00Z" });

  test.each([
    "--bio Note --nickname Countess --name Ada --kind person",
    "--email ADA@example.org --email work:ada@example.org --phone '+1 (202) 555-0123' --url HTTPS://example.org",
    "--address 'street=1 Main St;city=Springfield;state=IL;zip=62701;country_code=us'",
    "--birthday 1815-12-10 --date ANNIVERSARY=1835-07-08",
    "--org engines --title Analyst",
    "--tag FRIENDS",
    "--metadata a=1 --clear metadata.none",
    "--clear prefix",
    "--clear tags --tag friends --tag maths",
  ])("changes nothing: %s", async (options) => {
    const { code, stderr } = await run(`contacts update ${before.id} ${options}`, { store });
    expect([code, stderr]).toEqual([0, "Ada is unchanged\nnothing was changed\n"]);
  });

  test("nor does its own JSON", async () => {
    const input = JSON.stringify(before);
    const { code, stderr } = await run(`contacts update ${before.id} --from-json -`, { store, input });
    expect([code, stderr]).toEqual([0, expect.stringContaining("Ada is unchanged\nnothing was changed\n")]);
    expect(await json("contacts get ada@example.org", { store })).toEqual(before);
  });
});

test("JSON of several parts of one organization changes just those that differ", async () => {
  const store = newStore(folder);
  const jobs = [
    { organization_name: "Engines", title: "Clerk", start_date: "2010-01-01", end_date: "2012-01-01" },
    { organization_name: "Engines", title: "Analyst", start_date: "2015-01-01" },
  ];
  const input = (affiliations: object[]) => JSON.stringify({ affiliations });
  await run("contacts create Ada --from-json -", { store, input: input(jobs) });
  const promoted = [jobs[0] ?? {}, { ...jobs[1], is_current: true, title: "Boss" }];
  await run("contacts update ada --from-json -", { store, input: input(promoted) });
  const { affiliations } = await json<ContactResponse>("contacts get ada", { store });
  expect(affiliations.map(({ title, is_current }) => [title, is_current])).toEqual([
    ["Clerk", false],
    ["Boss", true],
  ]);
});

test("an organization left before is joined again beside it", async () => {
  const store = newStore(folder);
  const input = '{"affiliations": [{"organization_name": "Engines", "end_date": "2012-01-01", "title": "Clerk"}]}';
  await run("contacts create Ada --from-json -", { store, input });
  await run("contacts update ada --org Engines", { store });
  const { affiliations } = await json<ContactResponse>("contacts get ada", { store });
  expect(affiliations.map(({ title, is_current }) => [title, is_current])).toEqual([
    ["Clerk", false],
    [null, true],
  ]);
});

test("a second organization leaves the first, and says so", async () => {
  const store = newStore(folder);
  await run("contacts create Ada --org Engines", { store });
  const { stderr } = await run("contacts update ada --org 'Royal Society'", { store });
  expect(stderr).toContain("Ada stays with Engines too; `contacts affiliation update` ends that\n");
});

test("the answer is the flat contact, with its parts when any were named", async () => {
  const store = newStore(folder);
  await run(`contacts create ${FULL}`, { store });
  expect(await json("contacts update ada@example.org --bio New", { store })).not.toHaveProperty("channels");
  const whole = await json<ContactResponse>("contacts update ada@example.org --tag new", { store });
  expect(whole).toEqual(await json("contacts get ada@example.org", { store }));
  expect((await run("contacts update ada@example.org --bio X --csv --no-header", { store })).stdout).toBe(
    `${whole.id},Ada,person,ada@example.org,+1 202 555 0123,Engines\r\n`,
  );
});

test("an imported name that was changed is exported as it is now", async () => {
  const store = await bookOf(newStore(folder), card("Ada Lovelace", "N:Lovelace,King;Ada;;;", "BDAY:18151210"));
  await run("contacts update ada --name 'Ada King' --family King --birthday 12-11", { store });
  const { stdout } = await run("contacts export --all", { store });
  expect(stdout.split("\r\n").filter((line) => /^(?:FN|N|BDAY)/.test(line))).toEqual([
    "FN:Ada King",
    "N:King;Ada;;;",
    "BDAY:--1211",
  ]);
});

describe("several contacts", async () => {
  const store = newStore(folder);
  const ids: string[] = [];
  for (const name of ["Ada", "Grace", "Ida"])
    ids.push((await json<ContactResponse>(`contacts create ${name} --tag lead`, { store })).id);

  test("are one operation and a report", async () => {
    const report = await json(`contacts update ${ids.join(" ")} --tag vip --language en`, { store });
    expect(report).toEqual({
      operation_id: expect.any(String),
      matched: 3,
      changed: 3,
      unchanged: 0,
      failed: [],
      ids,
      dry_run: false,
    });
    const again = await json(`contacts update --query vip --tag vip --bio X`, { store });
    expect(again).toMatchObject({ matched: 3, changed: 3 });
    expect(await json("contacts update --all --bio X", { store })).toMatchObject({
      operation_id: null,
      matched: 3,
      changed: 0,
      unchanged: 3,
      ids: [],
    });
  });

  test("of which some are nobody: the others are changed, exit 3", async () => {
    const { code, stdout, stderr } = await run(`contacts update ${ids[0]} nobody --suffix Sr. --json`, { store });
    expect([code, JSON.parse(stdout).failed, JSON.parse(stderr).error.code]).toEqual([
      3,
      [{ ref: "nobody", error: { code: "not_found", message: 'no contact is called "nobody"' } }],
      "partial",
    ]);
  });

  test("are changed all or none", async () => {
    const { code, error } = await errorOf(`contacts update ${ids.join(" ")} --bio Y --uid urn:x:1`, { store });
    expect([code, error.code, error.details.ref]).toEqual([6, "conflict", ids[1]]);
    expect(await json("contacts list --fields bio", { store })).not.toContainEqual({ bio: "Y" });
  });
});

describe("refused", async () => {
  const store = newStore(folder);
  await run(`contacts create ${FULL}`, { store });
  await run("contacts create Grace --org Navy --uid urn:x:2", { store });

  test.each([
    ["ada@example.org", 2, "usage", "nothing to change is named"],
    ["--bio x", 2, "usage", "no contact is named"],
    ["nobody --bio x", 5, "not_found", 'no contact is called "nobody"'],
    ["ada@example.org --clear bio --bio x", 2, "usage", "bio cannot be set and cleared at once"],
    ["ada@example.org --clear nickname --set nickname=x", 2, "usage", "nickname cannot be set and cleared at once"],
    ["ada@example.org --clear display_name", 2, "usage", '--clear cannot empty "display_name"'],
    ["ada@example.org --clear kind", 2, "usage", '--clear cannot empty "kind"'],
    ["ada@example.org --name ' '", 2, "bad_request", "display_name: must not be empty"],
    ["ada@example.org --uid urn:x:2", 6, "conflict", "the UID urn:x:2 is that of Grace"],
    ["engines --kind person", 6, "conflict", "Engines stays an organization while contacts are affiliated with it"],
    ["engines --title x", 2, "bad_request", "Engines has no current organization to have a position in"],
  ])("update %s", async (command, exit, code, message) => {
    const { error, ...failed } = await errorOf(`contacts update ${command}`, { store });
    expect([failed.code, error.code, error.message]).toEqual([exit, code, message]);
  });

  test("a title where there are two organizations names both", async () => {
    await run("contacts update grace --org Army", { store });
    const { code, error } = await errorOf("contacts update grace --title Admiral", { store });
    const names = error.details.candidates.map((one: { organization_name: string }) => one.organization_name);
    expect([code, error.code, names]).toEqual([6, "ambiguous", ["Navy", "Army"]]);
    expect((await run("contacts update grace --org navy --title Admiral", { store })).code).toBe(0);
  });
});

/** What an update may not touch. */
function withoutTimes(contact: ContactResponse): object {
  return JSON.parse(JSON.stringify(contact), (key, one) => (/(?:^|_)(?:id|at)$/.test(key) ? undefined : one));
}
