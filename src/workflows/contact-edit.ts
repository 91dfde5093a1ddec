/** The difference that an edited text makes → the calls that bring it about. To be run inside one batch. */
import type { Backend } from "../backend/backend.ts";
import type { Contact } from "../domain/entities.ts";
import { asBacksideError, BacksideError, ERRORS } from "../domain/errors.ts";
import type { Changes, PartChange } from "../edit/difference.ts";
import { addAddress } from "../operations/addresses/add.ts";
import { removeAddress } from "../operations/addresses/remove.ts";
import { updateAddress } from "../operations/addresses/update.ts";
import { addAffiliation } from "../operations/affiliations/add.ts";
import { removeAffiliation } from "../operations/affiliations/remove.ts";
import { updateAffiliation } from "../operations/affiliations/update.ts";
import { addChannel } from "../operations/channels/add.ts";
import { listChannels } from "../operations/channels/list.ts";
import { removeChannel } from "../operations/channels/remove.ts";
import { updateChannel } from "../operations/channels/update.ts";
import { tagContact } from "../operations/contacts/tag.ts";
import { untagContact } from "../operations/contacts/untag.ts";
import { type UpdateInput, updateContact } from "../operations/contacts/update.ts";
import { addDate } from "../operations/dates/add.ts";
import { removeDate } from "../operations/dates/remove.ts";
import { updateDate } from "../operations/dates/update.ts";

/**
 * @param region country of national phone notations
 * @throws what the operations throw, with the line of the text that asked for it
 */
export async function applyEdit(
  backend: Backend,
  { id }: Pick<Contact, "id">,
  changes: Changes,
  region: string | null,
): Promise<void> {
  await applyFields(backend, id, changes.fields);
  await applyChannels(backend, id, changes, region);
  await applyParts(changes.addresses, {
    remove: (part) => backend.call(removeAddress, { id, address_id: part.id }),
    update: (part, values) => backend.call(updateAddress, { id, address_id: part.id, ...values }),
    add: ({ is_primary, ...values }) => backend.call(addAddress, { id, ...values, ...chosen(is_primary) }),
  });
  await applyParts(changes.dates, {
    remove: (part) => backend.call(removeDate, { id, date_id: part.id }),
    update: (part, values) => backend.call(updateDate, { id, date_id: part.id, ...values }),
    add: (values) => backend.call(addDate, { id, ...values }),
  });
  await applyParts(changes.affiliations, {
    remove: (part) => backend.call(removeAffiliation, { id, affiliation_id: part.id }),
    update: (part, { is_current, ...values }) =>
      backend.call(updateAffiliation, { id, affiliation_id: part.id, ...values, is_current: is_current ?? undefined }),
    add: ({ is_current, ...values }) =>
      backend.call(addAffiliation, { id, ...values, is_current: is_current ?? undefined }),
  });
  for (const name of changes.tags.remove) await backend.call(untagContact, { id, name });
  for (const name of changes.tags.add) await backend.call(tagContact, { id, name });
}

async function applyFields(backend: Backend, id: string, fields: Changes["fields"]): Promise<void> {
  const [first] = fields;
  if (!first) return;
  const values = Object.fromEntries(fields.map(({ field, after }) => [field, after])) as Partial<UpdateInput>;
  await placed(
    ({ details }) => (fields.find(({ field }) => field === details?.field) ?? first).line,
    () => backend.call(updateContact, { ...values, id }),
  );
}

async function applyChannels(
  backend: Backend,
  id: string,
  { channels, order }: Changes,
  region: string | null,
): Promise<void> {
  const ids = new Map<number, string>();
  await applyParts(channels, {
    remove: (part) => backend.call(removeChannel, { id, channel_id: part.id }),
    update: (part, values) => backend.call(updateChannel, { id, channel_id: part.id, region, ...values }),
    async add({ is_primary, ...values }, line) {
      const channel = await backend.call(addChannel, { id, region, ...values, ...chosen(is_primary) });
      ids.set(line, channel.id);
    },
  });
  if (order === null) return;
  const wanted = order.map((place) => ("id" in place ? place.id : ids.get(place.line)));
  const present = (await backend.call(listChannels, { id })).map((channel) => channel.id);
  for (const [preference_order, channel_id] of wanted.entries()) {
    if (channel_id === undefined || present[preference_order] === channel_id) continue;
    await backend.call(updateChannel, { id, channel_id, preference_order });
    present.splice(preference_order, 0, ...present.splice(present.indexOf(channel_id), 1));
  }
}

/** A new part that is not marked becomes the primary one where it is the first. */
function chosen(is_primary: boolean): { is_primary?: true } {
  return is_primary ? { is_primary } : {};
}

type Calls<Part, Values> = {
  remove(part: Part): Promise<unknown>;
  update(part: Part, values: Partial<Values>): Promise<unknown>;
  add(values: Values, line: number): Promise<unknown>;
};

async function applyParts<Part, Values>(
  changes: readonly PartChange<Part, Values>[],
  calls: Calls<Part, Values>,
): Promise<void> {
  for (const change of changes) {
    if (change.action === "remove") await calls.remove(change.before);
    else
      await placed(
        () => change.line,
        () =>
          change.action === "update"
            ? calls.update(change.before, change.values)
            : calls.add(change.values, change.line),
      );
  }
}

/** What cannot be done is said with the line that asked for it. */
async function placed(lineOf: (error: BacksideError) => number, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const error = asBacksideError(thrown);
    const { code, message, hint, details } = error;
    if (ERRORS[code].exit === 1 || ERRORS[code].exit >= 9) throw thrown;
    const line = lineOf(error);
    throw new BacksideError(code, `line ${line}: ${message}`, { hint, details: { ...details, line }, cause: thrown });
  }
}
