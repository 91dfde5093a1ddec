/**
 * Tables and columns as data. Rows are plain objects with the contract's names; each engine converts values at its
 * edge. `tenant_id`, `metadata`, `created_at`, `updated_at` and `written_by` are on every table and not listed.
 */

/**
 * How a column's value looks outside the engine; null is always possible where the schema allows it. A generated column
 * is text the engine makes of others: rows are found by it, but it is neither written nor answered.
 */
export type ColumnKind = "text" | "integer" | "real" | "boolean" | "time" | "generated";

export type TableName =
  | "contacts"
  | "card_digests"
  | "awaited_contacts"
  | "channels"
  | "addresses"
  | "dates"
  | "affiliations"
  | "tags"
  | "contact_tags"
  | "groups"
  | "group_members"
  | "relationship_types"
  | "relationships"
  | "interactions"
  | "interaction_participants"
  | "photos";

/**
 * Rows that belong to a contact, which many look-ups go by: they are named by the contact's id and their own, and the
 * index by contact finds them, so that no import has to keep a second one.
 */
export type OwnedTable =
  | "card_digests"
  | "awaited_contacts"
  | "channels"
  | "addresses"
  | "dates"
  | "affiliations"
  | "contact_tags"
  | "group_members"
  | "interaction_participants"
  | "photos";

export type Table = {
  columns: Record<string, ColumnKind>;
  /** Columns that name the contacts whose revision a change of the row touches. */
  touches: readonly string[];
  /** Columns that name rows of other tables, without which the row would make no sense. */
  refers: Readonly<Record<string, TableName>>;
  /** Kept for look-ups only, never part of an answer. */
  internal: readonly string[];
};

/** Tables whose rows are among the search words of the contacts that they touch. */
export const SEARCHED: ReadonlySet<TableName> = new Set([
  "contacts",
  "channels",
  "addresses",
  "affiliations",
  "contact_tags",
]);

/** Columns of which no two rows of a tenant hold the same values. */
export const UNIQUE: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  tags: ["name_key"],
  contact_tags: ["contact_id", "tag_id"],
  groups: ["name_key"],
  group_members: ["group_id", "contact_id"],
  relationship_types: ["name"],
  relationships: ["from_contact_id", "to_contact_id", "relationship_type"],
  interaction_participants: ["interaction_id", "contact_id"],
  photos: ["contact_id"],
};

export const tables: Record<TableName, Table> = {
  contacts: {
    columns: {
      display_name: "text",
      kind: "text",
      given_name: "text",
      middle_name: "text",
      family_name: "text",
      prefix: "text",
      suffix: "text",
      nickname: "text",
      avatar_url: "text",
      bio: "text",
      language: "text",
      timezone: "text",
      vcard_uid: "text",
      deleted_at: "time",
      name_key: "text",
      uid_key: "text",
      card_digest: "text",
      card_revision: "integer",
      revision: "integer",
      last_interaction_at: "time",
    },
    touches: ["id"],
    refers: {},
    internal: ["name_key", "uid_key", "card_digest", "card_revision", "revision", "last_interaction_at"],
  },
  card_digests: {
    columns: { contact_id: "text", digest: "text" },
    touches: [],
    refers: { contact_id: "contacts" },
    internal: [],
  },
  awaited_contacts: {
    columns: { contact_id: "text", key: "text" },
    touches: [],
    refers: { contact_id: "contacts" },
    internal: [],
  },
  channels: {
    columns: {
      contact_id: "text",
      type: "text",
      value: "text",
      label: "text",
      is_primary: "boolean",
      is_verified: "boolean",
      preference_order: "integer",
      canonical_value: "text",
      key_version: "integer",
      plain_key: "text",
      lookup_key: "generated",
    },
    touches: ["contact_id"],
    refers: { contact_id: "contacts" },
    internal: ["plain_key", "lookup_key"],
  },
  addresses: {
    columns: {
      contact_id: "text",
      label: "text",
      street: "text",
      extended: "text",
      po_box: "text",
      city: "text",
      region: "text",
      postal_code: "text",
      country: "text",
      country_code: "text",
      latitude: "real",
      longitude: "real",
      is_primary: "boolean",
      key_version: "integer",
    },
    touches: ["contact_id"],
    refers: { contact_id: "contacts" },
    internal: [],
  },
  dates: {
    columns: {
      contact_id: "text",
      date_type: "text",
      date_day: "integer",
      date_month: "integer",
      date_year: "integer",
      date_label: "text",
    },
    touches: ["contact_id"],
    refers: { contact_id: "contacts" },
    internal: [],
  },
  affiliations: {
    columns: {
      contact_id: "text",
      organization_id: "text",
      is_current: "boolean",
      title: "text",
      role: "text",
      department: "text",
      description: "text",
      start_date: "text",
      end_date: "text",
    },
    touches: ["contact_id"],
    refers: { contact_id: "contacts", organization_id: "contacts" },
    internal: [],
  },
  tags: {
    columns: { name: "text", color: "text", description: "text", name_key: "text" },
    touches: [],
    refers: {},
    internal: ["name_key"],
  },
  contact_tags: {
    columns: { contact_id: "text", tag_id: "text" },
    touches: ["contact_id"],
    refers: { contact_id: "contacts", tag_id: "tags" },
    internal: [],
  },
  groups: {
    columns: { name: "text", description: "text", name_key: "text" },
    touches: [],
    refers: {},
    internal: ["name_key"],
  },
  group_members: {
    columns: { group_id: "text", contact_id: "text" },
    touches: ["contact_id"],
    refers: { contact_id: "contacts", group_id: "groups" },
    internal: [],
  },
  relationship_types: {
    columns: {
      name: "text",
      inverse_name: "text",
      description: "text",
      is_symmetric: "boolean",
      is_builtin: "boolean",
    },
    touches: [],
    refers: {},
    internal: [],
  },
  relationships: {
    columns: {
      from_contact_id: "text",
      to_contact_id: "text",
      relationship_type: "text",
      description: "text",
    },
    touches: ["from_contact_id", "to_contact_id"],
    refers: { from_contact_id: "contacts", to_contact_id: "contacts" },
    internal: [],
  },
  interactions: {
    columns: {
      contact_id: "text",
      interaction_type: "text",
      summary: "text",
      body: "text",
      occurred_at: "time",
      corrects: "generated",
    },
    touches: ["contact_id"],
    refers: { contact_id: "contacts" },
    internal: ["corrects"],
  },
  interaction_participants: {
    columns: { interaction_id: "text", contact_id: "text", occurred_at: "time" },
    touches: ["contact_id"],
    refers: { contact_id: "contacts", interaction_id: "interactions" },
    internal: [],
  },
  photos: {
    columns: { contact_id: "text", media_type: "text", size: "integer", sha256: "text" },
    touches: ["contact_id"],
    refers: { contact_id: "contacts" },
    internal: [],
  },
};

export const TABLES = Object.keys(tables) as readonly TableName[];
