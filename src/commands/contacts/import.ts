import type { Command } from "commander";
import { BacksideError, usageError } from "../../domain/errors.ts";
import { type CardResult, failedFiles, type ImportReport } from "../../domain/import-report.ts";
import { watchInterrupt } from "../../interrupt.ts";
import { stylesFor } from "../../render/colour.ts";
import { importSummary } from "../../render/import-summary.ts";
import { jsonDocument } from "../../render/json.ts";
import { importProgress } from "../../render/progress.ts";
import { escapeJsonForTty } from "../../render/sanitize.ts";
import type { Context } from "../context.ts";
import { oneOf, repeated } from "../option.ts";
import type { Verb } from "../verb.ts";

type ImportOptions = { merge?: boolean; charset?: string; tag?: string[]; format: "auto" | "vcard" };

export const importVerb: Verb = {
  name: "import",
  summary: "Import vCard files, updating contacts already there",
  examples: [
    "backside contacts import phone.vcf",
    "backside contacts import *.vcf --tag phone --dry-run",
    "unzip -p export.zip | backside contacts import -",
  ],
  notes: ["vCard 2.1, 3.0 and 4.0, in one transaction: all or nothing. A second run of the same file creates nothing."],
  json: "{files, cards, created, updated, unchanged, skipped, failed, organizations, warnings, warnings_omitted, operation_id, dry_run, failures}",
  output: "ImportReceipt",
  lines: ["ImportedCard", "ImportSummary"],
  errors: {
    invalid_input: "no file has a card in it",
    partial: "some cards or files could not be imported, the others are in",
    file_unreadable: "a file cannot be read; nothing was imported",
  },

  effect: "write",
  operations: ["contacts.import"],
  build: importCommand,
};

/** `backside contacts import FILE…` */
function importCommand(command: Command, context: Context): Command {
  return command
    .argument("<file...>", "vCard files; - reads standard input")
    .option("--format <name>", "auto or vcard", oneOf("--format", ["auto", "vcard"]), "auto")
    .option("--no-merge", "match by UID only; every other card becomes a new contact")
    .option("--charset <name>", "charset of 8-bit text that names none (default windows-1252)", knownCharset)
    .option("--tag <name>", "put this tag on every imported contact; repeatable", tagName)
    .action((names: string[], options: ImportOptions) => runImport(context, names, options));
}

function tagName(name: string, before?: string[]): string[] {
  if (name.trim() === "") throw usageError("--tag takes the name of a tag");
  return repeated(name, before);
}
tagName.repeats = true;

function knownCharset(name: string): string {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw usageError(`no charset is called ${JSON.stringify(name)}`, "such as utf-8, iso-8859-15, gb18030, shift_jis");
  }
}

async function runImport(
  context: Context,
  names: readonly string[],
  { merge = true, charset, tag = [] }: ImportOptions,
): Promise<void> {
  const { io } = context;
  const { dryRun = false, quiet = false } = context.options();
  const { importFiles } = await import("../../workflows/import.ts");
  if (names.includes("-") && io.stdin.isTTY) await io.err("reading vCards from the terminal; end with Ctrl-D\n");
  const styles = await stylesFor(io.stderr.colour);
  const started = performance.now();
  const progress = importProgress(io, { label: `importing ${label(names)}`, quiet, styles });
  const interrupt = watchInterrupt(() => {
    if (names.includes("-")) (io.stdin.stream() as NodeJS.ReadStream).destroy();
  });
  const receipt = receiptFor(context);
  let cards = 0;
  let operation_id: string | null = null;
  let report: ImportReport;
  try {
    report = await importFiles(
      context.backend("write"),
      names,
      {
        region: context.settings().region,
        charset: charset ?? null,
        uid_only: !merge,
        tags: tag,
        onCard(result) {
          cards++;
          receipt.card(result);
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
  refuseFailures(report);
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
function receiptFor(context: Context): Receipt {
  const { io } = context;
  const form = context.form();
  const { dryRun = false } = context.options();
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
      const styles = await stylesFor((form === "table" ? io.stdout : io.stderr).colour);
      const text = importSummary(
        { report, failed, operation_id, dryRun, seconds },
        { styles, columns: io.stdout.columns },
      );
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
