import type { Command } from "commander";
import type { Context } from "../context.ts";
import { REF, repeated } from "../option.ts";
import type { Verb } from "../verb.ts";
import { refuseContacts, showTagging } from "./tagging.ts";
import { type TargetOptions, targetOptions } from "./targets.ts";

export const tag: Verb = {
  name: "tag",
  summary: "Put tags on contacts",
  examples: [
    "backside contacts tag ada vip friends",
    "backside contacts tag ada bob --add customer --remove lead",
    "backside contacts tag --query tag:lead --add vip --remove lead --expect 12",
  ],
  notes: [
    "A tag that is not there yet is made. With --add or --remove every argument is a contact, with --query or --all" +
      " every argument is a tag. A tag that a contact has already changes nothing.",
  ],
  json:
    "the contact with its tags, as `contacts get` shows it; for several contacts" +
    " {operation_id, matched, changed, unchanged, failed, ids, dry_run}",
  output: ["ContactResponse", "BulkReport"],
  errors: {
    usage: "no tag is named, a new one has the id or e-mail of a contact, or a tag is both to be put on and taken off",
    confirmation_required: "for more than 20 contacts by query, without a terminal and --expect",
    partial: "some of several references failed",
    not_found: "nobody is called so, or a tag to take off is not there",
    ambiguous: "more than one contact is; details.candidates names them",
    expect_mismatch: "it would be for another number of contacts than --expect says",
  },
  effect: "write",
  operations: ["contacts.resolve", "contacts.list", "tags.list", "contacts.tag", "contacts.untag", "contacts.get"],
  build: tagCommand,
};

type TagOptions = TargetOptions & { add?: string[]; remove?: string[] };

/** `backside contacts tag REF TAG…`, or many: `tag REF… --add TAG --remove TAG` */
function tagCommand(command: Command, context: Context): Command {
  return targetOptions(
    command
      .argument("[ref]", REF)
      .argument("[tag...]", "tags by name or id; new ones are made")
      .option("--add <tag>", "put this tag on; repeatable", repeated)
      .option("--remove <tag>", "take this tag off; repeatable", repeated),
  ).action(async (ref: string | undefined, words: string[], options: TagOptions) => {
    const { add = [], remove = [] } = options;
    const given = ref === undefined ? [] : [ref, ...words];
    if (add.length + remove.length > 0) return showTagging(context, { name: "tag", refs: given, add, remove }, options);
    const byQuery = options.query !== undefined || options.all === true;
    const refs = byQuery ? [] : given.slice(0, 1);
    const tags = given.slice(refs.length);
    if (!byQuery) await refuseContacts(context, tags);
    return showTagging(context, { name: "tag", refs, add: tags, remove }, options);
  });
}
