/** The wire shapes of the Contacts API (docs.backside.app, `/api-reference/contacts`). Times are RFC 3339 UTC. */
import type { ContactKind } from "./draft.ts";
import type { JsonObject } from "./json.ts";

type Row = { id: string; tenant_id: string; metadata: JsonObject; created_at: string; updated_at: string };
type Part = Row & { contact_id: string };

export type Contact = Row & {
  display_name: string;
  kind: ContactKind;
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
  deleted_at: string | null;
};

export type Channel = Part & {
  type: string;
  value: string;
  label: string | null;
  is_primary: boolean;
  is_verified: boolean;
  /** 0-based per contact. */
  preference_order: number;
  canonical_value: string | null;
  key_version: number | null;
};

export type Address = Part & {
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
  key_version: number | null;
};

export type ContactDate = Part & {
  date_type: string;
  date_day: number | null;
  date_month: number | null;
  date_year: number | null;
  date_label: string | null;
};

export type Affiliation = Part & {
  organization_id: string;
  is_current: boolean;
  title: string | null;
  role: string | null;
  department: string | null;
  description: string | null;
  start_date: string | null;
  end_date: string | null;
};

export type Tag = Row & { name: string; color: string | null; description: string | null };

export type Relationship = Row & {
  from_contact_id: string;
  to_contact_id: string;
  relationship_type: string;
  description: string | null;
};

export type RelationshipType = Row & {
  name: string;
  /** What it is called when read from the other end. */
  inverse_name: string | null;
  description: string | null;
  is_symmetric: boolean;
  is_builtin: boolean;
};

/** What happened with contacts. It never changes: a correction is another one, with `metadata.corrects`. */
export type Interaction = Omit<Row, "updated_at"> & {
  contact_id: string;
  interaction_type: string;
  summary: string;
  body: string | null;
  occurred_at: string;
  /** Other contacts. */
  participant_ids: string[];
};

export type Group = Row & { name: string; description: string | null; member_count: number };

/** The documented answer of GET `/contacts/{id}`. */
export type ContactResponse = Contact & {
  channels: Channel[];
  addresses: Address[];
  dates: ContactDate[];
  affiliations: Affiliation[];
  tags: Tag[];
};

/** A contact with all that belongs to it, as `list --include all` and `export` read it. */
export type FullContact = Contact & {
  channels: Channel[];
  addresses: Address[];
  dates: ContactDate[];
  affiliations: (Affiliation & { organization_name: string })[];
  tags: Tag[];
  /** Both directions; `contact_id` and `display_name` are the other end's. */
  relationships: RelationshipView[];
  /** Groups the contact is a member of. */
  groups: { id: string; name: string }[];
  photo: PhotoInfo | null;
};

export type RelationshipView = Relationship & {
  direction: "from" | "to";
  contact_id: string;
  display_name: string;
  /** UID the other contact's card has or gets on export. */
  contact_uid: string;
  /** What the type is called when read from the other end: its own name where both ends are alike. */
  inverse_name: string | null;
};

/** Somebody of an organization, as the affiliation says, or of a group, where all the rest is null. */
export type Member = Pick<Affiliation, "contact_id" | "title" | "role" | "department" | "start_date" | "end_date"> & {
  display_name: string;
  is_current: boolean;
};

export type PhotoInfo = { media_type: string; size: number; sha256: string };
