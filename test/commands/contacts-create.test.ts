import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { ContactResponse } from "../../src/domain/entities.ts";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

/** A contact as it was created, and as it is read again. */
async function created(command: string, store = newStore(folder), input = ""): Promise<ContactResponse> {
  const answer = await json<ContactResponse>(`contacts create ${command}`, { store, input });
  const read = await json<ContactResponse>(`contacts get ${answer.id}`, { store });
  expect(read).toMatchObject(answer);
  return read;
}

describe("the display name", () => {
  test.each([
    ["is the argument", '"Ada Lovelace"', "Ada Lovelace"],
    ["is --name", '--name "Ada Lovelace" --given Augusta', "Ada Lovelace"],
    ["is trimmed", '"  Ada "', "Ada"],
    [
      "is made of the parts of the name",
      "--family King --given Ada --prefix Lady --suffix Sr. --middle A.",
      "Lady Ada A. King Sr.",
    ],
    ["is the nickname where there is nothing else", "--nickname Countess", "Countess"],
    ["is set by its field", "--set display_name=Ada", "Ada"],
    ["may hold anything else", '"Ada\u202e ; DROP TABLE contacts"', "Ada\u202e ; DROP TABLE contacts"],
  ])("%s", async (_what, command, display_name) => {
    expect((await created(command)).display_name).toBe(display_name);
  });

  test.each(["", '""', '"  "', "--email ada@example.org", '--given ""'])("is wanted: create %s", async (command) => {
    const { code, stdout, error } = await errorOf(`contacts create ${command}`, { store: newStore(folder) });
    expect([code, stdout, error.code]).toEqual([2, "", "input_required"]);
  });
});

test.each([
  ["--kind organization", { kind: "organization" }],
  ["--kind group", { kind: "group" }],
  ["--given Ada --middle A. --family King", { given_name: "Ada", middle_name: "A.", family_name: "King" }],
  ["--prefix Dr. --suffix Jr. --nickname Countess", { prefix: "Dr.", suffix: "Jr.", nickname: "Countess" }],
  [
    "--bio 'Two\nlines' --avatar-url https://example.org/a.png",
    { bio: "Two\nlines", avatar_url: "https://example.org/a.png" },
  ],
  [
    "--language en --timezone Europe/London --uid urn:x:1",
    { language: "en", timezone: "Europe/London", vcard_uid: "urn:x:1" },
  ],
  ["--set bio=a=b --set kind=group", { bio: "a=b", kind: "group" }],
  ["--bio '' --set nickname=", { bio: null, nickname: null }],
  ["--metadata a=1 --metadata b=c=d --metadata e=", { metadata: { a: "1", b: "c=d", e: "" } }],
])("fields: %s", async (options, fields) => {
  expect(await created(`Name ${options}`)).toMatchObject({ display_name: "Name", kind: "person", ...fields });
});

