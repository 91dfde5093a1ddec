/** A contact and all that belongs to it. */
import {
  choice,
  day,
  flag,
  instant,
  integer,
  jsonObject,
  list,
  nullable,
  object,
  optional,
  real,
  text,
  uuid,
} from "../schema.ts";

const IDENTITY = { id: uuid("Id"), tenant_id: uuid("Whose it is") };
const OWNED = { id: uuid("Id"), contact_id: uuid("The contact it belongs to"), tenant_id: uuid("Whose it is") };
const STAMPS = {
  metadata: jsonObject("Whatever else is kept"),
  created_at: instant("When it was made"),
  updated_at: instant("When it was last changed"),
};
const KIND = choice(["person", "organization", "group"], "What the contact is");

export const CONTACT = {
  ...IDENTITY,
  display_name: text("The name it goes by"),
  kind: KIND,
  prefix: nullable(text("Dr., Prof.")),
  given_name: nullable(text("Given name")),
  middle_name: nullable(text("Middle names")),
  family_name: nullable(text("Family name")),
  suffix: nullable(text("Jr., PhD")),
  nickname: nullable(text("Nickname")),
  avatar_url: nullable(text("Address of a picture")),
  bio: nullable(text("Note")),
  language: nullable(text("Preferred language")),
  timezone: nullable(text("Time zone")),
  vcard_uid: nullable(text("UID of its vCard")),
  ...STAMPS,
  deleted_at: nullable(instant("When it was deleted; null while it is not")),
};

export const Contact = object(CONTACT);

export const Channel = object({
  ...OWNED,
  type: text("email, phone, twitter, linkedin, custom or any other"),
  value: text("The address or number"),
  label: nullable(text("work, home")),
  is_primary: flag("Whether it is the first choice among those of its type"),
  is_verified: flag("Whether it is known to be right"),
  preference_order: integer("Place in the order of preference, from 0", 0),
  canonical_value: nullable(
    text("Lower-case e-mail, E.164 number, else lower case; null for a number that is not valid"),
  ),
  key_version: nullable(integer("Version of the encryption key", 0)),
  ...STAMPS,
});

export const Address = object({
  ...OWNED,
  is_primary: flag("Whether it is the first choice"),
  label: nullable(text("work, home")),
  street: nullable(text("Street and number")),
  extended: nullable(text("Flat, floor, care of")),
  po_box: nullable(text("Post office box")),
  city: nullable(text("City")),
  region: nullable(text("State or province")),
  postal_code: nullable(text("Postal code")),
  country: nullable(text("Country")),
  country_code: nullable(text("Country, ISO 3166-1 alpha-2")),
  latitude: nullable(real("Degrees north", -90, 90)),
  longitude: nullable(real("Degrees east", -180, 180)),
  key_version: nullable(integer("Version of the encryption key", 0)),
  ...STAMPS,
});

export const ContactDate = object({
  ...OWNED,
  date_type: text("birthday, anniversary, custom or any other"),
  date_label: nullable(text("What a custom date is")),
  date_day: nullable(integer("Day of the month", 1)),
  date_month: nullable(integer("Month", 1)),
  date_year: nullable(integer("Year; null when only the day is known", 1)),
  ...STAMPS,
});

const AFFILIATION = {
  id: uuid("Id"),
  contact_id: uuid("Who"),
  organization_id: uuid("With which organization"),
  tenant_id: uuid("Whose it is"),
  is_current: flag("Whether it holds now"),
  title: nullable(text("Job title")),
  role: nullable(text("Role")),
  department: nullable(text("Department")),
  description: nullable(text("Description")),
  start_date: nullable(day("First day")),
  end_date: nullable(day("Last day")),
  ...STAMPS,
};

export const Affiliation = object(AFFILIATION);

export const EmbeddedAffiliation = object({ ...AFFILIATION, organization_name: text("Name of the organization") });

export const Tag = object({
  ...IDENTITY,
  name: text("Name, unique ignoring case"),
  color: nullable(text("Colour, #336699")),
  description: nullable(text("What it is for")),
  ...STAMPS,
});

const RELATIONSHIP = {
  ...IDENTITY,
  from_contact_id: uuid("Who is, or does"),
  to_contact_id: uuid("Of whom, or to whom"),
  relationship_type: text("reports_to, spouse, friend or another type"),
  description: nullable(text("Description")),
  ...STAMPS,
};

