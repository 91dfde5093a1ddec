import type { Command } from "commander";
import type { Contact } from "../../domain/entities.ts";
import { listGroups } from "../../operations/groups/list.ts";
import { addMembers, MEMBERS_AT_ONCE, removeMembers } from "../../operations/groups/members.ts";
import { plural } from "../../render/time.ts";
import { definitionNamed } from "../../workflows/definitions.ts";
import { showBulk } from "../contacts/bulk.ts";
import { type TargetOptions, targetOptions, targetsOf, whomOf } from "../contacts/targets.ts";
import type { Context } from "../context.ts";
import { did } from "../definitions.ts";
import type { Verb } from "../verb.ts";

const JSON_REPORT = "{operation_id, matched, changed, unchanged, failed, ids, dry_run}; the ids are those of contacts";

const ERRORS = {
  usage: "no contact is named",
  confirmation_required: "for more than 20 contacts by query, without a terminal and --expect",
  partial: "some of several references failed",
  not_found: "there is no such group, or nobody is called so",
  ambiguous: "more than one contact is; details.candidates names them",
  expect_mismatch: "it would be for another number of contacts than --expect says",
} as const;

export const add: Verb = {
  name: "add",
  summary: "Add contacts to a group",
  examples: ["backside groups add Family ada bob", "backside groups add Customers --query org:acme --expect 12"],
  notes: ["Who is a member already stays one. `backside groups create` makes a group."],
  json: JSON_REPORT,
  output: "BulkReport",
  errors: ERRORS,
  effect: "write",
  operations: ["contacts.resolve", "contacts.list", "groups.list", "groups.add"],
  build: (command, context) => membersCommand(command, context, "add"),
};

export const remove: Verb = {
  name: "remove",
  summary: "Remove contacts from a group; they stay contacts",
  examples: ["backside groups remove Family bob"],
  notes: ["Who is no member changes nothing."],
  json: JSON_REPORT,
  output: "BulkReport",
  errors: ERRORS,
  effect: "write",
  operations: ["contacts.resolve", "contacts.list", "groups.list", "groups.remove"],
  build: (command, context) => membersCommand(command, context, "remove"),
};

type Verbed = "add" | "remove";

/** `backside groups add GROUP REF…` */
function membersCommand(command: Command, context: Context, verb: Verbed): Command {
  return targetOptions(
    command.argument("<group>", "the group, by name or id").argument("[ref...]", `contacts to ${verb}`),
  ).action(async (name: string, refs: string[], options: TargetOptions) => {
    const group = await definitionNamed(context.backend("write"), listGroups, "group", name);
    const targets = await targetsOf(context, refs, options, { verb, destructive: false });
    const changed = await context.backend("write").batch(
      `groups.${verb}`,
      async (backend) => {
        const ids: string[] = [];
        for (const contact_ids of chunks(targets.contacts.map(({ id }) => id))) {
          const input = { id: group.id, contact_ids };
          if (verb === "add") ids.push(...(await backend.call(addMembers, input)).added);
          else ids.push(...(await backend.call(removeMembers, input)).removed);
        }
        return ids;
      },
      context.writing(),
    );
    await showBulk(context, targets, changed, lineOf(context, verb, group.name, targets.contacts, changed));
  });
}

function* chunks(ids: readonly string[]): Generator<string[]> {
  for (let at = 0; at < ids.length; at += MEMBERS_AT_ONCE) yield ids.slice(at, at + MEMBERS_AT_ONCE);
}

/** `Added Ada Lovelace to Family`, `Removed 12 contacts from Family; 3 were no members`. */
function lineOf(
  context: Context,
  verb: Verbed,
  group: string,
  contacts: readonly Contact[],
  ids: readonly string[],
): string {
  const { length: changed } = ids;
  const [first] = contacts;
  const one = contacts.length === 1;
  const who = (number: number) => (one && first ? first.display_name : plural(number, "contact"));
  const rest = contacts.length - changed;
  if (contacts.length === 0) return "No contact matches";
  if (changed === 0) {
    if (verb === "add") return `${who(rest)} ${one ? "is" : "are"} in ${group} already`;
    return `${who(rest)} ${one ? "is" : "are"} not in ${group}`;
  }
  const others =
    verb === "add"
      ? `${rest} ${rest === 1 ? "was" : "were"} in it already`
      : `${rest} ${rest === 1 ? "was" : "were"} not in it`;
  const done =
    verb === "add"
      ? `${did(context, "Added", "add")} ${who(changed)} to ${group}`
      : `${did(context, "Removed", "remove")} ${who(changed)} from ${group}`;
  const whom = one
    ? ""
    : whomOf(
        context,
        contacts.filter(({ id }) => ids.includes(id)),
      );
  return `${done}${whom}${rest === 0 ? "" : `; ${others}`}`;
}
