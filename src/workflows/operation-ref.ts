/** The operation that a command line names: by its id, by the start of it, or the last one that stands. */
import type { Backend } from "../backend/backend.ts";
import { BacksideError, notFound } from "../domain/errors.ts";
import { quoted } from "../domain/quoted.ts";
import { type LoggedOperation, listOperations } from "../operations/history/log.ts";

/** @throws not_found, ambiguous */
export async function operationOf(backend: Backend, ref: string): Promise<LoggedOperation> {
  const prefix = ref.toLowerCase();
  const isPrefix = /^[0-9a-f][0-9a-f-]{3,35}$/.test(prefix);
  const { data } = isPrefix
    ? await backend.call(listOperations, { id_prefix: prefix, limit: CANDIDATES })
    : { data: [] };
  const [operation, ...others] = data;
  if (!operation) {
    throw notFound(
      `no operation is called ${quoted(ref)}`,
      "`backside operations list` shows their ids; the first characters of one will do, from four on",
    );
  }
  if (others.length === 0) return operation;
  throw new BacksideError("ambiguous", `${quoted(ref)} begins the ids of several operations`, {
    hint: "more characters tell them apart: `backside operations list`",
    details: { ref, candidates: data.map(({ id, label }) => ({ id, label })) },
  });
}

const CANDIDATES = 20;

/** What an undo without a name takes back. @throws not_found; undo_conflict after a purge, which is not stepped over */
export async function lastStanding(backend: Backend): Promise<LoggedOperation> {
  const [operation] = (await backend.call(listOperations, { standing: true, limit: 1 })).data;
  if (operation?.name === "contacts.purge") throw await purgedLast(backend, operation);
  if (!operation) throw notFound("there is nothing to undo", "`backside operations list --all` shows what was done");
  return operation;
}

/** Names the operation before the purge, since undoing that one is to be asked for. */
async function purgedLast(backend: Backend, { id, label }: LoggedOperation): Promise<BacksideError> {
  for await (const page of backend.pages(listOperations, { standing: true, limit: CANDIDATES })) {
    const before = page.find(({ name }) => name !== "contacts.purge");
    if (!before) continue;
    return new BacksideError("undo_conflict", `the last operation was \`${label}\`: what was purged is gone for good`, {
      hint: `\`backside undo ${before.id}\` takes back the one before`,
      details: { conflicts: [], operation_id: id, before: { id: before.id, label: before.label } },
    });
  }
  return notFound("there is nothing to undo: what was purged is gone for good");
}
