import { describe, expect, test } from "vitest";
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

  test("a region is two letters", async () => {
    const { code, error } = await errorOf("contacts get ada --region Germany", { store });
    expect([code, error.code, error.message]).toEqual([2, "usage", "not a region: Germany"]);
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
    expect((await errorOf("contacts get ''", { store })).code).toBe(5);
  });

  test("for people it is a sentence and a hint", async () => {
    expect(await run("contacts get nobody", { store })).toEqual({
      code: 5,
      stdout: "",
      stderr:
        'backside: no contact is called "nobody"\nhint: `backside contacts search WORDS` finds contacts by any of their fields\n',
    });
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
        hint: `name one by its id: ${candidates[0].id} (Jan Smith), ${candidates[1].id} (Jan Smith)`,
        retryable: false,
        details: {
          ref: "jan smith",
          candidates: [
            { id: candidates[0].id, display_name: "Jan Smith", kind: "person" },
            { id: candidates[1].id, display_name: "Jan Smith", kind: "person" },
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
