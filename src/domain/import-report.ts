/** What an import tells: what became of each card, and what was odd about it. */

export type ImportWarning = {
  file: string;
  line: number;
  /** Ordinal of the card in its file, 1-based. */
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
