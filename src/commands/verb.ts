/** What the program knows of a command besides how it runs: the source of help, completion, manual and `schema`. */
import type { Command } from "commander";
import type { ErrorCode } from "../domain/errors.ts";
import type { WireName } from "../domain/wire.ts";
import type { Context } from "./context.ts";

export type Output = WireName | `${WireName}[]`;

export type Verb = {
  name: string;
  summary: string;
  examples: readonly string[];
  /** What else is worth knowing. */
  notes?: readonly string[];
  /** What `--json` prints; none where there is no output form to choose. */
  json?: string;
  /** The same as schemas of `domain/wire.ts`, `Tag[]` for a list of tags; several where options decide. */
  output?: Output | readonly Output[];
  /** What a line of `--ndjson` is, where it is not an item of the list or the object. */
  lines?: Output | readonly Output[];
  /** The errors that are this verb's own, and when they come. */
  errors?: Readonly<Partial<Record<ErrorCode, string>>>;
  effect: "read" | "write" | "destructive";
  /** Registry names of the operations it calls. */
  operations: readonly string[];
  /** Whether there is something that `--dry-run` can try out; by default where something is written. */
  dryRun?: boolean;
  build(command: Command, context: Context): Command;
};

/** A command of commands: `contacts`, and below it `channel`. */
export type Noun = {
  name: string;
  summary: string;
  examples: readonly string[];
  verbs: VerbList;
  /** Other names of verbs: they call them too, and are not listed. */
  aliases?: Readonly<Record<string, string>>;
};

export type LoadVerb = () => Verb | Promise<Verb>;

/** Names in the order of help. A verb is loaded when it is called; a noun has verbs of its own below it. */
export type VerbList = Readonly<Record<string, LoadVerb | Noun>>;

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
