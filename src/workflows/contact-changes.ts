/** What is wanted of a contact, and how it comes to be so: a call for each field and part that differs, and no other. */
import type { Backend } from "../backend/backend.ts";
import type { Affiliation, Channel, Contact } from "../domain/entities.ts";
import { BacksideError } from "../domain/errors.ts";
import { channelIdentity } from "../domain/merge.ts";
import { foldedName } from "../domain/search-text.ts";
import { parse } from "../domain/validate.ts";
import { type AddAddressInput, addAddress } from "../operations/addresses/add.ts";
import { sentAddress } from "../operations/addresses/fields.ts";
import { removeAddress } from "../operations/addresses/remove.ts";
import { updateAddress } from "../operations/addresses/update.ts";
import { type AddAffiliationInput, addAffiliation } from "../operations/affiliations/add.ts";
import { AFFILIATION_TEXTS } from "../operations/affiliations/fields.ts";
import { removeAffiliation } from "../operations/affiliations/remove.ts";
import { updateAffiliation } from "../operations/affiliations/update.ts";
import { type AddChannelInput, addChannel } from "../operations/channels/add.ts";
import { removeChannel } from "../operations/channels/remove.ts";
import { storedChannel } from "../operations/channels/stored.ts";
import { updateChannel } from "../operations/channels/update.ts";
import { getContact } from "../operations/contacts/get.ts";
import { resolveContact } from "../operations/contacts/resolve.ts";
import { tagContact } from "../operations/contacts/tag.ts";
import { untagContact } from "../operations/contacts/untag.ts";
import { type UpdateInput, updateContact } from "../operations/contacts/update.ts";
import { type AddDateInput, addDate } from "../operations/dates/add.ts";
import { dateType } from "../operations/dates/fields.ts";
import { removeDate } from "../operations/dates/remove.ts";
import { updateDate } from "../operations/dates/update.ts";
import type { Operation } from "../operations/operation.ts";
import { saidText, saidTexts } from "../operations/part-fields.ts";
import { type MadeOrganization, organizationToMake } from "./organization.ts";
import { agrees, patchOf, reconcile, unlike } from "./reconcile.ts";

// Of a part only what is named is wanted; the rest stays as it is, or as a new part has it.
export type WantedChannel = Omit<AddChannelInput, "id" | "region">;
export type WantedAddress = Omit<AddAddressInput, "id">;
/** The three numbers belong together: one that is null is not known. */
export type WantedDate = Omit<AddDateInput, "id">;
/** Without an organization it is said of the current one. */
export type WantedAffiliation = Omit<AddAffiliationInput, "id">;

export const EMPTIED = [
  "emails",
  "phones",
  "urls",
  "channels",
  "addresses",
  "dates",
  "birthday",
  "affiliations",
  "tags",
] as const;

export type ContactChanges = {
  /** Null empties a field. */
  fields: Omit<UpdateInput, "id">;
  channels: WantedChannel[];
  addresses: WantedAddress[];
  dates: WantedDate[];
  affiliations: WantedAffiliation[];
  tags: string[];
  /** Lists of which only what is wanted stays. */
  emptied: (typeof EMPTIED)[number][];
};

export type Applied = {
  contact: Contact;
  changed: boolean;
  added: Channel[];
  /** Names of current organizations beside one that was added. */
  besides: string[];
  /** Organizations that were made by being named. */
  made: MadeOrganization[];
};
export type Shared = { value: string; contact: Contact };

export function noChanges(): ContactChanges {
  return { fields: {}, channels: [], addresses: [], dates: [], affiliations: [], tags: [], emptied: [] };
}

/** Whether anything is wanted of the contact's parts. */
export function concernsParts({ fields: _, ...lists }: ContactChanges): boolean {
  return Object.values(lists).some((list) => list.length > 0);
}

/** Whether more differs than the time of writing; a key of metadata may be there before only. */
function differs(before: Contact, after: Contact): boolean {
  const at = { updated_at: before.updated_at };
  return [patchOf(before, { ...after, ...at }), patchOf({ ...after, ...at }, before)].some(
    (patch) => Object.keys(patch).length > 0,
  );
}

