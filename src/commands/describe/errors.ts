/** How a command may fail. */
import type { CompletionCommand } from "../../completion/tree.ts";
import { ERROR_MEANINGS } from "../../domain/error-meanings.ts";
import { ERRORS, type ErrorCode } from "../../domain/errors.ts";
import { operations } from "../../operations/index.ts";
import type { Verb } from "../verb.ts";
import type { DescribedCommand } from "./describe.ts";

export const ERROR_CODES: readonly ErrorCode[] = Object.keys(ERRORS) as ErrorCode[];

/** The errors a command may end with: its own, those of its operations, and those that come with what it takes. */
export function errorsOf(verb: Verb, place: CompletionCommand): DescribedCommand["errors"] {
  const { errors = {}, json, operations: names, effect } = verb;
  const called = operations.filter(({ name }) => names.includes(name));
  const codes = new Set<ErrorCode>([
    ...ALWAYS,
    ...(json === undefined ? [] : WITH_FIELDS),
    ...(called.length > 0 ? WITH_STORE : []),
    ...(called.length > 0 && effect !== "read" ? WRITING : []),
    ...(names.includes("contacts.resolve") ? WITH_REFERENCE : []),
    ...(place.arguments.some(({ type, repeats }) => type === "contact" && repeats) ? WITH_REFERENCES : []),
    ...(place.options.some(({ flags }) => flags.includes("--expect")) ? GUARDED : []),
    ...called.flatMap((operation) => operation.errors),
    ...(Object.keys(errors) as ErrorCode[]),
  ]);
  return ERROR_CODES.filter((code) => codes.has(code)).map((code) => ({
    code,
    exit: ERRORS[code].exit,
    when: errors[code] ?? ERROR_MEANINGS[code],
  }));
}

/** What can go wrong anywhere, with an output form to choose, with a store, and with a store that is written. */
const ALWAYS: readonly ErrorCode[] = ["internal_error", "usage", "output_failed", "interrupted", "terminated"];
const WITH_FIELDS: readonly ErrorCode[] = ["unknown_field"];
const WITH_STORE: readonly ErrorCode[] = ["store_damaged", "store_newer", "not_a_store", "store_busy", "io_error"];
const WRITING: readonly ErrorCode[] = ["store_readonly", "disk_full"];
/** Where a contact is named, where several are, and where the number of those that a query finds is guarded. */
const WITH_REFERENCE: readonly ErrorCode[] = ["not_found", "ambiguous", "cancelled"];
const WITH_REFERENCES: readonly ErrorCode[] = ["partial"];
const GUARDED: readonly ErrorCode[] = ["expect_mismatch", "confirmation_required", "cancelled"];
