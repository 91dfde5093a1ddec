/** Commands that take several references: what can be done is done, the rest is reported. */
import type { Contact } from "../../domain/entities.ts";
import { asBacksideError, BacksideError, ERRORS } from "../../domain/errors.ts";
import { UUID } from "../../domain/ids.ts";
import { quoted } from "../../domain/quoted.ts";
import type { Candidate } from "../../operations/contacts/candidates.ts";
import { candidateNote } from "../../render/candidate.ts";
import { resolve } from "../../workflows/resolve.ts";
import type { Context } from "../context.ts";

export type Failed = { ref: string; error: BacksideError };

export type Each<T> = {
  done: T[];
  /** @throws partial when some failed; when all did, the code they share, else internal_error */
  finish(): void;
};

/** One reference that names nothing is that error; of several, the others are done all the same. */
export async function eachRef<T>(
  context: Context,
  refs: readonly string[],
  work: (id: string, ref: string) => Promise<T>,
  deleted: "exclude" | "include" = "exclude",
): Promise<Each<T>> {
  const backend = context.backend("read");
  const { region } = context.settings();
  const choose = context.mayPrompt() ? chooser(context) : null;
  const idOf = async (ref: string) => (await resolve(backend, ref, { region, choose, deleted })).contact.id;
  const done: T[] = [];
  const failed: Failed[] = [];
  for (const ref of refs) {
    try {
      done.push(UUID.test(ref) ? await byId(ref, work, idOf) : await work(await idOf(ref), ref));
    } catch (thrown) {
      const error = withWayOut(context, asBacksideError(thrown));
      if (refs.length === 1 || ERRORS[error.code].exit >= 9) throw error;
      failed.push({ ref, error });
    }
  }
  return { done, finish: () => reportFailures(failed, done.length) };
}

/** An id, which scripts name contacts by, is not looked up first: only where nobody is found does that tell why. */
async function byId<T>(
  ref: string,
  work: (id: string, ref: string) => Promise<T>,
  idOf: (ref: string) => Promise<string>,
): Promise<T> {
  try {
    return await work(ref.toLowerCase(), ref);
  } catch (thrown) {
    if (asBacksideError(thrown).code === "not_found") await idOf(ref);
    throw thrown;
  }
}

/** The contact of a command that reads about one. @throws not_found, ambiguous */
export async function oneRef(
  context: Context,
  ref: string,
  deleted: "exclude" | "include" = "exclude",
): Promise<Contact> {
  const { region } = context.settings();
  const choose = context.mayPrompt() ? chooser(context) : null;
  try {
    return (await resolve(context.backend("read"), ref, { region, choose, deleted })).contact;
  } catch (thrown) {
    throw withWayOut(context, asBacksideError(thrown));
  }
}

/** A contact that is not there, or was not at a time, is called in the error what the command line calls it. */
export async function calledAs<T>(ref: string, id: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    const { code, message, hint, details } = asBacksideError(thrown);
    if (code !== "not_found") throw thrown;
    throw new BacksideError(
      code,
      message.replace(id, () => quoted(ref)),
      { hint, details },
    );
  }
}

/** Where there is no store nobody can be found, and searching is no way out. */
export function withWayOut(context: Context, error: BacksideError): BacksideError {
  const { code, message, details } = error;
  const missing = code === "not_found" ? context.missingStore() : null;
  return missing === null ? error : new BacksideError(code, message, { hint: missing, details });
}

export function reportFailures(failed: readonly Failed[], done: number): void {
  const [first] = failed;
  if (!first) return;
  const shared = failed.every(({ error }) => error.code === first.error.code) ? first.error.code : "internal_error";
  const code = done > 0 ? "partial" : shared;
  const list = failed.map(({ error }) => error.message).join("; ");
  throw new BacksideError(code, done > 0 ? `${failed.length} of ${failed.length + done} failed: ${list}` : list, {
    hint: first.error.hint,
    details: { failed: failed.map(({ ref, error }) => ({ ref, error: { code: error.code, message: error.message } })) },
  });
}

/** The picker, drawn on stderr. */
export function chooser({ io }: Context): (ref: string, candidates: readonly Candidate[]) => Promise<string> {
  return async (ref, candidates) => {
    const { pick } = await import("../../prompt.ts");
    return pick(
      io,
      `Which ${ref}?`,
      candidates.map((one) => ({
        value: one.id,
        name: one.display_name,
        note: [candidateNote(one), one.id].filter((text) => text !== "").join("  "),
      })),
    );
  };
}
