/** What an import would do, card by card: told to people, and kept in a plan file that can be changed and carried out. */

export const PLAN_VERSION = 1;

/**
 * `duplicate` is a card of the contact that an earlier card of the same import makes; `of` is the number of that step.
 */
export const STEP_ACTIONS = ["create", "update", "unchanged", "duplicate", "skip", "fail"] as const;
export type StepAction = (typeof STEP_ACTIONS)[number];

/** A value that the contact gets (`from` null), loses (`to` null), or has instead of another one. */
export type FieldChange = { field: string; from: string | null; to: string | null };

export type ImportStep = {
  /** From 1, in the order of the cards. */
  step: number;
  action: StepAction;
  display_name: string | null;
  /** By what the card was found to be the contact's. */
  evidence: string | null;
  changes: FieldChange[];
  /** The contact that is updated, or stays as it is. */
  id: string | null;
  of: number | null;
  /** The contact as the plan met it; a plan is carried out only while it is still so. */
  met: { id: string; revision: number } | null;
  file: string;
  line: number;
  card: number;
  digest: string | null;
  /** Why it fails or is left out. */
  reason: string | null;
};

export const CONFLICT_POLICIES = ["merge", "keep", "replace", "skip"] as const;
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

/** What the cards were read and matched with; a plan is carried out with the same. */
export type PlanOptions = {
  format: string;
  region: string | null;
  charset: string | null;
  /** What the columns of a CSV file are, `Column=field` each. */
  columns: string[];
  tags: string[];
  /** Bytes that photos may have; null for as many as are read. */
  max_photo: number | null;
  merge: boolean;
  on_conflict: ConflictPolicy;
};

export type PlanFile = { name: string; size: number; sha256: string };

/** What stands before the steps in a plan file. */
export type PlanHead = { version: number; created_at: string; files: PlanFile[]; options: PlanOptions };

/** The part of a step that carrying it out needs. */
export type PlannedStep = Pick<ImportStep, "action" | "id" | "of" | "met" | "file" | "card" | "digest">;

/** A plan as it is carried out. */
export type ImportPlan = { created_at: string; steps: readonly PlannedStep[] };
