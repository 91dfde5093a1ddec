import type { Command } from "commander";
import { createGroup } from "../../operations/groups/create.ts";
import type { Context } from "../context.ts";
import { showCreated } from "../definition-verbs.ts";
import { emptied } from "../definitions.ts";
import type { Verb } from "../verb.ts";
import { groups } from "./kind.ts";

export const create: Verb = {
  name: "create",
  summary: "Create a group",
  examples: ["backside groups create Family", 'backside groups create Family --description "All of us"'],
  notes: ["`backside groups add` puts contacts into it. A contact of kind group is something else."],
  json: groups.json,
  output: groups.output,
  errors: { bad_request: "the name is empty", conflict: "there is a group of this name, whatever its case" },
  effect: "write",
  operations: ["groups.create"],
  build: createCommand,
};

/** `backside groups create NAME` */
function createCommand(command: Command, context: Context): Command {
  return command
    .argument("<name>", "unique, whatever its case")
    .option("--description <text>", "what the group is for")
    .action((name: string, { description }: { description?: string }) => {
      const input = { name, description: emptied(description) };
      return showCreated(context, groups, (backend, options) => backend.call(createGroup, input, options));
    });
}
