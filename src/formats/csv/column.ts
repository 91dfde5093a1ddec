/** What the columns of a table say. The dialects of a header and `--map` all come down to this. */
import type { AddressDraft, AffiliationDraft, ContactDraft } from "../../domain/draft.ts";

/** Fields of the contact itself that are plain text. */
export const TEXT_FIELDS = [
  "display_name",
  "prefix",
  "given_name",
  "middle_name",
  "family_name",
  "suffix",
  "nickname",
  "avatar_url",
  "bio",
  "language",
  "timezone",
] as const satisfies readonly (keyof ContactDraft)[];
export type TextField = (typeof TEXT_FIELDS)[number];

export const ADDRESS_TEXTS = [
  "street",
  "extended",
  "po_box",
  "city",
  "region",
  "postal_code",
  "country",
  "country_code",
] as const satisfies readonly (keyof AddressDraft)[];
export const ADDRESS_NUMBERS = ["latitude", "longitude"] as const;

export const AFFILIATION_TEXTS = [
  "title",
  "role",
  "department",
  "description",
  "start_date",
  "end_date",
] as const satisfies readonly (keyof AffiliationDraft)[];

/**
 * Columns of one part and slot make one value together: `E-mail 1 - Label` and `E-mail 1 - Value` are both of slot 1.
 * `label` is what the name of the column says already: `Business Phone` is `work`.
 */
export type Column =
  | { part: "text"; field: TextField }
  | { part: "uid"; prefix: string }
  | { part: "kind" | "tags" | "members" | "metadata" | "skip" }
  | { part: "metadata_key"; key: string }
  /** Kept as a content line of the property. */
  | { part: "line"; property: string }
  | { part: "channel"; slot: string; type: string; label: string | null; as: "value" | "label" | "type" }
  | { part: "address"; slot: string; label: string | null; as: "label" | "formatted" | AddressField }
  | { part: "affiliation"; slot: string; as: "organization_name" | "is_current" | AffiliationField }
  | { part: "date"; slot: string; type: string; label: string | null; as: "value" | "label" | "type" }
  | { part: "related"; slot: string; label: string | null; as: "value" | "label" }
  | { part: "custom"; slot: string; as: "value" | "label" };

export type AddressField = (typeof ADDRESS_TEXTS)[number] | (typeof ADDRESS_NUMBERS)[number];
export type AffiliationField = (typeof AFFILIATION_TEXTS)[number];

/** `--map`: columns by their name in lower case. */
export type ColumnMap = ReadonlyMap<string, { name: string; column: Column }>;

/** How the header of a file is understood. */
export type Dialect = {
  name: "own" | "google" | "outlook";
  /** Null for a column it does not know. @param header the name, trimmed, in lower case */
  column(header: string): Column | null;
  /** `1/31/1990` has the month first. */
  monthFirst: boolean;
  /** ` ::: ` parts the values of one cell, and `* ` before a label marks the primary one. */
  lists: boolean;
  /** Values of unknown columns that say nothing: what the program fills in for everybody. */
  defaults: ReadonlySet<string>;
};
