import { describe, expect, test } from "vitest";
import type { Affiliation } from "../../src/domain/entities.ts";
import { type AddAffiliationInput, addAffiliation } from "../../src/operations/affiliations/add.ts";
import { listAffiliations } from "../../src/operations/affiliations/list.ts";
import { removeAffiliation } from "../../src/operations/affiliations/remove.ts";
import { type UpdateAffiliationInput, updateAffiliation } from "../../src/operations/affiliations/update.ts";
import { listContacts } from "../../src/operations/contacts/list.ts";
import { NOBODY, refused, smallBook } from "../support/contacts.ts";
import { AT, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();

async function book() {
  const made = await smallBook(folder);
  const { ada, call } = made;
  const names = async () => (await call(listContacts, { sort: "created_at" })).data.map((row) => row.display_name);
  return {
    ...made,
    names,
    add: (input: Partial<AddAffiliationInput>) => call(addAffiliation, { id: ada, ...input }),
    update: (row: Affiliation, input: Partial<UpdateAffiliationInput>) =>
      call(updateAffiliation, { id: ada, affiliation_id: row.id, ...input }),
    remove: (row: Affiliation) => call(removeAffiliation, { id: ada, affiliation_id: row.id }),
    list: () => call(listAffiliations, { id: ada }),
  };
}

test("a new affiliation has the API's shape; the name of the organization comes when asked for", async () => {
  const { add, call, list, ada, werft } = await book();
  const row = await add({ organization_id: werft, title: " Welder ", role: "" });
  expect(row).toEqual({
    id: row.id,
    contact_id: ada,
    organization_id: werft,
    tenant_id: "00000000-0000-7000-8000-000000000001",
    is_current: true,
    title: "Welder",
    role: null,
    department: null,
    description: null,
    start_date: null,
    end_date: null,
    metadata: {},
    created_at: AT,
    updated_at: AT,
  });
  expect(await list()).toEqual([row]);
  const named = await call(listAffiliations, { id: ada, include: ["organization_name"] });
  expect(named).toEqual([{ ...row, organization_name: "Werft" }]);
});

describe("an organization by name", () => {
  test.each(["Werft", "WERFT", "  werft ", "Ｗerft"])("%s is the one that is there", async (organization_name) => {
    const { add, werft, names } = await book();
    expect((await add({ organization_name })).organization_id).toBe(werft);
    expect(await names()).toEqual(["Ada", "Werft"]);
  });

  test("is made where there is none, and found the next time", async () => {
    const { add, names } = await book();
    const first = await add({ organization_name: " Analytical  Engines " });
    const second = await add({ organization_name: "analytical engines" });
    expect(second.organization_id).toBe(first.organization_id);
    expect(await names()).toEqual(["Ada", "Werft", "Analytical  Engines"]);
  });

  test("is no person and nobody who is deleted", async () => {
    const { add, names, store, werft } = await book();
    await write(store, (tx) => tx.update("contacts", werft, { deleted_at: AT }));
    const { organization_id } = await add({ organization_name: "Werft" });
    expect(organization_id).not.toBe(werft);
    await add({ organization_name: "Grace" });
    await add({ organization_name: "Ada" });
    expect(await names()).toEqual(["Ada", "Werft", "Grace", "Ada"]);
  });

  test("that was made goes with undo", async () => {
    const { add, names, list, undo } = await book();
    await add({ organization_name: "Analytical Engines" });
    await undo();
    expect([await names(), await list()]).toEqual([["Ada", "Werft"], []]);
  });
});

describe("refused is", () => {
  test.each<[string, (ids: { ada: string; grace: string; werft: string }) => Partial<AddAffiliationInput>, string]>([
    ["no organization", () => ({}), "organization_id or organization_name is missing"],
    ["an empty name", () => ({ organization_name: " " }), "organization_name: must not be empty"],
    [
      "an id and a name",
      ({ werft }) => ({ organization_id: werft, organization_name: "Werft" }),
      "organization_id and organization_name exclude each other",
    ],
    ["an unknown id", () => ({ organization_id: NOBODY }), `organization_id: there is no contact ${NOBODY}`],
    [
      "an end before the start",
      ({ werft }) => ({ organization_id: werft, start_date: "2020-01-02", end_date: "2020-01-01" }),
      "end_date: 2020-01-01 is before the start, 2020-01-02",
    ],
    [
      "a day there is not",
      ({ werft }) => ({ organization_id: werft, start_date: "2023-02-29" }),
      "start_date: not a date like 2026-05-01",
    ],
  ])("%s", async (_what, input, message) => {
    const made = await book();
    expect(await refused(made.add(input(made)))).toEqual(["bad_request", message]);
    expect([await made.list(), await made.names()]).toEqual([[], ["Ada", "Werft"]]);
  });

  test("an organization that is none, is deleted or is the contact itself", async () => {
    const { add, ada, grace, werft, store } = await book();
    const eve = await write(store, (tx) => tx.insert("contacts", { ...PERSON, display_name: "Eve" }));
    for (const organization_id of [ada, grace, eve.result.id])
      expect((await refused(add({ organization_id })))[0]).toBe("bad_request");
    expect((await refused(add({ id: grace, organization_id: werft })))[0]).toBe("not_found");
  });
});

describe("it holds now", () => {
  test.each<[Partial<AddAffiliationInput>, boolean]>([
    [{}, true],
    [{ end_date: "2026-01-01" }, false],
    [{ end_date: "2026-01-02" }, true], // its last day is today
    [{ end_date: "2030-01-01" }, true],
    [{ end_date: "2020-01-01", is_current: true }, true],
    [{ is_current: false }, false],
    [{ start_date: "2020-01-01", end_date: "2020-01-01" }, false],
  ])("%j: %s", async (input, is_current) => {
    const { add, werft } = await book();
    expect(await add({ organization_id: werft, ...input })).toMatchObject({ is_current });
  });
});

describe("a change", () => {
  test("is of what is named only", async () => {
    const { add, update, werft, operation } = await book();
    const row = await add({ organization_id: werft, title: "Welder", start_date: "2019-01-01" });
    expect(await update(row, { title: null, role: "Master" })).toEqual({ ...row, title: null, role: "Master" });
    await update(row, { role: "Master", start_date: "2019-01-01" });
    expect(operation()).toBeNull();
    const moved = await update(row, { organization_name: "Yard" });
    expect(moved.organization_id).not.toBe(werft);
    expect((await refused(update(row, { end_date: "2018-01-01" })))[0]).toBe("bad_request");
    expect((await refused(update(row, { affiliation_id: NOBODY })))[0]).toBe("not_found");
  });

  test("of the end ends it when that is past", async () => {
    const { add, update, werft } = await book();
    const row = await add({ organization_id: werft });
    expect(await update(row, { end_date: "2030-01-01" })).toMatchObject({ is_current: true });
    expect(await update(row, { end_date: "2020-01-01" })).toMatchObject({ is_current: false });
    expect(await update(row, { end_date: null })).toMatchObject({ is_current: false, end_date: null });
    expect(await update(row, { end_date: "2020-01-01", is_current: true })).toMatchObject({ is_current: true });
  });

  test("is taken back, and so is a removal, which leaves the organization", async () => {
    const { add, update, remove, list, names, undo, werft } = await book();
    const row = await add({ organization_id: werft, title: "Welder" });
    await update(row, { organization_name: "Yard", title: "Master" });
    await undo();
    expect([await list(), await names()]).toEqual([[row], ["Ada", "Werft"]]);
    expect(await remove(row)).toEqual(row);
    expect([await list(), await names()]).toEqual([[], ["Ada", "Werft"]]);
    expect((await refused(remove(row)))[0]).toBe("not_found");
  });
});
