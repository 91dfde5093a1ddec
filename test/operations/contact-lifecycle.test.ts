import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { localBackend } from "../../src/backend/local.ts";
import type { FullContact } from "../../src/domain/entities.ts";
import { addAffiliation } from "../../src/operations/affiliations/add.ts";
import { addChannel } from "../../src/operations/channels/add.ts";
import { createContact } from "../../src/operations/contacts/create.ts";
import { deleteContact } from "../../src/operations/contacts/delete.ts";
import { exportContacts } from "../../src/operations/contacts/export.ts";
import { getContact } from "../../src/operations/contacts/get.ts";
import { listContacts } from "../../src/operations/contacts/list.ts";
import { purgeContact } from "../../src/operations/contacts/purge.ts";
import { restoreContact } from "../../src/operations/contacts/restore.ts";
import { tagContact } from "../../src/operations/contacts/tag.ts";
import { updateContact } from "../../src/operations/contacts/update.ts";
import { undoOperation } from "../../src/operations/history/undo.ts";
import { newStore, openStore, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();
const NOBODY = "00000000-0000-7000-8000-00000000ffff";

function newBackend() {
  const path = newStore(folder);
  const store = openStore(path);
  return { path, store, backend: localBackend(store) };
}

describe("absent", () => {
  test.each([updateContact, deleteContact, restoreContact, purgeContact])("$name", async (operation) => {
    const { backend } = newBackend();
    await expect(backend.call(operation as typeof deleteContact, { id: NOBODY })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(backend.call(operation as typeof deleteContact, { id: "1" })).rejects.toMatchObject({
      code: "bad_request",
    });
  });

  test("a deleted contact takes no change", async () => {
    const { backend } = newBackend();
    const { id } = await backend.call(createContact, { display_name: "Ada" });
    await backend.call(deleteContact, { id });
    await expect(backend.call(updateContact, { id, bio: "x" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("create", () => {
  test("has every field, null where nothing was said", async () => {
    const { backend } = newBackend();
    const contact = await backend.call(createContact, { given_name: "Ada", metadata: { a: null, b: { c: 1 } } });
    expect(contact).toMatchObject({
      display_name: "Ada",
      kind: "person",
      bio: null,
      metadata: { b: { c: 1 } },
      deleted_at: null,
    });
    expect(await backend.call(listContacts, { q: "ada" })).toMatchObject({ data: [contact] });
  });

  test.each([
    {},
    { display_name: " " },
    { display_name: null },
    { bio: "x" },
    { display_name: "A", kind: "robot" },
    { display_name: "A", metadata: [1] },
  ])("refuses %j", async (input) => {
    const { backend } = newBackend();
    await expect(backend.call(createContact, input as object)).rejects.toMatchObject({ code: "bad_request" });
  });
});

describe("update, by the rules of PUT", async () => {
  const { backend } = newBackend();
  const { id } = await backend.call(createContact, {
    display_name: "Ada",
    bio: "Note",
    metadata: { a: 1, b: { c: 2 } },
  });

  test.each<[object, object]>([
    [{}, { display_name: "Ada", bio: "Note" }],
    [{ bio: null }, { bio: null }],
    [{ bio: "again" }, { bio: "again" }],
    [{ display_name: " Ada King " }, { display_name: "Ada King" }],
    [{ metadata: { a: 2 } }, { metadata: { a: 2, b: { c: 2 } } }],
    [{ metadata: { b: { d: 1 } } }, { metadata: { a: 2, b: { d: 1 } } }],
    [{ metadata: { a: null, none: null } }, { metadata: { b: { d: 1 } } }],
    [{ metadata: null }, { metadata: {} }],
  ])("%j", async (patch, after) => {
    const before = await backend.call(getContact, { id });
    const updated = await backend.call(updateContact, { id, ...patch });
    expect(updated).toMatchObject({
      ...(Object.keys(patch).length === 0 ? { updated_at: before.updated_at } : {}),
      ...after,
    });
    expect(await backend.call(getContact, { id })).toMatchObject(updated);
  });

  test.each([
    { display_name: null },
    { display_name: "" },
    { kind: null },
    { kind: "robot" },
    { metadata: "x" },
    { bio: 5 },
  ])("refuses %j", async (patch) => {
    await expect(backend.call(updateContact, { id, ...(patch as object) })).rejects.toMatchObject({
      code: "bad_request",
    });
  });

  test("a UID is changed to itself, in whatever case, and to nobody else's", async () => {
    await backend.call(updateContact, { id, vcard_uid: "urn:x:1" });
    expect((await backend.call(updateContact, { id, vcard_uid: "URN:x:1" })).vcard_uid).toBe("URN:x:1");
    const other = await backend.call(createContact, { display_name: "Other" });
    await expect(backend.call(updateContact, { id: other.id, vcard_uid: "urn:x:1" })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("undo", () => {
  type Step = (id: string) => Promise<unknown>;

  test.each(["update", "delete", "restore"] as const)("of %s brings back what was", async (verb) => {
    const { backend } = newBackend();
    const { id } = await backend.call(createContact, { display_name: "Ada", bio: "Note" });
    await backend.call(addChannel, { id, type: "email", value: "ada@example.org" });
    if (verb === "restore") await backend.call(deleteContact, { id });
    const read = () => backend.call(getContact, { id, deleted: "include" });
    const before = await read();
    let operation = "";
    const options = {
      onOperation: (one: string) => {
        operation = one;
      },
    };
    const steps: Record<typeof verb, Step> = {
      update: () => backend.call(updateContact, { id, display_name: "X", bio: null, metadata: { a: 1 } }, options),
      delete: () => backend.call(deleteContact, { id }, options),
      restore: () => backend.call(restoreContact, { id }, options),
    };
    await steps[verb](id);
    expect(await read()).not.toEqual(before);
    await backend.call(undoOperation, { id: operation });
    expect(await read()).toEqual(before);
  });

  test("of create takes the contact away again", async () => {
    const { backend } = newBackend();
    let operation = "";
    const { id } = await backend.call(
      createContact,
      { display_name: "Ada" },
      {
        onOperation: (one) => {
          operation = one;
        },
      },
    );
    await backend.call(undoOperation, { id: operation });
    await expect(backend.call(getContact, { id, deleted: "include" })).rejects.toMatchObject({ code: "not_found" });
  });
});

test("what changes nothing leaves no operation behind", async () => {
  const { backend } = newBackend();
  const operations: string[] = [];
  const options = { onOperation: (one: string) => void operations.push(one) };
  const { id } = await backend.call(createContact, { display_name: "Ada", bio: "x" });
  await backend.call(updateContact, { id, bio: "x", metadata: { none: null } }, options);
  await backend.call(restoreContact, { id }, options);
  await backend.call(deleteContact, { id });
  await backend.call(deleteContact, { id }, options);
  expect(operations).toEqual([]);
});

describe("purge", () => {
  test("leaves nothing of the contact in the file's tables, nor its name in the record", async () => {
    const { path, store, backend } = newBackend();
    const call = { label: "create Zyx" };
    const { id } = await backend.call(createContact, { display_name: "Zyx", bio: "Zyxnote" }, call);
    const other = await backend.call(createContact, { display_name: "Other" });
    const company = await backend.call(createContact, { display_name: "Zyxwerk", kind: "organization" });
    await backend.call(addChannel, { id, type: "email", value: "zyx@example.org" });
    await backend.call(addAffiliation, { id, organization_id: company.id });
    await backend.call(addAffiliation, { id: other.id, organization_id: company.id });
    await backend.call(tagContact, { id, name: "friends" });
    await backend.call(updateContact, { id, display_name: "Zyx Again" }, { label: "update Zyx" });
    await write(store, async (tx) => {
      const { id: group_id } = await tx.insert("groups", { name: "Club", description: null, metadata: {} });
      await tx.insert("group_members", { group_id, contact_id: id, metadata: {} });
      for (const [from, to] of [
        [id, other.id],
        [other.id, id],
      ] as const)
        await tx.insert("relationships", {
          from_contact_id: from,
          to_contact_id: to,
          relationship_type: "friend",
          description: null,
          metadata: {},
        });
      const sha256 = await tx.putBlob(Buffer.from("Zyxpicture"));
      await tx.insert("photos", { contact_id: id, media_type: "image/png", size: 10, sha256, metadata: {} });
      await tx.insert("addresses", { ...NO_ADDRESS, contact_id: id, street: "Zyx Street" });
      await tx.insert("card_digests", { contact_id: id, digest: "d", metadata: {} });
    });
    for (const one of [id, company.id]) await backend.call(deleteContact, { id: one }, { label: "delete Zyx" });
    await backend.batch(
      "contacts.purge",
      async (b) => {
        for (const one of [id, company.id]) await b.call(purgeContact, { id: one });
      },
      { label: "purge Zyx" },
    );

    expect(await backend.call(listContacts, { q: "zyx", deleted: "include" })).toMatchObject({ data: [] });
    const left = await backend.call(getContact, { id: other.id, include: ["relationships"] });
    expect(left).toMatchObject({ affiliations: [], relationships: [] });
    await store.close();
    const rest = wholeText(path);
    expect(rest).not.toMatch(/zyx/i);
    expect(rest).not.toContain(id);
    expect(rest).toContain("Other");
  });

  test("what was logged with others stays theirs", async () => {
    const { store, backend } = newBackend();
    const [ada, bob, gone] = await Promise.all(
      ["Ada", "Bob", "Gone"].map(async (display_name) => (await backend.call(createContact, { display_name })).id),
    );
    if (!ada || !bob || !gone) throw new Error("no contacts");
    const log = (summary: string, main: string, ...others: string[]) =>
      write(store, async (tx) => {
        const occurred_at = "2026-01-01T10:00:00Z";
        const { id } = await tx.insert("interactions", {
          contact_id: main,
          interaction_type: "call",
          summary,
          body: null,
          occurred_at,
          metadata: {},
        });
        for (const contact_id of others)
          await tx.insert("interaction_participants", { interaction_id: id, contact_id, occurred_at, metadata: {} });
      });
    await log("alone", ada);
    await log("with both", ada, gone, bob);
    await log("with a deleted one", ada, gone);
    await log("as a guest", bob, ada);
    for (const id of [ada, gone]) await backend.call(deleteContact, { id });
    const logged = () =>
      store.read({ tenant_id: "00000000-0000-7000-8000-000000000001", environment: "live" }, async (tx) => {
        const rows = await tx.find("interactions", { contact_id: [ada, bob, gone] });
        const found = [];
        for (const { id, summary, contact_id } of rows) {
          const others = await tx.find("interaction_participants", { interaction_id: id });
          found.push([summary, contact_id, ...others.map((one) => one.contact_id)]);
        }
        return found.sort();
      });

    await backend.call(purgeContact, { id: ada });
    expect(await logged()).toEqual([
      ["as a guest", bob],
      ["with a deleted one", gone],
      ["with both", bob, gone],
    ]);
    await backend.call(purgeContact, { id: gone });
    expect(await logged()).toEqual([
      ["as a guest", bob],
      ["with both", bob],
    ]);
  });

  test("is not done to a live contact, nor taken back", async () => {
    const { backend } = newBackend();
    const { id } = await backend.call(createContact, { display_name: "Ada" });
    await expect(backend.call(purgeContact, { id })).rejects.toMatchObject({ code: "conflict" });
    await backend.call(deleteContact, { id });
    let operation = "";
    await backend.call(
      purgeContact,
      { id },
      {
        onOperation: (one) => {
          operation = one;
        },
      },
    );
    await expect(backend.call(undoOperation, { id: operation })).rejects.toMatchObject({ code: "undo_conflict" });
  });
});

test("restored, a contact is exported as before it was deleted", async () => {
  const { backend } = newBackend();
  const { id } = await backend.call(createContact, { display_name: "Ada", nickname: "Countess" });
  await backend.call(addChannel, { id, type: "email", value: "ada@example.org" });
  const exported = async (): Promise<FullContact[]> => {
    const all: FullContact[] = [];
    for await (const page of backend.pages(exportContacts, {})) all.push(...page.map(({ contact }) => contact));
    return all;
  };
  const before = await exported();
  await backend.call(deleteContact, { id });
  expect(await exported()).toEqual([]);
  await backend.call(restoreContact, { id });
  expect(await exported()).toEqual(before);
});

const NO_ADDRESS = {
  ...{ label: null, street: null, extended: null, po_box: null, city: null, region: null, postal_code: null },
  ...{ country: null, country_code: null, latitude: null, longitude: null, is_primary: false, metadata: {} },
};

/** Every value of every table that holds plain rows. */
function wholeText(path: string): string {
  const db = new DatabaseSync(path, { readOnly: true });
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'contact_search%'")
    .all();
  const text = tables.map(({ name }) =>
    db
      .prepare(`SELECT * FROM ${String(name)}`)
      .all()
      .map((row) =>
        Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString() : value)),
      )
      .join("\n"),
  );
  db.close();
  return text.join("\n");
}
