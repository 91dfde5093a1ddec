/** A contact → its line in a backup: every field, nothing that only this store knows. Format: docs/backup.md. */
import type { FullContact } from "../../domain/entities.ts";
import { ADDRESS_FIELDS, shape } from "../../domain/shapes.ts";
import type { FormatWriter, WrittenContact } from "../format.ts";
import { VERSION } from "./reader.ts";

/** Contacts alone; `backupTexts` of the workflows writes all there is. */
export const ndjsonWriter: FormatWriter = backupWriter(() => null);

/** @param organizationUid of the card that an organization has in the same file, by its id; else null */
export function backupWriter(organizationUid: (id: string) => string | null): FormatWriter {
  return {
    begin: `${JSON.stringify({ type: "backside", version: VERSION })}\n`,
    contact: (contact) => `${JSON.stringify(contactLine(contact, organizationUid))}\n`,
    between: "",
    end: "",
  };
}

/** The first line of a whole backup. @param created_at RFC 3339 */
export function backupBegin(created_at: string): string {
  return `${JSON.stringify({ type: "backside", version: VERSION, created_at })}\n`;
}

function contactLine({ contact, photo }: WrittenContact, organizationUid: (id: string) => string | null): object {
  return {
    type: "contact",
    ...shape(contact, NAMES),
    vcard_uid: contact.vcard_uid ?? `urn:uuid:${contact.id}`,
    channels: contact.channels.map((one) => shape(one, CHANNEL)),
    addresses: contact.addresses.map((one) => shape(one, ADDRESS)),
    dates: contact.dates.map((one) => shape(one, DATE)),
    affiliations: contact.affiliations.map((one) => ({
      organization_uid: organizationUid(one.organization_id),
      ...shape(one, AFFILIATION),
    })),
    tags: contact.tags.map(({ name }) => name),
    groups: contact.groups.map(({ name }) => name),
    relationships: contact.relationships
      .filter(({ direction }) => direction === "to")
      .map((one) => shape(one, RELATIONSHIP)),
    photo: photo && { media_type: photo.media_type, data: Buffer.from(photo.bytes).toString("base64") },
    metadata: contact.metadata,
    created_at: contact.created_at,
    updated_at: contact.updated_at,
  };
}

const NAMES = [
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
] as const satisfies readonly (keyof FullContact)[];

const CHANNEL = ["type", "value", "label", "is_primary", "is_verified", "canonical_value", "metadata"] as const;
const ADDRESS = ["is_primary", "label", ...ADDRESS_FIELDS, "metadata"] as const;
const DATE = ["date_type", "date_label", "date_day", "date_month", "date_year", "metadata"] as const;
const AFFILIATION = [
  "organization_name",
  "is_current",
  "title",
  "role",
  "department",
  "description",
  "start_date",
  "end_date",
  "metadata",
] as const;
const RELATIONSHIP = [
  "relationship_type",
  "direction",
  "contact_uid",
  "inverse_name",
  "description",
  "metadata",
] as const;