describe("parts", () => {
  test.each([
    ["--email ADA@Example.org", [["email", "ada@example.org", null, true]]],
    [
      "--email work:a@example.org --email b@example.org",
      [
        ["email", "a@example.org", "work", true],
        ["email", "b@example.org", null, false],
      ],
    ],
    ["--email a@example.org --email A@example.org", [["email", "a@example.org", null, true]]],
    ["--phone 'mobile:0171 1234567' --region DE", [["phone", "0171 1234567", "mobile", true]]],
    [
      "--url https://example.org --url home:example.net",
      [
        ["url", "https://example.org", null, true],
        ["url", "example.net", "home", false],
      ],
    ],
    [
      "--channel twitter:@Ada --channel Matrix:work:ada",
      [
        ["twitter", "@Ada", null, true],
        ["matrix", "ada", "work", true],
      ],
    ],
  ])("channels: %s", async (options, channels) => {
    const contact = await created(`Ada ${options}`);
    expect(contact.channels.map(({ type, value, label, is_primary }) => [type, value, label, is_primary])).toEqual(
      channels,
    );
  });

  test("a phone in national notation belongs to the region", async () => {
    const contact = await created("Ada --phone '0171 1234567' --region DE");
    expect(contact.channels[0]?.canonical_value).toBe("+491711234567");
  });

  test("addresses, dates, an organization with a position, tags", async () => {
    const store = newStore(folder);
    const contact = await created(
      `Ada --address "1 Main St, Springfield, IL 62701, US" --birthday 12-10 --date anniversary=1835-07-08
       --org Engines --title Analyst --department Research --role Lead --tag friends --tag Maths --tag FRIENDS`.replace(
        /\s+/g,
        " ",
      ),
      store,
    );
    expect(contact.addresses).toMatchObject([
      { street: "1 Main St", city: "Springfield", region: "IL", postal_code: "62701", country_code: "US" },
    ]);
    expect(contact.dates).toMatchObject([
      { date_type: "birthday", date_day: 10, date_month: 12, date_year: null },
      { date_type: "anniversary", date_day: 8, date_month: 7, date_year: 1835 },
    ]);
    expect(contact.affiliations).toMatchObject([
      { title: "Analyst", department: "Research", role: "Lead", is_current: true },
    ]);
    expect(contact.tags.map(({ name }) => name)).toEqual(["friends", "Maths"]);
    const engines = await json<ContactResponse>("contacts get engines", { store });
    expect([engines.id, engines.kind]).toEqual([contact.affiliations[0]?.organization_id, "organization"]);
  });

  test("an organization that is there is taken", async () => {
    const store = await bookOf(newStore(folder), card("Werft", "KIND:org"));
    const contact = await created("Ada --org WERFT", store);
    const werft = await json<ContactResponse>("contacts get werft", { store });
    expect(contact.affiliations[0]?.organization_id).toBe(werft.id);
  });

  test("a bad one leaves nothing behind", async () => {
    const store = newStore(folder);
    const { code, error } = await errorOf("contacts create Ada --tag friends --email nonsense", { store });
    expect([code, error.code]).toEqual([2, "bad_request"]);
    expect(await json("contacts list", { store })).toEqual([]);
  });
});

