import { describe, expect, test } from "vitest";
import { localBackend } from "../../src/backend/local.ts";
import { undoOperation } from "../../src/operations/history/undo.ts";
import { getInteraction } from "../../src/operations/interactions/get.ts";
import { allInteractions, listInteractions } from "../../src/operations/interactions/list.ts";
import { type LogInput, logInteraction } from "../../src/operations/interactions/log.ts";
import { AT, newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";

const folder = temporaryFolder();
const NOBODY = "01900000-0000-7000-8000-ffffffffffff";

/** Ada, Charles, and Grace, who is deleted. */
async function book() {
  const store = openStore(newStore(folder));
  const { result } = await write(store, async (tx) => {
    const insert = async (display_name: string, deleted_at: string | null = null) =>
      (await tx.insert("contacts", { ...PERSON, display_name, deleted_at })).id;
    return { ada: await insert("Ada"), charles: await insert("Charles"), grace: await insert("Grace", AT) };
  });
  const backend = localBackend(store);
  const log = (input: Partial<LogInput>) =>
    backend.call(logInteraction, { id: result.ada, interaction_type: "call", summary: "Hello", ...input });
  return { store, backend, log, ...result };
}

test("an entry is answered in the API's shape, with its defaults", async () => {
  const { backend, log, ada, charles } = await book();
  const plain = await log({});
  expect(plain).toEqual({
    id: plain.id,
    tenant_id: "00000000-0000-7000-8000-000000000001",
    contact_id: ada,
    interaction_type: "call",
    summary: "Hello",
    body: null,
    occurred_at: AT,
    participant_ids: [],
    metadata: {},
    created_at: AT,
  });
  const full = await log({
    interaction_type: " site visit ",
    summary: " Saw the engine\n",
    body: " as it is ",
    occurred_at: "2026-01-01T12:00:00.5+02:00",
    participant_ids: [charles, ada, charles],
    metadata: { room: "12" },
  });
  expect(full).toEqual({
    ...plain,
    id: full.id,
    interaction_type: "site visit",
    summary: "Saw the engine",
    body: " as it is ",
    occurred_at: "2026-01-01T10:00:00.500Z",
    participant_ids: [charles],
    metadata: { room: "12" },
  });
  expect(await backend.call(getInteraction, { id: full.id })).toEqual(full);
  await backend.close();
});

describe("refused is", () => {
  test.each<[string, (ids: { ada: string; grace: string }) => Partial<LogInput>, string]>([
    ["an unknown contact", () => ({ id: NOBODY }), "not_found"],
    ["a deleted contact", ({ grace }) => ({ id: grace }), "not_found"],
    ["an unknown participant", () => ({ participant_ids: [NOBODY] }), "bad_request"],
    ["a deleted participant", ({ grace }) => ({ participant_ids: [grace] }), "bad_request"],
    ["a type without a word", () => ({ interaction_type: " " }), "bad_request"],
    ["a type that is a story", () => ({ interaction_type: "x".repeat(65) }), "bad_request"],
    ["an empty summary", () => ({ summary: "\n" }), "bad_request"],
    ["a time without a zone", () => ({ occurred_at: "2026-01-01T12:00:00" }), "bad_request"],
    ["a correction of nothing", () => ({ metadata: { corrects: NOBODY } }), "bad_request"],
    ["a correction of a number", () => ({ metadata: { corrects: 17 } }), "bad_request"],
  ])("%s", async (_what, input, code) => {
    const { backend, log, ada, grace } = await book();
    await expect(log(input({ ada, grace }))).rejects.toMatchObject({ code });
    expect((await backend.call(allInteractions, {})).data).toEqual([]);
    await backend.close();
  });

  test("an interaction there is not, a list of somebody who is not there", async () => {
    const { backend, grace } = await book();
    await expect(backend.call(getInteraction, { id: NOBODY })).rejects.toMatchObject({ code: "not_found" });
    await expect(backend.call(listInteractions, { id: NOBODY })).rejects.toMatchObject({ code: "not_found" });
    await expect(backend.call(listInteractions, { id: grace })).rejects.toMatchObject({ code: "not_found" });
    await backend.close();
  });
});

test("the newest correction marks what it corrects", async () => {
  const { backend, log, ada } = await book();
  const wrong = await log({ summary: "Wrong" });
  await log({ summary: "Better", metadata: { corrects: wrong.id } });
  const right = await log({ summary: "Right", metadata: { corrects: wrong.id } });
  const { data } = await backend.call(listInteractions, { id: ada, include: ["corrected_by", "people"] });
  expect(data.map(({ summary, corrected_by, people }) => ({ summary, corrected_by, people }))).toEqual(
    ["Right", "Better", "Wrong"].map((summary) => ({
      summary,
      corrected_by: summary === "Wrong" ? right.id : null,
      people: [{ contact_id: ada, display_name: "Ada" }],
    })),
  );
  await backend.close();
});

test("others keep what they had with a contact that is deleted", async () => {
  const { store, backend, log, ada, charles } = await book();
  const shared = await log({ participant_ids: [charles] });
  const own = await log({});
  await write(store, (tx) => tx.update("contacts", ada, { deleted_at: AT }));
  expect((await backend.call(listInteractions, { id: charles })).data).toEqual([shared]);
  expect((await backend.call(allInteractions, {})).data).toEqual([shared]);
  await write(store, (tx) => tx.update("contacts", ada, { deleted_at: null }));
  expect((await backend.call(allInteractions, {})).data).toEqual([own, shared]);
  await backend.close();
});

test("undo takes an entry out of every list, and undone again it is back", async () => {
  const { backend, ada, charles } = await book();
  const input = { id: ada, interaction_type: "call", summary: "Hello", participant_ids: [charles] };
  let operation = "";
  const logged = await backend.call(logInteraction, input, { onOperation: (id) => (operation = id) });
  const { operation_id, reverted_count } = await backend.call(undoOperation, { id: operation });
  expect(reverted_count).toBe(2);
  for (const id of [ada, charles]) expect((await backend.call(listInteractions, { id })).data).toEqual([]);
  await expect(backend.call(getInteraction, { id: logged.id })).rejects.toMatchObject({ code: "not_found" });
  await backend.call(undoOperation, { id: operation_id });
  for (const id of [ada, charles]) expect((await backend.call(listInteractions, { id })).data).toEqual([logged]);
  await backend.close();
});

test("a cursor of one contact's list is none of another's", async () => {
  const { backend, log, ada, charles } = await book();
  await log({ participant_ids: [charles] });
  await log({ participant_ids: [charles] });
  const { next_cursor } = await backend.call(listInteractions, { id: ada, limit: 1 });
  const cursor = next_cursor ?? "";
  await expect(backend.call(listInteractions, { id: charles, cursor })).rejects.toMatchObject({ code: "bad_request" });
  expect((await backend.call(listInteractions, { id: ada, cursor })).data).toHaveLength(1);
  await backend.close();
});
