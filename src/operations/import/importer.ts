/** Takes cards one batch at a time into an open transaction and counts what became of them. */

import type { ContactDraft } from "../../domain/draft.ts";
import type { CardResult, ImportReport } from "../../domain/import-report.ts";
import { additionOf, isEmptyAddition } from "../../domain/merge.ts";
import { nameKey } from "../../domain/search-text.ts";
import type { NewContact, Rows, Transaction } from "../../store/store.ts";
import type { ImportCard } from "./card.ts";
import { type Links, settleLinks } from "./links.ts";
import { type Match, matchByEvidence, matchByUid, matchOfCard, matchOrganization } from "./match.ts";
import { namedIds } from "./names.ts";
import { bareOrganization, draftOf, type PreparedContact, withoutUid } from "./prepare.ts";
import { applyAddition, newContact } from "./rows.ts";
import { seenKeys } from "./seen.ts";

export type ImporterOptions = {
  /** Trust the UID only: every other card becomes a new contact. */
  uid_only: boolean;
  /** Compare every card, also one that was imported before just as it is. */
  reread: boolean;
  /** Told of every card, in order. */
  onCard: (result: CardResult) => void;
};

export type Importer = { take(cards: readonly ImportCard[]): Promise<void>; finish(): Promise<ImportReport> };

/** A contact that a card was imported as: made of it, or found to be its. */
type KnownCard = { row: Rows["contacts"]; absorbed: boolean };

/** New contacts written at a time: bounds memory, and keeps statements hot. */
const PENDING = 100;
/** Warnings listed in the report; the rest is counted. */
const WARNINGS = 10_000;

