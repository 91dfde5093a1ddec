import type { Command } from "commander";
import { listGroups } from "../../operations/groups/list.ts";
import { updateGroup } from "../../operations/groups/update.ts";
import { definitionNamed } from "../../workflows/definitions.ts";
import type { Context } from "../context.ts";
import { did } from "../definitions.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { GROUP_JSON, groupView } from "./group-view.ts";

export const rename: Verb = {
  name: "rename",
  summary: "Give a group another name",
  examples: ['backside groups rename Family "The family"'],
  notes: ["Its members stay in it."],
  json: GROUP_JSON,
  output: "Group",
  errors: { not_found: "there is no such group", conflict: "another group has the name, whatever its case" },
  effect: "write",
  operations: ["groups.list", "groups.update"],
  build: renameCommand,
};

/** `backside groups rename GROUP NAME` */
function renameCommand(command: Command, context: Context): Command {
  return command
    .argument("<group>", "the group, by name or id")
    .argument("<name>", "its new name")
    .action(async (ref: string, name: string) => {
      const view = groupView(context);
      const backend = context.backend("write");
      const before = await definitionNamed(backend, listGroups, "group", ref);
      const record = await backend.call(updateGroup, { id: before.id, name }, context.writing());
      const same = before.name === record.name;
      const line = same
        ? `Group ${record.name} has this name already`
        : `${did(context, "Renamed", "rename")} group ${before.name} to ${record.name}`;
      await showWritten(context, { record, id: record.id, outcome: same ? "unchanged" : "changed", line, view });
    });
}
