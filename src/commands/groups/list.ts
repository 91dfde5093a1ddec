import type { Command } from "commander";
import { listGroups } from "../../operations/groups/list.ts";
import type { Context } from "../context.ts";
import { type ListOptions, listOptions, showDefinitions } from "../definitions.ts";
import type { Verb } from "../verb.ts";
import { GROUP_JSON, groupView } from "./group-view.ts";

export const list: Verb = {
  name: "list",
  summary: "List groups, oldest first, and how many members each has",
  examples: ["backside groups list --sort name", "backside groups list --json"],
  notes: ["`backside groups get NAME` lists the members."],
  json: `[${GROUP_JSON}]`,
  output: "Group[]",
  effect: "read",
  operations: ["groups.list"],
  build: (command: Command, context: Context) =>
    listOptions(command).action((options: ListOptions) =>
      showDefinitions(context, listGroups, options, groupView(context), "groups"),
    ),
};
