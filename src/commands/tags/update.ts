import type { Command } from "commander";
import { usageError } from "../../domain/errors.ts";
import { listTags } from "../../operations/tags/list.ts";
import { updateTag } from "../../operations/tags/update.ts";
import { definitionNamed } from "../../workflows/definitions.ts";
import type { Context } from "../context.ts";
import { colour, did, emptied, isSame } from "../definitions.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { TAG_JSON, tagView } from "./tag-view.ts";

export const update: Verb = {
  name: "update",
  summary: "Change the colour, the description or the name of a tag",
  examples: ['backside tags update vip --tag-color "#336699"', 'backside tags update vip --description ""'],
  notes: ["Only what is named changes; an empty text empties a field."],
  json: TAG_JSON,
  output: "ListedTag",
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
      const view = tagView(context);
      const backend = context.backend("write");
      const before = await definitionNamed(backend, listTags, "tag", ref);
      const input = { tag_id: before.id, name, color: emptied(tagColor), description: emptied(description) };
      const record = await backend.call(updateTag, input, context.writing());
      const same = isSame(before, record);
      const line = same
        ? `Tag ${record.name} is so already`
        : `${did(context, "Updated", "update")} tag ${record.name}`;
      await showWritten(context, { record, id: record.id, outcome: same ? "unchanged" : "changed", line, view });
    });
}
