import type { Command } from "commander";
import type { Context } from "../context.ts";
import { REF } from "../option.ts";
import type { Verb } from "../verb.ts";
import { showTagging } from "./tagging.ts";
import { type TargetOptions, targetOptions } from "./targets.ts";

export const untag: Verb = {
  name: "untag",
  summary: "Take tags off contacts",
  examples: ["backside contacts untag ada vip", "backside contacts untag --query tag:lead lead --expect 12"],
  notes: [
    "With --query or --all every argument is a tag. Several contacts by name: `backside contacts tag REF... --remove TAG`." +
      " A tag that a contact does not have changes nothing.",
  ],
  json:
    "the contact with its tags, as `contacts get` shows it; with --query or --all" +
    " {operation_id, matched, changed, unchanged, failed, ids, dry_run}",
  output: ["ContactResponse", "BulkReport"],
  errors: {
    usage: "no tag is named",
    confirmation_required: "for more than 20 contacts by query, without a terminal and --expect",
    not_found: "nobody is called so, or there is no such tag",
    ambiguous: "more than one contact is; details.candidates names them",
    expect_mismatch: "it would be for another number of contacts than --expect says",
  },
  effect: "write",
  operations: ["contacts.resolve", "contacts.list", "tags.list", "contacts.untag", "contacts.get"],
  build: untagCommand,
};

/** `backside contacts untag REF TAG…` */
function untagCommand(command: Command, context: Context): Command {
  return targetOptions(command.argument("[ref]", REF).argument("[tag...]", "tags by name or id")).action(
    async (ref: string | undefined, words: string[], options: TargetOptions) => {
      const given = ref === undefined ? [] : [ref, ...words];
      const refs = options.query !== undefined || options.all === true ? [] : given.slice(0, 1);
      await showTagging(context, { name: "untag", refs, add: [], remove: given.slice(refs.length) }, options);
    },
  );
}
