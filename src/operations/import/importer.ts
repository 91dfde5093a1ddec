/** Takes cards one batch at a time into an open transaction and counts what became of them. */

import type { ContactDraft } from "../../domain/draft.ts";
import {
  type CardResult,
  type ImportReport,
  type ImportWarning,
  KEPT_VALUE,
  SHARED_UID,
} from "../../domain/import-report.ts";
import { additionOf, isEmptyAddition, valuesKept } from "../../domain/merge.ts";
import type { NewContact, Transaction } from "../../store/store.ts";
import { arrivals } from "./awaiting.ts";
import type { ImportCard } from "./card.ts";
import { type KnownContact, knownCards } from "./known-cards.ts";
import { hasNewMembers, type Naming, settleLinks } from "./links.ts";
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

/** New contacts written at a time: bounds memory, and keeps statements hot. */
const PENDING = 100;
/** Warnings listed in the report; the rest is counted. */
const WARNINGS = 10_000;
/** Different cards of one UID that an import makes one contact of; more are not one person's. */
const VERSIONS = 50;

export async function importer(tx: Transaction, { uid_only, reread, onCard }: ImporterOptions): Promise<Importer> {
  const fresh = (await tx.list(ANYBODY, 1, null)).rows.length === 0;
  const seen = seenKeys();
  /** Organizations made for somebody's ORG line; a card of their own makes them contacts like any other. */
  const bare = new Set<string>();
  const names = namedIds(tx, fresh, makeOrganization, flush);
  /** Contacts that a card of this import was found to be by evidence; another card is somebody else. */
  const claimed = new Set<string>();
  /** How many cards a contact took in by their UID. */
  const versions = new Map<string, number>();
  /** Groups without UID, by the digest of their card: the same card in another file is the same group. */
  const groups = new Map<string, KnownContact>();
  const known = knownCards(tx, ({ uid_key }) => !uid_only || uid_key !== null);
  const arriving = await arrivals(tx, fresh);
  const namings: Naming[] = [];
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

  async function take(card: ImportCard): Promise<void> {
    if (card.file !== file) report.files++;
    file = card.file;
    const group = groups.get(card.digest ?? "");
    if (group && reread) await flush();
    const same = known.take(card.digest) ?? group ?? null;
    if (same && !reread && same.card_digest === card.digest && same.revision === same.card_revision) {
      await arriving.cameAgain(same.id);
      return done(card, "unchanged", same.id, same.display_name, "same card as before");
    }
    const read = card.read();
    for (const warning of read.warnings) warn(warning);
    const { prepared } = read;
    if (prepared === null) return done(card, "failed", null, null, read.failure);
    const match = same ? await matchOfCard(tx, same.id) : null;
    if (match) return addTo(match, card, prepared);
    await takeNew(card, prepared);
  }

  /** A card that was not imported before, or whose contact changed. */
  async function takeNew(card: ImportCard, prepared: PreparedContact): Promise<void> {
    const byUid = await holderOfUid(prepared);
    if (byUid.match) return addTo(byUid.match, card, prepared);
    // Its UID is another one's: it is told by what else it says, and keeps the UID as a line.
    const own = byUid.taken ? withoutUid(prepared, card.digest, tx.newId) : prepared;
    if (byUid.taken) warn(warningOf(card, "UID", SHARED_UID, "The UID is another contact's; it was kept as a line."));
    const match = await matchOf(own);
    if (match) return addTo(match, card, own);
    await create(card, own);
  }

  async function holderOfUid(prepared: PreparedContact): Promise<{ match: Match | null; taken: boolean }> {
    const { uid_key } = prepared;
    if (uid_key === null || !(await mayBeThere(`u${uid_key}`))) return { match: null, taken: false };
    const isFull = (id: string): boolean => (versions.get(id) ?? 0) >= VERSIONS;
    const found = await matchByUid(tx, uid_key, draftOf(prepared), isFull);
    // Without merging, two cards of one file are two contacts whatever they say.
    const isTwin = uid_only && found.match?.contact.created_at === tx.recorded_at;
    return isTwin ? { match: null, taken: true } : found;
  }

  async function matchOf(prepared: PreparedContact): Promise<Match | null> {
    const { channel_keys, kind } = prepared;
    if (kind === "organization") {
      await flush();
      return matchOrganization(tx, draftOf(prepared), uid_only);
    }
    if (uid_only || kind === "group") return null;
    let possible = !fresh;
    for (const key of channel_keys) if (await mayBeThere(`c${key}`)) possible = true;
    return possible ? matchByEvidence(tx, draftOf(prepared), tx.recorded_at, claimed) : null;
  }

  async function create(card: ImportCard, prepared: PreparedContact): Promise<void> {
    const { id, kind, display_name } = prepared;
    pending.push(await newContact(tx, names, prepared));
    if (kind === "organization") names.learn(display_name, id);
    if (kind === "group" && prepared.uid_key === null && !uid_only && card.digest !== null) {
      const made = { deleted_at: null, uid_key: null, card_digest: card.digest, revision: 0, card_revision: 0 };
      groups.set(card.digest, { id, display_name, ...made });
    }
    await arriving.came(prepared);
    note(id, prepared);
    done(card, "created", id, display_name, null);
    if (pending.length >= PENDING) await flush();
  }

  async function addTo({ contact, by }: Match, card: ImportCard, prepared: PreparedContact): Promise<void> {
    const draft = draftOf(prepared);
    const certain = by === "UID" || by === "card";
    if (!certain) claimed.add(contact.id);
    const addition = additionOf(contact, draft);
    const named = bare.delete(contact.id);
    const brings = named || !isEmptyAddition(addition);
    if (!certain || brings) await absorb(card, contact.id);
    if (!brings && (draft.members === null || !(await hasNewMembers(tx, contact, draft.members)))) {
      await arriving.cameAgain(contact.id);
      return done(card, "unchanged", contact.id, contact.display_name, `matched by ${by}`);
    }
    if (by === "UID") versions.set(contact.id, (versions.get(contact.id) ?? 0) + 1);
    await flush();
    await applyAddition(tx, names, contact, addition);
    for (const property of valuesKept(contact, addition))
      warn(
        warningOf(card, property, KEPT_VALUE, `The contact has another ${property}; the card's was kept as a line.`),
      );
    await arriving.came(prepared);
    note(contact.id, draft);
    done(card, named ? "created" : "updated", contact.id, contact.display_name, named ? null : `matched by ${by}`);
  }

  /** A second import must know the card again, however the contact and its namesakes look by then. */
  async function absorb({ digest }: ImportCard, contact_id: string): Promise<void> {
    if (digest === null) return;
    const known = await tx.find("card_digests", { digest, contact_id });
    if (known.length === 0) await tx.insert("card_digests", { contact_id, digest, metadata: {} });
  }

  function note(contact_id: string, { related, members }: Pick<ContactDraft, "related" | "members">): void {
    if (related.length > 0 || members) namings.push({ contact_id, related, members });
  }

  function warn(warning: ImportWarning): void {
    if (report.warnings.length < WARNINGS) report.warnings.push(warning);
    else report.warnings_omitted++;
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
      if (!fresh) await known.load(cards.flatMap(({ digest }) => digest ?? []));
      for (const card of cards) await take(card);
    },
    async finish() {
      await flush();
      await settleLinks(tx, namings, await arriving.waiting());
      return { ...report, organizations: bare.size };
    },
  };
}

function warningOf({ file, line, card }: ImportCard, property: string, code: string, message: string): ImportWarning {
  return { file, line, card, property, code, message };
}

const ANYBODY = {
  terms: null,
  filter: null,
  name_key: null,
  kind: null,
  tags: [],
  groups: [],
  deleted: "include",
  sort: "created_at",
  descending: false,
} as const;
