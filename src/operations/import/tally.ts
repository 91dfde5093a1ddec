/** Counts what becomes of the cards, and tells it: as a result, and as the step of a plan. */

import type { FieldChange, ImportStep, StepAction } from "../../domain/import-plan.ts";
import type { CardAction, CardResult, ImportReport, ImportWarning } from "../../domain/import-report.ts";
import type { ImportCard } from "./card.ts";

/** Warnings listed in the report; the rest is counted. */
const WARNINGS = 10_000;

export type Outcome = {
  action: CardAction;
  id: string | null;
  display_name: string | null;
  evidence?: string | null;
  /** Why it failed or was left out, or what else the receipt says. */
  reason?: string | null;
  changes?: FieldChange[];
  /** The contact as it was met; null for one that this import made. */
  met?: { id: string; revision: number } | null;
};

export type Tally = {
  warn(warning: ImportWarning): void;
  done(card: ImportCard, outcome: Outcome): void;
  report(organizations: number): ImportReport;
};

export function tally(onCard: (result: CardResult) => void, onStep: ((step: ImportStep) => void) | null): Tally {
  const counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  const warnings: ImportWarning[] = [];
  let [files, cards, omitted] = [0, 0, 0];
  let last: string | null = null;
  /** Step that made a contact. */
  const made = new Map<string, number>();

  return {
    warn(warning) {
      if (warnings.length < WARNINGS) warnings.push(warning);
      else omitted++;
    },
    done({ file, line, card, digest }, outcome) {
      const { action, id, display_name, evidence = null, reason = null, changes = [], met = null } = outcome;
      if (file !== last) files++;
      last = file;
      cards++;
      counts[action]++;
      const said = reason ?? (evidence === null ? null : `matched by ${evidence}`);
      onCard({ file, line, card, action, id, display_name, reason: said });
      if (onStep === null) return;
      const of = id === null ? null : (made.get(id) ?? null);
      if (action === "created" && id !== null) made.set(id, cards);
      const planned = of === null ? STEPS[action] : DUPLICATE[action];
      const place = { file, line, card, digest };
      const contact = { id: met === null ? null : id, of, met };
      onStep({ step: cards, action: planned, display_name, evidence, changes, ...contact, ...place, reason });
    },
    report: (organizations) => ({
      files,
      cards,
      ...counts,
      organizations,
      warnings,
      warnings_omitted: omitted,
    }),
  };
}

const STEPS: Record<CardAction, StepAction> = {
  created: "create",
  updated: "update",
  unchanged: "unchanged",
  skipped: "skip",
  failed: "fail",
};

/** Of a card whose contact is made by the same import. */
const DUPLICATE: Record<CardAction, StepAction> = { ...STEPS, updated: "duplicate", unchanged: "duplicate" };
