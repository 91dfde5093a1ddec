import type { Command } from "commander";
import type { Contact } from "../../domain/entities.ts";
import { BacksideError } from "../../domain/errors.ts";
import { notDeleted, purgeContact } from "../../operations/contacts/purge.ts";
import { sanitizeForTty } from "../../render/sanitize.ts";
import { plural } from "../../render/time.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";
import { type TargetOptions, targetOptions } from "./targets.ts";
import { writeEach } from "./write-each.ts";

export const purge: Verb = {
  name: "purge",
  summary: "Remove deleted contacts for good",
  examples: [
    "backside contacts purge ada@example.org --expect 1",
    "backside contacts list --deleted",
    "backside contacts purge --all --expect 12",
  ],
  notes: [
    "There is no way back: the contact, all that belongs to it, the links to it and its whole history go. Backups made before still have it.",
    "Only deleted contacts are purged, with --query and --all too. What was logged with others stays with the others.",
    "On a terminal the name is typed, or the number of several; elsewhere --expect says how many. --yes is not enough.",
  ],
  json: "the contact as it was; for several or by query {operation_id, matched, changed, unchanged, failed, ids, dry_run}",
  output: ["Contact", "BulkReport"],
  errors: {
    confirmation_required: "nobody said how many are expected",
    partial: "some of several references failed, the others are gone",
    not_found: "nobody is called so",
    conflict: "the contact is not deleted",
    expect_mismatch: "there are more or fewer than expected; nothing is removed",
  },
  effect: "destructive",
  operations: ["contacts.resolve", "contacts.list", "contacts.purge"],
  build: purgeCommand,
};

/** `backside contacts purge REF…` */
function purgeCommand(command: Command, context: Context): Command {
  return targetOptions(command.argument("[ref...]", "deleted contacts to remove")).action(
    (refs: string[], options: TargetOptions) =>
      writeEach(context, refs, options, {
        operation: "contacts.purge",
        verb: "purge",
        done: "Purged",
        unchanged: ["is unchanged", "are unchanged"],
        destructive: true,
        deleted: "first",
        confirm: async (contacts) => {
          requireDeleted(contacts);
          // By query the number was typed or stated before.
          if (refs.length > 0 && options.expect === undefined) await confirmNamed(context, contacts);
        },
        async work(backend, { id }) {
          return { contact: await backend.call(purgeContact, { id }), changed: true };
        },
      }),
  );
}

/** Asked before the confirmation, so that nobody confirms what cannot be done. */
function requireDeleted(contacts: readonly Contact[]): void {
  const live = contacts.find(({ deleted_at }) => deleted_at === null);
  if (live) throw notDeleted(live);
}

/** Named contacts want more than their names: the command line is repeated too easily. */
async function confirmNamed(context: Context, contacts: readonly Contact[]): Promise<void> {
  if (context.options().dryRun) return;
  const count = contacts.length;
  if (!context.mayPrompt()) {
    throw new BacksideError(
      "confirmation_required",
      `this would remove ${plural(count, "contact")} for good; say how many you expect`,
      { hint: `--expect ${count} does it, --dry-run shows what would be done`, details: { matched: count } },
    );
  }
  const { line } = await import("../../prompt.ts");
  const [first] = contacts;
  const [what, key, wanted] =
    first && count === 1 && isTypeable(first.display_name)
      ? [first.display_name, "name", first.display_name]
      : [plural(count, "contact"), "number", String(count)];
  const typed = await line(context.io, `${what} will be gone for good. Type the ${key} to go on:`);
  if (!isTyped(typed, wanted)) throw new BacksideError("cancelled", `that is not the ${key}; nothing was changed`);
}

/** Case and Unicode form do not count: what is asked for is attention. */
function isTyped(typed: string, wanted: string): boolean {
  const plain = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
  return plain(typed) === plain(wanted);
}

/** A name with something hidden in it cannot be read off the screen. */
function isTypeable(name: string): boolean {
  return sanitizeForTty(name, { cell: true }) === name;
}
