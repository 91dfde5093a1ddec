/** A new store with a few contacts of which nothing is known but the name, and calls that can be undone. */
import { localBackend } from "../../src/backend/local.ts";
import { undoOperation } from "../../src/operations/history/undo.ts";
import type { Operation } from "../../src/operations/operation.ts";
import type { NewRow } from "../../src/store/store.ts";
import { AT, newStore, openStore, PERSON, write } from "./stores.ts";

/** An id that nobody has. */
export const NOBODY = "01900000-0000-7000-8000-ffffffffffff";

/** Ada; Grace, who is deleted; and the Werft, an organization. */
export async function smallBook(folder: string) {
  const path = newStore(folder);
  const store = openStore(path);
  const { result } = await write(store, async (tx) => {
    const insert = async (display_name: string, more: Partial<NewRow<"contacts">> = {}) =>
      (await tx.insert("contacts", { ...PERSON, display_name, ...more })).id;
    return {
      ada: await insert("Ada"),
      grace: await insert("Grace", { deleted_at: AT }),
      werft: await insert("Werft", { kind: "organization" }),
    };
  });
  const backend = localBackend(store);
  let last: string | null = null;
  return {
    path,
    store,
    backend,
    ...result,
    /** Calls an operation; `undo` takes the last one that changed something back, `operation` tells its id. */
    async call<I, O>(operation: Operation<I, O>, input: I): Promise<O> {
      last = null;
      return backend.call(operation, input, { onOperation: (id) => (last = id) });
    },
    operation: () => last,
    undo: async () => backend.call(undoOperation, { id: last ?? "" }),
  };
}

/** What an operation was refused with: code and message. */
export async function refused(work: Promise<unknown>): Promise<[string, string]> {
  try {
    await work;
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return [code, message];
  }
  throw new Error("it was not refused");
}
