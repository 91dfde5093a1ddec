/** Drafts as stored contacts, so that what was read can be written; ids and times are fixed. */

import { createHash } from "node:crypto";
import type { ContactDraft } from "../../src/domain/draft.ts";
import type { FullContact } from "../../src/domain/entities.ts";
import type { Version } from "../../src/vcard/card.ts";
import { toDraft } from "../../src/vcard/mapping.ts";
import { readCards } from "../../src/vcard/reader.ts";
import { type GroupMember, writeCard } from "../../src/vcard/writer.ts";

export const VERSIONS = ["4.0", "3.0"] as const;

export function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

function row(number: number) {
  const time = "2026-01-02T03:04:05Z";
  return { id: id(number), tenant_id: id(0), created_at: time, updated_at: time };
}

/** The contact an import of the draft would store; its relationships are not linked. */
export function lift(draft: ContactDraft): FullContact {
  const { related: _related, members: _members, photo, ...fields } = draft;
  const part = (number: number) => ({ ...row(number), contact_id: id(1) });
  return {
    ...row(1),
    ...fields,
    deleted_at: null,
    channels: draft.channels.map((channel, index) => ({
      ...part(100 + index),
      ...channel,
      is_verified: false,
      preference_order: index,
      key_version: null,
    })),
    addresses: draft.addresses.map((address, index) => ({ ...part(200 + index), ...address, key_version: null })),
    dates: draft.dates.map((date, index) => ({ ...part(300 + index), ...date })),
    affiliations: draft.affiliations.map((affiliation, index) => ({
      ...part(400 + index),
      organization_id: id(500 + index),
      description: null,
      start_date: null,
      end_date: null,
      is_current: true,
      ...affiliation,
    })),
    tags: draft.tags.map((name, index) => ({
      ...row(600 + index),
      name,
      color: null,
      description: null,
      metadata: {},
    })),
    relationships: [],
    groups: [],
    photo:
      photo === null
        ? null
        : {
            media_type: photo.media_type,
            size: photo.bytes.length,
            sha256: createHash("sha256").update(photo.bytes).digest("hex"),
          },
  };
}

/** The card of a lifted draft, without REV. */
export function write(draft: ContactDraft, version: Version): string {
  const members: GroupMember[] | null = draft.members?.map((address) => ({ address })) ?? null;
  return writeCard(lift(draft), { photo: draft.photo, members }, { version, now: null, product: "test" });
}

/** All cards of a text. */
export async function read(text: string | Uint8Array): Promise<{ draft: ContactDraft; codes: string[] }[]> {
  const found: { draft: ContactDraft; codes: string[] }[] = [];
  for await (const cards of readCards([Buffer.from(text)])) {
    for (const card of cards) {
      const { draft, warnings } = toDraft(card, { region: "US" });
      if (draft.photo) draft.photo.bytes = Buffer.from(draft.photo.bytes);
      found.push({ draft, codes: warnings.map(({ code }) => code) });
    }
  }
  return found;
}

/** The only card of a text, given by its lines without BEGIN and END. */
export async function readLines(version: string, ...lines: string[]): Promise<ContactDraft> {
  const [card] = await read(["BEGIN:VCARD", `VERSION:${version}`, ...lines, "END:VCARD", ""].join("\r\n"));
  if (card === undefined) throw new Error("no card");
  return card.draft;
}
