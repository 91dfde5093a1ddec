/** What an import would do, for people: the first of each kind by name, and what would change in them. */
import type { FieldChange, ImportStep, StepAction } from "../domain/import-plan.ts";
import type { Styles } from "./colour.ts";
import { sanitizeForTty } from "./sanitize.ts";
import { count } from "./time.ts";
import { truncate } from "./width.ts";

/** The first steps of each action, and how many there are. */
export type StepSample = {
  take(step: ImportStep): void;
  of(action: StepAction): { total: number; first: readonly ImportStep[] };
};

/** Cards named, and changes of each; the plan has them all. */
const SHOWN = 10;
const CHANGES = 6;

export function stepSample(): StepSample {
  const kinds = new Map<StepAction, { total: number; first: ImportStep[] }>();
  const kind = (action: StepAction) => {
    const known = kinds.get(action) ?? { total: 0, first: [] };
    kinds.set(action, known);
    return known;
  };
  return {
    take(step) {
      const mine = kind(step.action);
      mine.total++;
      if (mine.first.length < SHOWN) mine.first.push(step);
    },
    of: kind,
  };
}

export function importSteps(sample: StepSample, { styles, columns }: { styles: Styles; columns: number }): string {
  const { dim } = styles;
  const lines: string[] = [];
  for (const [action, title] of TITLES) {
    const { total, first } = sample.of(action);
    if (total === 0) continue;
    lines.push(`${title} ${count(total)}`);
    for (const step of first) lines.push(truncate(`  ${stepLine(step)}`, columns));
    if (total > first.length) lines.push(dim(`  … ${count(total - first.length)} more; --plan lists them all`));
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** Those who stay as they are need no list. */
const TITLES = [
  ["create", "would create"],
  ["update", "would update"],
  ["duplicate", "would go into a contact of this import"],
  ["skip", "would skip"],
] as const satisfies [StepAction, string][];

function stepLine({ display_name, evidence, changes, of }: ImportStep): string {
  const name = clean(display_name ?? "");
  if (changes.length === 0) return of === null ? name : `${name}, as card ${of}`;
  const shown = changes.slice(0, CHANGES).map(changeText);
  if (changes.length > CHANGES) shown.push(`… ${changes.length - CHANGES} more`);
  return `${name}${evidence === null ? "" : clean(`, by ${evidence}`)}: ${shown.join("; ")}`;
}

function changeText({ field, from, to }: FieldChange): string {
  if (from === null) return clean(`+ ${field} ${to}`);
  return clean(to === null ? `- ${field} ${from}` : `${field} ${from} → ${to}`);
}

function clean(text: string): string {
  return sanitizeForTty(text, { cell: true });
}
