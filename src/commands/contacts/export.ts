import type { Command } from "commander";
import { usageError } from "../../domain/errors.ts";
import { writeFileAtomically } from "../../files.ts";
import { watchInterrupt } from "../../interrupt.ts";
import { outEach } from "../../io.ts";
import { type ExportInput, exportContacts } from "../../operations/contacts/export.ts";
import { jsonDocument } from "../../render/json.ts";
import { sanitizeForTty } from "../../render/sanitize.ts";
import { plural } from "../../render/time.ts";
import { VERSION } from "../../version.ts";
import type { Context } from "../context.ts";
import { oneOf, repeated } from "../option.ts";
import type { Verb } from "../verb.ts";
import { queryInput } from "./query.ts";

type ExportOptions = {
  all?: boolean;
  format: "vcard";
  vcardVersion: "4.0" | "3.0";
  kind?: "person" | "organization" | "group";
  tag?: string[];
  group?: string[];
  output?: string;
  force?: boolean;
};

export const exportVerb: Verb = {
  name: "export",
  summary: "Write contacts as vCards",
  examples: [
    "backside contacts export --all -o book.vcf",
    "backside contacts export --tag friends --vcard-version 3.0 > friends.vcf",
  ],
  notes: ["What an import kept without understanding it comes out again."],
  json: "with -o FILE {file, contacts, companies, dry_run}; standard output has vCards only",
  output: "ExportReceipt",
  errors: {
    conflict: "the file is there already; --force overwrites it",
    invalid_query: "the query is not understood; details.position says where",
  },
  dryRun: true,
  effect: "read",
  operations: ["contacts.export"],
  build: exportCommand,
};

/** `backside contacts export [QUERY]` */
function exportCommand(command: Command, context: Context): Command {
  return command
    .argument("[query...]", "words, field:value, and, or, not; see `backside help query`")
    .option("--all", "every contact")
    .option("--format <name>", "vcard", oneOf("--format", ["vcard"]), "vcard")
    .option("--vcard-version <version>", "4.0 or 3.0", oneOf("--vcard-version", ["4.0", "3.0"]), "4.0")
    .option("--kind <kind>", "only person, organization or group", oneOf("--kind", ["person", "organization", "group"]))
    .option("--tag <name>", "only with this tag; repeatable, all must hold", repeated)
    .option("--group <name>", "only members of this group; repeatable", repeated)
    .option("-o, --output <file>", "write to a file, whole or not at all; - is standard output")
    .option("--force", "overwrite the file")
    .action(async (words: string[], options: ExportOptions) => {
      const query = words.join(" ").trim();
      const filtered = query !== "" || options.kind || options.tag || options.group;
      if (!filtered && !options.all)
        throw usageError("nothing to export is named", "--all exports every contact, a query or --tag some");
      if (filtered && options.all) throw usageError("--all and a query exclude each other");
      await exportCards(context, query, options);
    });
}

async function exportCards(context: Context, query: string, options: ExportOptions): Promise<void> {
  const { output = "-" } = options;
  if (isMachine(context) && output === "-") {
    throw usageError(
      "export writes vCards",
      "`backside contacts list --all --ndjson --include all` is the complete dump as JSON",
    );
  }
  const counts = { cards: 0, bare: 0 };
  const texts = cardTexts(context, query, options, counts);
  try {
    const first = await texts.next();
    if (first.done) return await tellNothing(context);
    const all = startingWith(first.value, texts);
    if (output === "-") await outEach(context.io, context.io.stdout.isTTY ? sanitized(all) : all);
    else await exportTo(context, output, all, options, counts);
  } finally {
    await texts.return(undefined); // a file that cannot be opened leaves them in the middle
  }
}

async function tellNothing(context: Context): Promise<void> {
  if (isMachine(context)) await tell(context, null, { cards: 0, bare: 0 });
  else await context.note(context.missingStore() ?? "no contact matches; nothing was exported");
}

function isMachine(context: Context): boolean {
  return context.form() !== "table" && context.form() !== "tsv";
}

async function* startingWith(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

type Counts = { cards: number; bare: number };

async function exportTo(
  context: Context,
  path: string,
  texts: AsyncGenerator<string>,
  { force = false }: ExportOptions,
  counts: Counts,
): Promise<void> {
  if (context.options().dryRun)
    for await (const _ of texts); // counts what would be written
  else await writeFile(path, texts, force);
  await tell(context, path, counts);
}

/** @param file where they were written; null where there was nothing to write */
async function tell(context: Context, file: string | null, counts: Counts): Promise<void> {
  const { dryRun = false } = context.options();
  const { cards: contacts, bare: companies } = counts;
  if (isMachine(context)) await context.io.out(jsonDocument({ file, contacts, companies, dry_run: dryRun }));
  else await context.note(`${dryRun ? "dry run: " : ""}${done(counts, file ?? "")}`);
}

async function writeFile(path: string, texts: AsyncIterable<string>, force: boolean): Promise<void> {
  const interrupt = watchInterrupt();
  try {
    await writeFileAtomically(path, checked(texts, interrupt.check), { force });
  } finally {
    interrupt.stop();
  }
}

async function* cardTexts(
  context: Context,
  query: string,
  options: ExportOptions,
  counts: Counts,
): AsyncGenerator<string> {
  const { writeCard } = await import("../../vcard/writer.ts");
  const write = {
    version: options.vcardVersion,
    now: context.io.now().toISOString(),
    product: `-//backside//backside ${VERSION}//EN`,
  };
  const filters: ExportInput = {
    ...queryInput(context, query),
    kind: options.kind,
    tag: options.tag,
    group: options.group,
  };
  const { youngGenerationLimit } = await import("../../workflows/memory.ts");
  const limitMemory = youngGenerationLimit(32 << 20);
  for await (const page of context.backend("read").pages(exportContacts, filters)) {
    limitMemory();
    let text = "";
    for (const { contact, photo, members, bare } of page) {
      if (bare && options.kind !== "organization") counts.bare++;
      else {
        text += writeCard(contact, { photo, members: members?.map((uid) => ({ uid })) ?? null }, write);
        counts.cards++;
      }
    }
    if (text !== "") yield text;
  }
}

/** Lets a signal end the writing, so that no half-written file stays behind. */
async function* checked(texts: AsyncIterable<string>, check: () => void): AsyncGenerator<string> {
  for await (const text of texts) {
    await new Promise((resolve) => setImmediate(resolve)); // signals come between two turns of the event loop
    check();
    yield text;
  }
}

function done({ cards, bare }: { cards: number; bare: number }, file: string): string {
  const companies =
    bare > 0 ? `; ${plural(bare, "company", "companies")} known by name only are in their people's cards` : "";
  return `${plural(cards, "contact")} written to ${file}${companies}`;
}

async function* sanitized(texts: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const text of texts) {
    yield `${text
      .split("\r\n")
      .map((line) => sanitizeForTty(line))
      .join("\n")}`;
  }
}
