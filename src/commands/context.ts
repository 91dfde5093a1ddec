/** What every command is handed: the outside, the settings, and the backend once it is needed. */
import type { Backend } from "../backend/backend.ts";
import { openBackend } from "../backend/open.ts";
import { type Settings, settings } from "../config.ts";
import { usageError } from "../domain/errors.ts";
import type { Io } from "../io.ts";

/** Options that every command takes, as commander hands them over. */
export type GlobalOptions = {
  store?: string;
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
  dryRun?: boolean;
  quiet?: boolean;
  debug?: boolean;
};

export type Form = "table" | "tsv" | "csv" | "json" | "ndjson";

export type Context = {
  io: Io;
  /** Read after parsing only. */
  options(): GlobalOptions;
  settings(): Settings;
  backend(mode: "read" | "write"): Backend;
  /** The output form: asked for, by BACKSIDE_OUTPUT, or a table for a terminal and TSV for all else. */
  form(): Form;
  /** Whether a person can be asked something here. */
  mayPrompt(): boolean;
  close(): Promise<void>;
};

const FORMS = ["table", "tsv", "csv", "json", "ndjson"] as const satisfies readonly Form[];

export function createContext(io: Io, options: () => GlobalOptions): Context {
  let backend: Backend | null = null;
  const resolved = () => settings(options(), io.env);
  const form = () => formOf(options(), io);
  return {
    io,
    options,
    settings: resolved,
    backend(mode) {
      backend ??= openBackend(resolved(), mode);
      return backend;
    },
    form,
    mayPrompt() {
      const refused =
        options().input === false || isSet(io.env.BACKSIDE_NO_INPUT) || form() === "json" || form() === "ndjson";
      return !refused && io.stdin.isTTY && io.stderr.isTerminal;
    },
    async close() {
      await backend?.close();
    },
  };
}

function formOf(options: GlobalOptions, io: Io): Form {
  const asked = FORMS.filter((form) => options[form] === true);
  if (asked.length > 1)
    throw usageError(`only one output form at a time: ${asked.map((form) => `--${form}`).join(", ")}`);
  if (asked[0]) return asked[0];
  const preset = io.env.BACKSIDE_OUTPUT;
  if (preset) {
    const known = FORMS.find((form) => form === preset);
    if (!known) throw usageError(`BACKSIDE_OUTPUT is not an output form: ${preset}`, `one of ${FORMS.join(", ")}`);
    return known;
  }
  return io.stdout.isTTY ? "table" : "tsv";
}

/** Boolean variables: set, not empty, not `0`. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0";
}
