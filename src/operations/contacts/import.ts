import { type Bloom, bloom } from "../../domain/bloom.ts";
import type { CardResult, ImportReport } from "../../domain/import-report.ts";
import { custom, flag, object, optional, type Schema } from "../../domain/schema.ts";
import type { Reader } from "../../store/store.ts";
import type { CardSource } from "../import/card.ts";
import { importer } from "../import/importer.ts";
import { defineWrite } from "../operation.ts";

export type ImportInput = {
  source: CardSource;
  uid_only?: boolean | undefined;
  reread?: boolean | undefined;
  /** Told of every card as it is decided. */
  onCard?: ((result: CardResult) => void) | undefined;
};

export const importContacts = defineWrite<ImportInput, ImportReport>({
  name: "contacts.import",
  summary: "Import cards as contacts, updating those already there",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/contacts/import", status: 200, contract: "extension" },
  mcp: { name: "contacts_import" },
  errors: ["bad_request", "payload_too_large"],
  input: () =>
    object({
      source: custom<CardSource>((value) => typeof value === "function", "no cards"),
      uid_only: optional(flag("Match by UID only; every other card becomes a new contact")),
      reread: optional(flag("Compare every card, also one that was imported before just as it is")),
      onCard: optional(custom<(result: CardResult) => void>((value) => typeof value === "function", "not a function")),
    }) as Schema<ImportInput>,
  async run(tx, { source, uid_only = false, reread = false, onCard = () => {} }) {
    const into = await importer(tx, { uid_only, reread, onCard });
    for await (const cards of source(await knownDigests(tx))) await into.take(cards);
    return into.finish();
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
