/** What an import takes in: cards, each read from its source only when it is needed. */
import type { Bloom } from "../../domain/bloom.ts";
import type { ImportWarning } from "../../domain/import-report.ts";
import type { PreparedContact } from "./prepare.ts";

export type ImportCard = {
  file: string;
  /** Physical line the card begins at, 1-based. */
  line: number;
  card: number;
  /** The same card read again has the same digest; null where the format gives none. */
  digest: string | null;
  /** Maps the card; called only for cards that are not known by their digest. */
  read(): ReadCard;
};

/**
 * Opens the cards. `known` may hold a card's digest when its contact is in the store, unchanged: such a card will
 * hardly be read.
 */
export type CardSource = (known: Bloom | null) => AsyncIterable<ImportCard[]>;

export type ReadCard = {
  /** Null when the card cannot be taken; `failure` says why. */
  prepared: PreparedContact | null;
  failure: string | null;
  warnings: ImportWarning[];
};
