import type { Command } from "commander";
import { usageError } from "../../domain/errors.ts";
import { updateTag } from "../../operations/tags/update.ts";
import type { Context } from "../context.ts";
import { showUpdated } from "../definition-verbs.ts";
import { colour, emptied } from "../definitions.ts";
import type { Verb } from "../verb.ts";
import { tags } from "./kind.ts";

export const update: Verb = {
  name: "update",
  summary: "Change the colour, the description or the name of a tag",
  examples: ['backside tags update vip --tag-color "#336699"', 'backside tags update vip --description ""'],
  notes: ["Only what is named changes; an empty text empties a field."],
  json: tags.json,
  output: tags.output,
  errors: {
    usage: "nothing to change is named",
    not_found: "there is no such tag",
    conflict: "another tag has the name, whatever its case",
  },
  effect: "write",
  operations: ["tags.list", "tags.update"],
  build: updateCommand,
};

type UpdateOptions = { name?: string; tagColor?: string; description?: string };

/** `backside tags update TAG --tag-color COLOR` */
function updateCommand(command: Command, context: Context): Command {
  return command
    .argument("<tag>", "the tag, by name or id")
    .option("--name <name>", "another name")
    .option("--tag-color <color>", "such as #336699", colour)
    .option("--description <text>", "what the tag means")
    .action(async (ref: string, { name, tagColor, description }: UpdateOptions) => {
      if (name === undefined && tagColor === undefined && description === undefined)
        throw usageError("nothing to change is named", "--name, --tag-color or --description");
      const change = { name, color: emptied(tagColor), description: emptied(description) };
      await showUpdated(context, tags, ref, (backend, tag_id, options) =>
        backend.call(updateTag, { tag_id, ...change }, options),
      );
    });
}
