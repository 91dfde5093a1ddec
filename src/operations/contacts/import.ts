import type { BackupRecord } from "../../domain/backup.ts";
import { type Bloom, bloom } from "../../domain/bloom.ts";
import { CONFLICT_POLICIES, type ConflictPolicy, type ImportPlan, type ImportStep } from "../../domain/import-plan.ts";
import type { CardResult, ImportReport } from "../../domain/import-report.ts";
import { choice, custom, flag, object, optional, type Schema } from "../../domain/schema.ts";
import type { Reader } from "../../store/store.ts";
import { restoring } from "../import/backup.ts";
import type { CardSource } from "../import/card.ts";
import { checkContacts } from "../import/carry-out.ts";
import { importer } from "../import/importer.ts";
import { defineWrite } from "../operation.ts";

export type ImportInput = {
  source: CardSource;
  uid_only?: boolean | undefined;
  reread?: boolean | undefined;
  on_conflict?: ConflictPolicy | undefined;
  /** What is to be done with each card, instead of finding it out. */
  plan?: ImportPlan | undefined;
  /** Told of every card as it is decided. */
  onCard?: ((result: CardResult) => void) | undefined;
  /** Told the same at length, as a plan has it. */
  onStep?: ((step: ImportStep) => void) | undefined;
  /** What a backup has besides contacts: what was read since it was asked last. */
  records?: (() => BackupRecord[]) | undefined;
};

export const importContacts = defineWrite<ImportInput, ImportReport>({
  name: "contacts.import",
  summary: "Import cards as contacts, updating those already there",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/contacts/import", status: 200, contract: "extension" },
  mcp: { name: "contacts_import" },
  errors: ["bad_request", "payload_too_large", "conflict"],
  input: () =>
    object({
      source: custom<CardSource>((value) => typeof value === "function", "no cards"),
      uid_only: optional(flag("Match by UID only; every other card becomes a new contact")),
      reread: optional(flag("Compare every card, also one that was imported before just as it is")),
      on_conflict: optional(choice(CONFLICT_POLICIES, "What becomes of a contact that a card meets")),
      plan: optional(custom<ImportPlan>((value) => typeof value === "object" && value !== null, "no plan")),
      onStep: optional(custom<(step: ImportStep) => void>((value) => typeof value === "function", "not a function")),
      onCard: optional(custom<(result: CardResult) => void>((value) => typeof value === "function", "not a function")),
      records: optional(custom<() => BackupRecord[]>((value) => typeof value === "function", "not a function")),
    }) as Schema<ImportInput>,
  async run(tx, { source, uid_only = false, reread = false, on_conflict = "merge", plan, onCard, onStep, records }) {
    if (plan) await checkContacts(tx, plan);
    const told = { onCard: onCard ?? (() => {}), onStep: onStep ?? null };
    const into = await importer(tx, { uid_only, reread, on_conflict, plan: plan ?? null, ...told });
    const rest = restoring(tx);
    const takeRecords = async (): Promise<void> => {
      const read = records?.() ?? [];
      if (read.length === 0) return;
      await into.flush();
      await rest.take(read);
    };
    for await (const cards of source(await knownDigests(tx))) {
      await takeRecords();
      await into.take(cards);
    }
    await takeRecords();
    const report = await into.finish();
    await rest.finish(into.memberships);
    return report;
  },
});

/** Null for a store without any, which spares the filter. */
async function knownDigests(tx: Reader): Promise<Bloom | null> {
  let known: Bloom | null = null;
  await tx.eachDigest((digest) => {
    known ??= bloom();
    known.add(digest);
  });
  return known;
}
