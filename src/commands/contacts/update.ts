import type { Command } from "commander";
import type { Channel } from "../../domain/entities.ts";
import { usageError } from "../../domain/errors.ts";
import {
  applyChanges,
  type ContactChanges,
  concernsParts,
  type Shared,
  sharedWith,
} from "../../workflows/contact-changes.ts";
import type { MadeOrganization } from "../../workflows/organization.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";
import { type ContactOptions, changesOf, clearOption, contactOptions, namingOptions } from "./contact-options.ts";
import { notePersons, withNewOrganizations } from "./new-organizations.ts";
import { noteShared, noteUnknownNumbers } from "./shared.ts";
import { type TargetOptions, targetOptions } from "./targets.ts";
import { writeEach } from "./write-each.ts";

type UpdateOptions = ContactOptions & TargetOptions;

export const update: Verb = {
  name: "update",
  summary: "Change contacts; only what is named changes",
  examples: [
    "backside contacts update ada --email work:ada@example.org --title Analyst",
    "backside contacts update ada --clear phones --phone '+1 202 555 0123'",
    "backside contacts update --query tag:lead --tag customer --expect 12",
  ],
  notes: [
    "E-mails, phones and other parts are added to those there are; --birthday replaces the one there is. --clear empties a list first, so that it has only what is given.",
    "--org adds an organization and leaves the others; --title, --department and --role alone are those held at the current one. A part of the name does not change the display name; --name does.",
  ],
  json: "the contact {id, display_name, kind, ...}, with its parts when any were given; for several or by query {operation_id, matched, changed, unchanged, failed, ids, dry_run}",
  output: ["Contact", "ContactResponse", "BulkReport"],
  errors: {
    bad_request: "a value is not acceptable, or the JSON has a key that no contact has",
    confirmation_required: "by query, for more than 20, and nobody said how many are expected",
    partial: "some of several references failed, the others are changed",
    not_found: "nobody is called so",
    conflict: "another contact has this UID",
    expect_mismatch: "there are more or fewer than expected; nothing is changed",
    file_unreadable: "the file of --from-json cannot be read",
  },
  effect: "write",
  operations: [
    "contacts.resolve",
    "contacts.list",
    "contacts.update",
    "contacts.get",
    "contacts.tag",
    "contacts.untag",
  ],
  build: updateCommand,
};

/** `backside contacts update REF…` */
function updateCommand(command: Command, context: Context): Command {
  const described = clearOption(contactOptions(command.argument("[ref...]", "contacts to change")));
  return targetOptions(described).action(async (refs: string[], options: UpdateOptions) => {
    const changes = await changesOf(context, options);
    if (isNothing(changes)) throw usageError("nothing to change is named", "--email, --title, --set and others do");
    const { region } = context.settings();
    const shared: Shared[] = [];
    const added: Channel[] = [];
    const besides: string[] = [];
    const made: MadeOrganization[] = [];
    await writeEach(context, refs, options, {
      operation: "contacts.update",
      verb: "update",
      done: "Updated",
      unchanged: ["is unchanged", "are unchanged"],
      destructive: false,
      whole: concernsParts(changes),
      told: (line) => withNewOrganizations(line, made),
      async work(backend, contact) {
        const applied = await namingOptions(options, () => applyChanges(backend, contact, changes, region));
        // Who gives one address to many knows that they share it.
        if (refs.length === 1) shared.push(...(await sharedWith(backend, contact.id, applied.added)));
        for (const name of applied.besides) besides.push(`${applied.contact.display_name} stays with ${name} too`);
        if (refs.length === 1) added.push(...applied.added);
        made.push(...applied.made);
        return applied;
      },
    });
    await noteUnknownNumbers(context, added);
    await noteShared(context, shared);
    await notePersons(context, made);
    for (const text of besides.slice(0, NAMED))
      await context.note(`${text}; \`contacts affiliation update\` ends that`);
  });
}

/** Notes at most. */
const NAMED = 5;

function isNothing(changes: ContactChanges): boolean {
  return Object.keys(changes.fields).length === 0 && !concernsParts(changes);
}
