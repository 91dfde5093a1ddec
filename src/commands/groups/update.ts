import type { Command } from "commander";
import { usageError } from "../../domain/errors.ts";
import { updateGroup } from "../../operations/groups/update.ts";
import type { Context } from "../context.ts";
import { showUpdated } from "../definition-verbs.ts";
import { emptied } from "../definitions.ts";
import type { Verb } from "../verb.ts";
import { groups } from "./kind.ts";

export const update: Verb = {
  name: "update",
  summary: "Change the description or the name of a group",
  examples: [
    'backside groups update Family --description "All of us"',
    'backside groups update Family --description ""',
  ],
  notes: ["Only what is named changes; an empty text empties a field."],
  json: groups.json,
  output: groups.output,
  errors: {
    usage: "nothing to change is named",
    not_found: "there is no such group",
    conflict: "another group has the name, whatever its case",
  },
  effect: "write",
  operations: ["groups.list", "groups.update"],
  build: updateCommand,
};

type UpdateOptions = { name?: string; description?: string };

/** `backside groups update GROUP --description TEXT` */
function updateCommand(command: Command, context: Context): Command {
  return command
    .argument("<group>", "the group, by name or id")
    .option("--name <name>", "another name")
    .option("--description <text>", "what the group is for")
    .action(async (ref: string, { name, description }: UpdateOptions) => {
      if (name === undefined && description === undefined)
        throw usageError("nothing to change is named", "--name or --description");
      const change = { name, description: emptied(description) };
      await showUpdated(context, groups, ref, (backend, id, options) =>
        backend.call(updateGroup, { id, ...change }, options),
      );
    });
}
