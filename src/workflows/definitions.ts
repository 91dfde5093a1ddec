/** A tag, group or relationship type of the command line: by name, or by id. */
import type { Backend } from "../backend/backend.ts";
import { BacksideError } from "../domain/errors.ts";
import { quoted } from "../domain/quoted.ts";
import type { DefinitionsInput } from "../operations/definitions.ts";
import type { Operation, Page } from "../operations/operation.ts";

/**
 * @param what "group", as errors and hints call it
 * @throws not_found
 */
export async function definitionNamed<T>(
  backend: Backend,
  list: Operation<DefinitionsInput, Page<T>>,
  what: "tag" | "group" | "relationship type",
  ref: string,
): Promise<T> {
  const found = await definitionOrNull(backend, list, ref);
  if (found) return found;
  throw new BacksideError("not_found", `there is no ${what} ${quoted(ref)}`, {
    hint: `\`backside ${what.replace(" ", "-")}s list\` shows what there is`,
    details: { ref },
  });
}

export async function definitionOrNull<T>(
  backend: Backend,
  list: Operation<DefinitionsInput, Page<T>>,
  ref: string,
): Promise<T | null> {
  const { data } = await backend.call(list, { ref, limit: 1 });
  return data[0] ?? null;
}
