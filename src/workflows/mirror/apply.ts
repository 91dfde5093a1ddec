/** What a mirror changes in the store: to be run inside one batch, so that one `undo` takes it all back. */
import type { Backend } from "../../backend/backend.ts";
import type { ContactDraft } from "../../domain/draft.ts";
import { BacksideError } from "../../domain/errors.ts";
import type { PlannedStep } from "../../domain/import-plan.ts";
import { draftOfCard } from "../../formats/vcard.ts";
import { deleteContact } from "../../operations/contacts/delete.ts";
import { importContacts } from "../../operations/contacts/import.ts";
import { restoreContact } from "../../operations/contacts/restore.ts";
import type { ImportCard } from "../../operations/import/card.ts";
import { prepare } from "../../operations/import/prepare.ts";
import { onlyCard } from "./folder.ts";
import type { Found, Step } from "./sides.ts";
import { cardOf, type Unit } from "./units.ts";
import { removeUnsaid, type Target } from "./unsaid.ts";

/** The contacts that new files became, by the file's name. */
export type Applied = { created: Map<string, string> };

export type ApplyOptions = {
  /** ISO 3166-1 alpha-2 country of national phone notations. */
  region: string | null;
  /** Generator of UUIDv7. */
  newId: () => string;
};

/** Whether a step changes the store. */
export function isOfStore({ do: what }: Step): boolean {
  return what === "create" || what === "update" || what === "restore" || what === "delete_contact";
}

export async function applyToStore(
  backend: Backend,
  steps: readonly Step[],
  { region, newId }: ApplyOptions,
): Promise<Applied> {
  const cards: { card: ImportCard; step: PlannedStep }[] = [];
  const add = (file: Found, draft: ContactDraft, id: string | null): void => {
    const digest = id === null ? (file.card?.card_digest ?? null) : null;
    const place = { file: file.name, card: 1, digest };
    const read = () => ({ prepared: prepare(draft, digest, newId), failure: null, warnings: [] });
    const action = id === null ? "create" : "update";
    cards.push({ card: { ...place, line: 1, read }, step: { ...place, action, id, of: null, met: null } });
  };
  for (const step of steps) {
    if (step.do === "delete_contact") await backend.call(deleteContact, { id: step.id });
    if (step.do === "create") add(step.file, draftOf(step.file), null);
    if (step.do !== "update" && step.do !== "restore") continue;
    if (step.do === "restore") await backend.call(restoreContact, { id: step.id });
    const draft = await targetDraft(step, region);
    const units = step.do === "update" ? step.units : unitsIn(step.file);
    add(step.file, await removeUnsaid(backend, step.id, { draft, units }), step.id);
  }
  const created = new Map<string, string>();
  if (cards.length > 0) await importAll(backend, cards, created);
  return { created };
}

/** By a plan that says whose each card is: nobody is found by likeness. */
async function importAll(
  backend: Backend,
  cards: readonly { card: ImportCard; step: PlannedStep }[],
  created: Map<string, string>,
): Promise<void> {
  await backend.call(importContacts, {
    source: async function* () {
      for (let at = 0; at < cards.length; at += BATCH) yield cards.slice(at, at + BATCH).map(({ card }) => card);
    },
    on_conflict: "replace",
    plan: { created_at: EVER, steps: cards.map(({ step }) => step) },
    onCard({ file, action, id }) {
      if (action === "created" && id !== null) created.set(file, id);
    },
  });
}

/** Cards of one look-up. */
const BATCH = 250;

/** The plan is of this very transaction: no contact came after it. */
const EVER = "9999-12-31T23:59:59Z";

function draftOf({ name, card }: Found): ContactDraft {
  const draft = card?.draft() ?? null;
  if (draft === null) throw new BacksideError("conflict", `${name} is not what it was when it was looked at`);
  return draft;
}

function unitsIn({ card }: Found): Unit[] {
  return [...(card?.units.values() ?? [])].flat();
}

async function targetDraft(
  step: Extract<Step, { do: "update" | "restore" }>,
  region: string | null,
): Promise<Target["draft"]> {
  if (step.do === "restore") return draftOf(step.file);
  const card = await onlyCard(Buffer.from(cardOf(step.units, step.uid)));
  const { draft, failure } = typeof card === "string" ? { draft: null, failure: card } : draftOfCard(card, region);
  if (draft === null) throw new Error(`the merged card of ${step.file.name} cannot be read: ${failure}`);
  return draft;
}
