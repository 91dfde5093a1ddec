/** What an import tells: what became of each card, and what was odd about it. */

export type ImportWarning = {
  file: string;
  /** 1-based; 0 for what concerns the whole file. */
  line: number;
  /** Ordinal of the card in its file, 1-based; 0 outside of cards. */
  card: number;
  property: string | null;
  code: string;
  message: string;
};

export type CardAction = "created" | "updated" | "unchanged" | "skipped" | "failed";

/** What became of one card. */
export type CardResult = {
  file: string;
  line: number;
  card: number;
  action: CardAction;
  id: string | null;
  display_name: string | null;
  /** Why it failed, or by what it was matched. */
  reason: string | null;
};

export type ImportReport = {
  /** All that were handed in, also those without cards. */
  files: number;
  cards: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  failed: number;
  /** Contacts of kind organization made for ORG lines; they are no cards. */
  organizations: number;
  warnings: ImportWarning[];
  /** Warnings beyond those listed. */
  warnings_omitted: number;
};

/** Code of the warning that a file among others has no card in it: the file failed, and no card stands for it. */
export const FILE_WITHOUT_CARDS = "file_without_cards";

/** Code of the warning that the UID of a card is another contact's. */
export const SHARED_UID = "shared_uid";

/** Code of the warning that a contact has another value where a card may have one only; the card's was kept. */
export const KEPT_VALUE = "kept_value";

/** The warnings of files that failed as a whole. */
export function failedFiles({ warnings }: Pick<ImportReport, "warnings">): ImportWarning[] {
  return warnings.filter(({ code }) => code === FILE_WITHOUT_CARDS);
}
