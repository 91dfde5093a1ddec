/** What the program knows of a command besides how it runs: the source of help, completion, manual and `schema`. */
import type { Command } from "commander";
import type { ErrorCode } from "../domain/errors.ts";
import type { Context } from "./context.ts";

export type Verb = {
  name: string;
  summary: string;
  examples: readonly string[];
  /** What else is worth knowing. */
  notes?: readonly string[];
  /** What `--json` prints; none where there is no output form to choose. */
  json?: string;
  /** The errors that are this verb's own, and when they come. */
  errors?: Readonly<Partial<Record<ErrorCode, string>>>;
  effect: "read" | "write" | "destructive";
  /** Registry names of the operations it calls. */
  operations: readonly string[];
  /** Whether there is something that `--dry-run` can try out; by default where something is written. */
  dryRun?: boolean;
  build(command: Command, context: Context): Command;
};

export type Noun = {
  name: string;
  summary: string;
  examples: readonly string[];
  verbs: VerbList;
};

/** Names in the order of help. What stands behind one is loaded when it is called. */
export type VerbList = Readonly<Record<string, () => Verb | Promise<Verb>>>;

/** The verbs of a module that is imported on use. */
export function loaded<const N extends string>(
  names: readonly N[],
  load: () => Promise<Readonly<Record<N, Verb>>>,
): Record<N, () => Promise<Verb>> {
  return Object.fromEntries(names.map((name) => [name, async () => (await load())[name]])) as Record<
    N,
    () => Promise<Verb>
  >;
}
