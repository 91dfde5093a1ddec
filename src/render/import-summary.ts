/** What an import did, for people: the counts, what could not be read, and the way back. */
import {
  type CardResult,
  FILE_WITHOUT_CARDS,
  failedFiles,
  type ImportReport,
  type ImportWarning,
} from "../domain/import-report.ts";
import type { Styles } from "./colour.ts";
import { sanitizeForTty } from "./sanitize.ts";
import { count, plural } from "./time.ts";
import { truncate } from "./width.ts";

type Summary = {
  report: ImportReport;
  failed: readonly CardResult[];
  operation_id: string | null;
  dryRun: boolean;
  seconds: number;
};

/** Kinds of warnings, and failed files and cards, shown one by one; the rest is counted. */
const SHOWN = 8;
/** Places of a kind of warning. */
const PLACES = 3;

export function importSummary(
  { report, failed, operation_id, dryRun, seconds }: Summary,
  { styles, columns }: { styles: Styles; columns: number },
): string {
  const { bold, dim, red, yellow, green } = styles;
  const files = report.files > 1 ? ` in ${count(report.files)} files` : "";
  const speed = seconds >= 0.05 ? dim(` in ${seconds.toFixed(1)} s`) : "";
  const numbers = [
    `${report.created > 0 ? green(count(report.created)) : "0"} created`,
    `${report.updated > 0 ? yellow(count(report.updated)) : "0"} updated`,
    `${count(report.unchanged)} unchanged`,
    ...(report.skipped > 0 ? [`${count(report.skipped)} skipped`] : []),
    ...(report.failed > 0 ? [red(`${count(report.failed)} failed`)] : []),
  ].join("  ");
  const lines = [`${bold(plural(report.cards, "card"))}${files}: ${numbers}${speed}`];
  if (report.organizations > 0)
    lines.push(dim(`${plural(report.organizations, "organization")} added for the companies named`));
  lines.push(...failureLines(report, failed, styles, columns), ...warningLines(report, styles, columns));
  if (dryRun) lines.push(dim("dry run: nothing was changed"));
  else if (operation_id !== null) lines.push(dim(`operation ${operation_id}`));
  return `${lines.join("\n")}\n`;
}

function failureLines(report: ImportReport, failed: readonly CardResult[], { red }: Styles, columns: number): string[] {
  const files = failedFiles(report).map(({ file, message }) => `${clean(file)}: ${clean(message)}`);
  const cards = failed.map(({ file, line, reason }) => `${place(file, line)}: ${clean(reason ?? "")}`);
  const shown = [...files, ...cards].slice(0, SHOWN);
  const lines = shown.map((text) => line1(`${red("failed")} ${text}`, columns));
  const more = files.length + report.failed - SHOWN;
  if (more > 0) lines.push(`… ${count(more)} more failed; --ndjson lists them all`);
  return lines;
}

/** Warnings of one kind are one line, and one with the first places; nobody reads ten thousand. */
function warningLines(
  { warnings: all, warnings_omitted }: ImportReport,
  { yellow, dim }: Styles,
  columns: number,
): string[] {
  const warnings = all.filter(({ code }) => code !== FILE_WITHOUT_CARDS);
  if (warnings.length === 0) return [];
  const kinds = [...Map.groupBy(warnings, ({ code }) => code).values()].sort((a, b) => b.length - a.length);
  const lines = [
    `${yellow(plural(warnings.length + warnings_omitted, "warning"))}${dim(": what was odd, and kept all the same")}`,
  ];
  for (const kind of kinds.slice(0, SHOWN))
    lines.push(truncate(`  ${warningLine(kind)}`, columns), truncate(`    ${placesOf(kind)}`, columns));
  if (kinds.length > SHOWN) lines.push(`  … ${count(kinds.length - SHOWN)} more kinds; --report and --json list them`);
  return lines;
}

function warningLine(kind: readonly ImportWarning[]): string {
  const [first] = kind;
  if (!first) return "";
  const times = kind.length > 1 ? `${count(kind.length)} × ` : "";
  const one = kind.every(({ property }) => property === first.property);
  const property = first.property === null || !one ? "" : `${first.property}: `;
  return `${times}${clean(property + first.message)}`;
}

/** `phone.vcf:6, :18, mac.vcf:44 and 20 more`, each file named once. */
function placesOf(kind: readonly ImportWarning[]): string {
  const shown = kind.slice(0, PLACES).map(({ file, line }, at) => {
    return file === kind[at - 1]?.file ? `:${line}` : place(file, line);
  });
  const more = kind.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${count(more)} more` : "");
}

function place(file: string, line: number): string {
  return `${clean(file)}:${line}`;
}

function clean(text: string): string {
  return sanitizeForTty(text, { cell: true });
}

function line1(text: string, columns: number): string {
  return text.includes("\u001b") ? text : truncate(text, columns);
}
