import type { TableName } from "../../store/tables.ts";

/** What a row of a table is called on the wire. */
export const RESOURCES: Record<TableName, string> = {
  contacts: "contact",
  card_digests: "card",
  awaited_contacts: "awaited_contact",
  channels: "channel",
  addresses: "address",
  dates: "date",
  affiliations: "affiliation",
  tags: "tag",
  contact_tags: "contact_tag",
  groups: "group",
  group_members: "group_member",
  relationship_types: "relationship_type",
  relationships: "relationship",
  interactions: "interaction",
  interaction_participants: "interaction_participant",
  photos: "photo",
};
