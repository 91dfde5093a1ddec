/** The difference that an edited text makes → the calls that bring it about. To be run inside one batch. */
import type { Backend } from "../backend/backend.ts";
import type { Contact } from "../domain/entities.ts";
import { asBacksideError, BacksideError, ERRORS } from "../domain/errors.ts";
import type { Changes, PartChange } from "../edit/difference.ts";
import type { TextError } from "../edit/fields.ts";
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

type Edited = Pick<Contact, "id">;

/**
 * @param region country of national phone notations
 * @throws what the operations throw, with the lines of the text that asked for it
 */
export async function applyEdit(
  backend: Backend,
  contact: Edited,
  changes: Changes,
  region: string | null,
): Promise<void> {
  const faults = await attempted(backend, contact, changes, region);
  if (faults.length > 0) throw editError(faults);
}

/** What else would be refused of a text in which something is not understood. */
export async function faultsOfEdit(
  backend: Backend,
  contact: Edited,
  changes: Changes,
  region: string | null,
): Promise<TextError[]> {
  let faults: Fault[] = [];
  const attempt = async (within: Backend) => {
    faults = await attempted(within, contact, changes, region);
  };
  await backend.batch("contacts.edit", attempt, { dryRun: true });
  return faults.map(({ line, error }) => ({ line, message: error.message }));
}

/** What an operation refused, and the line that asked for it. */
type Fault = { line: number; error: BacksideError };

/** One thing after the other also where one is refused: whoever mends the text wants to know all of it. */
async function attempted(backend: Backend, { id }: Edited, changes: Changes, region: string | null): Promise<Fault[]> {
  const faults: Fault[] = [];
  await applyFields(backend, id, changes.fields, faults);
  await applyChannels(backend, id, changes, region, faults);
  await applyParts(faults, changes.addresses, {
    remove: (part) => backend.call(removeAddress, { id, address_id: part.id }),
    update: (part, values) => backend.call(updateAddress, { id, address_id: part.id, ...values }),
    add: ({ is_primary, ...values }) => backend.call(addAddress, { id, ...values, ...chosen(is_primary) }),
  });
  await applyParts(faults, changes.dates, {
    remove: (part) => backend.call(removeDate, { id, date_id: part.id }),
    update: (part, values) => backend.call(updateDate, { id, date_id: part.id, ...values }),
    add: (values) => backend.call(addDate, { id, ...values }),
  });
  await applyParts(faults, changes.affiliations, {
    remove: (part) => backend.call(removeAffiliation, { id, affiliation_id: part.id }),
    update: (part, { is_current, ...values }) =>
      backend.call(updateAffiliation, { id, affiliation_id: part.id, ...values, is_current: is_current ?? undefined }),
    add: ({ is_current, ...values }) =>
      backend.call(addAffiliation, { id, ...values, is_current: is_current ?? undefined }),
  });
  for (const name of changes.tags.remove) await backend.call(untagContact, { id, name });
  for (const name of changes.tags.add) await backend.call(tagContact, { id, name });
  return faults;
}

/** Together, because one may need the other; where that is refused, each by itself tells which are at fault. */
async function applyFields(backend: Backend, id: string, fields: Changes["fields"], faults: Fault[]): Promise<void> {
  const [first] = fields;
  if (!first) return;
  const write = (some: Changes["fields"]) => {
    const values = Object.fromEntries(some.map(({ field, after }) => [field, after])) as Partial<UpdateInput>;
    return backend.call(updateContact, { ...values, id });
  };
  const together: Fault[] = [];
  await placed(
    together,
    ({ details }) => (fields.find(({ field }) => field === details?.field) ?? first).line,
    () => write(fields),
  );
  if (together.length === 0) return;
  const single: Fault[] = [];
  for (const change of fields)
    await placed(
      single,
      () => change.line,
      () => write([change]),
    );
  faults.push(...(single.length > 0 ? single : together));
}

async function applyChannels(
  backend: Backend,
  id: string,
  { channels, order }: Changes,
  region: string | null,
  faults: Fault[],
): Promise<void> {
  const ids = new Map<number, string>();
  await applyParts(faults, channels, {
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
  faults: Fault[],
  changes: readonly PartChange<Part, Values>[],
  calls: Calls<Part, Values>,
): Promise<void> {
  for (const change of changes) {
    if (change.action === "remove") await calls.remove(change.before);
    else
      await placed(
        faults,
        () => change.line,
        () =>
          change.action === "update"
            ? calls.update(change.before, change.values)
            : calls.add(change.values, change.line),
      );
  }
}

/** What cannot be done is kept with the line that asked for it; what another text would not mend is thrown. */
async function placed(
  faults: Fault[],
  lineOf: (error: BacksideError) => number,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const error = asBacksideError(thrown);
    if (ERRORS[error.code].exit === 1 || ERRORS[error.code].exit >= 9) throw thrown;
    faults.push({ line: lineOf(error), error });
  }
}

/** One fault as its operation says it; several in the order of their lines. */
function editError(faults: readonly Fault[]): BacksideError {
  const [first, ...others] = faults.toSorted((a, b) => a.line - b.line) as [Fault, ...Fault[]];
  const said = [first, ...others].map(({ line, error }) => ({ line, message: error.message }));
  const { code, hint, details } = first.error;
  const message = said.map((one) => `line ${one.line}: ${one.message}`).join("; ");
  if (others.length === 0)
    return new BacksideError(code, message, { hint, details: { ...details, line: first.line }, cause: first.error });
  const isOne = others.every(({ error }) => error.code === code);
  return new BacksideError(isOne ? code : "bad_request", message, { details: { errors: said }, cause: first.error });
}
