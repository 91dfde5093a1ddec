/** Which contact a card means when it names another one: by UID, by name, or by an e-mail or phone. One or none. */
import { canonicalEmail } from "../../domain/channel.ts";
import type { RelatedDraft } from "../../domain/draft.ts";
import { fold, nameKey } from "../../domain/search-text.ts";
import { uidKey } from "../../store/keys.ts";
import type { Reader, Rows } from "../../store/store.ts";

/** More contacts than this that share a name, an e-mail or a phone are told apart by neither. */
export const MANY = 50;

/** Exactly one contact must be meant. */
export async function relativeOf(tx: Reader, { uid, name }: RelatedDraft): Promise<string | null> {
  const found = uid === null ? null : await contactByUid(tx, uid);
  if (found !== null || name === null) return found;
  const folded = fold(name).trim();
  const namesakes = await tx.find("contacts", { name_key: nameKey(name) }, MANY + 1);
  const meant = namesakes.filter((row) => isLive(row) && fold(row.display_name).trim() === folded);
  return namesakes.length <= MANY && meant.length === 1 ? (meant[0]?.id ?? null) : null;
}

/** A member of a group is a UID, or a `mailto:` or `tel:` address that one contact has. */
export async function memberOf(tx: Reader, member: string): Promise<string | null> {
  const key = addressKey(member);
  if (key === null) return contactByUid(tx, member);
  const owners = await ownersOf(tx, key);
  return owners?.length === 1 ? (owners[0]?.id ?? null) : null;
}

/** The live contacts with an e-mail or phone; null when they are too many to say anything. */
export async function ownersOf(tx: Reader, lookup_key: string): Promise<Rows["contacts"][] | null> {
  const channels = await tx.find("channels", { lookup_key }, MANY + 1);
  if (channels.length > MANY) return null;
  const ids = [...new Set(channels.map(({ contact_id }) => contact_id))];
  return ids.length === 0 ? [] : (await tx.find("contacts", { id: ids })).filter(isLive);
}

/** What a `mailto:` or `tel:` address is looked up by; null for anything else. */
export function addressKey(member: string): string | null {
  const [, scheme = "", rest = ""] = /^(mailto|tel):(.*)$/is.exec(member) ?? [];
  if (scheme === "") return null;
  return (scheme.toLowerCase() === "mailto" ? canonicalEmail(rest) : rest.replace(/[^\d+]/g, "")) || null;
}

async function contactByUid(tx: Reader, uid: string): Promise<string | null> {
  const rows = await rowsByUid(tx, uidKey(uid));
  return rows[0]?.id ?? null;
}

/** Live contacts with the UID; our exports name a contact without one by its id. @param key as `uidKey` makes it */
export async function rowsByUid(tx: Reader, key: string): Promise<Rows["contacts"][]> {
  const rows = (await tx.find("contacts", { uid_key: key }, MANY)).filter(isLive);
  return rows.length > 0 ? rows : (await tx.find("contacts", { id: key })).filter(isLive);
}

export function isLive(row: Rows["contacts"]): boolean {
  return row.deleted_at === null;
}
