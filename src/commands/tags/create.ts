import type { Command } from "commander";
import { createTag } from "../../operations/tags/create.ts";
import type { Context } from "../context.ts";
import { colour, did, emptied } from "../definitions.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { TAG_JSON, tagView } from "./tag-view.ts";

export const create: Verb = {
  name: "create",
  summary: "Create a tag",
  examples: ["backside tags create vip", 'backside tags create vip --tag-color "#336699" --description "My best"'],
  notes: ["`backside contacts tag` makes tags as it goes; this is for those with a colour or a description."],
  json: TAG_JSON,
  output: "ListedTag",
  errors: { bad_request: "the name is empty", conflict: "there is a tag of this name, whatever its case" },
  effect: "write",
  operations: ["tags.create"],
  build: createCommand,
};

/** `backside tags create NAME` */
function createCommand(command: Command, context: Context): Command {
  return command
    .argument("<name>", "unique, whatever its case")
    .option("--tag-color <color>", "such as #336699", colour)
    .option("--description <text>", "what the tag means")
    .action(async (name: string, { tagColor, description }: { tagColor?: string; description?: string }) => {
      const view = tagView(context);
      const input = { name, color: emptied(tagColor), description: emptied(description) };
      const record = await context.backend("write").call(createTag, input, context.writing());
      await showWritten(context, {
        record,
        id: record.id,
        outcome: "made",
        line: `${did(context, "Created", "create")} tag ${record.name}`,
        view,
      });
    });
}
