/** The columns Google Contacts exports and imports today. A value without one goes to Custom Field. */
import type { Address, Channel, ContactDate, FullContact } from "../../domain/entities.ts";
import { RELATED_FORMS } from "../../vcard/dialects.ts";
import { NO_NAME } from "../../vcard/mapping.ts";
import { wordOfLabel } from "../labels.ts";
import { dateText, keptText, type Members, numbered, ofType, single, starred, type WrittenColumn } from "./written.ts";

const CHANNEL: Members<Channel> = [
  ["Label", ({ label, is_primary }) => starred(wordOfLabel(label), is_primary)],
  ["Value", ({ value }) => value],
];
const ADDRESS: Members<Address> = [
  ["Label", ({ label, is_primary }) => starred(wordOfLabel(label), is_primary)],
  ["Formatted", formatted],
  ["Street", ({ street }) => street],
  ["City", ({ city }) => city],
  ["PO Box", ({ po_box }) => po_box],
  ["Region", ({ region }) => region],
  ["Postal Code", ({ postal_code }) => postal_code],
  ["Country", ({ country }) => country],
  ["Extended Address", ({ extended }) => extended],
];
const EVENT: Members<ContactDate> = [
  ["Label", ({ date_type, date_label }) => date_label ?? wordOfType(date_type)],
  ["Value", dateText],
];
const LABELLED: Members<{ label: string; value: string }> = [
  ["Label", ({ label }) => label],
  ["Value", ({ value }) => value],
];

export const GOOGLE_COLUMNS: readonly WrittenColumn[] = [
  single("First Name", ({ given_name, ...contact }) => given_name ?? loneName(contact)),
  single("Middle Name", ({ middle_name }) => middle_name),
  single("Last Name", ({ family_name }) => family_name),
  single("Phonetic First Name", kept("X-PHONETIC-FIRST-NAME")),
  single("Phonetic Middle Name", kept("X-PHONETIC-MIDDLE-NAME")),
  single("Phonetic Last Name", kept("X-PHONETIC-LAST-NAME")),
  single("Name Prefix", ({ prefix }) => prefix),
  single("Name Suffix", ({ suffix }) => suffix),
  single("Nickname", ({ nickname }) => nickname),
  single("File As", () => null),
  single("Organization Name", organizationName),
  single("Organization Title", ({ affiliations }) => affiliations[0]?.title ?? null),
  single("Organization Department", ({ affiliations }) => affiliations[0]?.department ?? null),
  single("Birthday", ({ dates }) => birthday(dates)),
  single("Notes", ({ bio }) => bio),
  single("Photo", ({ avatar_url }) => avatar_url),
  single("Labels", ({ tags }) => ["* myContacts", ...tags.map(({ name }) => name)].join(" ::: ")),
  ...numbered(google("E-mail"), CHANNEL, 4, ofType("email")),
  ...numbered(google("Phone"), CHANNEL, 6, ofType("phone")),
  ...numbered(google("Address"), ADDRESS, 3, ({ contact }) => contact.addresses),
  ...numbered(google("Website"), CHANNEL, 2, ofType("url")),
  ...numbered(google("Event"), EVENT, 2, ({ contact }) =>
    contact.dates.filter(({ date_type }) => date_type !== "birthday"),
  ),
  ...numbered(google("Relation"), LABELLED, 2, ({ contact }) => relations(contact)),
  ...numbered(google("Custom Field"), LABELLED, 3, ({ contact }) => customFields(contact)),
];

function google(base: string): (number: number, member: string) => string {
  return (number, member) => `${base} ${number} - ${member}`;
}

/** Who has no parts of a name is called by the whole of it; a company is in its own column. */
function loneName({ display_name, family_name, kind }: Omit<FullContact, "given_name">): string | null {
  return family_name === null && kind !== "organization" && display_name !== NO_NAME ? display_name : null;
}

function organizationName({ kind, display_name, affiliations }: FullContact): string | null {
  return kind === "organization" ? display_name : (affiliations[0]?.organization_name ?? null);
}

function kept(property: string): (contact: FullContact) => string | null {
  return (contact) => keptText(contact, property);
}

function birthday(dates: readonly ContactDate[]): string | null {
  const date = dates.find(({ date_type }) => date_type === "birthday");
  return date === undefined ? null : dateText(date);
}

/** As it stands on an envelope. */
function formatted({ street, extended, po_box, city, region, postal_code, country }: Address): string {
  const place = [postal_code, city, region].filter((text) => text !== null).join(" ");
  return [street, extended, po_box, place || null, country].filter((text) => text !== null).join("\n");
}

function wordOfType(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}

function relations({ relationships }: FullContact): { label: string; value: string }[] {
  return relationships
    .filter(({ direction }) => direction === "to")
    .map(({ relationship_type, description, display_name }) => ({
      label: RELATED_FORMS.get(relationship_type)?.label ?? description ?? relationship_type,
      value: display_name,
    }));
}

/** Google's own that an import kept, then messengers, then further employers. */
function customFields({ metadata, channels, affiliations }: FullContact): { label: string; value: string }[] {
  const { custom } = metadata;
  const own = typeof custom === "object" && custom !== null && !Array.isArray(custom) ? Object.entries(custom) : [];
  return [
    ...own.flatMap(([label, value]) => (typeof value === "string" ? [{ label, value }] : [])),
    ...channels
      .filter(({ type }) => !["email", "phone", "url"].includes(type))
      .map(({ type, value }) => ({ label: type, value })),
    ...affiliations.slice(1).map(({ organization_name, title }) => ({
      label: "organization",
      value: title === null ? organization_name : `${organization_name}, ${title}`,
    })),
  ];
}
