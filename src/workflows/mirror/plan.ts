/** Both sides and what they said the last time → what is to be done. Pure. */
import { plainUid } from "../../domain/merge-fields.ts";
import type { Unreadable } from "./folder.ts";
import { type Owners, ownerOf, owners } from "./owners.ts";
import type { Found, FoundCard, Sides, Step } from "./sides.ts";
import type { Pair } from "./state.ts";
import { merged, stepOf, withoutFile } from "./steps.ts";
import { NOTHING } from "./units.ts";

export function planMirror(sides: Sides): Step[] {
  const { contacts, pairs } = sides;
  const files = new Map(sides.files.map((file) => [file.name, file]));
  const unreadable = new Map(sides.unreadable.map((file) => [file.name, file]));
  const steps: Step[] = [];
  const paired = new Map<string, string>();
  const fresh = new Set(files.keys());

  for (const pair of renamed(pairs, files, unreadable)) {
    const left = unreadable.get(pair.file);
    if (left) {
      unreadable.delete(pair.file);
      paired.set(pair.contact_id, pair.file);
      steps.push({ do: "leave", file: pair.file, reason: left.reason, pair });
      continue;
    }
    const file = files.get(pair.file) ?? null;
    const contact = contacts.get(pair.contact_id) ?? null;
    if (file !== null && isForgotten(pair, sides)) continue;
    if (file?.card && isAnother(pair, file.card)) {
      if (contact) paired.set(contact.id, pair.file);
      if (contact) steps.push(withoutFile(pair, contact, sides.prefer));
      continue;
    }
    fresh.delete(pair.file);
    if (contact) paired.set(contact.id, pair.file);
    steps.push(...stepOf(pair, file, contact, sides));
  }
  for (const { name, reason } of unreadable.values()) steps.push({ do: "leave", file: name, reason, pair: null });
  const whose = owners(sides, paired);
  const uids = new Map<string, string>();
  for (const name of fresh) {
    const file = files.get(name);
    if (!file?.card) continue;
    const uid = file.card.uid === null ? null : plainUid(file.card.uid);
    const other = uid === null ? undefined : uids.get(uid);
    if (other !== undefined) steps.push({ do: "leave", file: name, reason: `its UID is that of ${other}`, pair: null });
    else steps.push(stepOfNew(file, file.card, whose, paired, sides));
    if (uid !== null) uids.set(uid, other ?? name);
  }
  for (const contact of contacts.values())
    if (!paired.has(contact.id) && !contact.bare && sides.isWanted(contact.id))
      steps.push({ do: "write", id: contact.id, file: null, digest: null });
  return steps;
}

/** A file that another program gave another name is known by its UID. */
function renamed(
  pairs: readonly Pair[],
  files: ReadonlyMap<string, Found>,
  unreadable: ReadonlyMap<string, Unreadable>,
): Pair[] {
  const known = new Set(pairs.map(({ file }) => file));
  const strangers = new Map<string, string>();
  for (const { name, card } of files.values())
    if (card?.uid && !known.has(name)) strangers.set(plainUid(card.uid), name);
  return pairs.map((pair) => {
    if (files.has(pair.file) || unreadable.has(pair.file) || pair.uid === null) return pair;
    const name = strangers.get(plainUid(pair.uid));
    if (name === undefined) return pair;
    strangers.delete(plainUid(pair.uid));
    return { ...pair, file: name };
  });
}

/** The contact was made of the file by a run that was undone: the file is as new as it was then. */
function isForgotten({ contact_id, made_by }: Pair, { contacts, deleted, undone }: Sides): boolean {
  return made_by !== undefined && undone.has(made_by) && !contacts.has(contact_id) && !deleted.has(contact_id);
}

/** Somebody else's card under the old name. */
function isAnother({ uid }: Pair, card: FoundCard): boolean {
  return uid !== null && card.uid !== null && plainUid(uid) !== plainUid(card.uid);
}

/** @param paired contacts that have a file; whom this one is gets it */
function stepOfNew(file: Found, card: FoundCard, whose: Owners, paired: Map<string, string>, sides: Sides): Step {
  const contact = ownerOf(card, whose, paired, sides);
  if (contact === null) return { do: "create", file };
  const other = paired.get(contact.id);
  if (other !== undefined) return { do: "leave", file: file.name, reason: `its UID is that of ${other}`, pair: null };
  paired.set(contact.id, file.name);
  return merged(file, card, contact, { folder: NOTHING, store: NOTHING, pair: null, prefer: sides.prefer });
}
