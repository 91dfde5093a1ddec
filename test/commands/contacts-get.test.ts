import { describe, expect, test } from "vitest";
import type { Member } from "../../src/domain/entities.ts";
import { card } from "../support/cards.ts";
import { errorOf, json, run } from "../support/run.ts";
import { bookOf, idOf, newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

const store = await bookOf(
  newStore(folder),
  [
    card("Ada Lovelace", "N:Lovelace;Ada;;;", "EMAIL:ada@example.org", "TEL:+1 202 555 0123", "BDAY:18151210"),
    card("Zoë Müller", "TEL:+49 171 1234567", "ORG:Werft", "CATEGORIES:friends"),
    card("Jan Smith", "EMAIL:jan1@example.org"),
    card("Jan Smith", "EMAIL:jan2@example.org"),
  ].join(""),
  { region: "DE" },
);
const idOfName = async (name: string): Promise<string> => {
  const [row] = await json<{ id: string }[]>(`contacts search "${name}"`, { store });
  return row?.id ?? "";
};
const ADA = await idOfName("ada lovelace");
const ZOE = await idOfName("zoe muller");

describe("a reference may be", () => {
  test.each([
    ["the full id", ADA, "Ada Lovelace"],
    ["the full id in capitals", ADA.toUpperCase(), "Ada Lovelace"],
    ["an e-mail", "ada@example.org", "Ada Lovelace"],
    ["an e-mail in another case", "ADA@Example.ORG", "Ada Lovelace"],
    ["a phone as stored", "'+1 202 555 0123'", "Ada Lovelace"],
    ["a phone in another notation", "'+1 (202) 555-0123'", "Ada Lovelace"],
    ["a tel: address", "tel:+12025550123", "Ada Lovelace"],
    ["a phone in national notation", "'0171 1234567' --region DE", "Zoë Müller"],
    ["the name", "'Zoë Müller'", "Zoë Müller"],
    ["the name in another case", "'ZOË MÜLLER'", "Zoë Müller"],
    ["the name in another Unicode form", "'Zoe\u0308 Mu\u0308ller'", "Zoë Müller"],
    ["words that find one contact only", "'friends mull'", "Zoë Müller"],
  ])("%s", async (_what, ref, name) => {
    expect(await json(`contacts get ${ref} --fields display_name`, { store })).toEqual({ display_name: name });
  });

  test("a phone in national notation only where the region is known", async () => {
    const cards = card("Mobile", "TEL:+49 171 1234567") + card("Landline", "TEL:+49 30 1711234567");
    const book = await bookOf(newStore(folder), cards, { region: "DE" });
    const name = async (options: string, env = {}) =>
      (await run(`contacts get '0171 1234567' --fields display_name ${options}`, { store: book, env })).stdout;
    expect(await name("--region DE")).toBe("display_name\tMobile\n");
    expect(await name("--region de")).toBe("display_name\tMobile\n");
    expect(await name("", { LANG: "de_DE.UTF-8" })).toBe("display_name\tMobile\n");
    expect(await name("")).toBe(""); // a search, which meets both
    expect(await name("--region US", { LANG: "de_DE.UTF-8" })).toBe("");
  });

  test.each(["Germany", "XX9", "XX", "UK"])("the region %s is none", async (region) => {
    const { code, error } = await errorOf(`contacts get ada --region ${region}`, { store });
    expect([code, error.code, error.message]).toEqual([2, "usage", `not a region: ${region}`]);
    expect(error.hint).toContain("a region is a two-letter country code such as US, GB or DE");
  });

  test("the start of an id, from four characters", async () => {
    const book = newStore(folder);
    const opened = openStore(book);
    await write(opened, async (tx) => {
      for (const [id, display_name] of [
        ["aaaa1111-0000-7000-8000-000000000001", "One"],
        ["aaaa2222-0000-7000-8000-000000000002", "Two"],
        ["bbbb2222-0000-7000-8000-000000000003", "Bbbb"],
        ["cccc2222-0000-7000-8000-000000000004", "Three"],
        ["dddd2222-0000-7000-8000-000000000005", "Cccc"],
      ] as const)
        await tx.insert("contacts", { ...PERSON, id, display_name });
    });
    await opened.close();
    const name = async (ref: string) =>
      (await run(`contacts get ${ref} --fields display_name`, { store: book })).stdout;
    expect(await name("aaaa1")).toBe("display_name\tOne\n");
    expect(await name("AAAA2222-0000")).toBe("display_name\tTwo\n");
    expect(await name("bbbb")).toBe("display_name\tBbbb\n"); // the id and the name are one contact
    expect((await errorOf("contacts get aaa", { store: book })).code).toBe(5);
    const both = await errorOf("contacts get cccc", { store: book });
    expect([both.code, both.error.details.candidates.map((one: { display_name: string }) => one.display_name)]).toEqual(
      [6, ["Three", "Cccc"]],
    );
    expect((await errorOf("contacts get aaaa", { store: book })).error.code).toBe("ambiguous");
  });
});

describe("what is shown", () => {
  test("--json is the contact with its parts, whole", async () => {
    const contact = await json<Record<string, { id: string }[]>>("contacts get ada@example.org", { store });
    const [email, phone, birthday] = [...(contact.channels ?? []), ...(contact.dates ?? [])].map(({ id }) => id);
    expect(Object.keys(contact)).toEqual([
      ..."id tenant_id display_name kind prefix given_name middle_name family_name suffix nickname avatar_url".split(
        " ",
      ),
      ..."bio language timezone vcard_uid metadata created_at updated_at deleted_at".split(" "),
      ..."channels addresses dates affiliations tags".split(" "),
    ]);
    const shared = {
      contact_id: ADA,
      tenant_id: "00000000-0000-7000-8000-000000000001",
      metadata: {},
      created_at: "2026-01-02T03:04:05Z",
      updated_at: "2026-01-02T03:04:05Z",
    };
    expect({ channels: contact.channels, dates: contact.dates }).toEqual({
      channels: [
        {
          ...shared,
          id: email,
          type: "email",
          value: "ada@example.org",
          label: null,
          is_primary: false,
          is_verified: false,
          preference_order: 0,
          canonical_value: "ada@example.org",
          key_version: null,
        },
        {
          ...shared,
          id: phone,
          type: "phone",
          value: "+1 202 555 0123",
          label: null,
          is_primary: false,
          is_verified: false,
          preference_order: 1,
          canonical_value: "+12025550123",
          key_version: null,
        },
      ],
      dates: [
        {
          ...shared,
          id: birthday,
          date_type: "birthday",
          date_label: null,
          date_day: 10,
          date_month: 12,
          date_year: 1815,
        },
      ],
    });
  });

  test("--ndjson is the same on one line; --include adds parts", async () => {
    const { stdout } = await run(`contacts get ${ZOE} --ndjson --include relationships,groups,photo`, { store });
    expect(stdout.split("\n")).toHaveLength(2);
    const { relationships, groups, photo, affiliations } = JSON.parse(stdout);
    expect({ relationships, groups, photo }).toEqual({ relationships: [], groups: [], photo: null });
    expect(affiliations[0].organization_name).toBe("Werft");
  });

  test("TSV is one field per line, CSV one row", async () => {
    const phone = "+49 171 1234567";
    expect((await run(`contacts get ${ZOE}`, { store })).stdout).toBe(
      `id\t${ZOE}\ndisplay_name\tZoë Müller\nkind\tperson\nemail\t\nphone\t${phone}\norganization\tWerft\n`,
    );
    expect((await run(`contacts get ${ZOE} --csv`, { store })).stdout).toBe(
      `id,display_name,kind,email,phone,organization\r\n${ZOE},Zoë Müller,person,,${phone},Werft\r\n`,
    );
  });

  test("a terminal gets a card", async () => {
    const { code, stdout, stderr } = await run("contacts get zoë", { store, tty: true });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `Zoë Müller\nWerft\n\n  Phone  +49 171 1234567\n\n  Tags   friends\n\n${ZOE}  created 2 months ago\n`,
      stderr: "",
    });
  });

  test("several references are a list", async () => {
    const two = await json<{ display_name: string }[]>(`contacts get ${ZOE} ada@example.org`, { store });
    expect(two.map(({ display_name }) => display_name)).toEqual(["Zoë Müller", "Ada Lovelace"]);
    const { stdout } = await run(`contacts get ${ZOE} ${ADA} --fields display_name,kind`, { store });
    expect(stdout).toBe("Zoë Müller\tperson\nAda Lovelace\tperson\n");
  });
});

