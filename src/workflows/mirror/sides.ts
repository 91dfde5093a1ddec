/** What the sides of a mirror have, and what can be done about it. */
import type { ContactDraft, ContactKind } from "../../domain/draft.ts";
import type { Side } from "../../domain/mirror-report.ts";
import type { Unreadable } from "./folder.ts";
import type { Pair } from "./state.ts";
import type { Said, Unit, Units } from "./units.ts";

/** The card of a file that is new, or not what it was. */
export type FoundCard = {
  uid: string | null;
  kind: ContactKind;
  display_name: string;
  /** The card's own digest, as an import notes it. */
  card_digest: string;
  said: Said;
  units: Units;
  /** The card as an import takes it. */
  draft(): ContactDraft | null;
};

/** A file with one card; `card` is null while its bytes are those of the last time. */
export type Found = { name: string; digest: string; card: FoundCard | null };

export type BookContact = {
  id: string;
  uid: string | null;
  kind: ContactKind;
  display_name: string;
  /** Known by somebody's ORG line only. */
  bare: boolean;
  said: Said;
  /** Null where nobody will ask. */
  units: Units | null;
};

export type Sides = {
  files: readonly Found[];
  /** Files that are left alone, with their contacts. */
  unreadable: readonly Unreadable[];
  /** Those that are not deleted, by id. */
  contacts: ReadonlyMap<string, BookContact>;
  /** Names of deleted ones, by id. */
  deleted: ReadonlyMap<string, string>;
  pairs: readonly Pair[];
  /** Contacts that cards without UID were imported as, by the cards' digests. */
  cards: ReadonlyMap<string, readonly string[]>;
  /** Operations of earlier runs that were undone. */
  undone: ReadonlySet<string>;
  /** Whether a contact that is in no file is to get one. */
  isWanted: (id: string) => boolean;
  prefer: Side | null;
};

export type Step =
  /** Nothing is to be done; `pair` is what to remember. */
  | { do: "same"; pair: Pair }
  | { do: "create"; file: Found }
  /** The contact is to say `units`, and with `write` the file is, too. */
  | {
      do: "update";
      file: Found;
      id: string;
      uid: string | null;
      units: readonly Unit[];
      before: Before;
      write: boolean;
    }
  /** A deleted contact comes back as the file has it. */
  | { do: "restore"; file: Found; id: string }
  /** The contact's file is written; `file` is null for a new one, `digest` what it has to be before. */
  | { do: "write"; id: string; file: string | null; digest: string | null }
  | { do: "delete_contact"; id: string; file: string }
  | { do: "delete_file"; id: string; file: string; digest: string }
  /** Both stay as they are, and are remembered as they were. */
  | { do: "conflict"; file: string; id: string; properties: string[]; reason: string; pair: Pair | null }
  | { do: "leave"; file: string; reason: string; pair: Pair | null };

/** What the sides said the last time. */
export type Before = Record<Side, Said>;
