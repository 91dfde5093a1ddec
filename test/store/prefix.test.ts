/** Names and e-mails by their beginning, as completion asks for them. */
import { expect, test } from "vitest";
import { LOCAL_SCOPE } from "../../src/backend/local.ts";
import type { Reader } from "../../src/store/store.ts";
import { newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const store = openStore(newStore(temporaryFolder()));
const CHANNEL = { label: null, is_primary: false, is_verified: false, metadata: {} };

await write(store, async (tx) => {
  const people = ["Ada Lovelace", "Adam Ant", "Ad x", "Žofia", "Zoe", "Adam Gone", "B"];
  const added = [];
  for (const display_name of people) {
    const deleted_at = display_name === "Adam Gone" ? "2026-01-01T00:00:00Z" : null;
    added.push(await tx.insert("contacts", { ...PERSON, display_name, deleted_at }));
  }
  const [ada, adam, , , , gone] = added;
  const channel = async (contact: typeof ada, type: string, value: string, preference_order: number) =>
    tx.insert("channels", {
      ...CHANNEL,
      contact_id: contact?.id ?? "",
      type,
      value,
      preference_order,
      canonical_value: value,
    });
  await channel(ada, "email", "ada@example.org", 0);
  await channel(ada, "twitter", "adalovelace", 1);
  await channel(adam, "email", "adam@example.org", 0);
  await channel(gone, "email", "adagone@example.org", 0);
});

const read = <T>(work: (tx: Reader) => Promise<T>) => store.read(LOCAL_SCOPE, work);
const names = (prefix: string, deleted: "exclude" | "only" = "exclude", limit = 50) =>
  read(async (tx) => (await tx.contactsByNamePrefix(prefix, deleted, limit)).map(({ display_name }) => display_name));

test("names that begin so, in alphabetical order", async () => {
  expect(await names("ad")).toEqual(["Ad x", "Ada Lovelace", "Adam Ant"]);
  expect(await names("ada l")).toEqual(["Ada Lovelace"]);
  expect(await names("zo")).toEqual(["Zoe", "Žofia"]);
  expect(await names("", "exclude", 2)).toHaveLength(2);
  expect(await names("x")).toEqual([]);
  expect(await names("%")).toEqual([]);
});

test("deleted ones are asked for by themselves", async () => {
  expect(await names("ad", "only")).toEqual(["Adam Gone"]);
  expect(await names("b", "only")).toEqual([]);
});

test("e-mails that begin so, of those who are not deleted, and nothing but e-mails", async () => {
  expect(await read((tx) => tx.emailsByPrefix("ada", 50))).toEqual([
    { email: "ada@example.org", display_name: "Ada Lovelace" },
    { email: "adam@example.org", display_name: "Adam Ant" },
  ]);
  expect(await read((tx) => tx.emailsByPrefix("ada", 1))).toHaveLength(1);
});
