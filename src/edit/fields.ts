/** What of a contact can be edited as text, under the contract's names and in the order in which it stands there. */
import type { Address, Affiliation, Channel, Contact, ContactDate, FullContact } from "../domain/entities.ts";
import type { AddressField } from "../domain/shapes.ts";

export const FIELDS = [
  "display_name",
  "kind",
  "prefix",
  "given_name",
  "middle_name",
  "family_name",
  "suffix",
  "nickname",
  "bio",
  "avatar_url",
  "language",
  "timezone",
  "vcard_uid",
] as const satisfies readonly (keyof Contact)[];

export const AFFILIATION_FIELDS = [
  "title",
  "role",
  "department",
  "description",
  "start_date",
  "end_date",
  "is_current",
] as const satisfies readonly (keyof Affiliation)[];

/** The lists, each under its own line. */
export const LISTS = [
  "channels",
  "addresses",
  "dates",
  "affiliations",
  "tags",
] as const satisfies readonly (keyof FullContact)[];

export type Field = (typeof FIELDS)[number];
export type AffiliationField = (typeof AFFILIATION_FIELDS)[number];

/** The values of one part as the text says them: no id, and nothing that is not shown. */
export type ChannelValues = Pick<Channel, "type" | "label" | "is_primary" | "value">;
export type AddressValues = Pick<Address, "label" | "is_primary" | AddressField>;
export type DateValues = Pick<ContactDate, "date_type" | "date_label" | "date_year" | "date_month" | "date_day">;
export type AffiliationValues = { organization_name: string } & Pick<
  Affiliation,
  Exclude<AffiliationField, "is_current">
> & {
    /** Null where nothing is said: it stays as it is, or follows from the last day. */
    is_current: boolean | null;
  };

/** A part as it stands in the text, and in which line. */
export type Placed<Values> = { line: number; values: Values };

/** A contact as the text says it; a line that was taken out is a value that was taken out. */
export type EditedContact = {
  fields: Partial<Record<Field, Placed<string | null>>>;
  channels: Placed<ChannelValues>[];
  addresses: Placed<AddressValues>[];
  dates: Placed<DateValues>[];
  affiliations: Placed<AffiliationValues>[];
  tags: string[];
};

/** What is wrong with the text, and in which line, counted from 1. */
export type TextError = { line: number; message: string };
