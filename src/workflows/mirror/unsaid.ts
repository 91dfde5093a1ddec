/**
 * What a card that takes a contact's place removes besides fields and parts: an import adds tags, relatives, members and
 * pictures, and takes none away, since there a card is one source among others. In a mirror it is the contact itself.
 */
import type { Backend } from "../../backend/backend.ts";
import type { ContactDraft } from "../../domain/draft.ts";
import type { FullContact } from "../../domain/entities.ts";
import { asBacksideError } from "../../domain/errors.ts";
import { keptLines, withLines } from "../../domain/kept.ts";
import { foldedName } from "../../domain/search-text.ts";
import { PARTS } from "../../domain/shapes.ts";
import { getContact } from "../../operations/contacts/get.ts";
import { untagContact } from "../../operations/contacts/untag.ts";
import { updateContact } from "../../operations/contacts/update.ts";
import { listMembers, removeMembers } from "../../operations/groups/members.ts";
import { removePhoto } from "../../operations/photos/remove.ts";
import { deleteRelationship } from "../../operations/relationships/delete.ts";
import { formatLine } from "../../vcard/content-line.ts";
import type { Extra } from "../../vcard/writer.ts";
import { type Unit, unitsOf } from "./units.ts";

/** What the contact is to be. */
export type Target = { draft: ContactDraft; units: readonly Unit[] };

/** @returns the draft, without what the contact says otherwise than a card could */
export async function removeUnsaid(backend: Backend, id: string, { draft, units }: Target): Promise<ContactDraft> {
  const contact = (await backend.call(getContact, { id, include: [...PARTS] })) as FullContact;
  const hashes = new Set(units.map(({ hash }) => hash));
  if (draft.kind !== contact.kind) await changeKind(backend, contact, draft.kind);
  const tags = new Set(draft.tags.map(foldedName));
  for (const tag of contact.tags)
    if (!tags.has(foldedName(tag.name))) await backend.call(untagContact, { id, tag_id: tag.id });
  if (contact.photo !== null && draft.photo === null) await backend.call(removePhoto, { id });
  const linked = await keepRelated(backend, contact, hashes);
  if (contact.kind === "group") await removeOthers(backend, contact, hashes);
  return withoutLines(sameChannels(draft, contact), linked);
}

/** An organization that people work for stays one. */
async function changeKind(backend: Backend, { id }: FullContact, kind: ContactDraft["kind"]): Promise<void> {
  try {
    await backend.call(updateContact, { id, kind });
  } catch (thrown) {
    if (asBacksideError(thrown).code !== "conflict") throw thrown;
  }
}

/** Removes relationships that the card does not name any more; answers the lines of those that stay. */
async function keepRelated(
  backend: Backend,
  contact: FullContact,
  hashes: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const stay = new Set<string>();
  for (const relationship of contact.relationships) {
    if (relationship.direction !== "to") continue;
    const mine = addedBy(contact, { ...contact, relationships: [relationship] }, NOTHING_MORE);
    if (mine.length > 0 && !mine.some(({ hash }) => hashes.has(hash)))
      await backend.call(deleteRelationship, { id: contact.id, relationship_id: relationship.id });
    else for (const { lines } of mine) for (const line of lines) stay.add(formatLine(line));
  }
  return stay;
}

async function removeOthers(backend: Backend, contact: FullContact, hashes: ReadonlySet<string>): Promise<void> {
  const gone: string[] = [];
  try {
    for await (const page of backend.pages(listMembers, { id: contact.id }))
      for (const { id, vcard_uid } of page) {
        const members = [{ uid: vcard_uid ?? `urn:uuid:${id}` }];
        const mine = addedBy(contact, { ...contact, relationships: [] }, { photo: null, members });
        if (!mine.some(({ hash }) => hashes.has(hash))) gone.push(id);
      }
  } catch (thrown) {
    if (asBacksideError(thrown).code !== "not_found") throw thrown; // nobody was ever a member
  }
  for (const contact_id of gone) await backend.call(removeMembers, { id: contact.id, contact_id });
}

const NOTHING_MORE: Extra = { photo: null, members: null };

/** The units that a contact says only with a relationship or a member. */
function addedBy(contact: FullContact, more: FullContact, extra: Extra): Unit[] {
  const without = unitsOf({ ...contact, relationships: [] }, NOTHING_MORE);
  const known = new Set([...without.values()].flat().map(({ hash }) => hash));
  return [...unitsOf(more, extra).values()].flat().filter(({ hash }) => !known.has(hash));
}

/** A relative who is linked already is not named by a line as well. */
function withoutLines(draft: ContactDraft, linked: ReadonlySet<string>): ContactDraft {
  if (linked.size === 0) return draft;
  const stays = (line: string) => !linked.has(line);
  const related = draft.related.filter(({ lines }) => lines.length === 0 || lines.some(stays));
  const lines = keptLines(draft.metadata).filter(stays);
  return { ...draft, related, metadata: withLines(draft.metadata, lines) };
}

/** A number that is the contact's keeps what is known of it, whatever country holds now. */
function sameChannels(draft: ContactDraft, { channels }: FullContact): ContactDraft {
  const known = new Map(channels.map((channel) => [`${channel.type}:${channel.value}`, channel.canonical_value]));
  return {
    ...draft,
    channels: draft.channels.map((channel) => {
      const canonical_value = known.get(`${channel.type}:${channel.value}`);
      return canonical_value === undefined ? channel : { ...channel, canonical_value };
    }),
  };
}
