/** What a card changes in a contact that is there, by the policy: worked out, told, and written. */
import type { ContactDraft } from "../../domain/draft.ts";
import type { FullContact } from "../../domain/entities.ts";
import type { ConflictPolicy, FieldChange } from "../../domain/import-plan.ts";
import { additionOf, isEmptyAddition, valuesKept } from "../../domain/merge.ts";
import { changesOfAddition, changesOfReplacement } from "../../domain/merge-changes.ts";
import { isEmptyReplacement, replacementOf } from "../../domain/replace.ts";
import type { Transaction } from "../../store/store.ts";
import type { NamedIds } from "./names.ts";
import { applyReplacement } from "./replace-rows.ts";
import { applyAddition } from "./rows.ts";

export type ContactChange = {
  isEmpty: boolean;
  /** Properties of which the contact has another value, so that the card's is kept as a line. */
  kept: string[];
  changes(): FieldChange[];
  write(tx: Transaction, names: NamedIds): Promise<void>;
};

export function changeOf(contact: FullContact, draft: ContactDraft, policy: ConflictPolicy): ContactChange {
  if (policy === "replace") {
    const replacement = replacementOf(contact, draft);
    return {
      isEmpty: isEmptyReplacement(replacement),
      kept: [],
      changes: () => changesOfReplacement(contact, replacement),
      write: (tx, names) => applyReplacement(tx, names, contact, replacement),
    };
  }
  const addition = additionOf(contact, draft);
  return {
    isEmpty: isEmptyAddition(addition),
    kept: valuesKept(contact, addition),
    changes: () => changesOfAddition(contact, addition),
    write: (tx, names) => applyAddition(tx, names, contact, addition),
  };
}
