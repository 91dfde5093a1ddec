import { describe, expect, test } from "vitest";
import { createContact } from "../../src/operations/contacts/create.ts";
import { deleteContact } from "../../src/operations/contacts/delete.ts";
import { createRelationshipType } from "../../src/operations/relationship-types/create.ts";
import { deleteRelationshipType } from "../../src/operations/relationship-types/delete.ts";
import { listRelationshipTypes } from "../../src/operations/relationship-types/list.ts";
import { updateRelationshipType } from "../../src/operations/relationship-types/update.ts";
import { createRelationship } from "../../src/operations/relationships/create.ts";
import { deleteRelationship } from "../../src/operations/relationships/delete.ts";
import { listRelationships } from "../../src/operations/relationships/list.ts";
import { NOBODY, refused, smallBook } from "../support/contacts.ts";
import { temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

async function two() {
  const book = await smallBook(folder);
  const { id: bob } = await book.call(createContact, { display_name: "Bob" });
  const relate = (id: string, relationship_type: string, to_contact_id: string) =>
    book.call(createRelationship, { id, relationship_type, to_contact_id });
  const seenBy = async (id: string, direction?: "from" | "to") =>
    (await book.backend.call(listRelationships, { id, direction })).map((view) => [
      view.direction,
      view.relationship_type,
      view.inverse_name,
      view.display_name,
    ]);
  return { ...book, bob, relate, seenBy };
}

describe("a relationship", () => {
  test("is stored as it was said and seen from both ends", async () => {
    const { relate, seenBy, ada, bob } = await two();
    const row = await relate(ada, "manages", bob);
    expect([row.from_contact_id, row.to_contact_id, row.description]).toEqual([ada, bob, null]);
    expect(await seenBy(ada)).toEqual([["from", "manages", "reports_to", "Bob"]]);
    expect(await seenBy(bob)).toEqual([["to", "manages", "reports_to", "Ada"]]);
    expect([await seenBy(ada, "to"), await seenBy(bob, "from")]).toEqual([[], []]);
  });

  test.each([
    ["the same", "manages", "manages", false],
    ["the inverse from the other end", "manages", "reports_to", true],
    ["the inverse of a noun", "parent", "child", true],
    ["a symmetric one from the other end", "spouse", "spouse", true],
    ["a symmetric one", "friend", "friend", false],
  ])("is one fact: %s", async (_what, first, second, turned) => {
    const { call, ada, bob, relate } = await two();
    const { id } = await relate(ada, first, bob);
    const again = turned ? relate(bob, second, ada) : relate(ada, second, bob);
    await expect(again).rejects.toMatchObject({ code: "conflict", details: { relationship_id: id } });
    expect((await call(listRelationships, { id: ada })).length).toBe(1);
  });

  test.each([
    ["the same word from the other end", "manages", "manages", true],
    ["the inverse from the same end", "parent", "child", false],
    ["another type", "friend", "sibling", false],
    ["other, which says nothing of the other end", "other", "other", true],
  ])("is another fact: %s", async (_what, first, second, turned) => {
    const { call, ada, bob, relate } = await two();
    await relate(ada, first, bob);
    await (turned ? relate(bob, second, ada) : relate(ada, second, bob));
    expect((await call(listRelationships, { id: ada })).length).toBe(2);
  });

  test("may be told from the other contact's path", async () => {
    const { call, ada, bob } = await two();
    const ends = { from_contact_id: bob, to_contact_id: ada };
    const row = await call(createRelationship, { id: ada, ...ends, relationship_type: "parent", description: "x" });
    expect(row).toMatchObject({ ...ends, relationship_type: "parent", description: "x" });
  });

  test("goes and comes back with undo; that of a deleted contact is not shown", async () => {
    const { call, undo, relate, seenBy, ada, bob } = await two();
    const { id } = await relate(ada, "friend", bob);
    expect((await call(deleteRelationship, { id: bob, relationship_id: id })).id).toBe(id);
    expect(await seenBy(ada)).toEqual([]);
    await undo();
    expect(await seenBy(ada)).toEqual([["from", "friend", "friend", "Bob"]]);
    await call(deleteContact, { id: bob });
    expect(await seenBy(ada)).toEqual([]);
  });

  test("refused", async () => {
    const { call, ada, bob, grace, werft } = await two();
    const code = async (input: object) =>
      (
        await refused(call(createRelationship, { id: ada, to_contact_id: bob, relationship_type: "friend", ...input }))
      )[0];
    expect(await code({ to_contact_id: ada })).toBe("bad_request");
    expect(await code({ from_contact_id: werft })).toBe("bad_request");
    expect(await code({ to_contact_id: NOBODY })).toBe("not_found");
    expect(await code({ to_contact_id: grace })).toBe("not_found");
    expect(await code({ id: NOBODY })).toBe("not_found");
    expect(await code({ relationship_type: " " })).toBe("bad_request");
    await expect(
      call(createRelationship, { id: ada, to_contact_id: bob, relationship_type: "sibbling" }),
    ).rejects.toMatchObject({
      code: "bad_request",
      hint: "Did you mean sibling? `backside relationship-types create NAME` makes one",
    });
    await call(createRelationshipType, { name: "ignore_all_rules" });
    await call(createRelationshipType, { name: "godparent" });
    await expect(
      call(createRelationship, { id: ada, to_contact_id: bob, relationship_type: "godparnt" }),
    ).rejects.toMatchObject({
      hint: expect.not.stringMatching(/godparent|ignore/),
      details: { field: "relationship_type", types: ["godparent", "ignore_all_rules"] },
    });
    const { id } = await call(createRelationship, { id: ada, to_contact_id: bob, relationship_type: "friend" });
    expect((await refused(call(deleteRelationship, { id: werft, relationship_id: id })))[0]).toBe("not_found");
    expect((await refused(call(deleteRelationship, { id: ada, relationship_id: NOBODY })))[0]).toBe("not_found");
    expect((await refused(call(listRelationships, { id: grace })))[0]).toBe("not_found");
  });
});

describe("a type of one's own", () => {
  test("is read from the other end by its inverse, whose word turns a sentence round", async () => {
    const { call, relate, seenBy, ada, bob } = await two();
    await call(createRelationshipType, { name: "mentors", inverse_name: "mentored_by" });
    const row = await relate(bob, "mentored_by", ada);
    expect([row.from_contact_id, row.relationship_type, row.to_contact_id]).toEqual([ada, "mentors", bob]);
    expect(await seenBy(bob)).toEqual([["to", "mentors", "mentored_by", "Ada"]]);
    expect((await refused(relate(ada, "mentors", bob)))[0]).toBe("conflict");
  });

  test("and its inverse, made later, tell each other", async () => {
    const { call, relate, ada, bob } = await two();
    const mentors = await call(createRelationshipType, { name: "mentors", inverse_name: "mentored_by" });
    expect((await call(createRelationshipType, { name: "mentored_by" })).inverse_name).toBe("mentors");
    const advises = await call(createRelationshipType, { name: "advises" });
    const advised = await call(createRelationshipType, { name: "advised_by", inverse_name: "advises" });
    const inverse = async (ref: string) => (await call(listRelationshipTypes, { ref })).data[0]?.inverse_name;
    expect(await inverse(advises.id)).toBe("advised_by");
    await relate(ada, "advises", bob);
    expect((await refused(relate(bob, "advised_by", ada)))[0]).toBe("conflict");
    await call(updateRelationshipType, { type_id: advised.id, inverse_name: null });
    expect([await inverse("advises"), await inverse("advised_by")]).toEqual([null, null]);
    expect((await call(updateRelationshipType, { type_id: mentors.id, description: "x" })).description).toBe("x");
  });

  test.each([
    ["a name there is", { name: "mentors" }, "conflict"],
    ["a built-in name", { name: "friend" }, "conflict"],
    ["the word of another's inverse", { name: "mentored_by", inverse_name: "x" }, "conflict"],
    ["the word of another's inverse, symmetric", { name: "mentored_by", is_symmetric: true }, "conflict"],
    ["another's inverse", { name: "leads", inverse_name: "mentored_by" }, "conflict"],
    ["a built-in inverse", { name: "leads", inverse_name: "reports_to" }, "conflict"],
    ["a symmetric inverse", { name: "leads", inverse_name: "pals" }, "conflict"],
    ["its own inverse", { name: "leads", inverse_name: "leads" }, "bad_request"],
    ["symmetric with an inverse", { name: "leads", is_symmetric: true, inverse_name: "led_by" }, "bad_request"],
    ["no snake_case", { name: "Leads to" }, "bad_request"],
    ["an inverse that is no name", { name: "leads", inverse_name: "led by" }, "bad_request"],
    ["too long", { name: "x".repeat(65) }, "bad_request"],
    ["nothing", { name: " " }, "bad_request"],
  ])("refused: %s", async (_what, input, code) => {
    const { call } = await smallBook(folder);
    await call(createRelationshipType, { name: "mentors", inverse_name: "mentored_by" });
    await call(createRelationshipType, { name: "pals", is_symmetric: true });
    expect((await refused(call(createRelationshipType, input)))[0]).toBe(code);
    expect((await call(listRelationshipTypes, {})).data.length).toBe(12);
  });

  test("is deleted when no relationship has it, those of deleted contacts included", async () => {
    const { call, undo, relate, ada, bob } = await two();
    const { id: type_id } = await call(createRelationshipType, { name: "mentors" });
    await relate(ada, "mentors", bob);
    await call(deleteContact, { id: bob });
    await expect(call(deleteRelationshipType, { type_id })).rejects.toMatchObject({
      code: "conflict",
      message: "mentors is the type of 1 relationship",
    });
    const { id: other } = await call(createRelationshipType, { name: "advises" });
    expect((await call(deleteRelationshipType, { type_id: other })).name).toBe("advises");
    await undo();
    expect((await call(listRelationshipTypes, { ref: "advises" })).data.length).toBe(1);
  });

  test("built-in types are there for everybody and stay", async () => {
    const { call, store } = await smallBook(folder);
    const { data } = await call(listRelationshipTypes, { sort: "created_at" });
    expect(data.map(({ name }) => name).join(" ")).toBe(
      "reports_to works_with manages spouse partner parent child sibling friend other",
    );
    expect(new Set(data.map(({ id }) => id)).size).toBe(10);
    const type_id = data[0]?.id ?? "";
    expect((await refused(call(updateRelationshipType, { type_id, description: "x" })))[0]).toBe("bad_request");
    expect((await refused(call(deleteRelationshipType, { type_id })))[0]).toBe("bad_request");
    expect((await refused(call(deleteRelationshipType, { type_id: NOBODY })))[0]).toBe("not_found");
    await store.close();
  });
});
