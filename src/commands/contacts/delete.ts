import type { Command } from "commander";
import { deleteContact } from "../../operations/contacts/delete.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";
import { type TargetOptions, targetOptions } from "./targets.ts";
import { writeEach } from "./write-each.ts";

export const deleteVerb: Verb = {
  name: "delete",
  summary: "Delete contacts, to be restored if need be",
  examples: [
    "backside contacts delete ada@example.org",
    "backside contacts delete --query tag:old --expect 12",
    "backside contacts delete --query tag:old --dry-run",
  ],
  notes: [
    "Nothing is lost: `contacts restore` brings a contact back with all that belongs to it, `contacts list --deleted` shows those there are, and `contacts purge` removes them for good.",
    "What is named is deleted without a question. By --query the number is typed, or stated with --expect.",
  ],
  json: "the contact; for several or by query {operation_id, matched, changed, unchanged, failed, ids, dry_run}",
  output: ["Contact", "BulkReport"],
  errors: {
    confirmation_required: "by query, and nobody said how many are expected",
    partial: "some of several references failed, the others are deleted",
    not_found: "nobody is called so",
    expect_mismatch: "there are more or fewer than expected; nothing is deleted",
  },
  effect: "destructive",
  operations: ["contacts.resolve", "contacts.list", "contacts.delete"],
  build: deleteCommand,
};

/** `backside contacts delete REF…` */
function deleteCommand(command: Command, context: Context): Command {
  return targetOptions(command.argument("[ref...]", "contacts to delete")).action(
    (refs: string[], options: TargetOptions) =>
      writeEach(context, refs, options, {
        operation: "contacts.delete",
        verb: "delete",
        done: "Deleted",
        unchanged: ["is deleted already", "are deleted already"],
        destructive: true,
        deleted: "last",
        async work(backend, { id, deleted_at }) {
          return { contact: await backend.call(deleteContact, { id }), changed: deleted_at === null };
        },
        wayBack: (count) => `\`backside undo ${context.operationId()}\` brings ${count === 1 ? "it" : "them"} back`,
      }),
  );
}
