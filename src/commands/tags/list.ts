import type { Command } from "commander";
import { listTags } from "../../operations/tags/list.ts";
import type { Context } from "../context.ts";
import { type ListOptions, listOptions, showDefinitions } from "../definitions.ts";
import type { Verb } from "../verb.ts";
import { TAG_JSON, tagView } from "./tag-view.ts";

export const list: Verb = {
  name: "list",
  summary: "List tags, oldest first, and how many contacts have each",
  examples: ["backside tags list --sort name", "backside tags list --json"],
  notes: ["`backside contacts list --tag NAME` lists the contacts."],
  json: `[${TAG_JSON}]`,
  output: "ListedTag[]",
  effect: "read",
  operations: ["tags.list"],
  build: (command: Command, context: Context) =>
    listOptions(command).action((options: ListOptions) =>
      showDefinitions(context, listTags, options, tagView(context), "tags"),
    ),
};
