/** Verbs that write to named contacts: one operation, answered by the contact itself or, for several, by a report. */
import type { Backend } from "../../backend/backend.ts";
import type { Contact } from "../../domain/entities.ts";
import { asBacksideError, BacksideError, ERRORS } from "../../domain/errors.ts";
import { getContact } from "../../operations/contacts/get.ts";
import { CONTACT_COLUMNS, type ListedContact } from "../../render/contact.ts";
import { plural } from "../../render/time.ts";
import type { Context } from "../context.ts";
import { showWritten } from "../records.ts";
import { showBulk } from "./bulk.ts";
import { contactView } from "./rows.ts";
import { type TargetOptions, type Targets, targetsOf, whomOf } from "./targets.ts";

export type Outcome = { contact: Contact; changed: boolean };

export type Writing = {
  /** Registry name, under which the whole is recorded. */
  operation: string;
  /** `delete`, and what it is afterwards: `Deleted`. */
  verb: string;
  done: string;
  /** What is said of one contact, and of several, that were so before: `is deleted already`. */
  unchanged: readonly [one: string, many: string];
  destructive: boolean;
  deleted?: "first" | "last";
  /** Whether the answer has the contact's parts. */
  whole?: boolean;
  /** Asks before anything is written, where the number alone does not settle it. */
  confirm?(contacts: readonly Contact[]): Promise<void>;
  work(backend: Backend, contact: Contact): Promise<Outcome>;
  /** The line on what was done, with what else is to be said in it. */
  told?(line: string): string;
  /** How to get back what was done to so many, for people. */
  wayBack?(count: number): string;
};

/** @throws what `targetsOf` throws; partial when some references failed */
export async function writeEach(
  context: Context,
  refs: readonly string[],
  options: TargetOptions,
  writing: Writing,
): Promise<void> {
  const targets = await targetsOf(context, refs, options, writing);
  if (targets.contacts.length > 0) await writing.confirm?.(targets.contacts);
  const [contact] = targets.contacts;
  if (contact && refs.length === 1) await writeOne(context, contact, writing);
  else await writeMany(context, targets, writing);
}

async function writeOne(context: Context, target: Contact, writing: Writing): Promise<void> {
  const { record, changed } = await context.backend("write").batch(
    writing.operation,
    async (backend) => {
      // Read first what may be gone afterwards.
      const before = writing.operation === "contacts.purge" ? await shown(context, backend, target, writing) : null;
      const { contact, changed } = await writing.work(backend, target);
      return { record: before ?? (await shown(context, backend, contact, writing)), changed };
    },
    context.writing(),
  );
  const { id, display_name } = record;
  const line = changed ? `${didOrWould(context, writing)} ${display_name}` : `${display_name} ${writing.unchanged[0]}`;
  await showWritten(context, {
    record,
    id,
    outcome: changed ? "changed" : "unchanged",
    line: withWayBack(context, line, writing, 1),
    view: { fields: contactView(context, []).fields, columns: CONTACT_COLUMNS },
  });
}

/** A contact as the output form has it after a write: flat, or with parts where they were written or are asked for. */
export async function shown(
  context: Context,
  backend: Backend,
  contact: Contact,
  { whole = false }: Pick<Writing, "whole">,
): Promise<Shown> {
  const { fields, include = [] } = contactView(context, []);
  const { id } = contact;
  const formed = fields !== null || context.form() === "csv";
  if (!formed && !whole) return contact as Shown;
  const read = { id, include: formed ? include : [], deleted: "include" as const };
  return (await backend.call(getContact, read)) as Contact as Shown;
}

/** With the parts that the form's columns are made of. */
type Shown = Contact & ListedContact;

async function writeMany(context: Context, targets: Targets, writing: Writing): Promise<void> {
  const { contacts } = targets;
  const ids = await context.backend("write").batch(
    writing.operation,
    async (backend) => {
      const changed: string[] = [];
      for (const contact of contacts) {
        if ((await named(contact, () => writing.work(backend, contact))).changed) changed.push(contact.id);
      }
      return changed;
    },
    context.writing(),
  );
  const changed = new Set(ids);
  const line = lineOf(
    context,
    contacts,
    contacts.filter(({ id }) => changed.has(id)),
    writing,
  );
  await showBulk(context, targets, ids, withWayBack(context, line, writing, ids.length));
}

/** All or nothing: what goes wrong with one of several contacts names it. */
async function named<T>({ id, display_name }: Contact, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const { code, message, hint, details } = asBacksideError(thrown);
    if (ERRORS[code].exit === 1 || ERRORS[code].exit >= 9) throw thrown;
    throw new BacksideError(code, `${display_name}: ${message}; nothing was changed`, {
      hint,
      details: { ...details, ref: id },
    });
  }
}

/** `Deleted 3 contacts; 1 is deleted already`, `Deleted Ada Lovelace`. */
function lineOf(context: Context, contacts: readonly Contact[], changed: readonly Contact[], writing: Writing): string {
  const [one, many] = writing.unchanged;
  const who = (some: readonly Contact[]) =>
    some.length === 1 && some[0] ? some[0].display_name : plural(some.length, "contact");
  if (contacts.length === 0) return "No contact matches";
  if (changed.length === 0) return `${who(contacts)} ${contacts.length === 1 ? one : many}`;
  const rest = contacts.length - changed.length;
  const whom = changed.length === 1 ? "" : whomOf(context, changed);
  return `${didOrWould(context, writing)} ${who(changed)}${whom}${rest > 0 ? `; ${rest} ${rest === 1 ? one : many}` : ""}`;
}

function didOrWould(context: Context, { verb, done }: Writing): string {
  return context.options().dryRun ? `Would ${verb}` : done;
}

function withWayBack(context: Context, done: string, { told, wayBack }: Writing, count: number): string {
  const line = told?.(done) ?? done;
  const back = context.operationId() === null ? null : (wayBack?.(count) ?? null);
  return back === null ? line : `${line}; ${back}`;
}
