import type { Command } from "commander";
import type { Backend } from "../../backend/backend.ts";
import type { Channel } from "../../domain/entities.ts";
import { BacksideError, usageError } from "../../domain/errors.ts";
import { createContact } from "../../operations/contacts/create.ts";
import { CONTACT_COLUMNS } from "../../render/contact.ts";
import {
  applyChanges,
  type ContactChanges,
  concernsParts,
  type Shared,
  sharedWith,
} from "../../workflows/contact-changes.ts";
import type { MadeOrganization } from "../../workflows/organization.ts";
import type { Context } from "../context.ts";
import { did } from "../definitions.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { type ContactOptions, changesOf, contactOptions, namingOptions } from "./contact-options.ts";
import { notePersons, withNewOrganizations } from "./new-organizations.ts";
import { contactView } from "./rows.ts";
import { noteShared, noteUnknownNumbers } from "./shared.ts";
import { shown } from "./write-each.ts";

export const create: Verb = {
  name: "create",
  summary: "Create a contact",
  examples: [
    'backside contacts create "Ada Lovelace" --email work:ada@example.org',
    'backside contacts create --given Ada --family King --phone "+1 202 555 0123"',
    "backside contacts create --from-json ada.json --tag imported",
  ],
  notes: [
    "Without a name, the parts of the name make one. On a terminal, without any argument, the usual fields are asked for.",
    "--from-json takes the keys that `contacts get --json` prints. Options add to its lists and overrule its fields.",
    "An e-mail or phone that somebody else has is pointed out, not refused.",
  ],
  json: "the contact {id, display_name, kind, ...}; with channels and other parts when any were given",
  output: ["Contact", "ContactResponse"],
  errors: {
    input_required: "there is no name, and nobody to ask",
    bad_request: "a value is not acceptable, or the JSON has a key that no contact has",
    conflict: "another contact has this UID",
    file_unreadable: "the file of --from-json cannot be read",
  },
  effect: "write",
  operations: ["contacts.create", "contacts.get", "contacts.resolve", "contacts.tag"],
  build: createCommand,
};

/** `backside contacts create NAME` */
function createCommand(command: Command, context: Context): Command {
  return contactOptions(command.argument("[name]", "display name")).action(
    async (name: string | undefined, options: ContactOptions) => {
      if (name !== undefined && options.name !== undefined) throw usageError("the name is given twice");
      const given = name === undefined ? options : { ...options, name };
      const changes = await changesOf(context, given);
      if (isNamed(changes)) return namingOptions(given, () => createOne(context, changes));
      if (!context.mayPrompt()) {
        throw new BacksideError("input_required", "a contact needs a name", {
          hint: 'give one: `backside contacts create "Ada Lovelace"`, or --given and --family',
        });
      }
      const { askContact } = await import("./ask-contact.ts");
      const asked = await askContact(context.io, Object.keys(given).length === 0);
      await createOne(context, await changesOf(context, { ...given, ...asked }));
    },
  );
}

/** Whether the operation can make out a name; what it cannot use it refuses itself. */
function isNamed({ fields }: ContactChanges): boolean {
  const { display_name, prefix, given_name, middle_name, family_name, suffix, nickname } = fields;
  const parts: unknown[] = [display_name, prefix, given_name, middle_name, family_name, suffix, nickname];
  return parts.some((part) => (typeof part === "string" ? part.trim() !== "" : part !== undefined && part !== null));
}

async function createOne(context: Context, changes: ContactChanges): Promise<void> {
  const { record, added, shared, made } = await context
    .backend("write")
    .batch("contacts.create", (backend) => createWith(context, backend, changes), context.writing());
  const { id, display_name } = record;
  await showWritten(context, {
    record,
    id,
    outcome: "made",
    line: withNewOrganizations(`${did(context, "Created", "create")} ${display_name}`, made),
    view: { fields: contactView(context, []).fields, columns: CONTACT_COLUMNS },
  });
  await noteUnknownNumbers(context, added);
  await noteShared(context, shared);
  await notePersons(context, made);
}

async function createWith(
  context: Context,
  backend: Backend,
  changes: ContactChanges,
): Promise<{
  record: Awaited<ReturnType<typeof shown>>;
  added: Channel[];
  shared: Shared[];
  made: MadeOrganization[];
}> {
  const contact = await backend.call(createContact, changes.fields);
  const { region } = context.settings();
  const { added, made } = await applyChanges(backend, contact, { ...changes, fields: {} }, region);
  const shared = await sharedWith(backend, contact.id, added);
  return { record: await shown(context, backend, contact, { whole: concernsParts(changes) }), added, shared, made };
}
