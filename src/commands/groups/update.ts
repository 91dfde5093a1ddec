import type { Command } from "commander";
import { usageError } from "../../domain/errors.ts";
import { listGroups } from "../../operations/groups/list.ts";
import { updateGroup } from "../../operations/groups/update.ts";
import { definitionNamed } from "../../workflows/definitions.ts";
import type { Context } from "../context.ts";
import { did, emptied, isSame } from "../definitions.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { GROUP_JSON, groupView } from "./group-view.ts";

export const update: Verb = {
  name: "update",
  summary: "Change the description or the name of a group",
  examples: [
    'backside groups update Family --description "All of us"',
    'backside groups update Family --description ""',
  ],
  notes: ["Only what is named changes; an empty text empties a field."],
  json: GROUP_JSON,
  output: "Group",
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
      const view = groupView(context);
      const backend = context.backend("write");
      const before = await definitionNamed(backend, listGroups, "group", ref);
      const input = { id: before.id, name, description: emptied(description) };
      const record = await backend.call(updateGroup, input, context.writing());
      const same = isSame(before, record);
      const line = same
        ? `Group ${record.name} is so already`
        : `${did(context, "Updated", "update")} group ${record.name}`;
      await showWritten(context, { record, id: record.id, outcome: same ? "unchanged" : "changed", line, view });
    });
}
