import { describe, expect, test } from "vitest";
import { createContact } from "../../src/operations/contacts/create.ts";
import { deleteContact } from "../../src/operations/contacts/delete.ts";
import { createGroup } from "../../src/operations/groups/create.ts";
import { deleteGroup } from "../../src/operations/groups/delete.ts";
import { getGroup } from "../../src/operations/groups/get.ts";
import { listGroups } from "../../src/operations/groups/list.ts";
import { addMembers, listMembers, removeMembers } from "../../src/operations/groups/members.ts";
import { updateGroup } from "../../src/operations/groups/update.ts";
import { NOBODY, refused, smallBook } from "../support/contacts.ts";
import { temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

async function family() {
  const book = await smallBook(folder);
  const group = await book.call(createGroup, { name: "Family" });
  const members = async () =>
    (await book.backend.call(listMembers, { id: group.id })).data.map(({ display_name }) => display_name);
  return { ...book, group, members };
}

describe("members", () => {
  test("are added one or many; who is there already is named", async () => {
    const { call, operation, group, ada, werft, members } = await family();
    expect(await call(addMembers, { id: group.id, contact_id: ada })).toEqual({
      group_id: group.id,
      added: [ada],
      unchanged: [],
    });
    expect(await call(addMembers, { id: group.id, contact_ids: [ada, werft, werft] })).toEqual({
      group_id: group.id,
      added: [werft],
      unchanged: [ada],
    });
    expect(await members()).toEqual(["Werft", "Ada"]); // newest first, as the API has it
    await call(addMembers, { id: group.id, contact_ids: [ada, werft] });
    expect(operation()).toBe(null);
  });

  test("are removed; who is none is missing from the answer", async () => {
    const { call, undo, group, ada, werft, members } = await family();
    await call(addMembers, { id: group.id, contact_ids: [ada] });
    expect(await call(removeMembers, { id: group.id, contact_ids: [werft, ada] })).toEqual({
      group_id: group.id,
      removed: [ada],
    });
    expect(await members()).toEqual([]);
    await undo();
    expect(await members()).toEqual(["Ada"]);
  });

  test("who are deleted neither count nor show", async () => {
    const { call, group, ada, werft, members } = await family();
    await call(addMembers, { id: group.id, contact_ids: [ada, werft] });
    await call(deleteContact, { id: ada });
    expect([(await call(getGroup, { id: group.id })).member_count, await members()]).toEqual([1, ["Werft"]]);
    expect((await call(listGroups, {})).data.map(({ member_count }) => member_count)).toEqual([1]);
  });

  test("come page by page", async () => {
    const { call, group, ada, werft } = await family();
    await call(addMembers, { id: group.id, contact_ids: [ada, werft] });
    const first = await call(listMembers, { id: group.id, sort: "created_at", limit: 1 });
    const rest = await call(listMembers, {
      id: group.id,
      sort: "created_at",
      limit: 1,
      cursor: first.next_cursor ?? "",
    });
    expect([first, rest].map(({ data, has_more }) => [data[0]?.display_name, has_more])).toEqual([
      ["Ada", true],
      ["Werft", false],
    ]);
  });

  test.each([addMembers, removeMembers])(
    "$name refuses nobody, strangers, too many and other groups",
    async (operation) => {
      const { call, group, ada, grace } = await family();
      const code = async (input: Partial<Parameters<typeof operation.run>[1]>) =>
        (await refused(call(operation as typeof removeMembers, { id: group.id, ...input })))[0];
      expect(await code({})).toBe("bad_request");
      expect(await code({ contact_id: NOBODY })).toBe("not_found");
      expect(await code({ contact_ids: [ada, grace] })).toBe("not_found");
      expect(await code({ id: NOBODY, contact_id: ada })).toBe("not_found");
      const many = Array.from({ length: 101 }, (_, i) => `01900000-0000-7000-8000-${String(i).padStart(12, "0")}`);
      expect(await code({ contact_ids: many })).toBe("bad_request");
    },
  );
});

describe("a group", () => {
  test("is unique by name, whatever its case", async () => {
    const { call, group } = await family();
    const [code, message] = await refused(call(createGroup, { name: "FAMILY" }));
    expect([code, message]).toEqual(["conflict", `there is a group "${group.name}" already`]);
    const other = await call(createGroup, { name: "Friends" });
    expect((await refused(call(updateGroup, { id: other.id, name: "family" })))[0]).toBe("conflict");
    expect(await call(updateGroup, { id: group.id, description: "All of us" })).toEqual({
      ...group,
      description: "All of us",
    });
  });

  test("is no contact of kind group", async () => {
    const { call } = await family();
    await call(createContact, { display_name: "Choir", kind: "group" });
    expect((await call(listGroups, {})).data.map(({ name }) => name)).toEqual(["Family"]);
    expect((await call(createGroup, { name: "Choir" })).member_count).toBe(0);
  });

  test("is deleted alone; undo brings its members back", async () => {
    const { call, backend, undo, group, ada, members } = await family();
    await call(addMembers, { id: group.id, contact_id: ada });
    expect((await call(deleteGroup, { id: group.id })).member_count).toBe(1);
    expect(await refused(backend.call(getGroup, { id: group.id }))).toEqual([
      "not_found",
      `there is no group ${group.id}`,
    ]);
    await undo();
    expect(await members()).toEqual(["Ada"]);
  });

  test.each([getGroup, updateGroup, deleteGroup, listMembers])("absent: $name", async (operation) => {
    const { call } = await smallBook(folder);
    expect((await refused(call(operation as typeof getGroup, { id: NOBODY })))[0]).toBe("not_found");
  });
});
