/** What every command is handed: the outside, the settings, and the backend once it is needed. */
import type { Backend, CallOptions } from "../backend/backend.ts";
import { hasStore, openBackend } from "../backend/open.ts";
import { OUTPUT_FORMS, type OutputForm, type Settings, settings } from "../config.ts";
import { BacksideError, usageError } from "../domain/errors.ts";
import type { Io } from "../io.ts";
import type { Paging } from "../pager.ts";
import { sanitizeForTty } from "../render/sanitize.ts";

/** Options that every command takes, as commander hands them over. */
export type GlobalOptions = {
  store?: string;
  profile?: string;
  json?: boolean;
  ndjson?: boolean;
  csv?: boolean;
  tsv?: boolean;
  table?: boolean;
  fields?: string;
  header?: boolean;
  csvRaw?: boolean;
  color?: string | boolean;
  region?: string;
  pager?: boolean;
  input?: boolean;
  yes?: boolean;
  dryRun?: boolean;
  quiet?: boolean;
  debug?: boolean;
};

export type Form = OutputForm;

export type Context = {
  io: Io;
  /** Read after parsing only. */
  options(): GlobalOptions;
  settings(): Settings;
  backend(mode: "read" | "write"): Backend;
  /** How a write of this command is recorded: under the words it was called by; nothing is kept of a dry run. */
  writing(): CallOptions;
  /** Id of the operation that `writing` led to; null while nothing was changed. */
  operationId(): string | null;
  /** The output form: asked for, by BACKSIDE_OUTPUT, as configured, or a table for a terminal and TSV for all else. */
  form(): Form;
  /** Whether and by which command long output is paged. */
  paging(): Paging;
  /** Whether a person can be asked something here. */
  mayPrompt(): boolean;
  /** Says on stderr what is neither result nor error; not with --quiet, nor where stderr is JSON. */
  note(text: string): Promise<void>;
  /** That there is no store yet, to be said where nothing was found; null when there is one. */
  missingStore(): string | null;
  close(): Promise<void>;
};

/** @param words the command line, for the record of operations */
export function createContext(io: Io, words: readonly string[], options: () => GlobalOptions): Context {
  let backend: Backend | null = null;
  let operationId: string | null = null;
  let named: Settings | null = null;
  const resolved = () => {
    named ??= settings(options(), io.env);
    return named;
  };
  const form = () => formOf(options(), io, resolved);
  const speaksJson = () => form() === "json" || form() === "ndjson";
  async function note(text: string): Promise<void> {
    if (!options().quiet && !speaksJson()) await io.err(`${sanitizeForTty(text, { cell: true })}\n`);
  }
  return {
    io,
    options,
    settings: resolved,
    backend(mode) {
      refuseRemote(resolved());
      if (backend === null) void noteOverruled(resolved(), note);
      backend ??= openBackend(resolved(), mode, () => io.now().getTime());
      return backend;
    },
    writing: () => ({
      label: labelOf(words),
      dryRun: options().dryRun ?? false,
      onOperation: (id) => (operationId = id),
    }),
    operationId: () => operationId,
    form,
    paging() {
      const { pager: asked = true } = options();
      return { pager: asked, command: asked ? resolved().pager : null };
    },
    mayPrompt() {
      const refused = options().input === false || isSet(io.env.BACKSIDE_NO_INPUT) || speaksJson();
      return !refused && io.stdin.isTTY && io.stderr.isTerminal;
    },
    note,
    missingStore() {
      const named = resolved();
      if (hasStore(named)) return null;
      return `there is no store yet at ${named.store}; \`backside contacts create\` or \`import\` makes one`;
    },
    async close() {
      await backend?.close();
    },
  };
}

/** Better than to read or change the wrong address book. */
function refuseRemote({ remote }: Settings): void {
  if (remote === null) return;
  throw new BacksideError("not_implemented", `this version works on a store only, and a server is named: ${remote}`, {
    hint: "--store names a store; `backside config list --show-origin` tells where the server is named",
  });
}

/** Variables come before profiles; who names one on the command line may not think of the variable. */
async function noteOverruled({ overruled }: Settings, note: Context["note"]): Promise<void> {
  if (overruled === null) return;
  const { profile, store, by } = overruled;
  await note(`${by} comes before the store of profile ${profile}, which is not used: ${store}`);
}

/** What people know the operation by; they can read it back, a shell need not. */
function labelOf(words: readonly string[]): string {
  const label = words.map((word) => (/^[^\s"]+$/.test(word) ? word : JSON.stringify(word))).join(" ");
  return label.length <= LABEL ? label : `${label.slice(0, LABEL - 1)}\u2026`;
}

const LABEL = 200;

function formOf(options: GlobalOptions, io: Io, settings: () => Settings): Form {
  const asked = OUTPUT_FORMS.filter((form) => options[form] === true);
  if (asked.length > 1)
    throw usageError(`only one output form at a time: ${asked.map((form) => `--${form}`).join(", ")}`);
  if (asked[0]) return asked[0];
  return settings().output ?? (io.stdout.isTTY ? "table" : "tsv");
}

/** Boolean variables: set, not empty, not `0`. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0";
}
