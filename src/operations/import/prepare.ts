/** A draft → all that making a contact of it needs, so that only names of organizations and tags are left to settle. */

import { lookupKey } from "../../domain/channel.ts";
import {
  type ContactDraft,
  type ContactKind,
  emptyDraft,
  type PhotoDraft,
  type RelatedDraft,
} from "../../domain/draft.ts";
import { keptLines, textLine, withLines } from "../../domain/kept.ts";
import { nameKey, type SearchDocument, searchDocument } from "../../domain/search-text.ts";
import { type BulkRow, type BulkTable, bulkColumns, bulkRow, fromBulkRow } from "../../store/bulk-rows.ts";
import { uidKey } from "../../store/keys.ts";
import { spellingsOf } from "./names-agree.ts";

export type PreparedContact = {
  id: string;
  kind: ContactKind;
  display_name: string;
  vcard_uid: string | null;
  /** By which another card of the same person would be met: the UID, each e-mail and phone, the name. */
  uid_key: string | null;
  lookup_keys: string[];
  name_key: string;
  /** The words of the name in a fixed order, one or two ways. */
  spellings: string[];
  /** Whether it says anything that makes a namesake the same person. */
  has_name_evidence: boolean;
  rows: Record<Exclude<BulkTable, "contact_tags" | "photos">, BulkRow[]>;
  /** Name of the organization of each affiliation row, whose id is still to be put in. */
  organizations: string[];
  /** UID of each, where it is known. */
  organization_uids: (string | null)[];
  tags: string[];
  related: RelatedDraft[];
  members: string[] | null;
  groups: string[];
  photo: PhotoDraft | null;
  document: SearchDocument;
};

/** Where an affiliation row has its organization's id. */
export const ORGANIZATION_ID = bulkColumns("affiliations").indexOf("organization_id");

const CARD_DIGEST = bulkColumns("contacts").indexOf("card_digest");

/** Whether all that its card says was taken. */
export function isWhole({ rows }: PreparedContact): boolean {
  return rows.contacts[0]?.[CARD_DIGEST] !== null;
}

/** @param card_digest null where not all of the card is taken @param newId generator of UUIDv7 */
export function prepare(draft: ContactDraft, card_digest: string | null, newId: () => string): PreparedContact {
  const { channels, addresses, dates, affiliations, tags, related, members, groups = [], photo, ...fields } = draft;
  const { kind, display_name, vcard_uid } = draft;
  const contact_id = newId();
  return {
    id: contact_id,
    kind,
    display_name,
    vcard_uid,
    uid_key: vcard_uid === null ? null : uidKey(vcard_uid),
    lookup_keys: channels.filter(isReachable).flatMap((channel) => lookupKey(channel) ?? []),
    name_key: nameKey(display_name),
    spellings: spellingsOf(draft),
    has_name_evidence: affiliations.length > 0 || dates.some(({ date_type }) => date_type === "birthday"),
    rows: {
      contacts: [bulkRow("contacts", { ...fields, id: contact_id, deleted_at: null, card_digest })],
      channels: channels.map((one, preference_order) =>
        bulkRow("channels", { is_verified: false, ...one, id: newId(), contact_id, preference_order }),
      ),
      addresses: addresses.map((one) => bulkRow("addresses", { ...one, id: newId(), contact_id })),
      dates: dates.map((one) => bulkRow("dates", { ...one, id: newId(), contact_id })),
      affiliations: affiliations.map((one) =>
        bulkRow("affiliations", { ...UNSAID, ...one, id: newId(), contact_id, organization_id: "" }),
      ),
    },
    organizations: affiliations.map(({ organization_name }) => organization_name),
    organization_uids: affiliations.map(({ organization_uid = null }) => organization_uid),
    tags,
    related,
    members,
    groups,
    photo,
    document: searchDocument(draft),
  };
}

/** The draft that a contact was prepared from, to compare it with one that is already there. */
export function draftOf(prepared: PreparedContact): ContactDraft {
  const { rows, organizations, organization_uids, tags, related, members, groups, photo } = prepared;
  const all = (table: keyof typeof rows) => rows[table].map((row) => fromBulkRow(table, row));
  const affiliations = all("affiliations").map((row, i) => {
    const uid = organization_uids[i];
    return { ...row, organization_name: organizations[i], ...(uid && { organization_uid: uid }) };
  });
  const parts = { channels: all("channels"), addresses: all("addresses"), dates: all("dates"), affiliations };
  return { ...all("contacts")[0], ...parts, tags, related, members, groups, photo } as unknown as ContactDraft;
}

/** The same contact with its UID, which another card has, as a kept line only. */
export function withoutUid(prepared: PreparedContact, digest: string | null, newId: () => string): PreparedContact {
  const draft = draftOf(prepared);
  const line = textLine("UID", draft.vcard_uid ?? "");
  const metadata = withLines(draft.metadata, [...keptLines(draft.metadata), line]);
  const own = [prepared.id]; // it keeps its place among the cards of the file
  return prepare({ ...draft, vcard_uid: null, metadata }, digest, () => own.pop() ?? newId());
}

/** A contact of kind organization known by its name alone. */
export function bareOrganization(display_name: string, newId: () => string): PreparedContact {
  return prepare({ ...emptyDraft(), kind: "organization", display_name }, null, newId);
}

/** What an affiliation is when its card does not say. */
export const UNSAID = { is_current: true, description: null, start_date: null, end_date: null };

/** E-mails and phones tell people apart; a web address is often a company's. */
export function isReachable({ type }: { type: string }): boolean {
  return type === "email" || type === "phone";
}
