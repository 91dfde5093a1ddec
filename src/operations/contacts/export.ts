import type { FullContact } from "../../domain/entities.ts";
import type { Schema } from "../../domain/schema.ts";
import { PARTS } from "../../domain/shapes.ts";
import { withParts } from "../../store/parts.ts";
import type { ContactName, Reader } from "../../store/store.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { defineRead, type Page } from "../operation.ts";
import { requireKnownTypes } from "./known-types.ts";
import { contactQuery, type ListInput, listContacts, withoutNow } from "./list.ts";
import { membersOf } from "./people.ts";

export type ExportInput = Omit<ListInput, "include">;

/** A contact with everything a card can say of it. */
export type ExportedContact = {
  contact: FullContact;
  photo: { media_type: string; bytes: Uint8Array } | null;
  /** Of a contact of kind group: the UIDs of its members' cards. */
  members: string[] | null;
  /** Made for somebody's ORG line and nothing else; that line says all there is to say. */
  bare: boolean;
};

export const exportContacts = defineRead<ExportInput, Page<ExportedContact>>({
  name: "contacts.export",
  summary: "Export contacts as vCards",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/export", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request", "invalid_query"],
  input: () => listContacts.input() as Schema<ExportInput>,
  async run(tx, { limit = 500, cursor, ...filters }) {
    const after = cursor === undefined ? null : decodeCursor(cursor, withoutNow(filters));
    const query = await contactQuery({ sort: "created_at", ...filters });
    await requireKnownTypes(tx, query.filter, filters.query);
    const { rows, next } = await tx.list(query, limit, after);
    const full = await withParts(tx, rows, PARTS);
    const employers = await namedByOthers(tx, full);
    const data: ExportedContact[] = [];
    for (const contact of full) {
      const photo = contact.photo && {
        media_type: contact.photo.media_type,
        bytes: await photoOf(tx, contact.photo.sha256),
      };
      const members = contact.kind === "group" ? (await membersOf(tx, contact)).map(uidOf) : null;
      data.push({ contact, photo, members, bare: isBare(contact) && employers.has(contact.id) });
    }
    return { data, next_cursor: next && encodeCursor(next, withoutNow(filters)), has_more: next !== null };
  },
});

async function photoOf(tx: Reader, sha256: string): Promise<Uint8Array> {
  const bytes = await tx.blob(sha256);
  if (bytes === null) throw new Error(`the photo ${sha256} is missing`);
  return bytes;
}

function uidOf({ id, vcard_uid }: ContactName): string {
  return vcard_uid ?? `urn:uuid:${id}`;
}

function isBare(contact: FullContact): boolean {
  const { kind, vcard_uid, bio, nickname, avatar_url, language, timezone, photo, metadata } = contact;
  const own = [vcard_uid, bio, nickname, avatar_url, language, timezone, photo].some((value) => value !== null);
  const lists = [
    contact.channels,
    contact.addresses,
    contact.dates,
    contact.affiliations,
    contact.tags,
    contact.relationships,
    contact.groups,
  ];
  return (
    kind === "organization" && !own && lists.every((list) => list.length === 0) && Object.keys(metadata).length === 0
  );
}

/** The organizations among these that some contact is affiliated with. */
async function namedByOthers(tx: Reader, contacts: readonly FullContact[]): Promise<Set<string>> {
  const ids = contacts.filter(isBare).map(({ id }) => id);
  if (ids.length === 0) return new Set();
  const links = await tx.find("affiliations", { organization_id: ids });
  const people = await tx.find("contacts", { id: [...new Set(links.map((link) => link.contact_id))] });
  const live = new Set(people.filter((row) => row.deleted_at === null).map(({ id }) => id));
  return new Set(links.filter((link) => live.has(link.contact_id)).map((link) => link.organization_id));
}