export const Relationship = object(RELATIONSHIP);

export const RelationshipView = object({
  ...RELATIONSHIP,
  direction: choice(["from", "to"], "Which end the contact is"),
  contact_id: uuid("The other end"),
  display_name: text("Name of the other end"),
  contact_uid: text("UID of the other end's vCard"),
  inverse_name: nullable(text("What the type is called from the other end")),
});

export const RelationshipType = object({
  ...IDENTITY,
  name: text("Name, snake_case"),
  inverse_name: nullable(text("What it is called from the other end")),
  is_symmetric: flag("Whether both ends are alike"),
  is_builtin: flag("Whether every tenant has it"),
  description: nullable(text("What it says")),
  ...STAMPS,
});

const INTERACTION = {
  ...IDENTITY,
  contact_id: uuid("The contact"),
  interaction_type: text("meeting, call, email, note or any other"),
  summary: text("What happened, in a line"),
  body: nullable(text("What happened, in full")),
  occurred_at: instant("When"),
  participant_ids: list(uuid("Contact"), "Others who took part"),
  metadata: jsonObject("Whatever else is kept; corrects is the id of the interaction it corrects"),
  created_at: instant("When it was logged"),
};

export const Interaction = object({
  ...INTERACTION,
  people: optional(
    list(object({ contact_id: uuid("Who"), display_name: text("Name") }), "Everybody who took part, the contact first"),
  ),
  corrected_by: optional(nullable(uuid("The newest interaction that corrects it"))),
});

export const ListedTag = object({
  ...Tag.entries,
  contact_count: integer("Contacts that have it and are not deleted", 0),
});

export const Group = object({
  ...IDENTITY,
  name: text("Name, unique ignoring case"),
  description: nullable(text("What it is for")),
  ...STAMPS,
  member_count: integer("Members that are not deleted", 0),
});

export const GroupWithMembers = object({ ...Group.entries, members: list(Contact, "Its members") });

export const GroupName = object({ id: uuid("Id"), name: text("Name") });

const PHOTO = {
  media_type: text("image/jpeg, image/png"),
  size: integer("Bytes", 0),
  sha256: text("SHA-256 of the content, hexadecimal"),
};

export const Photo = object(PHOTO);

export const PhotoFile = object({ ...PHOTO, file: nullable(text("Name of the file; null where none was written")) });

export const Member = object({
  contact_id: uuid("Who"),
  display_name: text("Name"),
  title: nullable(text("Job title")),
  role: nullable(text("Role")),
  department: nullable(text("Department")),
  is_current: flag("Whether it holds now"),
  start_date: nullable(day("First day")),
  end_date: nullable(day("Last day")),
});

export const Temporal = object({
  as_of: instant("What was recorded then"),
  valid_at: instant("What held then"),
  sys_from: instant("When this version was recorded"),
  sys_to: nullable(instant("When it was superseded; null while it is current")),
  captured_by: nullable(text("Who wrote it")),
  capture_reason: choice(["user_edit", "import", "merge", "restore", "undo"], "Why it was written"),
});

/** Parts that only `--include` asks for. */
const INCLUDED = {
  relationships: optional(list(RelationshipView, "Both directions; with --include")),
  groups: optional(list(GroupName, "Groups it is a member of; with --include")),
  photo: optional(nullable(Photo)),
};

export const ListedContact = object({
  ...CONTACT,
  channels: optional(list(Channel, "With --include")),
  addresses: optional(list(Address, "With --include")),
  dates: optional(list(ContactDate, "With --include")),
  affiliations: optional(list(EmbeddedAffiliation, "With --include")),
  tags: optional(list(Tag, "With --include")),
  ...INCLUDED,
});

export const ContactResponse = object({
  ...CONTACT,
  channels: optional(list(Channel, "E-mails, numbers and other ways to reach it, in order of preference")),
  addresses: optional(list(Address, "Postal addresses")),
  dates: optional(list(ContactDate, "Birthday and other dates")),
  affiliations: optional(
    list(object({ ...AFFILIATION, organization_name: optional(text("With --include")) }), "Organizations"),
  ),
  tags: optional(list(Tag, "Tags")),
  ...INCLUDED,
  people: optional(list(Member, "Who belongs to an organization or a group; with --include")),
  _temporal: optional(Temporal),
});
