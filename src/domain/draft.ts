/** A contact as an import brings it: the whole aggregate, by value, before it has ids. */

import type { JsonObject } from "./json.ts";

export type ContactKind = "person" | "organization" | "group";

export type ContactDraft = {
  kind: ContactKind;
  display_name: string;
  given_name: string | null;
  middle_name: string | null;
  family_name: string | null;
  prefix: string | null;
  suffix: string | null;
  nickname: string | null;
  avatar_url: string | null;
  bio: string | null;
  language: string | null;
  timezone: string | null;
  vcard_uid: string | null;
  metadata: JsonObject;
  channels: ChannelDraft[];
  addresses: AddressDraft[];
  dates: DateDraft[];
  affiliations: AffiliationDraft[];
  /** Tag names, as written, no two alike ignoring case. */
  tags: string[];
  /** Relatives and colleagues named by the card; links are made when the other card is found. */
  related: RelatedDraft[];
  /** Members of a card of kind group: a UID, `mailto:` or `tel:` address each; null on other kinds. */
  members: string[] | null;
  /** Names of groups the contact is a member of; absent where the format has no such thing. */
  groups?: string[];
  photo: PhotoDraft | null;
};

export type ChannelDraft = {
  type: string;
  value: string;
  label: string | null;
  is_primary: boolean;
  /** Lower-cased e-mail, E.164 phone, else trimmed lower case without leading `@`; null for a phone that is not valid. */
  canonical_value: string | null;
  /** Absent means: not. */
  is_verified?: boolean;
  metadata: JsonObject;
};

export type AddressDraft = {
  label: string | null;
  street: string | null;
  extended: string | null;
  po_box: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
  country_code: string | null;
  latitude: number | null;
  longitude: number | null;
  is_primary: boolean;
  metadata: JsonObject;
};

/** Split integers: a date without year, or only a year, is normal. */
export type DateDraft = {
  date_type: string;
  date_day: number | null;
  date_month: number | null;
  date_year: number | null;
  date_label: string | null;
  metadata: JsonObject;
};

/** An affiliation whose organization is given by name; the import finds or creates the contact of kind organization. */
export type AffiliationDraft = {
  organization_name: string;
  /** UID of the organization's own card, where several may have the name. */
  organization_uid?: string;
  title: string | null;
  role: string | null;
  department: string | null;
  /** Absent means: as a new affiliation has it. */
  description?: string;
  start_date?: string;
  end_date?: string;
  is_current?: boolean;
  metadata: JsonObject;
};

/** The named contact is the "from", the card's own contact the "to": `RELATED;TYPE=parent:Y` on X means Y is parent of X. */
export type RelatedDraft = {
  relationship_type: string;
  description: string | null;
  /** UID of the other card, as written; or null. */
  uid: string | null;
  /** Exact display name of the other card; or null. */
  name: string | null;
  /**
   * The lines that say so, as they stand in `metadata.vcard` while nobody is found; taken out of there when the
   * link is made, and kept in the relationship's metadata so that export can write them as they were.
   */
  lines: string[];
  /** What else the relationship is to have. */
  metadata?: JsonObject;
};

export type PhotoDraft = {
  /** By the magic bytes: `image/jpeg`, `image/png`, `image/gif`, `image/webp`, `image/heic`, …; else as declared. */
  media_type: string;
  bytes: Uint8Array;
};

/** A person of whom nothing is known yet; each call answers lists of its own. */
export function emptyDraft(): ContactDraft {
  return {
    kind: "person",
    display_name: "",
    given_name: null,
    middle_name: null,
    family_name: null,
    prefix: null,
    suffix: null,
    nickname: null,
    avatar_url: null,
    bio: null,
    language: null,
    timezone: null,
    vcard_uid: null,
    metadata: {},
    channels: [],
    addresses: [],
    dates: [],
    affiliations: [],
    tags: [],
    related: [],
    members: null,
    photo: null,
  };
}
