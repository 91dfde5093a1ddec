import type { Command } from "commander";
import { createGroup } from "../../operations/groups/create.ts";
import type { Context } from "../context.ts";
import { did, emptied } from "../definitions.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { GROUP_JSON, groupView } from "./group-view.ts";

export const create: Verb = {
  name: "create",
  summary: "Create a group",
  examples: ["backside groups create Family", 'backside groups create Family --description "All of us"'],
  notes: ["`backside groups add` puts contacts into it. A contact of kind group is something else."],
  json: GROUP_JSON,
  output: "Group",
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
    .action(async (name: string, { description }: { description?: string }) => {
      const view = groupView(context);
      const input = { name, description: emptied(description) };
      const record = await context.backend("write").call(createGroup, input, context.writing());
      await showWritten(context, {
        record,
        id: record.id,
        outcome: "made",
        line: `${did(context, "Created", "create")} group ${record.name}`,
        view,
      });
    });
}
