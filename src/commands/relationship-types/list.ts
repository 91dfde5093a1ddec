import type { Command } from "commander";
import { listRelationshipTypes } from "../../operations/relationship-types/list.ts";
import type { Context } from "../context.ts";
import { type ListOptions, listOptions, showDefinitions } from "../definitions.ts";
import type { Verb } from "../verb.ts";
import { TYPE_JSON, typeView } from "./type-view.ts";

export const list: Verb = {
  name: "list",
  summary: "List relationship types, the built-in ones first",
  examples: ["backside relationship-types list", "backside relationship-types list --json"],
  notes: ["The name for the other end is how the relationship reads from there; where both ends are alike, the same."],
  json: `[${TYPE_JSON}]`,
  output: "RelationshipType[]",
  effect: "read",
  operations: ["relationship_types.list"],
  build: (command: Command, context: Context) =>
    listOptions(command).action((options: ListOptions) =>
      showDefinitions(context, listRelationshipTypes, options, typeView(context), "relationship types"),
    ),
};
