/** What a run of a mirror did, for people. */
import type { MirrorReport, Side } from "../domain/mirror-report.ts";
import { sanitizeForTty } from "./sanitize.ts";
import { count, plural } from "./time.ts";

/** Lines of each kind; the rest is counted. */
const LINES = 20;

export function mirrorSummary(report: MirrorReport, dim: (text: string) => string): string {
  const { changes, conflicts, failed } = report;
  const named = (file: string | null, name: string | null) => [file, name].filter((text) => text !== null).join("  ");
  const lines = [
    ...shown(changes, ({ side, action, file, display_name }) => `${side}: ${action}  ${named(file, display_name)}`),
    ...shown(conflicts, ({ file, display_name, properties, reason }) => {
      return `conflict  ${named(file, display_name)}: ${reason}${of(properties)}`;
    }),
    ...shown(failed, ({ file, reason }) => `left alone  ${file}: ${reason}`),
  ];
  const after = report.dry_run
    ? "dry run: nothing was changed"
    : report.operation_id === null
      ? null
      : `operation ${report.operation_id}`;
  const all = [...lines, totals(report)].map((line) => sanitizeForTty(line, { cell: true }));
  return [...all, ...(after === null ? [] : [dim(after)])].map((line) => `${line}\n`).join("");
}

function shown<T>(all: readonly T[], line: (one: T) => string): string[] {
  const lines = all.slice(0, LINES).map(line);
  return all.length > LINES ? [...lines, `\u2026 ${count(all.length - LINES)} more`] : lines;
}

function of(properties: readonly string[]): string {
  return properties.length === 0 ? "" : ` (${properties.join(", ")})`;
}

function totals({ store, folder, unchanged, conflicts, failed }: MirrorReport): string {
  const side = (name: Side, counts: MirrorReport[Side]): string[] => {
    const said = Object.entries(counts).filter(([, number]) => number > 0);
    return said.length === 0 ? [] : [`${name}: ${said.map(([what, number]) => `${count(number)} ${what}`).join(", ")}`];
  };
  return [
    ...side("store", store),
    ...side("folder", folder),
    `${count(unchanged)} unchanged`,
    ...(conflicts.length > 0 ? [plural(conflicts.length, "conflict")] : []),
    ...(failed.length > 0 ? [`${plural(failed.length, "file")} left alone`] : []),
  ].join("; ");
}
