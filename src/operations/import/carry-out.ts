/** The steps of a plan beside the cards: whether they fit each other, and what stands in the store still fits them. */
import { BacksideError, usageError } from "../../domain/errors.ts";
import type { ImportPlan, PlannedStep } from "../../domain/import-plan.ts";
import type { Reader } from "../../store/store.ts";
import type { ImportCard } from "./card.ts";

/** Contacts looked up at a time, and changed ones named in the error. */
const BATCH = 500;
const NAMED = 20;

/** @throws conflict when a contact that a step changes is gone, or is not what it was */
export async function checkContacts(tx: Reader, { steps }: ImportPlan): Promise<void> {
  const changed: { step: number; id: string; what: string }[] = [];
  let batch: { step: PlannedStep; number: number }[] = [];
  async function look(): Promise<void> {
    const rows = await tx.find("contacts", { id: [...new Set(batch.map(({ step }) => step.id ?? ""))] });
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { step, number } of batch) {
      const row = byId.get(step.id ?? "");
      if (!row || row.deleted_at !== null) changed.push({ step: number, id: step.id ?? "", what: "is not there" });
      else if (step.action === "update" && step.met?.id === row.id && step.met.revision !== row.revision)
        changed.push({ step: number, id: row.id, what: "was changed" });
    }
    batch = [];
  }
  for (const [i, step] of steps.entries()) {
    if (step.id === null || (step.action !== "update" && step.action !== "unchanged")) continue;
    batch.push({ step, number: i + 1 });
    if (batch.length === BATCH) await look();
  }
  if (batch.length > 0) await look();
  const [first] = changed;
  if (!first) return;
  const more = changed.length > 1 ? `, and ${changed.length - 1} more` : "";
  throw outdated(`the contact ${first.id} of step ${first.step} ${first.what}${more}`, {
    changed: changed.slice(0, NAMED),
  });
}

/** The steps one after the other, each for the next card. */
export type Steps = {
  /** @throws conflict when the card is not the step's */
  next(card: ImportCard): PlannedStep;
  /** Told which contact the step's card is. */
  was(id: string): void;
  /** The contact of an earlier step. @throws usage when it has none */
  contactOf(step: PlannedStep): string;
  /** @throws conflict when steps are left */
  end(): void;
};

export function stepsOf({ steps }: ImportPlan): Steps {
  const ids: (string | null)[] = [];
  return {
    next(card) {
      const step = steps[ids.push(null) - 1];
      const isSame = step?.file === card.file && step.card === card.card && step.digest === card.digest;
      if (!step || !isSame) throw outdated(`card ${card.card} of ${card.file} is not the one of step ${ids.length}`);
      return step;
    },
    was(id) {
      ids[ids.length - 1] = id;
    },
    contactOf({ of }) {
      const id = of === null ? null : (ids[of - 1] ?? null);
      if (id !== null) return id;
      throw usageError(
        `step ${ids.length} is a duplicate of step ${of}, which makes no contact`,
        "change its action to create or skip, or name another step in of",
      );
    },
    end() {
      if (ids.length < steps.length)
        throw outdated(`the files have ${ids.length} cards, the plan ${steps.length} steps`);
    },
  };
}

/** Something is not as the plan has it. */
export function outdated(
  what: string,
  details: { changed: { step: number; id: string; what: string }[] } | null = null,
) {
  return new BacksideError("conflict", `${what} since the plan was made`.replace(/(more) since/, "$1, since"), {
    hint: "nothing was changed; make the plan anew with import --plan",
    details,
  });
}
