/** The operation that a command line names: by its id, by the start of it, or the last one that stands. */
import type { Backend } from "../backend/backend.ts";
import { BacksideError, notFound } from "../domain/errors.ts";
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
      `no operation is called ${JSON.stringify(ref)}`,
      "`backside operations list` shows their ids; the first characters of one will do, from four on",
    );
  }
  if (others.length === 0) return operation;
  throw new BacksideError("ambiguous", `${JSON.stringify(ref)} begins the ids of several operations`, {
    hint: "more characters tell them apart: `backside operations list`",
    details: { ref, candidates: data.map(({ id, label }) => ({ id, label })) },
  });
}

const CANDIDATES = 20;

/** What an undo without a name takes back. @throws not_found */
export async function lastStanding(backend: Backend): Promise<LoggedOperation> {
  const [operation] = (await backend.call(listOperations, { standing: true, limit: 1 })).data;
  if (!operation) throw notFound("there is nothing to undo", "`backside operations list --all` shows what was done");
  return operation;
}
