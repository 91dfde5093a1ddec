/** The keys of each wire object in their fixed order: what a row of the store shows to the world. */
import type {
  Address,
  Affiliation,
  Channel,
  Contact,
  ContactDate,
  FullContact,
  Group,
  Interaction,
  Relationship,
  RelationshipType,
  RelationshipView,
  Tag,
} from "./entities.ts";

export const CONTACT_KEYS = [
  "id",
  "tenant_id",
  "display_name",
  "kind",
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
  "vcard_uid",
  "metadata",
  "created_at",
  "updated_at",
  "deleted_at",
] as const satisfies readonly (keyof Contact)[];

export const CHANNEL_KEYS = [
  "id",
  "contact_id",
  "tenant_id",
  "type",
  "value",
  "label",
  "is_primary",
  "is_verified",
  "preference_order",
  "canonical_value",
  "key_version",
  "metadata",
  "created_at",
  "updated_at",
] as const satisfies readonly (keyof Channel)[];

/** Where it is. */
export const ADDRESS_FIELDS = [
  "street",
  "extended",
  "po_box",
  "city",
  "region",
  "postal_code",
  "country",
  "country_code",
  "latitude",
  "longitude",
] as const satisfies readonly (keyof Address)[];
export type AddressField = (typeof ADDRESS_FIELDS)[number];

export const ADDRESS_KEYS = [
  "id",
  "contact_id",
  "tenant_id",
  "is_primary",
  "label",
  ...ADDRESS_FIELDS,
  "key_version",
  "metadata",
  "created_at",
  "updated_at",
] as const satisfies readonly (keyof Address)[];

export const DATE_KEYS = [
  "id",
  "contact_id",
  "tenant_id",
  "date_type",
  "date_label",
  "date_day",
  "date_month",
  "date_year",
  "metadata",
  "created_at",
  "updated_at",
] as const satisfies readonly (keyof ContactDate)[];

export const AFFILIATION_KEYS = [
  "id",
  "contact_id",
  "organization_id",
  "tenant_id",
  "is_current",
  "title",
  "role",
  "department",
  "description",
  "start_date",
  "end_date",
  "metadata",
  "created_at",
  "updated_at",
] as const satisfies readonly (keyof Affiliation)[];

export const TAG_KEYS = [
  "id",
  "tenant_id",
  "name",
  "color",
  "description",
  "metadata",
  "created_at",
  "updated_at",
] as const satisfies readonly (keyof Tag)[];

export const RELATIONSHIP_KEYS = [
  "id",
  "tenant_id",
  "from_contact_id",
  "to_contact_id",
  "relationship_type",
  "description",
  "metadata",
  "created_at",
  "updated_at",
] as const satisfies readonly (keyof Relationship)[];

export const RELATIONSHIP_VIEW_KEYS = [
  ...RELATIONSHIP_KEYS,
  "direction",
  "contact_id",
  "display_name",
  "contact_uid",
  "inverse_name",
] as const satisfies readonly (keyof RelationshipView)[];

export const RELATIONSHIP_TYPE_KEYS = [
  "id",
  "tenant_id",
  "name",
  "inverse_name",
  "is_symmetric",
  "is_builtin",
  "description",
  "metadata",
  "created_at",
  "updated_at",
] as const satisfies readonly (keyof RelationshipType)[];

export const GROUP_KEYS = [
  "id",
  "tenant_id",
  "name",
  "description",
  "metadata",
  "created_at",
  "updated_at",
] as const satisfies readonly (keyof Group)[];

export const INTERACTION_KEYS = [
  "id",
  "tenant_id",
  "contact_id",
  "interaction_type",
  "summary",
  "body",
  "occurred_at",
  "participant_ids",
  "metadata",
  "created_at",
] as const satisfies readonly (keyof Interaction)[];

/** What belongs to a contact and is shown with it where it is asked for. */
export const PARTS = [
  "channels",
  "addresses",
  "dates",
  "affiliations",
  "tags",
  "relationships",
  "groups",
  "photo",
] as const satisfies readonly (keyof FullContact)[];
export type Part = (typeof PARTS)[number];

/** The named keys of a row, in their order, and nothing else. */
export function shape<T extends object, K extends keyof T>(row: T, keys: readonly K[]): Pick<T, K> {
  const out = {} as Pick<T, K>;
  for (const key of keys) out[key] = row[key];
  return out;
}
