import type { Command } from "commander";
import { BacksideError, usageError } from "../../domain/errors.ts";
import { CONFLICT_POLICIES, type ConflictPolicy, type ImportPlan, type ImportStep } from "../../domain/import-plan.ts";
import { type CardResult, failedFiles, type ImportReport } from "../../domain/import-report.ts";
import { FORMATS, type FormatName } from "../../formats/names.ts";
import { watchInterrupt } from "../../interrupt.ts";
import { stylesFor } from "../../render/colour.ts";
import { importSteps, type StepSample, stepSample } from "../../render/import-steps.ts";
import { importSummary } from "../../render/import-summary.ts";
import { jsonDocument } from "../../render/json.ts";
import { importProgress } from "../../render/progress.ts";
import { escapeJsonForTty } from "../../render/sanitize.ts";
import { DEFAULT_LIMITS } from "../../vcard/limits.ts";
import type { Context } from "../context.ts";
import { byteSize, once, oneOf, repeated, sizeText } from "../option.ts";
import type { Verb } from "../verb.ts";
import { knownCharset } from "./charset.ts";
import type { ReportPage } from "./import-report.ts";

type ImportOptions = {
  merge?: boolean;
  charset?: string;
  tag?: string[];
  format: "auto" | FormatName;
  map?: string[];
  maxSize?: number;
  onConflict?: ConflictPolicy;
  maxPhoto?: number;
  plan?: string;
  apply?: string;
  report?: string;
  force?: boolean;
};

export const importVerb: Verb = {
  name: "import",
  summary: "Import contacts, updating those already there",
  examples: [
    "backside contacts import phone.vcf",
    "backside contacts import *.vcf --tag phone --dry-run",
    "backside contacts import phone.vcf --plan plan.json",
    "backside contacts import --apply plan.json",
    "backside contacts import takeout.zip ~/.contacts",
    'backside contacts import people.csv --map "Cell=phone:mobile"',
  ],
  notes: ["vCard 2.1, 3.0 and 4.0, in one transaction: all or nothing. A second run of the same file creates nothing."],
  json: "{files, cards, created, updated, unchanged, skipped, failed, organizations, warnings, warnings_omitted, operation_id, dry_run, failures}",
  output: "ImportReceipt",
  lines: ["ImportedCard", "ImportSummary"],
  errors: {
    invalid_input: "no file has a card in it",
    partial: "some cards or files could not be imported, the others are in",
    conflict: "files or contacts are not what the plan met; nothing was imported",
    file_unreadable: "a file cannot be read; nothing was imported",
  },

  effect: "write",
  operations: ["contacts.import"],
  build: importCommand,
};

/** `backside contacts import FILE…` */
function importCommand(command: Command, context: Context): Command {
  return command
    .argument("[file...]", "files, .gz and .zip too, or folders of vCards; - reads standard input")
    .option("--format <name>", `auto, or one of ${FORMATS.join(", ")}`, oneOf("--format", ["auto", ...FORMATS]), "auto")
    .option("--map <column=field>", "what a column of a CSV file is; repeatable", repeated)
    .option("--max-size <size>", "bytes that compressed files may come to, such as 10GB", byteSize("--max-size"))
    .option("--max-photo <size>", "leave larger photos out, such as 500kB (default 30 MB)", photoSize)
    .option("--on-conflict <policy>", ON_CONFLICT, oneOf("--on-conflict", CONFLICT_POLICIES))
    .option("--plan <file>", "write what would happen, card by card, and change nothing; - prints it", once("--plan"))
    .option("--apply <file>", "do what a plan says", once("--apply"))
    .option("--report <file>", "write a page of HTML that tells what became of each card", once("--report"))
    .option("--force", "overwrite the file of --plan or --report")
    .option("--no-merge", "match by UID only; every other card becomes a new contact")
    .option("--charset <name>", "charset of 8-bit text that names none (default windows-1252)", knownCharset)
    .option("--tag <name>", "put this tag on every imported contact; repeatable", tagName)
    .action((names: string[], options: ImportOptions) => start(context, names, options));
}