/** To be called inside a batch. @param region country of national phone notations */
export async function applyChanges(
  backend: Backend,
  contact: Contact,
  changes: ContactChanges,
  region: string | null,
): Promise<Applied> {
  const { id } = contact;
  const { fields } = changes;
  const after = Object.keys(fields).length > 0 ? await backend.call(updateContact, { id, ...fields }) : contact;
  const changed = differs(contact, after);
  if (!concernsParts(changes)) return { contact: after, changed, added: [], besides: [], made: [] };
  const parts = await applyParts(backend, id, changes, region);
  return { ...parts, contact: after, changed: changed || parts.changed };
}

async function applyParts(backend: Backend, id: string, changes: ContactChanges, region: string | null) {
  const contact = await backend.call(getContact, { id, include: ["affiliations"] });
  const there = contact.affiliations as OfOrganization[];
  const wanted = await storable(changes, region);
  const emptied = new Set<string>(changes.emptied);
  const added: Channel[] = [];
  const made: MadeOrganization[] = [];
  let joined = false;
  const results = [
    await reconcile(contact.channels, wanted.channels, {
      is: (part, { identity }) => channelIdentity(part) === identity,
      // The same address in another spelling is no change.
      patch: (part, { identity: _, type: _type, value: _value, ...rest }) => patchOf(part, rest),
      isEmptied: ({ type }) => emptied.has("channels") || emptied.has(`${type}s`),
      add: async ({ identity: _, ...one }) =>
        void added.push(await backend.call(addChannel, { id, region, ...said(one) })),
      update: (part, patch) => backend.call(updateChannel, { id, channel_id: part.id, ...patch }),
      remove: (part) => backend.call(removeChannel, { id, channel_id: part.id }),
    }),
    await reconcile(contact.addresses, wanted.addresses, {
      is: (part, one) => agrees(part, one, ["label", "is_primary", "metadata"]),
      patch: patchOf,
      isEmptied: () => emptied.has("addresses"),
      add: (one) => backend.call(addAddress, { id, ...said(one) }),
      update: (part, patch) => backend.call(updateAddress, { id, address_id: part.id, ...patch }),
      remove: (part) => backend.call(removeAddress, { id, address_id: part.id }),
    }),
    await reconcile(contact.dates, wanted.dates, {
      // There is one birthday: another one takes its place.
      is: (part, one) =>
        part.date_type === one.date_type &&
        (one.date_type === "birthday" || agrees(part, one, ["date_label", "metadata"])),
      patch: patchOf,
      isEmptied: ({ date_type }) => emptied.has("dates") || emptied.has(date_type),
      add: (one) => backend.call(addDate, { id, ...said(one) }),
      update: (part, patch) => backend.call(updateDate, { id, date_id: part.id, ...patch }),
      remove: (part) => backend.call(removeDate, { id, date_id: part.id }),
    }),
    await reconcile(there, placed(wanted.affiliations, contact, there), {
      is: isAffiliation,
      patch: (part, { organization_id: _, organization_name: _name, ...rest }) => patchOf(part, rest),
      isEmptied: () => emptied.has("affiliations"),
      add: async (one) => {
        made.push(...[await organizationToMake(backend, one)].filter((organization) => organization !== null));
        joined ||= (await backend.call(addAffiliation, { id, ...said(one) })).is_current;
      },
      update: (part, patch) => backend.call(updateAffiliation, { id, affiliation_id: part.id, ...patch }),
      remove: (part) => backend.call(removeAffiliation, { id, affiliation_id: part.id }),
    }),
    await applyTags(backend, contact, changes),
  ];
  const stays = joined && !emptied.has("affiliations") ? there.filter(({ is_current }) => is_current) : [];
  const besides = stays.map(({ organization_name }) => organization_name);
  return { changed: results.includes(true), added, besides, made };
}

type OfOrganization = Affiliation & { organization_name: string };