describe("who belongs to it", async () => {
  const book = await bookWithPeople();
  const cardOf = async (name: string) => {
    const { stdout } = await run(`contacts get '${name}'`, { store: book, tty: true });
    return stdout.split("\n\n").slice(0, -1).join("\n\n");
  };

  test("an organization's card shows its people, current ones first, deleted ones not", async () => {
    expect(await cardOf("werft")).toBe(`Werft  organization

  People  Ada Lovelace  Draughting, Design
          Zed           Welder
          Old Hand      former`);
  });

  test("a group's card shows its members", async () => {
    expect(await cardOf("book club")).toBe(`Book club  group

  Members  Ada Lovelace`);
  });

  test("--include people has them in JSON, a person has none", async () => {
    const people = async (name: string) =>
      (await json<{ people: Member[] }>(`contacts get '${name}' --include people`, { store: book })).people;
    const nothing = { title: null, role: null, department: null, start_date: null, end_date: null };
    const [ada, zed, hand] = await people("werft");
    expect([ada, zed, hand]).toEqual([
      {
        ...nothing,
        contact_id: ada?.contact_id,
        display_name: "Ada Lovelace",
        role: "Draughting",
        department: "Design",
        is_current: true,
      },
      { ...nothing, contact_id: zed?.contact_id, display_name: "Zed", title: "Welder", is_current: true },
      { ...nothing, contact_id: hand?.contact_id, display_name: "Old Hand", is_current: false, end_date: "1990" },
    ]);
    expect((await json(`contacts get ${ada?.contact_id}`, { store: book })).display_name).toBe("Ada Lovelace");
    expect(await people("book club")).toEqual([
      { ...nothing, contact_id: ada?.contact_id, display_name: "Ada Lovelace", is_current: true },
    ]);
    expect(await people("ada lovelace")).toEqual([]);
    expect(Object.keys(await json("contacts get werft", { store: book }))).not.toContain("people");
    const { people: all } = await json("contacts get werft --include all", { store: book });
    expect(all).toHaveLength(3);
  });
});