describe("--from-json", () => {
  const from = async (object: unknown, more = "") =>
    created(`--from-json - ${more}`, newStore(folder), typeof object === "string" ? object : JSON.stringify(object));

  test("takes over what `get --json` prints, with new ids", async () => {
    const source = newStore(folder);
    const whole = await created(
      'Ada --given Ada --bio "A\\nnote" --email work:ada@example.org --email a2@example.org --phone "+1 202 555 0123" --address "street=1 Main St;city=Springfield;label=home" --birthday 1815-12-10 --tag friends --metadata k=v',
      source,
    );
    const copy = await from(whole);
    expect(withoutIds(copy)).toEqual(withoutIds(whole));
    expect(copy.id).not.toBe(whole.id);
  });

  test("options stand over its fields and add to its lists", async () => {
    const json = {
      display_name: "Ada",
      bio: "old",
      nickname: "A",
      channels: [{ type: "email", value: "a@example.org" }],
      metadata: { a: [1], b: 2 },
    };
    const contact = await from(json, "--name 'Ada King' --bio new --email b@example.org --metadata b=3");
    expect(contact).toMatchObject({
      display_name: "Ada King",
      bio: "new",
      nickname: "A",
      metadata: { a: [1], b: "3" },
    });
    expect(contact.channels.map(({ value }) => value)).toEqual(["a@example.org", "b@example.org"]);
  });

  test("an organization is named by name or by id", async () => {
    const store = await bookOf(newStore(folder), card("Werft", "KIND:org"));
    const { id } = await json<ContactResponse>("contacts get werft", { store });
    for (const named of [
      { organization_name: "werft" },
      { organization_id: id },
      { organization_id: id, organization_name: "Werft" },
    ]) {
      const input = JSON.stringify({
        display_name: "Ada",
        affiliations: [{ ...named, title: "Welder", start_date: "2020-01-01" }],
      });
      expect((await created("--from-json -", store, input)).affiliations).toMatchObject([
        { organization_id: id, title: "Welder", start_date: "2020-01-01", is_current: true },
      ]);
    }
  });

  test("what is the store's to set is left out with a note", async () => {
    const input =
      '{"display_name": "Ada", "id": "x", "created_at": "2020-01-01T00:00:00Z", "deleted_at": null, "groups": []}';
    const { code, stderr } = await run("contacts create --from-json -", { store: newStore(folder), input });
    expect([code, stderr.split("\n")[0]]).toEqual([0, "not taken from standard input: id, created_at, groups"]);
  });

  test("a file, with a byte order mark or without", async () => {
    const file = path.join(folder, "ada.json");
    fs.writeFileSync(file, '\uFEFF{"display_name": "Ada"}');
    expect((await created(`--from-json ${file}`)).display_name).toBe("Ada");
  });

  test.each([
    [
      '{"display_name": "Ada", "e_mail": "x", "phone": 1}',
      "standard input has keys that no contact has: e_mail, phone",
    ],
    [
      '{"display_name": "Ada", "channels": [{"type": "email", "value": "a@b", "kind": "work"}]}',
      "channels[0] has keys that no contact has: kind",
    ],
    ['{"display_name": "Ada", "tags": [{"title": "x"}]}', "tags[0] has keys that no contact has: title"],
    ['{"display_name": "Ada", "tags": [{}]}', "tags[0]: a tag has a name"],
    ['{"display_name": "Ada", "channels": {}}', "channels is not a list"],
    ['{"display_name": "Ada", "dates": ["1990"]}', "dates[0] is not an object"],
    [
      '{"display_name": "Ada", "dates": [{"date_type": "birthday"}]}',
      "a date has at least one of date_day, date_month and date_year",
    ],
    ['{"bio": 5}', "bio: Invalid type: Expected string but received 5"],
    ['{"display_name": "Ada", "metadata": []}', "metadata: not an object"],
    ["[]", "standard input holds a list; one contact object is wanted"],
    ["null", "standard input is not an object"],
  ])("refuses %s", async (input, message) => {
    const { code, error } = await errorOf("contacts create Ada --from-json -", { store: newStore(folder), input });
    expect([code, error.code, error.message]).toEqual([2, "bad_request", message]);
  });

  test("a file that cannot be read is exit 9", async () => {
    for (const file of [path.join(folder, "nothing.json"), folder]) {
      const { code, error } = await errorOf(`contacts create --from-json ${file}`, { store: newStore(folder) });
      expect([code, error.code, error.details]).toEqual([9, "file_unreadable", { file }]);
    }
  });
});

describe("a UID names one contact", async () => {
  const store = newStore(folder);
  const { id } = await created("First --uid urn:uuid:ABCDEF00-0000-4000-8000-000000000001", store);

  test.each(["urn:uuid:abcdef00-0000-4000-8000-000000000001", "abcdef00-0000-4000-8000-000000000001", "OWN"])(
    "also as %s",
    async (uid) => {
      const { code, error } = await errorOf(`contacts create Second --uid ${uid.replace("OWN", `urn:uuid:${id}`)}`, {
        store,
      });
      expect([code, error.code, error.details]).toEqual([6, "conflict", { field: "vcard_uid", contact_id: id }]);
    },
  );

  test("unless that one is deleted", async () => {
    const book = newStore(folder);
    await run("contacts create First --uid urn:x:1", { store: book });
    await run("contacts delete First", { store: book });
    expect((await created("Second --uid urn:x:1", book)).vcard_uid).toBe("urn:x:1");
  });
});

describe("a likely duplicate", async () => {
  const store = newStore(folder);
  await run('contacts create "Ada Lovelace" --email ada@example.org --phone "+1 202 555 0123"', { store });
  const { id } = await json<ContactResponse>("contacts get ada@example.org", { store });

  test.each([
    ["--email ADA@example.org", "ada@example.org"],
    ["--phone '(202) 555-0123' --region US", "(202) 555-0123"],
  ])("%s is pointed out", async (options, value) => {
    const { code, stderr } = await run(`contacts create Somebody ${options}`, { store });
    expect([code, stderr]).toEqual([0, expect.stringContaining(`Ada Lovelace (${id}) has ${value} too\n`)]);
  });

  test.each(["--email other@example.org", "--phone 5550123", "--channel twitter:ada", ""])(
    "%s is none",
    async (options) => {
      const { stderr } = await run(`contacts create Somebody ${options}`, { store });
      expect(stderr).not.toContain("too");
    },
  );
});

