import { type Bloom, bloom } from "../../domain/bloom.ts";
import type { CardResult, ImportReport } from "../../domain/import-report.ts";
import { custom, flag, list, object, optional, type Schema, text } from "../../domain/schema.ts";
import type { Reader } from "../../store/store.ts";
import type { CardSource } from "../import/card.ts";
import { importer } from "../import/importer.ts";
import { defineWrite } from "../operation.ts";

export type ImportInput = {
  source: CardSource;
  uid_only?: boolean | undefined;
  tags?: string[] | undefined;
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
      tags: optional(list(text("Tag name"), "Tags put on every imported contact")),
      onCard: optional(custom<(result: CardResult) => void>((value) => typeof value === "function", "not a function")),
    }) as Schema<ImportInput>,
  async run(tx, { source, uid_only = false, tags = [], onCard = () => {} }) {
    const into = await importer(tx, { uid_only, tags, onCard });
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
