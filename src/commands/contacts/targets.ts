/** The contacts that a writing verb is for: those named, or all that a query finds (cli-contract section 8). */
import type { Command } from "commander";
import type { Contact } from "../../domain/entities.ts";
import { asBacksideError, BacksideError, ERRORS, usageError } from "../../domain/errors.ts";
import { plainTerms } from "../../domain/query/plain.ts";
import { quoted } from "../../domain/quoted.ts";
import { listContacts } from "../../operations/contacts/list.ts";
import { plural } from "../../render/time.ts";
import { resolve } from "../../workflows/resolve.ts";
import type { Context } from "../context.ts";
import { natural } from "../option.ts";
import { chooser, type Failed, withWayOut } from "./each.ts";
import { queryInput } from "./query.ts";

export type TargetOptions = { query?: string; expect?: number; all?: boolean };

export type Targets = {
  contacts: Contact[];
  /** References that name nobody, or more than one. Of several, the others are done all the same. */
  failed: Failed[];
};

/** What is about to happen, for questions and errors: `delete`. */
type Doing = {
  verb: string;
  /** Whether the count has to be typed, and stated by whoever cannot be asked. */
  destructive: boolean;
  /** Deleted contacts: a query finds no others, and a reference means them `first`; or a reference may mean them `last`. */
  deleted?: "first" | "last";
};

/** Where nobody can be asked, writes to more contacts than this by query have to be stated. */
const UNGUARDED = 20;

export function targetOptions(command: Command): Command {
  return command
    .option("--query <query>", "all contacts that the query finds, instead of references; see `backside help query`")
    .option("--all", "every contact")
    .option("--expect <n>", "do it only if it is for exactly so many contacts", natural("--expect"));
}

/** @throws usage, invalid_query, not_found, ambiguous, expect_mismatch, confirmation_required, cancelled */
export async function targetsOf(
  context: Context,
  refs: readonly string[],
  options: TargetOptions,
  doing: Doing,
): Promise<Targets> {
  const { query, all = false } = options;
  const byQuery = query !== undefined || all;
  if (byQuery && refs.length > 0) throw usageError("name contacts, or use --query or --all, not both");
  if (query !== undefined && all) throw usageError("--query and --all do not go together");
  if (query?.trim() === "") throw usageError("the query is empty", "--all means every contact");
  if (!byQuery && refs.length === 0) throw usageError("no contact is named", "name one, or use --query");
  if (!byQuery) return named(context, refs, options, doing);
  if (query !== undefined) await refuseSlips(context, query);
  const contacts = await found(context, query, doing);
  await guard(context, contacts, options, doing);
  return { contacts, failed: [] };
}

/** Who reads sees what was found; who writes has to mean it. @throws invalid_query */
async function refuseSlips({ io }: Context, query: string): Promise<void> {
  if (plainTerms(query) !== null) return;
  const { requireWhole } = await import("../../domain/query/parse.ts");
  requireWhole(query, io.now());
}

/** Each page searches anew, and all are wanted. */
const AT_ONCE = 10_000;

async function found(context: Context, query: string | undefined, { deleted }: Doing): Promise<Contact[]> {
  const contacts: Contact[] = [];
  const which = deleted === "first" ? "only" : "exclude";
  const pages = context.backend("write").pages(listContacts, {
    ...queryInput(context, query ?? ""),
    deleted: which,
    sort: "created_at",
    limit: AT_ONCE,
  });
  for await (const page of pages) contacts.push(...page);
  return contacts;
}

async function named(
  context: Context,
  refs: readonly string[],
  options: TargetOptions,
  { verb, deleted }: Doing,
): Promise<Targets> {
  const backend = context.backend("write");
  const { region } = context.settings();
  const choose = context.mayPrompt() ? chooser(context) : null;
  const contacts = new Map<string, Contact>();
  const failed: Failed[] = [];
  for (const ref of refs) {
    try {
      const { contact, by } = await resolve(backend, ref, { region, choose, deleted: deleted ?? "exclude" });
      if (by === "search") await confirmGuess(context, verb, ref, contact);
      contacts.set(contact.id, contact);
    } catch (thrown) {
      const error = withWayOut(context, asBacksideError(thrown));
      if (refs.length === 1 || ERRORS[error.code].exit >= 9) throw error;
      failed.push({ ref, error });
    }
  }
  expectCount(contacts.size, options);
  return { contacts: [...contacts.values()], failed };
}

/** Words that happen to find one contact are no name of it: a person is asked, a script has said so itself. */
async function confirmGuess(context: Context, verb: string, ref: string, contact: Contact): Promise<void> {
  const { yes = false, dryRun = false } = context.options();
  if (yes || dryRun || !context.mayPrompt()) return;
  const { agrees } = await import("../../prompt.ts");
  if (!(await agrees(context.io, `${quoted(ref)} finds ${contact.display_name}. Really ${verb}?`)))
    throw new BacksideError("cancelled", "nothing was changed");
}

function expectCount(count: number, { expect }: TargetOptions): void {
  if (expect === undefined || expect === count) return;
  throw new BacksideError("expect_mismatch", `this is for ${plural(count, "contact")}, not for ${expect}`, {
    hint: "nothing was changed; look at them with --dry-run",
    details: { expected: expect, matched: count },
  });
}

async function guard(context: Context, contacts: readonly Contact[], options: TargetOptions, doing: Doing) {
  expectCount(contacts.length, options);
  const { dryRun = false, yes = false } = context.options();
  if (dryRun || options.expect !== undefined || contacts.length === 0) return;
  if (!context.mayPrompt()) {
    if (!doing.destructive && contacts.length <= UNGUARDED) return;
    throw new BacksideError(
      "confirmation_required",
      `this would ${doing.verb} ${plural(contacts.length, "contact")}; say how many you expect`,
      {
        hint: `--expect ${contacts.length} does it, --dry-run shows them`,
        details: { matched: contacts.length },
      },
    );
  }
  await (doing.destructive ? confirmByCount(context, contacts, doing) : yes || confirmByYes(context, contacts, doing));
}

async function confirmByYes(context: Context, contacts: readonly Contact[], { verb }: Doing): Promise<void> {
  const { agrees } = await import("../../prompt.ts");
  if (!(await agrees(context.io, `Really ${verb} ${namesOf(contacts)}?`)))
    throw new BacksideError("cancelled", "nothing was changed");
}

async function confirmByCount(context: Context, contacts: readonly Contact[], { verb }: Doing): Promise<void> {
  const { line } = await import("../../prompt.ts");
  const typed = await line(context.io, `This will ${verb} ${namesOf(contacts)}. Type the number of contacts to go on:`);
  if (typed.trim() !== String(contacts.length))
    throw new BacksideError("cancelled", "that is not the number; nothing was changed");
}

/** `: Ada Lovelace, Grace Hopper, Alan Turing, …`, to follow the number in a dry run: whom it would be for. */
export function whomOf(context: Context, contacts: readonly Contact[]): string {
  return context.options().dryRun && contacts.length > 0 ? `: ${firstNames(contacts)}` : "";
}

/** `42 contacts: Ada Lovelace, Grace Hopper, Alan Turing, …` */
function namesOf(contacts: readonly Contact[]): string {
  return `${plural(contacts.length, "contact")}: ${firstNames(contacts)}`;
}

function firstNames(contacts: readonly Contact[]): string {
  const names = contacts.slice(0, 3).map(({ display_name }) => display_name);
  return `${names.join(", ")}${contacts.length > 3 ? ", \u2026" : ""}`;
}