test("with all its parts it is one operation", async () => {
  const store = newStore(folder);
  const { stdout, stderr } = await run("contacts create Ada --email ada@example.org --org Engines --tag friends", {
    store,
  });
  expect(stdout).toMatch(/^[0-9a-f-]{36}\n$/);
  expect(stderr.match(/operation/g)).toHaveLength(1);
});

test("a dry run makes no contact, and the store is as it was", async () => {
  const store = newStore(folder);
  await run("contacts create Ada", { store });
  const { code, stderr } = await run("contacts create Grace --email grace@example.org --dry-run", { store });
  expect([code, stderr]).toEqual([0, "Would create Grace\ndry run: nothing was changed\n"]);
  expect(await json("contacts list --fields display_name", { store })).toEqual([{ display_name: "Ada" }]);
});

test.each([
  ["Ada --kind robot", '--kind takes one of person, organization, group, not "robot"'],
  ["Ada --set", "option '--set <field=value>' argument missing"],
  ["Ada --set bio", '--set takes NAME=VALUE, not "bio"'],
  ["Ada --set email=x", '--set knows no field "email"'],
  ["Ada --set id=x", '--set knows no field "id"'],
  ["Ada --metadata =x", '--metadata takes NAME=VALUE, not "=x"'],
  ["Ada --birthday yesterday", 'not a date: "yesterday"'],
  ["Ada --date 1990-01-01", '--date takes NAME=VALUE, not "1990-01-01"'],
  ["Ada --channel ada", 'not a channel: "ada"'],
  ["Ada --clear bio", "unknown option '--clear'"],
  ["Ada --name Ada", "the name is given twice"],
  ["Ada --birthday 1990-01-01 --birthday 1991-01-01", "--birthday is given twice"],
  ["Ada --org Werft --org Navy", "--org is given twice"],
  ["Ada --avatar-url a --avatar-url b", "--avatar-url is given twice"],
  ["Ada --metadata __proto__=x", "--metadata: __proto__ cannot be a key"],
  ["Ada --metadata a=1 --metadata constructor=x", "--metadata: constructor cannot be a key"],
])("usage: create %s", async (command, message) => {
  const { code, error } = await errorOf(`contacts create ${command}`, { store: newStore(folder) });
  expect([code, error.code, error.message]).toEqual([2, "usage", message]);
});

test.each(["__proto__", "constructor", "prototype"])("%s is no key of metadata", async (key) => {
  const store = newStore(folder);
  await run("contacts create Ada", { store });
  const input = `{"display_name":"Ada","metadata":{"${key}":"x"}}`;
  for (const command of ["contacts create --from-json -", "contacts update ada --from-json -"]) {
    const { code, error } = await errorOf(command, { store, input });
    expect([code, error.message]).toEqual([2, `metadata: ${key} cannot be a key`]);
  }
  expect((await errorOf(`contacts update ada --metadata ${key}=x`, { store })).code).toBe(2);
  expect(await json("operations list", { store })).toHaveLength(1);
});

test.each(["\u200b", "\u00ad", "\u2800 \u3164"])("what nobody sees is no name", async (name) => {
  const store = newStore(folder);
  for (const command of [`contacts create "${name}"`, `contacts create Ada --name "${name}" --given "${name}"`])
    expect((await run(command, { store })).code).toBe(2);
  await run("contacts create Ada", { store });
  for (const command of [`contacts update ada --name "${name}"`, `contacts tag ada "${name}"`, `tags create "${name}"`])
    expect([command, (await errorOf(command, { store })).code]).toEqual([command, 2]);
  expect((await errorOf(`tags create "${name}"`, { store })).error.message).toBe("name: must have a visible character");
});

/** Everything but what a store sets itself. */
function withoutIds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, one) =>
    ["id", "contact_id", "created_at", "updated_at"].includes(key) ? undefined : one,
  );
}