describe("failures", () => {
  test("nobody is exit 5", async () => {
    expect(await errorOf("contacts get nobody@example.org", { store })).toEqual({
      code: 5,
      stdout: "",
      error: {
        code: "not_found",
        message: 'no contact is called "nobody@example.org"',
        hint: "`backside contacts search WORDS` finds contacts by any of their fields",
        retryable: false,
        details: { ref: "nobody@example.org" },
      },
    });
    expect((await errorOf(`contacts get ${idOf(9999)}`, { store })).code).toBe(5);
    expect((await errorOf("contacts get ''", { store })).code).toBe(2);
  });

  test("for people it is a sentence and a hint", async () => {
    expect(await run("contacts get nobody", { store })).toEqual({
      code: 5,
      stdout: "",
      stderr:
        'backside: no contact is called "nobody"\nhint: `backside contacts search WORDS` finds contacts by any of their fields\n',
    });
  });

  test("without a store the hint says so", async () => {
    const missing = newStore(folder);
    const hint = `there is no store yet at ${missing}; \`backside contacts create\` or \`import\` makes one`;
    const { code, error } = await errorOf("contacts get ada", { store: missing });
    expect([code, error.code, error.hint, error.details]).toEqual([5, "not_found", hint, { ref: "ada" }]);
    const { stderr } = await run("contacts get ada grace", { store: missing });
    expect(stderr).toBe(`backside: no contact is called "ada"; no contact is called "grace"\nhint: ${hint}\n`);
  });

  test("two of one name are exit 6, both named in the details", async () => {
    const { code, stdout, error } = await errorOf("contacts get 'jan smith'", { store });
    const { candidates } = error.details;
    expect({ code, stdout, error }).toEqual({
      code: 6,
      stdout: "",
      error: {
        code: "ambiguous",
        message: '"jan smith" may be any of 2 contacts',
        hint: "name one by its id",
        retryable: false,
        details: {
          ref: "jan smith",
          candidates: [
            { ...candidates[0], display_name: "Jan Smith", kind: "person" },
            { ...candidates[1], display_name: "Jan Smith", kind: "person" },
          ],
        },
      },
    });
  });

  test("a message says that there are more candidates than it names", async () => {
    const book = await bookOf(newStore(folder), Array.from({ length: 30 }, (_, i) => card(`Anna ${i}`)).join(""));
    const { error } = await errorOf("contacts get anna", { store: book });
    expect([error.message, error.details.candidates.length]).toEqual([
      '"anna" may be any of more than 20 contacts',
      20,
    ]);
  });

  test("some of several references are exit 3, the others are shown", async () => {
    const { code, stdout, stderr } = await run(`contacts get ${ADA} nobody 'jan smith' --json`, { store });
    const { error } = JSON.parse(stderr);
    expect({ code, shown: JSON.parse(stdout).length, error: { ...error, hint: null } }).toEqual({
      code: 3,
      shown: 1,
      error: {
        code: "partial",
        message: '2 of 3 failed: no contact is called "nobody"; "jan smith" may be any of 2 contacts',
        hint: null,
        retryable: false,
        details: {
          failed: [
            { ref: "nobody", error: { code: "not_found", message: 'no contact is called "nobody"' } },
            { ref: "jan smith", error: { code: "ambiguous", message: '"jan smith" may be any of 2 contacts' } },
          ],
        },
      },
    });
  });

  test("all of several references are the code they share, else exit 1, and nothing is shown", async () => {
    const shared = await errorOf("contacts get nobody noone", { store });
    expect([shared.code, shared.stdout, shared.error.code]).toEqual([5, "", "not_found"]);
    const mixed = await errorOf("contacts get nobody 'jan smith'", { store });
    expect([mixed.code, mixed.stdout, mixed.error.code]).toEqual([1, "", "internal_error"]);
  });

  test("no reference at all is a usage error", async () => {
    const { code, error } = await errorOf("contacts get", { store });
    expect([code, error.code, error.message]).toEqual([2, "usage", "missing required argument 'ref'"]);
  });
});

