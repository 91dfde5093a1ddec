/** The contacts that cards were imported as before, by the digests of the cards. */
import type { Rows, Transaction } from "../../store/store.ts";

/** What it takes to know a card again, without its contents. */
export type KnownContact = Pick<
  Rows["contacts"],
  "id" | "display_name" | "deleted_at" | "uid_key" | "card_digest" | "revision" | "card_revision"
>;

export type KnownCards = {
  /** To be called with a batch of digests before they are asked for. */
  load(digests: readonly string[]): Promise<void>;
  /** The contact that holds this very card. */
  take(digest: string | null): KnownContact | null;
  /** Whether the card is known to have come to the contact; if not, it is from now on. */
  absorb(digest: string, contact_id: string): boolean;
};

/** A contact that a card was imported as: made of it, or found to be its. */
type Known = { contact: KnownContact; absorbed: boolean };

/** @param isTrusted which contacts count */
export function knownCards(tx: Transaction, isTrusted: (contact: KnownContact) => boolean): KnownCards {
  let batch = new Map<string, Known[]>();
  /** Digests of several contacts, the first that is still free last: looked up once, however often the card comes. */
  const several = new Map<string, Known[]>();
  /** Which card came to which contact. */
  const taken = new Set<string>();

  return {
    async load(digests) {
      batch = new Map();
      const wanted = [...new Set(digests)].filter((digest) => !several.has(digest));
      if (wanted.length === 0) return;
      const add = (digest: string, row: Rows["contacts"], absorbed: boolean): void => {
        const contact = identityOf(row);
        const before = batch.get(digest);
        const known = before ?? [];
        if (before) several.set(digest, known);
        else batch.set(digest, known);
        if (row.deleted_at === null && isTrusted(contact)) known.push({ contact, absorbed });
      };
      for (const row of await tx.find("contacts", { card_digest: wanted })) add(row.card_digest ?? "", row, false);
      const absorbed = await tx.find("card_digests", { digest: wanted });
      for (const { digest, contact_id } of absorbed) taken.add(`${digest} ${contact_id}`);
      if (absorbed.length > 0) {
        const rows = await tx.find("contacts", { id: [...new Set(absorbed.map(({ contact_id }) => contact_id))] });
        const byId = new Map(rows.map((row) => [row.id, row]));
        for (const { digest, contact_id } of absorbed) {
          const row = byId.get(contact_id);
          if (row) add(digest, row, true);
        }
      }
      for (const digest of wanted) several.get(digest)?.reverse();
    },
    /**
     * Two cards with the same bare name are two people, so each contact made of the card stands for one; but a contact
     * that was found to be a card's is so however often the card comes.
     */
    take(digest) {
      if (digest === null) return null;
      const known = several.get(digest);
      if (!known) return batch.get(digest)?.[0]?.contact ?? null;
      const next = known.at(-1);
      if (next?.absorbed === false) known.pop();
      return next?.contact ?? null;
    },
    absorb(digest, contact_id) {
      const place = `${digest} ${contact_id}`;
      if (taken.has(place)) return true;
      taken.add(place);
      return false;
    },
  };
}

function identityOf(row: Rows["contacts"]): KnownContact {
  const { id, display_name, deleted_at, uid_key, card_digest, revision, card_revision } = row;
  return { id, display_name, deleted_at, uid_key, card_digest, revision, card_revision };
}
