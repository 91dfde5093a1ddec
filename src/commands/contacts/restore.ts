import type { Command } from "commander";
import { restoreContact } from "../../operations/contacts/restore.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";
import { type TargetOptions, targetOptions } from "./targets.ts";
import { writeEach } from "./write-each.ts";

export const restore: Verb = {
  name: "restore",
  summary: "Bring back deleted contacts",
  examples: ["backside contacts restore ada@example.org", "backside contacts restore --all --expect 3"],
  notes: [
    "A contact comes back with its channels, tags, groups and relationships as they were. A reference means a deleted contact first; with --query and --all only deleted ones count.",
  ],
  json: "the contact with its parts; for several or by query {operation_id, matched, changed, unchanged, failed, ids, dry_run}",
  output: ["ContactResponse", "BulkReport"],
  errors: {
    confirmation_required: "by query, for more than 20, and nobody said how many are expected",
    partial: "some of several references failed, the others are restored",
    not_found: "nobody is called so, deleted or not",
    conflict: "another contact has its UID by now",
  },
  effect: "write",
  operations: ["contacts.resolve", "contacts.list", "contacts.restore"],
  build: restoreCommand,
};

/** `backside contacts restore REF…` */
function restoreCommand(command: Command, context: Context): Command {
  return targetOptions(command.argument("[ref...]", "deleted contacts to bring back")).action(
    (refs: string[], options: TargetOptions) =>
      writeEach(context, refs, options, {
        operation: "contacts.restore",
        verb: "restore",
        done: "Restored",
        unchanged: ["is not deleted", "are not deleted"],
        destructive: false,
        deleted: "first",
        whole: true,
        async work(backend, { id, deleted_at }) {
          return { contact: await backend.call(restoreContact, { id }), changed: deleted_at !== null };
        },
      }),
  );
}
