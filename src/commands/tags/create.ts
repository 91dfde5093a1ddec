import type { Command } from "commander";
import { createTag } from "../../operations/tags/create.ts";
import type { Context } from "../context.ts";
import { showCreated } from "../definition-verbs.ts";
import { colour, emptied } from "../definitions.ts";
import type { Verb } from "../verb.ts";
import { tags } from "./kind.ts";

export const create: Verb = {
  name: "create",
  summary: "Create a tag",
  examples: ["backside tags create vip", 'backside tags create vip --tag-color "#336699" --description "My best"'],
  notes: ["`backside contacts tag` makes tags as it goes; this is for those with a colour or a description."],
  json: tags.json,
  output: tags.output,
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
    .action((name: string, { tagColor, description }: { tagColor?: string; description?: string }) => {
      const input = { name, color: emptied(tagColor), description: emptied(description) };
      return showCreated(context, tags, (backend, options) => backend.call(createTag, input, options));
    });
}
