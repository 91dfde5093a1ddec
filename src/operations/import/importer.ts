/** Takes cards one batch at a time into an open transaction and counts what became of them. */

import { bloom } from "../../domain/bloom.ts";
import type { ContactDraft } from "../../domain/draft.ts";
import type { CardResult, ImportReport } from "../../domain/import-report.ts";
import { additionOf, isEmptyAddition } from "../../domain/merge.ts";
import type { SearchDocument } from "../../domain/search-text.ts";
import { lookupColumns, uidKey } from "../../store/keys.ts";
import type { NewContact, Rows, Transaction } from "../../store/store.ts";
import type { ImportCard } from "./card.ts";
import { type Links, settleLinks } from "./links.ts";
import { type Match, matchByEvidence, matchByUid, matchOrganization } from "./match.ts";
import { namedIds } from "./names.ts";
import { applyAddition, newContact } from "./rows.ts";

export type ImporterOptions = {
  /** Trust the UID only: every other card becomes a new contact. */
  uid_only: boolean;
  /** Tags put on every contact of this import. */
  tags: readonly string[];
  /** Told of every card, in order. */
  onCard: (result: CardResult) => void;
};

export type Importer = { take(cards: readonly ImportCard[]): Promise<void>; finish(): Promise<ImportReport> };

/** New contacts written at a time: bounds memory, and keeps statements hot. */
const PENDING = 500;
/** Warnings listed in the report; the rest is counted. */
const WARNINGS = 10_000;

export async function importer(tx: Transaction, { uid_only, tags, onCard }: ImporterOptions): Promise<Importer> {
  const fresh = (await tx.list(ANYBODY, 1, null)).rows.length === 0;
  const seen = bloom();
  const names = namedIds(tx, fresh);
  const claimed = new Set<string>();
  const links: Links = { related: [], groups: [] };
  const pending: NewContact[] = [];
  const report: ImportReport = {
    files: 0,
    cards: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    failed: 0,
    organizations: 0,
    warnings: [],
    warnings_omitted: 0,
  };
  let file: string | null = null;

  async function flush(): Promise<void> {
    if (pending.length > 0) await tx.insertContacts(pending);
    pending.length = 0;
  }

  /** Whether a key may stand in the store; if a card of this import brought it, that card is written first. */
  async function mayBeThere(key: string): Promise<boolean> {
    const before = seen.add(key);
    if (before) await flush();
    return before || !fresh;
  }

  async function take(card: ImportCard, known: readonly Rows["contacts"][]): Promise<void> {
    if (card.file !== file) report.files++;
    file = card.file;
    const same = await knownCard(card, known);
    if (same) return done(card, "unchanged", same.id, same.display_name, "same card as before");

    const { draft, document, failure, warnings } = card.read();
    for (const warning of warnings) {
      if (report.warnings.length < WARNINGS) report.warnings.push(warning);
      else report.warnings_omitted++;
    }
    if (draft === null) return done(card, "failed", null, null, failure);
    draft.tags = withTags(draft.tags, tags);
    const match = await matchOf(draft);
    if (match === null) return create(card, draft, tags.length > 0 ? null : document);
    await addTo(match, card, draft);
  }

  /** The contact that holds this very card, unchanged since. */
  async function knownCard(
    card: ImportCard,
    prefetched: readonly Rows["contacts"][],
  ): Promise<Rows["contacts"] | null> {
    if (card.digest === null || tags.length > 0) return null;
    const before = seen.add(`d${card.digest}`);
    if (before) await flush();
    const rows = before ? await tx.find("contacts", { card_digest: card.digest }) : prefetched;
    const same = rows.filter(
      (row) =>
        row.revision === row.card_revision &&
        row.deleted_at === null &&
        (!uid_only || row.uid_key !== null) &&
        !claimed.has(row.id),
    );
    // Two cards with a bare name are two people, in the first import as in the second.
    const usable = before ? same.filter((row) => row.created_at !== tx.recorded_at || row.uid_key !== null) : same;
    const [contact] = usable;
    if (contact && rows.length > 1) claimed.add(contact.id);
    return contact ?? null;
  }

  async function matchOf(draft: ContactDraft): Promise<Match | null> {
    const { vcard_uid, kind } = draft;
    if (vcard_uid !== null && (await mayBeThere(`u${uidKey(vcard_uid)}`))) {
      const match = await matchByUid(tx, vcard_uid);
      if (match) return match;
    }
    if (kind === "organization") {
      await flush();
      return matchOrganization(tx, draft, uid_only);
    }
    if (uid_only || kind === "group") return null;
    let possible = !fresh;
    for (const channel of draft.channels) {
      if (channel.type !== "email" && channel.type !== "phone") continue;
      const { lookup_key } = lookupColumns("channels", channel);
      if (typeof lookup_key === "string" && (await mayBeThere(`c${lookup_key}`))) possible = true;
    }
    return possible ? matchByEvidence(tx, draft, tx.recorded_at, claimed) : null;
  }

  async function create(card: ImportCard, draft: ContactDraft, document: SearchDocument | null): Promise<void> {
    const contact = await newContact(tx, names, pending, draft, document, card.digest);
    pending.push(contact);
    if (draft.kind === "organization") names.learn(draft.display_name, contact.contact.id);
    note(contact.contact.id, draft);
    done(card, "created", contact.contact.id, draft.display_name, null);
    if (pending.length >= PENDING) await flush();
  }

  async function addTo({ contact, by }: Match, card: ImportCard, draft: ContactDraft): Promise<void> {
    if (by !== "UID") claimed.add(contact.id);
    const addition = additionOf(contact, draft);
    if (isEmptyAddition(addition)) return done(card, "unchanged", contact.id, contact.display_name, `matched by ${by}`);
    await applyAddition(tx, names, pending, contact, addition, card.digest);
    note(contact.id, draft);
    done(card, "updated", contact.id, contact.display_name, `matched by ${by}`);
  }

  function note(contact_id: string, { related, members, display_name: name, vcard_uid }: ContactDraft): void {
    for (const one of related) links.related.push({ contact_id, related: one });
    if (members) links.groups.push({ contact_id, name, vcard_uid: vcard_uid ?? `urn:uuid:${contact_id}`, members });
  }

  function done(
    card: ImportCard,
    action: CardResult["action"],
    id: string | null,
    display_name: string | null,
    reason: string | null,
  ): void {
    report.cards++;
    report[action]++;
    onCard({ file: card.file, line: card.line, card: card.card, action, id, display_name, reason });
  }

  return {
    async take(cards) {
      const digests = fresh ? [] : cards.flatMap(({ digest }) => (digest === null ? [] : [digest]));
      const rows = digests.length === 0 ? [] : await tx.find("contacts", { card_digest: digests });
      const known = Map.groupBy(rows, (row) => row.card_digest);
      for (const card of cards) await take(card, known.get(card.digest) ?? []);
    },
    async finish() {
      await flush();
      await settleLinks(tx, links);
      return { ...report, organizations: names.organizationsMade() };
    },
  };
}

const ANYBODY = {
  terms: null,
  name_key: null,
  kind: null,
  tags: [],
  groups: [],
  deleted: "include",
  sort: "created_at",
  descending: false,
} as const;

function withTags(mine: readonly string[], more: readonly string[]): string[] {
  const names = new Set(mine.map((name) => name.toLowerCase()));
  return [...mine, ...more.filter((name) => !names.has(name.toLowerCase()))];
}
