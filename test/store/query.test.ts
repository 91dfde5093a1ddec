import fc from "fast-check";
import { expect, test } from "vitest";
import { LOCAL_SCOPE } from "../../src/backend/local.ts";
import { matches, type QueriedContact } from "../../src/domain/query/matches.ts";
import { parseQuery } from "../../src/domain/query/parse.ts";
import { PARTS } from "../../src/domain/shapes.ts";
import { contactQuery } from "../../src/operations/contacts/list.ts";
import { withParts } from "../../src/store/parts.ts";
import type { Store, Transaction } from "../../src/store/store.ts";
import { newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();
const NOW = "2026-03-10T12:00:00Z";

/** Words that share beginnings, fold into one another, or are no words at all. */
const WORD = fc.constantFrom(
  ..."Ada ada Adam Ann Annabel bel Žofia zofia O'Brien obrien Straße strasse 山田 山田太郎 山 Lee-Ann lee ann".split(
    " ",
  ),
  ..."İstanbul ﬁ 12 2026 1990 ... 🙂 % _ NEAR AND * Acme acme GmbH vip VIP vip-old".split(" "),
);
const TEXT = fc.array(WORD, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const MAYBE = fc.option(TEXT);
const NAME = fc.constantFrom("vip", "VIP-old", "Žofia's", "a b", "vi");
const PHONE = fc.constantFrom("+12025550143", "(202) 555-0143", "+49 12345", "110", "0171 1234567", "12");
const CHANNEL = fc.oneof(
  fc.record({ type: fc.constant("phone"), value: PHONE }),
  fc.record({ type: fc.constantFrom("email", "url", "twitter", "fax"), value: TEXT }),
);
const TIME = fc.constantFrom(
  "2025-12-31T23:00:00Z",
  "2026-01-01T00:00:00Z",
  "2026-03-09T12:00:00Z",
  "2026-05-01T10:00:00Z",
);
const COUNTRY = fc.constantFrom("FR", "AD", "AN", "DE");
const PLACE = fc.record({
  ...{ street: MAYBE, city: MAYBE, region: MAYBE, postal_code: MAYBE, country: MAYBE },
  country_code: fc.option(COUNTRY),
});
const BIRTHDAY = fc.record({
  date_type: fc.constantFrom("birthday", "anniversary"),
  date_day: fc.option(fc.constantFrom(1, 12)),
  date_month: fc.option(fc.constantFrom(4, 5)),
  date_year: fc.option(fc.constantFrom(1990, 2000)),
});
const WORK = fc.record({ organization: fc.nat(9), title: MAYBE, role: MAYBE, department: MAYBE });
const LINK = fc.record({
  other: fc.nat(9),
  type: fc.constantFrom("manages", "reports_to", "friend", "other", "godparent", "rival", "lonely"),
});
const CONTACT = fc.record({
  display_name: TEXT,
  ...{ given_name: MAYBE, middle_name: MAYBE, family_name: MAYBE, nickname: MAYBE, bio: MAYBE },
  kind: fc.constantFrom("person" as const, "person" as const, "organization" as const, "group" as const),
  deleted: fc.nat(6).map((n) => n === 0),
  channels: fc.array(CHANNEL, { maxLength: 2 }),
  addresses: fc.array(PLACE, { maxLength: 1 }),
  dates: fc.array(BIRTHDAY, { maxLength: 2 }),
  work: fc.array(WORK, { maxLength: 2 }),
  tags: fc.uniqueArray(NAME, { maxLength: 2 }),
  groups: fc.uniqueArray(NAME, { maxLength: 2 }),
  links: fc.array(LINK, { maxLength: 2 }),
  talks: fc.array(fc.record({ at: TIME, with: fc.nat(9) }), { maxLength: 2 }),
  photo: fc.boolean(),
});
type Someone = typeof CONTACT extends fc.Arbitrary<infer T> ? T : never;
const BOOK = fc.array(CONTACT, { minLength: 2, maxLength: 9 });

const QUOTED = TEXT.map((text) => `"${text}"`);
const VALUE = fc.oneof(WORD, QUOTED);
const OPERATOR = fc.constantFrom(":", ":", ":", ":=");
const WHEN = fc.constantFrom(
  "2026",
  "2026-01",
  "2026-01-01",
  "2026-03-09T12:00:00Z",
  "today",
  "yesterday",
  "2d",
  "70d",
  "3mo",
);
const THING = fc.constantFrom(
  ..."channel address birthday date photo note nickname tag group org interaction relationship".split(" "),
  ...["email", "phone", "twitter", "channel.fax"],
);
const CONDITION = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(WORD, PHONE, QUOTED) },
  { weight: 2, arbitrary: WORD.map((word) => `name:"${word}"`) },
  fc
    .tuple(
      fc.constantFrom(
        ..."name given middle family nickname note org title role department address street city country".split(" "),
        ...["email", "url", "twitter", "channel.fax"],
      ),
      OPERATOR,
      VALUE,
    )
    .map((parts) => parts.join("")),
  fc
    .tuple(
      fc.constantFrom("country", "-country", "address"),
      OPERATOR,
      fc.constantFrom("FR", "fr", "a", "an", "ade", '"de"'),
    )
    .map((parts) => parts.join("")),
  fc
    .tuple(
      fc.constant("phone"),
      OPERATOR,
      PHONE.map((phone) => `"${phone}"`),
    )
    .map((parts) => parts.join("")),
  fc
    .tuple(
      fc.constantFrom("tag:", "group:", "-tag:"),
      NAME.map((name) => `"${name}"`),
    )
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "tag:vi*",
    "group:VIP*",
    "tag:*",
    "kind:person",
    "kind:organization",
    "id:0190",
    "id:01900000-0000-7000-8000-",
  ),
  fc.tuple(fc.constantFrom("has:", "missing:"), THING).map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom("created", "updated", "last"), fc.constantFrom("<", "<=", ">", ">=", ":"), WHEN)
    .map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom("created", "last"), fc.constantFrom(".before:", ".after:", ".within:"), WHEN)
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "last:none",
    "last:any",
    "birthday:04-12",
    "birthday:april",
    "birthday:1990",
    "birthday:1990-04",
    "birthday:--05-01",
  ),
  fc
    .tuple(
      fc.constantFrom("manages", "reports_to", "friend", "other", "godparent", "godchild", "rival", "lonely"),
      fc.option(fc.oneof(TEXT, QUOTED)),
    )
    .map(([type, who]) => `rel:${type}${who === null ? "" : `(${who})`}`),
);
const QUERY = fc.letrec<{ query: string; one: string }>((tie) => ({
  one: fc.oneof(
    { depthSize: "small" },
    CONDITION,
    tie("query").map((query) => `(${query})`),
    tie("one").map((query) => `not ${query}`),
  ),
  query: fc.oneof(
    { depthSize: "small" },
    tie("one"),
    fc.tuple(tie("one"), fc.constantFrom(" ", " and ", " or ", " OR "), tie("one")).map((parts) => parts.join("")),
    fc
      .tuple(tie("one"), fc.constantFrom(" ", " or "), tie("one"), fc.constantFrom(" AND ", " or "), tie("one"))
      .map((parts) => parts.join("")),
  ),
})).query;