test("a deleted contact is neither found nor listed", async () => {
  const book = await bookOf(newStore(folder), card("Gone Girl", "EMAIL:gone@example.org") + card("Here"));
  const { id } = await json("contacts get gone@example.org", { store: book });
  const opened = openStore(book);
  await write(opened, (tx) => tx.update("contacts", String(id), { deleted_at: "2026-01-03T00:00:00Z" }));
  await opened.close();
  for (const ref of [id, "gone@example.org", "'gone girl'", "gone"])
    expect((await errorOf(`contacts get ${ref}`, { store: book })).code).toBe(5);
  expect((await run("contacts list --fields display_name", { store: book })).stdout).toBe("Here\n");
  expect((await run("contacts list --deleted --fields display_name", { store: book })).stdout).toBe("Gone Girl\n");
});

test.each([
  "get ada@example.org --as-of 2062-01-01",
  "get ada@example.org --as-of tomorrow",
  "history ada@example.org --from tomorrow",
  "diff ada@example.org --from yesterday --to 2062-01-01T00:00:00Z",
])("nothing is told of times to come: %s", async (command) => {
  const { code, error } = await errorOf(`contacts ${command}`, { store, now: "2026-03-10T12:00:00Z" });
  expect([code, error.code]).toEqual([2, "usage"]);
  expect(error.message).toContain("is yet to come");
});

test.each(["get ada@example.org --as-of today", "diff ada@example.org --from 2026-01-01 --to today"])(
  "today has begun: %s",
  async (command) => {
    expect((await run(`contacts ${command}`, { store, now: "2026-03-10T12:00:00Z" })).code).toBe(0);
  },
);

/** An organization with people of all kinds, one of them deleted, and a group. */
async function bookWithPeople(): Promise<string> {
  const book = await bookOf(
    newStore(folder),
    [
      card("Zed", "ORG:Werft", "TITLE:Welder"),
      card("Ada Lovelace", "UID:ada", "ORG:Werft;Design", "ROLE:Draughting"),
      card("Old Hand", "ORG:Werft"),
      card("Gone", "UID:gone", "ORG:Werft"),
      card("Book club", "KIND:group", "MEMBER:ada", "MEMBER:gone"),
    ].join(""),
  );
  const opened = openStore(book);
  await write(opened, async (tx) => {
    const [hand] = await tx.find("contacts", { display_name: "Old Hand" });
    const [work] = await tx.find("affiliations", { contact_id: hand?.id ?? "" });
    if (work) await tx.update("affiliations", work, { is_current: false, end_date: "1990" });
    const [gone] = await tx.find("contacts", { display_name: "Gone" });
    await tx.update("contacts", gone?.id ?? "", { deleted_at: "2026-01-03T00:00:00Z" });
  });
  await opened.close();
  return book;
}
