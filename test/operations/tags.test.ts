import { describe, expect, test } from "vitest";
import { foldedName } from "../../src/domain/search-text.ts";
import { addAddress } from "../../src/operations/addresses/add.ts";
import { addChannel } from "../../src/operations/channels/add.ts";
import { getContact } from "../../src/operations/contacts/get.ts";
import { listContacts } from "../../src/operations/contacts/list.ts";
import { tagContact } from "../../src/operations/contacts/tag.ts";
import { listContactTags } from "../../src/operations/contacts/tags.ts";
import { untagContact } from "../../src/operations/contacts/untag.ts";
import { addDate } from "../../src/operations/dates/add.ts";
import { createGroup } from "../../src/operations/groups/create.ts";
import { contactHistory } from "../../src/operations/history/history.ts";
import { createTag } from "../../src/operations/tags/create.ts";
import { deleteTag } from "../../src/operations/tags/delete.ts";
import { listTags } from "../../src/operations/tags/list.ts";
import { updateTag } from "../../src/operations/tags/update.ts";
import { NOBODY, refused, smallBook } from "../support/contacts.ts";
import { temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const tagsOf = async ({ backend }: Awaited<ReturnType<typeof smallBook>>, id: string) =>
  (await backend.call(listContactTags, { id })).map(({ name }) => name);

describe("a contact", () => {
  test("is tagged by a name, which makes the tag, or by an id", async () => {
    const book = await smallBook(folder);
    const { call, ada, werft } = book;
    const first = await call(tagContact, { id: ada, name: "  Early\tbird " });
    expect([first.tag.name, first.changed]).toEqual(["Early bird", true]);
    expect(await call(tagContact, { id: werft, tag_id: first.tag.id })).toEqual({ tag: first.tag, changed: true });
    expect((await call(listTags, {})).data).toEqual([{ ...first.tag, contact_count: 2 }]);
  });

  test.each([
    ["Straße", "STRASSE"],
    ["ΟΔΟΣ", "οδος"],
    ["ﬁne", "Fine"],
    ["vip", "v\u00adip\u200b"],
    ["Ångström", "A\u030angström"],
    ["İ", "i\u0307"],
  ])("%s is %s, and no other tag", async (name, same) => {
    const { call, ada } = await smallBook(folder);
    const tag = await call(createTag, { name });
    expect((await call(tagContact, { id: ada, name: same })).tag.id).toBe(tag.id);
    expect((await refused(call(createTag, { name: same })))[0]).toBe("conflict");
    expect((await call(listContacts, { query: `tag:${same}` })).data).toHaveLength(1);
  });

  test.each([
    ["kız", "kiz"],
    ["resume", "résumé"],
    ["\u200b", "\u00ad"],
  ])("%s is not %s", async (name, other) => {
    expect(foldedName(name)).not.toBe(foldedName(other));
  });

  test("has a name of at most 256 characters, unless it came with a card", async () => {
    const book = await smallBook(folder);
    const longest = "\u{1f642}".repeat(256);
    await book.call(createTag, { name: longest });
    const longer = "y".repeat(257);
    const calls = [
      book.call(createTag, { name: longer }),
      book.call(tagContact, { id: book.ada, name: longer }),
      book.call(createGroup, { name: longer }),
      book.call(addChannel, { id: book.ada, type: "email", value: "a@example.org", label: longer }),
      book.call(addAddress, { id: book.ada, label: longer }),
      book.call(addDate, { id: book.ada, date_type: "anniversary", date_year: 2001, date_label: longer }),
    ];
    for (const call of calls)
      expect(await refused(call)).toEqual([
        "bad_request",
        expect.stringMatching(/^(?:name|label|date_label): must have at most 256 /),
      ]);
  });

  test("that has the tag stays as it is, and no operation is recorded", async () => {
    const book = await smallBook(folder);
    const { tag } = await book.call(tagContact, { id: book.ada, name: "vip" });
    expect(await book.call(tagContact, { id: book.ada, name: "VIP" })).toEqual({ tag, changed: false });
    expect(book.operation()).toBe(null);
    expect(await tagsOf(book, book.ada)).toEqual(["vip"]);
  });

  test("is found by the tag, until it is taken off", async () => {
    const book = await smallBook(folder);
    const found = async () =>
      (await book.call(listContacts, { q: "customer" })).data.map(({ display_name }) => display_name);
    await book.call(tagContact, { id: book.ada, name: "customer" });
    expect(await found()).toEqual(["Ada"]);
    expect((await book.call(untagContact, { id: book.ada, name: "Customer" })).changed).toBe(true);
    expect(await found()).toEqual([]);
    expect((await book.call(untagContact, { id: book.ada, name: "customer" })).changed).toBe(false);
  });

  test("has what was undone no more, and a tag that came with it goes too", async () => {
    const book = await smallBook(folder);
    await book.call(tagContact, { id: book.ada, name: "vip" });
    await book.undo();
    expect([await tagsOf(book, book.ada), (await book.call(listTags, {})).data]).toEqual([[], []]);
  });

  test("keeps the change in its history", async () => {
    const book = await smallBook(folder);
    const before = await book.call(contactHistory, { id: book.ada });
    await book.call(tagContact, { id: book.ada, name: "vip" });
    const after = await book.call(contactHistory, { id: book.ada });
    expect(after.data.length).toBe(before.data.length + 1);
  });

  test.each([
    ["nobody", { id: NOBODY, name: "vip" }, "not_found"],
    ["no name and no id", {}, "bad_request"],
    ["both", { name: "vip", tag_id: NOBODY }, "bad_request"],
    ["a blank name", { name: " " }, "bad_request"],
    ["an unknown id", { tag_id: NOBODY }, "not_found"],
  ])("refused: %s", async (_what, input, code) => {
    const { call, ada } = await smallBook(folder);
    expect((await refused(call(tagContact, { id: ada, ...input })))[0]).toBe(code);
    expect((await refused(call(untagContact, { id: ada, ...input })))[0]).toBe(code);
  });

  test("who is deleted is not tagged", async () => {
    const { call, grace } = await smallBook(folder);
    expect((await refused(call(tagContact, { id: grace, name: "vip" })))[0]).toBe("not_found");
  });

  test("a tag that is not there cannot be taken off", async () => {
    const { call, ada } = await smallBook(folder);
    expect(await refused(call(untagContact, { id: ada, name: "vip" }))).toEqual(["not_found", 'there is no tag "vip"']);
  });
});

describe("a tag", () => {
  test("is unique whatever its case and Unicode form", async () => {
    const { call } = await smallBook(folder);
    const { id } = await call(createTag, { name: "Café", color: "#336699" });
    const other = await call(createTag, { name: "Bar" });
    expect((await refused(call(createTag, { name: "CAFE\u0301" })))[0]).toBe("conflict");
    expect((await refused(call(updateTag, { tag_id: other.id, name: "café" })))[0]).toBe("conflict");
    expect((await call(updateTag, { tag_id: id, name: "CAFÉ" })).name).toBe("CAFÉ");
  });

  test("changes only what is named; null empties, metadata is merged", async () => {
    const { call } = await smallBook(folder);
    const tag = await call(createTag, { name: "vip", color: "#336699", description: "x", metadata: { a: 1, b: 2 } });
    const changed = await call(updateTag, { tag_id: tag.id, color: null, metadata: { b: null, c: 3 } });
    expect(changed).toEqual({ ...tag, color: null, metadata: { a: 1, c: 3 } });
  });

  test("has a new name among the search words of those who have it", async () => {
    const { call, ada } = await smallBook(folder);
    const { tag } = await call(tagContact, { id: ada, name: "lead" });
    await call(updateTag, { tag_id: tag.id, name: "customer" });
    const found = async (q: string) => (await call(listContacts, { q })).data.length;
    expect([await found("lead"), await found("customer")]).toEqual([0, 1]);
  });

  test("is deleted with its links, also those of deleted contacts; undo brings all of it back", async () => {
    const book = await smallBook(folder);
    const { tag } = await book.call(tagContact, { id: book.ada, name: "vip" });
    expect((await book.call(deleteTag, { tag_id: tag.id })).contact_count).toBe(1);
    expect((await book.backend.call(listTags, {})).data).toEqual([]);
    expect((await book.backend.call(listContacts, { q: "vip" })).data).toEqual([]);
    await book.undo();
    expect((await book.backend.call(getContact, { id: book.ada })).tags).toEqual([tag]);
    expect((await book.backend.call(listContacts, { q: "vip" })).data.length).toBe(1);
  });

  test.each([updateTag, deleteTag])("absent: $name", async (operation) => {
    const { call } = await smallBook(folder);
    expect((await refused(call(operation as typeof deleteTag, { tag_id: NOBODY })))[0]).toBe("not_found");
  });
});

describe("the list", () => {
  test("is newest first, named by name or id, and pages in any order", async () => {
    const { call } = await smallBook(folder);
    for (const name of ["c", "A", "b"]) await call(createTag, { name });
    const names = async (input: Parameters<typeof listTags.run>[1]) =>
      (await call(listTags, input)).data.map(({ name }) => name);
    expect(await names({})).toEqual(["b", "A", "c"]);
    expect(await names({ sort: "name" })).toEqual(["A", "b", "c"]);
    expect(await names({ sort: "-name", limit: 2 })).toEqual(["c", "b"]);
    expect(await names({ ref: "a" })).toEqual(["A"]);
    const { id } = (await call(listTags, { ref: "B" })).data[0] ?? { id: "" };
    expect(await names({ ref: id.toUpperCase() })).toEqual(["b"]);
    expect(await names({ ref: "x" })).toEqual([]);
    const first = await call(listTags, { sort: "name", limit: 2 });
    const rest = await call(listTags, { sort: "name", limit: 2, cursor: first.next_cursor ?? "" });
    expect([first.has_more, rest.data.map(({ name }) => name), rest.has_more]).toEqual([true, ["c"], false]);
    expect((await refused(call(listTags, { cursor: first.next_cursor ?? "" })))[0]).toBe("bad_request");
  });
});
