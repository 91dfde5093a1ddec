/** Tags, groups and relationship types have their lists, their options and the question before they are deleted alike. */
import type { Command } from "commander";
import { BacksideError, usageError } from "../domain/errors.ts";
import { quoted } from "../domain/quoted.ts";
import type { DefinitionSort, DefinitionsInput } from "../operations/definitions.ts";
import type { Page, ReadOperation } from "../operations/operation.ts";
import { count, plural } from "../render/time.ts";
import type { Context } from "./context.ts";
import { natural, oneOf, positive } from "./option.ts";
import { showRecords, type View } from "./records.ts";
import { type LimitOptions, limitOf } from "./screenful.ts";

export type ListOptions = LimitOptions & { sort?: keyof typeof SORTS; reverse?: boolean };

const SORTS = { name: "name", created: "created_at", updated: "updated_at" } as const;
/** Rows of one call. */
const PAGE = 1000;

export function listOptions(command: Command): Command {
  return command
    .option("--sort <key>", "name, created or updated", oneOf("--sort", ["name", "created", "updated"]))
    .option("--reverse", "turn the order round")
    .option("--limit <n>", "at most so many rows", positive("--limit"))
    .option("--all", "every row, also on a terminal");
}

/** @param what "tags", for the note that there are none */
export async function showDefinitions<T extends object>(
  context: Context,
  operation: ReadOperation<DefinitionsInput, Page<T>>,
  options: ListOptions,
  view: View<T>,
  what: string,
): Promise<void> {
  const sort = `${options.reverse ? "-" : ""}${SORTS[options.sort ?? "created"]}` as DefinitionSort;
  const rows: T[] = [];
  for await (const page of context.backend("read").pages(operation, { sort, limit: PAGE })) rows.push(...page);
  const limit = limitOf(context, options) ?? rows.length;
  await showRecords(context, rows.slice(0, limit), view);
  if (rows.length === 0 && context.form() === "table")
    await context.note(context.missingStore() ?? `there are no ${what} yet`);
  if (rows.length > limit && options.limit === undefined)
    await context.io.err(`… ${count(rows.length - limit)} more; use --limit N or --all\n`);
}

/** `Deleted`, or `Would delete` where it is only tried out. */
export function did(context: Context, done: string, verb: string): string {
  return context.options().dryRun ? `Would ${verb}` : done;
}

/** The value of an option that an empty text empties. */
export function emptied(text: string | undefined): string | null | undefined {
  return text === undefined ? undefined : text.trim() === "" ? null : text;
}

/** Whether a write left a record as it was; also known in a dry run, which leaves no operation. */
export function isSame(before: object, after: object): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** `#336699`, `#369` for short; `--color` is about the output. */
export function colour(text: string): string {
  if (/^#[0-9a-f]{3}$/i.test(text)) return text.toLowerCase().replace(/[0-9a-f]/g, "$&$&");
  if (text === "" || /^#[0-9a-f]{6}$/i.test(text)) return text.toLowerCase();
  throw usageError(`--tag-color takes a colour such as #336699, not ${quoted(text)}`);
}

/** Deleting what more contacts than this have is stated or confirmed. */
const UNGUARDED = 20;

export function expectOption(command: Command): Command {
  return command.option("--expect <n>", "delete it only if exactly so many contacts have it", natural("--expect"));
}

/**
 * @param name as the command line has it
 * @throws expect_mismatch, confirmation_required, cancelled
 */
export async function guardDeletion(context: Context, name: string, contacts: number, expect: number | undefined) {
  const deleting = `deleting ${quoted(name)} touches ${plural(contacts, "contact")}`;
  if (expect !== undefined && expect !== contacts) {
    throw new BacksideError("expect_mismatch", `${deleting}, not ${expect}`, {
      hint: "nothing was changed",
      details: { expected: expect, matched: contacts },
    });
  }
  const { dryRun = false, yes = false } = context.options();
  if (expect !== undefined || dryRun || contacts <= UNGUARDED) return;
  if (!context.mayPrompt()) {
    throw new BacksideError("confirmation_required", `${deleting}; say how many you expect`, {
      hint: `--expect ${contacts} does it, --dry-run tries it out`,
      details: { matched: contacts },
    });
  }
  const { agrees } = await import("../prompt.ts");
  const question = `${deleting}. Really delete it?`;
  if (!yes && !(await agrees(context.io, question.charAt(0).toUpperCase() + question.slice(1))))
    throw new BacksideError("cancelled", "nothing was changed");
}
