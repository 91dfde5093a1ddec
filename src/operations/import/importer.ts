/** Takes cards one batch at a time into an open transaction and counts what became of them. */
import type { ContactDraft } from "../../domain/draft.ts";
import type { ConflictPolicy, ImportPlan, ImportStep, PlannedStep } from "../../domain/import-plan.ts";
import {
  type CardResult,
  type ImportReport,
  type ImportWarning,
  KEPT_VALUE,
  SHARED_UID,
} from "../../domain/import-report.ts";
import type { NewContact, Transaction } from "../../store/store.ts";
import { arrivals } from "./awaiting.ts";
import { book as openBook } from "./book.ts";
import type { ImportCard, ReadCard } from "./card.ts";
import { outdated, stepsOf } from "./carry-out.ts";
import { changeOf } from "./change-contact.ts";
import { identify } from "./identify.ts";
import { type KnownContact, knownCards } from "./known-cards.ts";
import { hasNewMembers, type Naming, settleLinks } from "./links.ts";
import { type Match, matchOfCard } from "./match.ts";
import { namedIds } from "./names.ts";
import { bareOrganization, draftOf, isWhole, type PreparedContact, withoutUid } from "./prepare.ts";
import { newContact } from "./rows.ts";
import { tally } from "./tally.ts";

export type ImporterOptions = {
  /** Trust the UID only: every other card becomes a new contact. */
  uid_only: boolean;
  /** Compare every card, also one that was imported before just as it is. */
  reread: boolean;
  /** What becomes of a contact that is there already. */
  on_conflict?: ConflictPolicy;
  /** What is to be done with each card, instead of finding it out. */
  plan?: ImportPlan | null;
  /** Told of every card, in order. */
  onCard: (result: CardResult) => void;
  /** The same at length. */
  onStep?: ((step: ImportStep) => void) | null;
};

export type Importer = {
  take(cards: readonly ImportCard[]): Promise<void>;
  /** Writes what is waiting. */
  flush(): Promise<void>;
  finish(): Promise<ImportReport>;
  /** Groups that cards name their contacts members of. */
  memberships: readonly Membership[];
};

export type Membership = { contact_id: string; groups: readonly string[] };

/** New contacts written at a time: bounds memory, and keeps statements hot. */
const PENDING = 100;

/** A card of the batch: the contact it was imported as before, if any, and what it says, if that has to be known. */
type Arrived = { card: ImportCard; known: KnownContact | null; read: ReadCard | null };

