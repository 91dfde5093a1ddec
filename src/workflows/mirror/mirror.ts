/**
 * One run of a mirror: look at both sides, plan, change the store in one transaction, then write the files from what the
 * store says now, then remember. Whatever ends it in between, the next run finds both sides and the old memory, and what
 * was done already is no difference any more.
 */
import type { Backend, CallOptions } from "../../backend/backend.ts";
import { BacksideError } from "../../domain/errors.ts";
import { idGenerator } from "../../domain/ids.ts";
import type { MirrorReport, Side } from "../../domain/mirror-report.ts";
import { listContacts } from "../../operations/contacts/list.ts";
import { type MirrorFacts, mirrorFacts } from "../../operations/contacts/mirror.ts";
import { applyToStore, isOfStore } from "./apply.ts";
import { deletedNames, readBook, type Scan, scanFolder } from "./book.ts";
import { type Folder, STATE_FILE } from "./folder.ts";
import { type Deletions, deletionsOf, guard } from "./guard.ts";
import { planMirror } from "./plan.ts";
import { alsoDone, reportOf } from "./report.ts";
import type { Sides } from "./sides.ts";
import { parseState, type State, stateText } from "./state.ts";
import { writeFiles } from "./write-files.ts";

export type MirrorOptions = {
  region: string | null;
  version: "4.0" | "3.0";
  /** Whose version is taken where both changed; null leaves such pairs alone. */
  prefer: Side | null;
  /** Which contacts get files that have none; null for all. */
  query: { query: string; now: string } | null;
  /** How many deletions were stated. */
  expect: number | null;
  /** Asked before many are deleted; throws to stop. */
  confirm: (deletions: readonly Deletions[]) => Promise<void>;
  /** Throws once a signal has come. */
  check: () => void;
  now: () => number;
};

/** @throws conflict for the folder of another store, precondition_failed, expect_mismatch, and what `confirm` throws */
export async function mirror(
  backend: Backend,
  folder: Folder,
  options: MirrorOptions,
  call: CallOptions,
): Promise<MirrorReport> {
  const text = folder.readState();
  const state = parseState(text);
  const facts = await factsOf(backend, state);
  requireSameStore(state, facts);
  const undone = new Set(facts.undone);
  const scan = await scanFolder(folder, state.pairs, { region: options.region, undone });
  const look = (from: Backend) => sidesOf(from, state, scan, undone, options);
  let sides = await look(backend);
  let steps = planMirror(sides);
  if (call.dryRun !== true) {
    const much = guard(sides, steps, options.expect);
    if (much.length > 0) await options.confirm(much);
  }
  options.check();

  const agreed = JSON.stringify(deletionsOf(steps, 0));
  let operation_id: string | null = null;
  let created: ReadonlyMap<string, string> = new Map();
  if (steps.some(isOfStore)) {
    const told = { ...call, onOperation: (id: string) => (operation_id = id) };
    const work = async (inside: Backend): Promise<void> => {
      sides = await look(inside);
      steps = planMirror(sides);
      if (JSON.stringify(deletionsOf(steps, 0)) !== agreed) throw changedMeanwhile();
      const newId = idGenerator(options.now);
      created = (await applyToStore(inside, steps, { region: options.region, newId })).created;
      options.check();
    };
    await backend.batch("contacts.mirror", work, told);
    if (operation_id !== null) call.onOperation?.(operation_id);
  }
  const report = reportOf(sides, steps, { operation_id, dryRun: call.dryRun ?? false, created });
  if (call.dryRun) return report;

  const done = await writeFiles(backend, folder, { steps, sides, created, operation_id, ...options });
  alsoDone(report, done.unforeseen);
  report.failed.push(...done.failed);
  const store = state.store ?? (await backend.call(mirrorFacts, {})).store;
  const next = stateText({ store, pairs: done.pairs });
  if (next !== text && (text !== null || done.pairs.length > 0)) await folder.writeState(next);
  if (done.stopped !== null) throw done.stopped;
  return report;
}

async function sidesOf(
  backend: Backend,
  { pairs }: State,
  { files, unreadable }: Scan,
  undone: ReadonlySet<string>,
  { query, prefer }: MirrorOptions,
): Promise<Sides> {
  const read = new Map(files.flatMap(({ name, card }) => (card ? [[name, card] as const] : [])));
  const changed = new Set(pairs.flatMap(({ file, contact_id }) => (read.has(file) ? contact_id : [])));
  const strangers = files.some(({ name, card }) => card !== null && !pairs.some(({ file }) => file === name));
  // A file that is new, or was given another name, may be anybody's.
  const contacts = await readBook(backend, ({ id }) => strangers || changed.has(id));
  const digests = [...read.values()].flatMap(({ uid, card_digest }) => (uid === null ? card_digest : []));
  const { cards } = digests.length > 0 ? await backend.call(mirrorFacts, { digests }) : { cards: [] };
  const wanted = query === null ? null : new Set<string>();
  if (query !== null && wanted !== null)
    for await (const page of backend.pages(listContacts, { ...query, sort: "created_at", limit: 10_000 }))
      for (const { id } of page) wanted.add(id);
  return {
    ...{ files, unreadable, contacts, pairs, undone, prefer },
    deleted: pairs.some(({ contact_id }) => !contacts.has(contact_id)) ? await deletedNames(backend) : new Map(),
    cards: contactsOf(cards),
    isWanted: (id) => wanted === null || wanted.has(id),
  };
}

function contactsOf(cards: MirrorFacts["cards"]): Map<string, string[]> {
  const byDigest = Map.groupBy(cards, ({ digest }) => digest);
  return new Map([...byDigest].map(([digest, all]) => [digest, all.map(({ contact_id }) => contact_id)]));
}

async function factsOf(backend: Backend, { pairs }: State): Promise<MirrorFacts> {
  const operation_ids = [...new Set(pairs.flatMap(({ made_by }) => made_by ?? []))];
  return backend.call(mirrorFacts, { operation_ids });
}

/** What another store knows would look like contacts that were deleted here. */
function requireSameStore({ store }: State, facts: MirrorFacts): void {
  if (store === null || store === facts.store) return;
  throw new BacksideError("conflict", "the folder is the mirror of another store", {
    hint: `--store names the other one; without ${STATE_FILE} the folder is compared as if for the first time`,
    details: { folder_of: store, store: facts.store },
  });
}

function changedMeanwhile(): BacksideError {
  return new BacksideError("conflict", "the store was changed while the mirror looked at it", {
    hint: "nothing was changed; run it again",
  });
}
