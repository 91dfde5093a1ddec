/** Everything in a store → the text of a backup: definitions, contacts, interactions. Format: docs/backup.md. */
import type { Backend } from "../backend/backend.ts";
import { backupBegin, backupWriter } from "../formats/ndjson/writer.ts";
import { backupDefinitions } from "../operations/backup/definitions.ts";
import { backupInteractions } from "../operations/backup/interactions.ts";
import { exportContacts } from "../operations/contacts/export.ts";

export type BackupCounts = { contacts: number; companies: number };

/** @param now RFC 3339; @param onContacts told of each page's contacts, and of companies known by their name only */
export async function* backupTexts(
  backend: Pick<Backend, "call" | "pages">,
  now: string,
  onContacts: (counts: BackupCounts) => void = () => {},
): AsyncGenerator<string> {
  yield backupBegin(now) + linesOf(await backend.call(backupDefinitions, {}));
  const uids = new Map<string, string>();
  const { contact: line } = backupWriter((id) => uids.get(id) ?? null);
  // Organizations first: people name them.
  for (const kind of ["organization", "person", "group"] as const) {
    for await (const page of backend.pages(exportContacts, { kind })) {
      const written = page.filter(({ bare }) => !bare);
      for (const { contact } of kind === "organization" ? written : [])
        uids.set(contact.id, contact.vcard_uid ?? `urn:uuid:${contact.id}`);
      const texts = written.map(({ contact, photo }) => line({ contact, photo, members: null }, { now, product: "" }));
      onContacts({ contacts: written.length, companies: page.length - written.length });
      if (texts.length > 0) yield texts.join("");
    }
  }
  for await (const page of backend.pages(backupInteractions, {})) if (page.length > 0) yield linesOf(page);
}

function linesOf(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}