const ON_CONFLICT = "what becomes of a contact that is there: merge (default), keep, replace or skip";

async function start(context: Context, names: readonly string[], options: ImportOptions): Promise<void> {
  if (options.apply !== undefined) {
    const { applyPlan } = await import("./import-plan.ts");
    const { names: planned, options: given, plan } = await applyPlan(names, { ...options, apply: options.apply });
    const { report, force } = options;
    return runImport(context, planned, { ...given, ...(report && { report }), ...(force && { force }) }, plan);
  }
  if (names.length === 0) throw usageError("missing required argument 'file'");
  if (options.plan === undefined) return runImport(context, names, options);
  const { writePlan } = await import("./import-plan.ts");
  await writePlan(context, names, { ...options, plan: options.plan }, (onStep) =>
    runImport(context, names, options, null, onStep),
  );
}

function tagName(name: string, before?: string[]): string[] {
  if (name.trim() === "") throw usageError("--tag takes the name of a tag");
  return repeated(name, before);
}
tagName.repeats = true;

/** What is larger than that is not even read. */
function photoSize(text: string): number {
  const size = byteSize("--max-photo")(text);
  if (size > DEFAULT_LIMITS.photo) throw usageError(`--max-photo takes at most ${sizeText(DEFAULT_LIMITS.photo)}`);
  return size;
}

async function runImport(
  context: Context,
  names: readonly string[],
  { merge = true, charset, tag = [], format, map = [], maxSize, plan: planFile, ...options }: ImportOptions,
  plan: ({ region: string | null } & ImportPlan) | null = null,
  onStep?: (step: ImportStep) => void,
): Promise<void> {
  const { io } = context;
  const { quiet = false } = context.options();
  const dryRun = context.options().dryRun === true || planFile !== undefined;
  const { importFiles } = await import("../../workflows/import.ts");
  if (names.includes("-") && io.stdin.isTTY) await io.err("reading contacts from the terminal; end with Ctrl-D\n");
  const styles = await stylesFor(io.stderr.colour);
  const page = await pageFor(context, names, options);
  const started = performance.now();
  const progress = importProgress(io, { label: `importing ${label(names)}`, quiet, styles });
  const interrupt = watchInterrupt(() => {
    if (names.includes("-")) (io.stdin.stream() as NodeJS.ReadStream).destroy();
  });
  const sample = dryRun ? stepSample() : null;
  const receipt = receiptFor(context, { dryRun, sample, apart: planFile === "-" });
  let cards = 0;
  let operation_id: string | null = null;
  let report: ImportReport;
  try {
    report = await importFiles(
      context.backend("write"),
      names,
      {
        region: plan === null ? context.settings().region : plan.region,
        charset: charset ?? null,
        format: format === "auto" ? undefined : format,
        columns: map,
        max_size: maxSize,
        max_photo: options.maxPhoto,
        uid_only: !merge,
        on_conflict: options.onConflict,
        plan: plan ?? undefined,
        ...(sample && {
          onStep(step) {
            sample.take(step);
            onStep?.(step);
          },
        }),
        tags: tag,
        onCard(result) {
          cards++;
          receipt.card(result);
          page?.card(result);
        },
        onProgress: (bytes, total) => progress.update(cards, bytes, total),
        stdin: () => io.stdin.stream() as NodeJS.ReadStream,
        check: interrupt.check,
      },
      { label: `import ${label(names)}`, dryRun, onOperation: (id) => (operation_id = id) },
    );
  } finally {
    progress.finish();
    interrupt.stop();
  }
  await receipt.finish(report, { operation_id, seconds: (performance.now() - started) / 1000 });
  await page?.finish(report, { operation_id, dryRun });
  refuseFailures(report);
}

