/** Groups as the verbs of `groups` see them. */
import type { Group } from "../../domain/entities.ts";
import { listGroups } from "../../operations/groups/list.ts";
import type { DefinitionKind } from "../definition-verbs.ts";
import { GROUP_JSON, groupView } from "./group-view.ts";

export const groups: DefinitionKind<Group> = {
  name: "group",
  json: GROUP_JSON,
  output: "Group",
  view: groupView,
  list: listGroups,
};
