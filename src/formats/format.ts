/** What every format of contacts besides vCard files has in common: how it is read, and how it is written. */
import type { BackupRecord } from "../domain/backup.ts";
import type { ContactDraft } from "../domain/draft.ts";
import type { FullContact } from "../domain/entities.ts";
import type { CardWarning } from "../vcard/card.ts";

export type FormatOptions = {
  /** ISO 3166-1 alpha-2 country of national phone notations. */
  region: string | null;
  /** Of text that is not UTF-8 and names none. */
  charset: string | null;
  /** Takes the warnings that belong to no contact. */
  onWarning(warning: CardWarning): void;
  /** Takes what a backup has besides contacts. */
  onRecord?(record: BackupRecord): void;
};

/** A contact of a file, mapped only when it is needed. */
export type FoundContact = {
  /** Physical line it begins at, 1-based. */
  line: number;
  /** Ordinal in the file, 1-based. */
  index: number;
  /** The same contact read again has the same digest; null where it cannot be told. */
  digest: string | null;
  read(): FoundDraft;
};

/** Reading never throws on a contact: what is odd is in `warnings`, and `failure` says why it cannot be taken. */
export type FoundDraft = {
  draft: ContactDraft | null;
  failure: string | null;
  warnings: CardWarning[];
  /** Physical line of the photo, 1-based; only of formats that have lines for it. */
  photo_line?: number | undefined;
};

/** Bytes → contacts, as they come. @throws invalid_input for a file that is not of the format at all */
export type ReadFormat = (
  source: AsyncIterable<Uint8Array>,
  options: FormatOptions,
) => AsyncIterable<readonly FoundContact[]>;

/** A contact with everything that can be said of it. */
export type WrittenContact = {
  contact: FullContact;
  photo: { media_type: string; bytes: Uint8Array } | null;
  /** Of a contact of kind group: the UIDs of its members' cards. */
  members: readonly { uid: string }[] | null;
};

export type WriteOptions = {
  /** RFC 3339; when the file is made. */
  now: string;
  /** PRODID. */
  product: string;
};

/** One file of a format: its begin and end, and the text of each contact, without what stands between two. */
export type FormatWriter = {
  begin: string;
  contact(contact: WrittenContact, options: WriteOptions): string;
  between: string;
  end: string;
};
