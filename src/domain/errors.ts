/** The closed vocabulary of failures, and what each one means to a shell and to an HTTP client. */
import type { JsonObject } from "./json.ts";

type Meaning = {
  exit: number;
  /** Status `serve` answers with; null for what never leaves the command line. */
  http: number | null;
  /** Whether the same command, repeated later, may succeed without anyone changing anything. */
  retryable: boolean;
};

/** Every error code. Codes are a promise to scripts: they are only ever added. */
export const ERRORS = {
  internal_error: entry(1, 500),
  not_implemented: entry(1, 501),
  method_not_allowed: entry(1, 405),

  usage: entry(2),
  bad_request: entry(2, 400),
  payload_too_large: entry(2, 413),
  unsupported_media_type: entry(2, 415),
  invalid_input: entry(2, 400),
  invalid_query: entry(2, 400),
  unknown_field: entry(2, 400),
  input_required: entry(2),
  confirmation_required: entry(2),

  partial: entry(3),

  unauthorized: entry(4, 401),
  payment_required: entry(4, 402),
  forbidden: entry(4, 403),

  not_found: entry(5, 404),
  gone: entry(5, 410),

  ambiguous: entry(6, 409),
  conflict: entry(6, 409),
  undo_conflict: entry(6, 409),
  idempotency_conflict: entry(6, 409),
  precondition_failed: entry(6, 412),
  expect_mismatch: entry(6, 409),

  unreachable: retryable(7),
  timeout: retryable(7, 504),
  unavailable: retryable(7, 503),
  tls: entry(7),
  redirect_refused: entry(7),
  bad_response: entry(7),
  outcome_unknown: entry(7),

  rate_limited: retryable(8, 429),

  store_damaged: entry(9, 500),
  store_newer: entry(9, 500),
  not_a_store: entry(9, 500),
  store_readonly: entry(9, 500),
  store_busy: retryable(9, 503),
  disk_full: entry(9, 500),
  io_error: entry(9, 500),
  file_unreadable: entry(9),
  output_failed: entry(9),

  cancelled: entry(130),
  interrupted: entry(130),
  terminated: entry(143),
} as const satisfies Record<string, Meaning>;

export type ErrorCode = keyof typeof ERRORS;

type Extras = {
  /** What to do next, best a command to run. */
  hint?: string | null;
  /** For programs: candidates, positions, paths. */
  details?: JsonObject | null;
  cause?: unknown;
};

/** A failure that is understood: it has a code, a sentence for people and, where there is one, a way out. */
export class BacksideError extends Error {
  override readonly name = "BacksideError";
  readonly code: ErrorCode;
  readonly hint: string | null;
  readonly details: JsonObject | null;

  constructor(code: ErrorCode, message: string, { hint = null, details = null, cause }: Extras = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
    this.details = details;
  }
}

/** The exit status of the process for anything that was thrown. */
export function exitCodeOf(error: unknown): number {
  return ERRORS[asBacksideError(error).code].exit;
}

/** What was thrown, or an `internal_error` around it when nobody foresaw it. */
export function asBacksideError(thrown: unknown): BacksideError {
  if (thrown instanceof BacksideError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new BacksideError("internal_error", message, { hint: "--debug shows where it came from", cause: thrown });
}

/** The command line itself is not acceptable. */
export function usageError(message: string, hint: string | null = null): BacksideError {
  return new BacksideError("usage", message, { hint });
}

/** The data handed in is not acceptable. */
export function badRequest(message: string, hint: string | null = null): BacksideError {
  return new BacksideError("bad_request", message, { hint });
}

/** A reference names nothing. */
export function notFound(message: string, hint: string | null = null): BacksideError {
  return new BacksideError("not_found", message, { hint });
}

const FULL_DISK = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/**
 * The error for a failing file operation: `disk_full` when there is no room, else `io_error`.
 * @param what what was being done, as the start of the sentence: "cannot write book.vcf"
 */
export function fileError(what: string, cause: unknown): BacksideError {
  const errno = errnoOf(cause);
  const reason = errno === null ? String(cause) : describe(cause, errno);
  return new BacksideError(errno !== null && FULL_DISK.has(errno) ? "disk_full" : "io_error", `${what}: ${reason}`, {
    details: errno === null ? null : { errno },
    cause,
  });
}

/** The name of a system error, such as `ENOENT`; null when it is something else. */
export function errnoOf(error: unknown): string | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" ? code : null;
}

/** Node says "ENOENT: no such file or directory, open '/x'"; people want the middle. */
function describe(error: unknown, errno: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const start = message.startsWith(`${errno}: `) ? errno.length + 2 : 0;
  const comma = message.indexOf(", ", start);
  return comma === -1 ? message.slice(start) : message.slice(start, comma);
}

function entry(exit: number, http: number | null = null): Meaning {
  return { exit, http, retryable: false };
}

function retryable(exit: number, http: number | null = null): Meaning {
  return { exit, http, retryable: true };
}