export async function importer(tx: Transaction, options: ImporterOptions): Promise<Importer> {
  const { uid_only, reread, on_conflict = "merge", plan = null, onCard, onStep = null } = options;
  const fresh = (await tx.list(ANYBODY, 1, null)).rows.length === 0;
  /** Organizations made for somebody's ORG line; a card of their own makes them contacts like any other. */
  const bare = new Set<string>();
  const names = namedIds(tx, fresh, makeOrganization, flush);
  /** Groups without UID, by the digest of their card: the same card in another file is the same group. */
  const groups = new Map<string, KnownContact>();
  const known = knownCards(tx, ({ uid_key }) => !uid_only || uid_key !== null);
  const book = openBook(tx);
  const who = identify(tx, book, { uid_only, fresh, flush });
  const steps = plan && stepsOf(plan);
  const arriving = await arrivals(tx, fresh);
  const namings: Naming[] = [];
  const memberships: Membership[] = [];
  const pending: NewContact[] = [];
  const { warn, done, report } = tally(onCard, onStep);

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

  /** Whether the card's contact is still just what the card made of it. */
  function isAsBefore({ digest }: ImportCard, same: KnownContact): boolean {
    return !reread && same.card_digest === digest && same.revision === same.card_revision;
  }

  /** Reads the cards that have to be, and looks up whom they may be. */
  async function arrive(cards: readonly ImportCard[]): Promise<Arrived[]> {
    if (!fresh && steps === null) await known.load(cards.flatMap(({ digest }) => digest ?? []));
    const arrived = cards.map((card): Arrived => {
      const same = steps === null ? known.take(card.digest) : null;
      // Where nothing is there to be looked up, a card is read when its turn comes, and soon forgotten.
      const isLeft = fresh || (same !== null && isAsBefore(card, same));
      return { card, known: same, read: isLeft ? null : card.read() };
    });
    if (!fresh) {
      await flush(); // or what the last batch brought would not be found
      const strangers = arrived.flatMap(({ known, read }) => (known === null ? (read?.prepared ?? []) : []));
      await book.load(
        uid_only ? strangers.map((one) => ({ ...one, lookup_keys: [], has_name_evidence: false })) : strangers,
        arrived.flatMap(({ known, read }) => (read === null ? [] : (known?.id ?? []))),
      );
    }
    return arrived;
  }

  async function take({ card, known: before, read: ahead }: Arrived): Promise<void> {
    const group = groups.get(card.digest ?? "");
    if (group && reread) await flush();
    const same: KnownContact | null = before ?? group ?? null;
    if (same && isAsBefore(card, same)) {
      await arriving.cameAgain(same.id);
      const { id, display_name, revision } = same;
      return done(card, {
        ...{ action: "unchanged", id, display_name, reason: "same card as before" },
        met: group ? null : { id, revision },
      });
    }
    const step = steps === null ? null : steps.next(card);
    const read = ahead ?? card.read();
    for (const warning of read.warnings) warn(warning);
    const { prepared } = read;
    if (prepared === null) return done(card, { ...NOBODY, action: "failed", reason: read.failure });
    if (step !== null) return carryOut(card, prepared, step);
    const match = same ? await matchOfCard(book, same.id) : null;
    if (match) return addTo(match, card, prepared, on_conflict);
    await takeNew(card, prepared);
  }

  /** A card that was not imported before, or whose contact changed. */
  async function takeNew(card: ImportCard, prepared: PreparedContact): Promise<void> {
    const { own, match } = await identified(card, prepared);
    if (match) return addTo(match, card, own, on_conflict);
    await create(card, own);
  }

  /** Whose the card is; `own` is the card without a UID that is another contact's. */
  async function identified(
    card: ImportCard,
    prepared: PreparedContact,
  ): Promise<{ own: PreparedContact; match: Match | null }> {
    const { match, taken } = await who.byUid(prepared);
    if (match) return { own: prepared, match };
    // Its UID is another one's: it is told by what else it says, and keeps the UID as a line.
    const own = taken ? withoutUid(prepared, isWhole(prepared) ? card.digest : null, tx.newId) : prepared;
    if (taken) warn(warningOf(card, "UID", SHARED_UID, "The UID is another contact's; it was kept as a line."));
    return { own, match: await who.byEvidence(own) };
  }

  /** @throws conflict when a contact came that the card means, which the plan could not know */
  async function carryOut(card: ImportCard, prepared: PreparedContact, step: PlannedStep): Promise<void> {
    if (step.action === "skip" || step.action === "fail")
      return done(card, { ...NOBODY, action: "skipped", display_name: prepared.display_name, reason: LEFT_OUT });
    if (step.action === "create") {
      const { own, match } = await identified(card, prepared);
      if (match && step.met === null && isLater(match.contact, plan))
        throw outdated(`the contact ${match.contact.id}, which ${card.file}:${card.line} means, came`);
      if (match && bare.has(match.contact.id)) return addTo(match, card, own, "merge");
      // Somebody has its UID if a contact was found by it: the plan says that this is another one.
      const isTaken = match?.evidence === "UID";
      return create(card, isTaken ? withoutUid(own, isWhole(own) ? card.digest : null, tx.newId) : own);
    }
    const id = step.action === "duplicate" ? steps?.contactOf(step) : step.id;
    await flush();
    const contact = id ? await book.byId(id) : null;
    if (contact === null) throw outdated(`the contact ${id ?? ""} of ${card.file}:${card.line} went`);
    if (step.action === "unchanged") {
      steps?.was(contact.id);
      return done(card, {
        action: "unchanged",
        id: contact.id,
        display_name: contact.display_name,
        reason: AS_PLANNED,
      });
    }
    const policy = on_conflict === "replace" ? "replace" : "merge";
    await addTo({ contact, evidence: "plan", certain: false }, card, prepared, policy);
  }

  /** Whether the contact came after the plan, and not by this import. */
  function isLater({ created_at }: Match["contact"], made: ImportPlan | null): boolean {
    return made !== null && created_at !== tx.recorded_at && Date.parse(created_at) > Date.parse(made.created_at);
  }

  async function create(card: ImportCard, prepared: PreparedContact): Promise<void> {
    const { id, kind, display_name } = prepared;
    pending.push(await newContact(tx, names, prepared));
    if (!isWhole(prepared)) await absorb(card, id); // it is this card's, and the card still has something to bring
    if (kind === "organization") names.learn(display_name, id);
    if (kind === "group" && prepared.uid_key === null && !uid_only && card.digest !== null) {
      const made = { deleted_at: null, uid_key: null, card_digest: card.digest, revision: 0, card_revision: 0 };
      groups.set(card.digest, { id, display_name, ...made });
    }
    await arriving.came(prepared);
    note(id, prepared);
    book.forget(id, prepared);
    steps?.was(id);
    done(card, { action: "created", id, display_name });
    if (pending.length >= PENDING) await flush();
  }

  async function addTo(
    match: Match,
    card: ImportCard,
    prepared: PreparedContact,
    wanted: ConflictPolicy,
  ): Promise<void> {
    const { contact, evidence, certain } = match;
    const { id, display_name } = contact;
    // What an earlier card of this import made is no contact that was there.
    const isOwn = contact.created_at === tx.recorded_at;
    const policy = isOwn ? "merge" : wanted;
    const met = isOwn ? null : { id, revision: book.revision(id) };
    steps?.was(id);
    if (policy === "keep" || policy === "skip") {
      who.took(match, false);
      await arriving.cameAgain(id);
      const action = policy === "keep" ? "unchanged" : "skipped";
      return done(card, { action, id, display_name, evidence, met, reason: `matched by ${evidence}; left as it is` });
    }
    const draft = draftOf(prepared);
    const change = changeOf(contact, draft, policy);
    const named = bare.delete(id);
    const brings = named || !change.isEmpty;
    if (!certain || brings) await absorb(card, id);
    const isNew = brings || (draft.members !== null && (await hasNewMembers(tx, contact, draft.members)));
    who.took(match, isNew);
    if (!isNew) {
      noteGroups(id, draft);
      await arriving.cameAgain(id);
      return done(card, { action: "unchanged", id, display_name, evidence, met });
    }
    await flush();
    await change.write(tx, names);
    book.forget(id, prepared);
    for (const property of change.kept)
      warn(
        warningOf(card, property, KEPT_VALUE, `The contact has another ${property}; the card's was kept as a line.`),
      );
    await arriving.came(prepared);
    note(id, draft);
    if (named) return done(card, { action: "created", id, display_name });
    const changes = onStep === null ? [] : change.changes();
    done(card, { action: "updated", id, display_name, evidence, met, changes });
  }

  /** A second import must know the card again, however the contact and its namesakes look by then. */
  async function absorb({ digest }: ImportCard, contact_id: string): Promise<void> {
    if (digest === null || known.absorb(digest, contact_id)) return;
    await tx.insert("card_digests", { contact_id, digest, metadata: {} });
  }

  function note(contact_id: string, said: Pick<ContactDraft, "related" | "members" | "groups">): void {
    const { related, members } = said;
    if (related.length > 0 || members) namings.push({ contact_id, related, members });
    noteGroups(contact_id, said);
  }

  function noteGroups(contact_id: string, { groups = [] }: Pick<ContactDraft, "groups">): void {
    if (groups.length > 0) memberships.push({ contact_id, groups });
  }

  return {
    async take(cards) {
      for (const arrived of await arrive(cards)) await take(arrived);
    },
    flush,
    memberships,
    async finish() {
      steps?.end();
      await flush();
      await settleLinks(tx, namings, await arriving.waiting());
      return report(bare.size);
    },
  };
}

const NOBODY = { id: null, display_name: null };
const LEFT_OUT = "left out by the plan";
const AS_PLANNED = "left as it is by the plan";

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
