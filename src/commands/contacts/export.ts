import type { Command } from "commander";
import { usageError } from "../../domain/errors.ts";
import { VERSION } from "../../version.ts";
import type { ExportPlan } from "../../workflows/export.ts";
import type { Context } from "../context.ts";
import { oneOf, repeated } from "../option.ts";
import type { Verb } from "../verb.ts";
import { queryInput } from "./query.ts";

const FORMATS = ["vcard", "jcard", "jscontact", "csv", "ndjson"] as const;
const VERSIONS = ["4.0", "3.0", "2.1"] as const;
const RECEIVERS = ["iphone", "android", "google", "outlook", "nextcloud"] as const;

type ExportOptions = {
  all?: boolean;
  format: (typeof FORMATS)[number];
  for?: (typeof RECEIVERS)[number];
  vcardVersion?: (typeof VERSIONS)[number];
  kind?: "person" | "organization" | "group";
  tag?: string[];
  group?: string[];
  output?: string;
  split?: string;
  force?: boolean;
};

export const exportVerb: Verb = {
  name: "export",
  summary: "Write contacts as vCards or in another format",
  examples: [
    "backside contacts export --all -o book.vcf",
    "backside contacts export --all --for iphone -o iphone.vcf",
    "backside contacts export --tag friends --for outlook --split friends",
    "backside contacts export --all --format csv -o book.csv",
  ],
  notes: [
    "What an import kept without understanding it comes out again.",
    "--for writes what that importer takes: docs/vcard-targets.md has the rules.",
    "--format ndjson with --all is the full backup, with what was logged.",
  ],
  json: "with -o or --split {file, files, contacts, companies, groups, warnings: [{id, display_name, code, message}], dry_run}; standard output has the contacts only",
  output: "ExportReceipt",
  errors: {
    conflict: "the file is there already, or the folder is not empty; --force overwrites",
    invalid_query: "the query is not understood; details.position says where",
  },
  dryRun: true,
  effect: "read",
  operations: ["contacts.export", "backup.definitions", "backup.interactions"],
  build: exportCommand,
};

/** `backside contacts export [QUERY]` */
function exportCommand(command: Command, context: Context): Command {
  return command
    .argument("[query...]", "words, field:value, and, or, not; see `backside help query`")
    .option("--all", "every contact")
    .option("--format <name>", "vcard, jcard, jscontact, csv or ndjson", oneOf("--format", FORMATS), "vcard")
    .option("--for <importer>", RECEIVERS.join(", "), oneOf("--for", RECEIVERS))
    .option("--vcard-version <version>", "4.0, 3.0 or 2.1; 4.0 unless --for says", oneOf("--vcard-version", VERSIONS))
    .option("--kind <kind>", "only person, organization or group", oneOf("--kind", ["person", "organization", "group"]))
    .option("--tag <name>", "only with this tag; repeatable, all must hold", repeated)
    .option("--group <name>", "only members of this group; repeatable", repeated)
    .option("-o, --output <file>", "write to a file, whole or not at all; - is standard output")
    .option("--split <folder>", "write a file for each contact into a folder")
    .option("--force", "overwrite the file, or write into a folder that is not empty")
    .action(async (words: string[], options: ExportOptions) => {
      const query = words.join(" ").trim();
      requireSelection(query, options);
      requireAgreement(options);
      await exportAll(context, planOf(context, query, options), options);
    });
}

function requireSelection(query: string, { kind, tag, group, all }: ExportOptions): void {
  const filtered = query !== "" || kind || tag || group;
  if (!filtered && !all)
    throw usageError("nothing to export is named", "--all exports every contact, a query or --tag some");
  if (filtered && all) throw usageError("--all and a query exclude each other");
}

function requireAgreement({ format, for: receiver, vcardVersion, output, split }: ExportOptions): void {
  if (split !== undefined && output !== undefined) throw usageError("-o and --split exclude each other");
  if (format === "vcard") return;
  if (vcardVersion !== undefined) throw usageError(`--vcard-version does not go with --format ${format}`);
  const hasColumns = format === "csv" && (receiver === "google" || receiver === "outlook");
  if (receiver !== undefined && !hasColumns)
    throw usageError(`--for ${receiver} does not go with --format ${format}`, "CSV is for google or outlook");
}

function planOf(context: Context, query: string, options: ExportOptions): ExportPlan {
  const { format, for: receiver = null, vcardVersion: version = null, kind, tag, group } = options;
  return {
    format,
    receiver,
    version,
    raw: context.options().csvRaw ?? false,
    filters: { ...queryInput(context, query), kind, tag, group },
    now: context.io.now().toISOString(),
    product: `-//backside//backside ${VERSION}//EN`,
  };
}

async function exportAll(context: Context, plan: ExportPlan, { output = "-", split, force = false }: ExportOptions) {
  const isMachine = context.form() !== "table" && context.form() !== "tsv";
  if (isMachine && split === undefined && output === "-") {
    throw usageError(
      "export writes contacts, and a receipt only with -o or --split",
      "`backside contacts list --all --ndjson --include all` is the complete dump as JSON",
    );
  }
  const { exportToFile, exportToFolder, exportToStdout } = await import("./export-to.ts");
  const job = { context, plan, force };
  if (split !== undefined) await exportToFolder(job, split);
  else if (output !== "-") await exportToFile(job, output);
  else await exportToStdout(job);
}