async function pageFor(
  context: Context,
  names: readonly string[],
  { report: path, force = false }: Pick<ImportOptions, "report" | "force">,
): Promise<ReportPage | null> {
  if (path === undefined) return null;
  const { reportPage } = await import("./import-report.ts");
  return reportPage(context, { path, title: `import ${label(names)}`, force });
}

/** @throws partial when cards, or whole files, could not be imported */
function refuseFailures(report: ImportReport): void {
  const { failed, cards } = report;
  const files = failedFiles(report).map(({ file }) => file);
  const parts = [
    ...(failed > 0 ? [`${failed} of ${cards} cards`] : []),
    ...(files.length > 0 ? [`${files.length} of ${report.files} files`] : []),
  ];
  if (parts.length === 0) return;
  throw new BacksideError("partial", `${parts.join(" and ")} could not be imported`, {
    hint: "the report names file, line and reason of each",
    details: { failed, cards, files },
  });
}

type Receipt = {
  card(result: CardResult): void;
  finish(report: ImportReport, end: { operation_id: string | null; seconds: number }): Promise<void>;
};

/**
 * What the import tells: a summary for people, one object for `--json`, one line per card for `--ndjson`; in a pipe the
 * ids of what it wrote, and the summary beside them on stderr.
 */
function receiptFor(
  context: Context,
  { dryRun, sample, apart }: { dryRun: boolean; sample: StepSample | null; apart: boolean },
): Receipt {
  const { io } = context;
  // With the plan on stdout the summary stands beside it.
  const form = apart ? "tsv" : context.form();
  const failed: CardResult[] = [];
  let lines: string[] = form === "csv" ? ["id\r\n"] : [];
  let written: Promise<void> = Promise.resolve();
  const line = (value: object): string => {
    const text = JSON.stringify(value);
    return `${io.stdout.isTTY ? escapeJsonForTty(text) : text}\n`;
  };
  const deliver = (): void => {
    const text = lines.join("");
    lines = [];
    written = written.then(() => io.out(text));
    written.catch(() => undefined);
  };
  return {
    card(result) {
      if (result.action === "failed" && failed.length < 1000) failed.push(result);
      if (form === "ndjson") lines.push(line({ type: "card", ...result }));
      else if ((form === "tsv" || form === "csv") && !dryRun && isWritten(result))
        lines.push(`${result.id}${form === "csv" ? "\r" : ""}\n`);
      if (lines.length >= 500) deliver();
    },
    async finish(report, { operation_id, seconds }) {
      const { warnings_omitted, organizations, warnings, ...counts } = report;
      const summary = { ...counts, organizations, warnings, warnings_omitted, operation_id, dry_run: dryRun };
      if (form === "ndjson") {
        lines.push(line({ type: "summary", ...summary }));
        deliver();
        return written;
      }
      if (form === "json") {
        const failures = failed.map(({ file, line, card, reason }) => ({ file, line, card, reason }));
        return io.out(jsonDocument({ ...summary, failures }, { tty: io.stdout.isTTY }));
      }
      const stream = form === "table" ? io.stdout : io.stderr;
      // Reasons are cut for a screen only: what goes to a file may be read later.
      const columns = stream.isTTY ? stream.columns : Number.POSITIVE_INFINITY;
      const look = { styles: await stylesFor(stream.colour), columns };
      const counted = importSummary({ report, failed, operation_id, dryRun, seconds }, look);
      const text = sample === null ? counted : `${importSteps(sample, look)}${counted}`;
      if (form === "table") return io.out(text);
      deliver();
      await written;
      if (context.options().quiet !== true) await io.err(text);
    },
  };
}

function isWritten({ action }: CardResult): boolean {
  return action === "created" || action === "updated";
}

function label(names: readonly string[]): string {
  const [first = ""] = names;
  if (names.length > 1) return `${names.length} files`;
  return first === "-" ? "standard input" : (first.split(/[/\\]/).at(-1) ?? first);
}
