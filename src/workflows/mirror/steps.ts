/** What is to be done about a file and a contact that are one. Pure. */

import { plainUid } from "../../domain/merge-fields.ts";
import type { Side } from "../../domain/mirror-report.ts";
import { mergeCards, touched } from "./merge.ts";
import type { Before, BookContact, Found, FoundCard, Sides, Step } from "./sides.ts";
import type { Pair } from "./state.ts";

/** Nothing, when both are gone. */
export function stepOf(pair: Pair, file: Found | null, contact: BookContact | null, sides: Sides): Step[] {
  if (file === null && contact === null) return [];
  if (file === null) return contact ? [withoutFile(pair, contact, sides.prefer)] : [];
  return [contact === null ? withoutContact(pair, file, sides) : both(pair, file, contact, sides.prefer)];
}

/** The file is gone. */
export function withoutFile(pair: Pair, contact: BookContact, prefer: Side | null): Step {
  const { file, contact_id: id } = pair;
  const properties = touched(pair.store ?? pair.folder, contact.said);
  if (properties.length === 0 || prefer === "folder") return { do: "delete_contact", id, file };
  if (prefer === "store") return { do: "write", id, file: null, digest: null };
  return { do: "conflict", file, id, properties, reason: "the file was deleted, and the contact changed", pair };
}

/** The contact is gone. */
function withoutContact(pair: Pair, file: Found, { prefer, deleted }: Sides): Step {
  const { contact_id: id } = pair;
  const properties = file.card === null ? [] : touched(pair.folder, file.card.said);
  if (properties.length === 0 || prefer === "store")
    return { do: "delete_file", id, file: file.name, digest: file.digest };
  if (prefer === "folder") return deleted.has(id) ? { do: "restore", file, id } : { do: "create", file };
  const reason = "the contact was deleted, and the file changed";
  return { do: "conflict", file: file.name, id, properties, reason, pair };
}

function both(pair: Pair, file: Found, contact: BookContact, prefer: Side | null): Step {
  const { card, name, digest } = file;
  const { id, said } = contact;
  const before = pair.store ?? pair.folder;
  if (card === null) {
    if (touched(before, said).length > 0) return { do: "write", id, file: name, digest };
    return { do: "same", pair };
  }
  return merged(file, card, contact, { folder: pair.folder, store: before, pair, prefer });
}

type Known = Before & { pair: Pair | null; prefer: Side | null };

/** @param known `pair` is null where they meet for the first time */
export function merged(file: Found, card: FoundCard, contact: BookContact, { pair, prefer, ...before }: Known): Step {
  const { name, digest } = file;
  const { id, said } = contact;
  const units = contact.units;
  if (units === null) throw new Error(`the lines of contact ${id} are not there`);
  const versions = { folder: { before: before.folder, now: card.units }, store: { before: before.store, now: units } };
  const result = mergeCards(versions, prefer ?? "store");
  if (result.conflicts.length > 0 && prefer === null) {
    const reason = pair ? "both were changed" : "they have one UID and differ";
    return { do: "conflict", file: name, id, properties: result.conflicts, reason, pair };
  }
  const uid = contact.uid ?? (card.uid !== null && plainUid(card.uid) !== id ? card.uid : null);
  if (result.changes.store || uid !== contact.uid) {
    return { do: "update", file, id, uid, units: result.units, before, write: result.changes.folder };
  }
  if (result.changes.folder) return { do: "write", id, file: name, digest };
  const made_by = pair?.made_by;
  const now = { file: name, digest, uid: card.uid, contact_id: id, folder: card.said, store: said };
  return { do: "same", pair: made_by === undefined ? now : { ...now, made_by } };
}