/** The parts as the operations would store them, so that they compare with those there are. @throws bad_request */
async function storable({ channels, addresses, dates, affiliations }: ContactChanges, region: string | null) {
  const known: (WantedChannel & { identity: string })[] = [];
  for (const wanted of channels) {
    const { label, ...one } = checked(addChannel, wanted);
    const stored = await storedChannel({ ...one, region });
    known.push({ ...one, ...labelOf(label), type: stored.type, identity: channelIdentity(stored as Channel) });
  }
  return {
    channels: unlike(known, ({ identity }) => identity),
    addresses: unlike(
      addresses.map((wanted) => {
        const { is_primary, metadata, ...one } = checked(addAddress, wanted);
        return { ...sentAddress(one), ...(is_primary ? { is_primary } : {}), ...(metadata ? { metadata } : {}) };
      }),
      JSON.stringify,
    ),
    dates: unlike(
      dates.map((wanted) => {
        const one = checked(addDate, wanted);
        return { ...one, date_type: dateType(one.date_type), ...saidTexts(one, ["date_label"]) };
      }),
      JSON.stringify,
    ),
    affiliations: affiliations.map((wanted) => {
      const one = checked(addAffiliation, wanted);
      return { ...one, ...saidTexts(one, AFFILIATION_TEXTS) };
    }),
  };
}

/** What the operation makes of the input, without the contact's id. */
function checked<I extends { id: string }, O>(operation: Operation<I, O>, wanted: object): Omit<I, "id"> {
  const { id: _, ...input } = parse(operation.input(), { ...wanted, id: NOBODY });
  return input;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

function labelOf(label: string | null | undefined): { label?: string | null } {
  return label === undefined ? {} : { label: saidText(label) };
}

async function applyTags(
  backend: Backend,
  { id, tags }: { id: string; tags: readonly { id: string; name: string }[] },
  changes: ContactChanges,
): Promise<boolean> {
  let changed = false;
  const wanted = new Set(changes.tags.map(foldedName));
  for (const tag of changes.emptied.includes("tags") ? tags : []) {
    if (wanted.has(foldedName(tag.name))) continue;
    await backend.call(untagContact, { id, tag_id: tag.id });
    changed = true;
  }
  for (const name of changes.tags) changed = (await backend.call(tagContact, { id, name })).changed || changed;
  return changed;
}

/** What a new part is to have: what is null there is null anyway. */
function said<W extends object>(wanted: W): W {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null)) as W;
}

function isAffiliation(
  part: OfOrganization,
  { organization_id, organization_name, is_current, end_date }: WantedAffiliation,
): boolean {
  const there =
    organization_id === undefined
      ? foldedName(part.organization_name) === foldedName(organization_name ?? "")
      : part.organization_id === organization_id;
  // Who joins again what was left before has a second affiliation.
  const joins = is_current === undefined && (end_date ?? null) === null;
  return there && (part.is_current || !joins);
}

/** Gives a title that was named alone the organization where it is held. @throws bad_request, ambiguous */
function placed(
  wanted: readonly WantedAffiliation[],
  { display_name }: Pick<Contact, "display_name">,
  affiliations: readonly OfOrganization[],
): WantedAffiliation[] {
  const current = affiliations.filter(({ is_current }) => is_current);
  const all = wanted.map((one) => {
    if (one.organization_id !== undefined || one.organization_name !== undefined) return one;
    const [only, ...others] = current;
    if (!only) {
      throw new BacksideError("bad_request", `${display_name} has no current organization to have a position in`, {
        hint: "--org names one",
      });
    }
    if (others.length > 0) {
      throw new BacksideError("ambiguous", `${display_name} has ${current.length} current organizations`, {
        hint: "--org says which one is meant",
        details: {
          candidates: current.map(({ organization_id: id, organization_name }) => ({ id, organization_name })),
        },
      });
    }
    return { ...one, organization_id: only.organization_id };
  });
  return unlike(all, JSON.stringify);
}

/** Other contacts that have an e-mail or phone that was added: they may be the same person. */
export async function sharedWith(backend: Backend, id: string, added: readonly Channel[]): Promise<Shared[]> {
  const shared: Shared[] = [];
  for (const { type, value, canonical_value } of added) {
    const key = canonical_value ?? value.replace(/[^\d+]/g, "");
    if (key === "" || (type !== "email" && type !== "phone")) continue;
    // A number that is not known internationally has its digits, which may also begin an id.
    const named = type === "phone" ? { ref: `tel:${key}`, phone: key } : { ref: key };
    const { by, contacts } = await backend.call(resolveContact, named);
    if (by !== type) continue;
    for (const contact of contacts) if (contact.id !== id) shared.push({ value, contact });
  }
  return shared;
}