export async function importer(tx: Transaction, { uid_only, reread, onCard }: ImporterOptions): Promise<Importer> {
  const fresh = (await tx.list(ANYBODY, 1, null)).rows.length === 0;
  const seen = seenKeys();
  /** Organizations made for somebody's ORG line; a card of their own makes them contacts like any other. */
  const bare = new Set<string>();
  const names = namedIds(tx, fresh, makeOrganization, flush);
  /** Contacts that a card of this import was found to be by evidence; another card is somebody else. */
  const claimed = new Set<string>();
  /** Of several contacts made of the same card, those that stand for one of this import already. */
  const taken = new Set<string>();
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

  function makeOrganization(name: string): string {
    const { id, rows, document } = bareOrganization(name, tx.newId);
    pending.push({ rows: { ...rows, contact_tags: [], photos: [] }, document });
    bare.add(id);
    return id;
  }

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

  async function take(card: ImportCard, known: readonly KnownCard[]): Promise<void> {
    if (card.file !== file) report.files++;
    file = card.file;
    const same = sameCard(known);
    if (same && !reread && same.card_digest === card.digest && same.revision === same.card_revision)
      return done(card, "unchanged", same.id, same.display_name, "same card as before");

    const read = card.read();
    for (const warning of read.warnings) {
      if (report.warnings.length < WARNINGS) report.warnings.push(warning);
      else report.warnings_omitted++;
    }
    const { prepared } = read;
    if (prepared === null) return done(card, "failed", null, null, read.failure);
    const match = same ? await matchOfCard(tx, same) : await matchOf(prepared);
    if (match === null) return create(card, prepared);
    if (sharesUid(match, prepared)) return create(card, withoutUid(prepared, card.digest, tx.newId));
    await addTo(match, card, draftOf(prepared));
  }

  /** The contacts that cards with these digests were imported as. */
  async function knownCards(digests: readonly string[]): Promise<Map<string, KnownCard[]>> {
    const known = new Map<string, KnownCard[]>();
    if (digests.length === 0) return known;
    const add = (digest: string, card: KnownCard) => known.set(digest, [...(known.get(digest) ?? []), card]);
    for (const row of await tx.find("contacts", { card_digest: digests }))
      add(row.card_digest ?? "", { row, absorbed: false });
    const absorbed = await tx.find("card_digests", { digest: digests });
    if (absorbed.length === 0) return known;
    const rows = await tx.find("contacts", { id: absorbed.map(({ contact_id }) => contact_id) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { digest, contact_id } of absorbed) {
      const row = byId.get(contact_id);
      if (row) add(digest, { row, absorbed: true });
    }
    return known;
  }

  /**
   * The contact that holds this very card. Two cards with the same bare name are two people, but a contact that was
   * found to be a card's is so however often the card comes.
   */
  function sameCard(known: readonly KnownCard[]): Rows["contacts"] | null {
    const same = known.find(
      ({ row, absorbed }) =>
        row.deleted_at === null && (!uid_only || row.uid_key !== null) && (absorbed || !taken.has(row.id)),
    );
    if (same && !same.absorbed && known.length > 1) taken.add(same.row.id);
    return same?.row ?? null;
  }

  async function matchOf(prepared: PreparedContact): Promise<Match | null> {
    const { uid_key, channel_keys, kind } = prepared;
    if (uid_key !== null && (await mayBeThere(`u${uid_key}`))) {
      const match = await matchByUid(tx, uid_key);
      if (match) return match;
    }
    if (kind === "organization") {
      await flush();
      return matchOrganization(tx, draftOf(prepared), uid_only);
    }
    if (uid_only || kind === "group") return null;
    let possible = !fresh;
    for (const key of channel_keys) if (await mayBeThere(`c${key}`)) possible = true;
    return possible ? matchByEvidence(tx, draftOf(prepared), tx.recorded_at, claimed) : null;
  }

  /**
   * Two cards of one file with one UID are one contact if they have one name. Some exporters give every card the same
   * UID; those are different people. And a group is nobody.
   */
  function sharesUid({ contact, by }: Match, { kind, display_name }: PreparedContact): boolean {
    if (by !== "UID") return false;
    if ((kind === "group") !== (contact.kind === "group")) return true;
    if (contact.created_at !== tx.recorded_at) return false;
    return uid_only || nameKey(contact.display_name) !== nameKey(display_name);
  }

  async function create(card: ImportCard, prepared: PreparedContact): Promise<void> {
    const { id, kind, display_name } = prepared;
    pending.push(await newContact(tx, names, prepared));
    if (kind === "organization") names.learn(display_name, id);
    note(id, prepared);
    done(card, "created", id, display_name, null);
    if (pending.length >= PENDING) await flush();
  }

  async function addTo({ contact, by }: Match, card: ImportCard, draft: ContactDraft): Promise<void> {
    const certain = by === "UID" || by === "card";
    if (!certain) claimed.add(contact.id);
    const addition = additionOf(contact, draft);
    const named = bare.delete(contact.id);
    if (!certain || !isEmptyAddition(addition) || named) await absorb(card, contact.id);
    if (isEmptyAddition(addition) && !named)
      return done(card, "unchanged", contact.id, contact.display_name, `matched by ${by}`);
    await flush();
    await applyAddition(tx, names, contact, addition);
    note(contact.id, draft);
    if (named) done(card, "created", contact.id, contact.display_name, null);
    else done(card, "updated", contact.id, contact.display_name, `matched by ${by}`);
  }

  /** A second import must know the card again, however the contact and its namesakes look by then. */
  async function absorb({ digest }: ImportCard, contact_id: string): Promise<void> {
    if (digest === null) return;
    const known = await tx.find("card_digests", { digest, contact_id });
    if (known.length === 0) await tx.insert("card_digests", { contact_id, digest, metadata: {} });
  }

  type Linking = Pick<ContactDraft, "related" | "members" | "display_name" | "vcard_uid">;
  function note(contact_id: string, { related, members, display_name: name, vcard_uid }: Linking): void {
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
      const known = await knownCards(digests);
      for (const card of cards) await take(card, (card.digest !== null && known.get(card.digest)) || []);
    },
    async finish() {
      await flush();
      await settleLinks(tx, links);
      return { ...report, organizations: bare.size };
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