test("the engine finds exactly what a query means", async () => {
  let understood = 0;
  await fc.assert(
    fc.asyncProperty(BOOK, fc.array(QUERY, { minLength: 15, maxLength: 25 }), async (book, queries) => {
      const store = openStore(newStore(folder), { at: NOW });
      try {
        const contacts = await everybody(store, await fill(store, book));
        for (const query of queries) {
          const tree = parsed(query);
          if (tree === null) continue;
          understood++;
          const expected = contacts.filter((contact) => contact.deleted_at === null && matches(tree, contact));
          expect({ query, found: await search(store, query) }).toEqual({ query, found: idsOf(expected) });
        }
      } finally {
        await store.close();
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 60), seed: Number(process.env.SEED ?? 20260310) },
  );
  expect(understood).toBeGreaterThan(600);
});

/** Null for a query that is refused: a phone with two digits, a value without a letter. */
function parsed(query: string) {
  try {
    return parseQuery(query, new Date(NOW));
  } catch (error) {
    expect(error).toMatchObject({ code: "invalid_query" });
    return null;
  }
}

function idsOf(contacts: readonly { id: string }[]): string[] {
  return contacts.map(({ id }) => id).sort();
}

async function search(store: Store, query: string): Promise<string[]> {
  const asked = await contactQuery({ query, now: NOW });
  return store.read(LOCAL_SCOPE, async (tx) => {
    const { rows } = await tx.list(asked, 100, null);
    expect(await tx.count(asked)).toBe(rows.length);
    return idsOf(rows);
  });
}

/** @param last by id, when each was last met */
async function everybody(store: Store, last: ReadonlyMap<string, string>): Promise<QueriedContact[]> {
  return store.read(LOCAL_SCOPE, async (tx) => {
    const full = await withParts(tx, await tx.find("contacts", {}), PARTS);
    return full.map((contact) => ({ ...contact, last_interaction_at: last.get(contact.id) ?? null }));
  });
}

async function fill(store: Store, book: readonly Someone[]): Promise<Map<string, string>> {
  const last = new Map<string, string>();
  await write(store, async (tx) => {
    await tx.insert("relationship_types", { ...TYPE, name: "godparent", inverse_name: "godchild" });
    await tx.insert("relationship_types", { ...TYPE, name: "rival", is_symmetric: true });
    const ids: string[] = [];
    for (const { display_name, given_name, middle_name, family_name, nickname, bio, kind } of book) {
      const names = { display_name, given_name, middle_name, family_name, nickname, bio };
      ids.push((await tx.insert("contacts", { ...PERSON, ...names, kind })).id);
    }
    const tags = new Map<string, string>();
    const groups = new Map<string, string>();
    for (const [at, someone] of book.entries()) await fillParts(tx, someone, at, { ids, tags, groups, last });
    for (const [at, { deleted }] of book.entries())
      if (deleted) await tx.update("contacts", ids[at] as string, { deleted_at: NOW });
  });
  return last;
}

const TYPE = { inverse_name: null, description: null, is_symmetric: false, is_builtin: false, metadata: {} };
const BARE = { metadata: {}, description: null, label: null, is_primary: false, key_version: null };

type Made = { ids: string[]; tags: Map<string, string>; groups: Map<string, string>; last: Map<string, string> };

async function fillParts(
  tx: Transaction,
  someone: Someone,
  at: number,
  { ids, tags, groups, last }: Made,
): Promise<void> {
  const contact_id = ids[at] as string;
  const other = (n: number) => ids[n % ids.length] as string;
  for (const [order, channel] of someone.channels.entries()) {
    const canonical_value = channel.value.startsWith("(") ? "+4912345" : null;
    await tx.insert("channels", {
      ...BARE,
      ...channel,
      contact_id,
      canonical_value,
      is_verified: false,
      preference_order: order,
      plain_key: null,
    } as never);
  }
  for (const address of someone.addresses)
    await tx.insert("addresses", {
      ...BARE,
      ...address,
      contact_id,
      extended: null,
      po_box: null,
      latitude: null,
      longitude: null,
    });
  for (const date of someone.dates) await tx.insert("dates", { ...date, contact_id, date_label: null, metadata: {} });
  for (const { organization, ...rest } of someone.work)
    await tx.insert("affiliations", {
      ...rest,
      contact_id,
      organization_id: other(organization),
      is_current: true,
      description: null,
      start_date: null,
      end_date: null,
      metadata: {},
    });
  for (const name of someone.tags) {
    if (!tags.has(name))
      tags.set(name, (await tx.insert("tags", { name, color: null, description: null, metadata: {} })).id);
    await tx.insert("contact_tags", { contact_id, tag_id: tags.get(name) as string, metadata: {} });
  }
  for (const name of someone.groups) {
    if (!groups.has(name)) groups.set(name, (await tx.insert("groups", { name, description: null, metadata: {} })).id);
    await tx.insert("group_members", { contact_id, group_id: groups.get(name) as string, metadata: {} });
  }
  const linked = new Set<string>();
  for (const { other: n, type } of someone.links) {
    const to_contact_id = other(n);
    if (to_contact_id === contact_id || linked.has(`${to_contact_id} ${type}`)) continue;
    linked.add(`${to_contact_id} ${type}`);
    await tx.insert("relationships", {
      from_contact_id: contact_id,
      to_contact_id,
      relationship_type: type,
      description: null,
      metadata: {},
    });
  }
  const met = (id: string, time: string) => last.set(id, [last.get(id) ?? "", time].sort().at(-1) as string);
  for (const talk of someone.talks) {
    const occurred_at = talk.at;
    const row = { contact_id, interaction_type: "call", summary: "x", body: null, occurred_at, metadata: {} };
    const { id: interaction_id } = await tx.insert("interactions", row);
    met(contact_id, occurred_at);
    const participant = other(talk.with);
    if (participant === contact_id) continue;
    await tx.insert("interaction_participants", { interaction_id, contact_id: participant, occurred_at, metadata: {} });
    met(participant, occurred_at);
  }
  if (someone.photo)
    await tx.insert("photos", { contact_id, media_type: "image/png", size: 1, sha256: "00", metadata: {} });
}
