/** Whose a card is that no earlier run knew: by its UID, as the card it was imported from, or a company's by its name. */
import { plainUid } from "../../domain/merge-fields.ts";
import { foldedName } from "../../domain/search-text.ts";
import type { BookContact, FoundCard, Sides } from "./sides.ts";

export type Owners = {
  byUid: ReadonlyMap<string, BookContact>;
  /** Organizations that are nothing but a name so far; null where several have it. */
  byName: ReadonlyMap<string, BookContact | null>;
};

export function owners({ contacts }: Sides, paired: ReadonlyMap<string, string>): Owners {
  const byUid = new Map<string, BookContact>();
  const byName = new Map<string, BookContact | null>();
  for (const contact of contacts.values()) byUid.set(contact.id, contact);
  for (const contact of contacts.values()) if (contact.uid !== null) byUid.set(plainUid(contact.uid), contact);
  for (const contact of contacts.values()) {
    if (!contact.bare || paired.has(contact.id)) continue;
    const name = foldedName(contact.display_name);
    byName.set(name, byName.has(name) ? null : contact);
  }
  return { byUid, byName };
}

export function ownerOf(
  card: FoundCard,
  { byUid, byName }: Owners,
  paired: ReadonlyMap<string, string>,
  { contacts, cards }: Sides,
): BookContact | null {
  const found = card.uid === null ? undefined : byUid.get(plainUid(card.uid));
  if (found) return found;
  if (card.uid === null) {
    const known = cards.get(card.card_digest)?.find((id) => contacts.has(id) && !paired.has(id));
    return contacts.get(known ?? "") ?? null;
  }
  const named = card.kind === "organization" ? byName.get(foldedName(card.display_name)) : null;
  return named && !paired.has(named.id) ? named : null;
}
