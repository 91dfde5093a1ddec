/** Whom a card means, in an import where earlier cards have made and changed contacts. */
import type { Transaction } from "../../store/store.ts";
import type { Book } from "./book.ts";
import type { Match } from "./match.ts";
import { matchByEvidence, matchByUid, matchOrganization } from "./match.ts";
import { draftOf, type PreparedContact } from "./prepare.ts";
import { seenKeys } from "./seen.ts";

/** Different cards of one UID that an import makes one contact of; more are not one person's. */
const VERSIONS = 50;

export type Identify = {
  /** Whose the UID is; `taken` when it is somebody else's. */
  byUid(prepared: PreparedContact): Promise<{ match: Match | null; taken: boolean }>;
  /** By what else the card says. */
  byEvidence(prepared: PreparedContact): Promise<Match | null>;
  /** Told that a card came to a contact and changed it, or not. */
  took(match: Match, changed: boolean): void;
};

type Options = {
  uid_only: boolean;
  /** Whether the store was empty at the start. */
  fresh: boolean;
  /** Writes what is waiting, so that a look-up meets it. */
  flush: () => Promise<void>;
};

export function identify(tx: Transaction, book: Book, { uid_only, fresh, flush }: Options): Identify {
  const seen = seenKeys();
  /** Contacts that a card of this import was found to be by evidence; another card is somebody else. */
  const claimed = new Set<string>();
  /** How many cards a contact took in by their UID. */
  const versions = new Map<string, number>();
  const isFull = (id: string): boolean => (versions.get(id) ?? 0) >= VERSIONS;

  /** Whether a key may stand in the store; if a card of this import brought it, that card is written first. */
  async function mayBeThere(key: string): Promise<boolean> {
    const before = seen.add(key);
    if (before) await flush();
    return before || !fresh;
  }

  return {
    async byUid(prepared) {
      const { uid_key } = prepared;
      if (uid_key === null || !(await mayBeThere(`u${uid_key}`))) return { match: null, taken: false };
      const found = await matchByUid(book, uid_key, draftOf(prepared), isFull);
      // Without merging, two cards of one file are two contacts whatever they say.
      const isTwin = uid_only && found.match?.contact.created_at === tx.recorded_at;
      return isTwin ? { match: null, taken: true } : found;
    },
    async byEvidence(prepared) {
      const { lookup_keys, spellings, kind } = prepared;
      if (kind === "organization") {
        await flush();
        return matchOrganization(book, draftOf(prepared), uid_only);
      }
      if (uid_only || kind === "group") return null;
      let possible = !fresh;
      for (const key of lookup_keys)
        for (const spelling of spellings) if (await mayBeThere(`c${key}|${spelling}`)) possible = true;
      return possible ? matchByEvidence(book, draftOf(prepared), prepared, { at: tx.recorded_at, claimed }) : null;
    },
    took({ contact: { id }, evidence, certain }, changed) {
      if (!certain) claimed.add(id);
      if (changed && evidence === "UID") versions.set(id, (versions.get(id) ?? 0) + 1);
    },
  };
}
