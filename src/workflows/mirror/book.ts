/** The sides of a mirror as they stand: the store's contacts, and the cards of the files that are not as they were. */
import type { Backend } from "../../backend/backend.ts";
import { draftOfCard } from "../../formats/vcard.ts";
import { type ExportedContact, exportContacts } from "../../operations/contacts/export.ts";
import { listContacts } from "../../operations/contacts/list.ts";
import type { Extra } from "../../vcard/writer.ts";
import { type Folder, onlyCard, type Unreadable } from "./folder.ts";
import type { BookContact, Found, FoundCard } from "./sides.ts";
import type { Pair } from "./state.ts";
import { saidBy, type Units, unitsOf, unitsOfDraft } from "./units.ts";

export type Scan = { files: Found[]; unreadable: Unreadable[] };

/**
 * @param region country of national phone notations
 * @param undone operations whose contacts may be gone, so that their files are as new
 */
export async function scanFolder(
  folder: Folder,
  pairs: readonly Pair[],
  { region, undone }: { region: string | null; undone: ReadonlySet<string> },
): Promise<Scan> {
  const known = new Map(pairs.map((pair) => [pair.file, pair]));
  const scan: Scan = { files: [], unreadable: [] };
  for (const file of folder.files()) {
    if ("reason" in file) {
      scan.unreadable.push(file);
      continue;
    }
    const { name, digest, bytes } = file;
    const pair = known.get(name);
    const isKnown = pair?.digest === digest && !undone.has(pair.made_by ?? "");
    const card = isKnown ? null : await readCard(bytes, region);
    if (typeof card === "string") scan.unreadable.push({ name, reason: card });
    else scan.files.push({ name, digest, card });
  }
  return scan;
}

/** @returns the card, or why there is none */
export async function readCard(bytes: Uint8Array, region: string | null): Promise<FoundCard | string> {
  const card = await onlyCard(bytes);
  if (typeof card === "string") return card;
  const { draft, failure } = draftOfCard(card, region);
  if (draft === null) return failure ?? "it cannot be read";
  const units = unitsOfDraft(draft);
  const { vcard_uid: uid, kind, display_name } = draft;
  const again = () => draftOfCard(card, region).draft;
  return { uid, kind, display_name, card_digest: card.digest, said: saidBy(units), units, draft: again };
}

/** Every contact that is not deleted. @param isAsked whose lines are to be kept besides what they come to */
export async function readBook(
  backend: Pick<Backend, "pages">,
  isAsked: (contact: Pick<BookContact, "id" | "uid">) => boolean,
): Promise<Map<string, BookContact>> {
  const book = new Map<string, BookContact>();
  for await (const page of backend.pages(exportContacts, {})) {
    for (const one of page) {
      const { id, vcard_uid: uid, kind, display_name } = one.contact;
      const units = unitsOfExported(one);
      const kept = one.bare || isAsked({ id, uid }) ? units : null;
      book.set(id, { id, uid, kind, display_name, bare: one.bare, said: saidBy(units), units: kept });
    }
  }
  return book;
}

export function unitsOfExported(one: ExportedContact): Units {
  return unitsOf(one.contact, extraOf(one));
}

export function extraOf({ photo, members }: Pick<ExportedContact, "photo" | "members">): Extra {
  return { photo, members: members?.map((uid) => ({ uid })) ?? null };
}

/** Names of the deleted contacts, by id. */
export async function deletedNames(backend: Pick<Backend, "pages">): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for await (const page of backend.pages(listContacts, { deleted: "only", sort: "created_at", limit: 10_000 }))
    for (const { id, display_name } of page) names.set(id, display_name);
  return names;
}
