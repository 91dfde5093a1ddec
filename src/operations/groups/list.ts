import type { Group } from "../../domain/entities.ts";
import { type DefinitionsInput, definitionRows, definitionsInput, pageOf } from "../definitions.ts";
import { defineRead, type Page } from "../operation.ts";
import { groupsOf } from "./group.ts";

export const listGroups = defineRead<DefinitionsInput, Page<Group>>({
  name: "groups.list",
  summary: "List groups",
  scope: "contacts:read",
  http: { method: "GET", path: "/groups", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request"],
  input: () => definitionsInput("group"),
  async run(tx, input) {
    const page = pageOf(await definitionRows(tx, "groups", input.ref), input);
    return { ...page, data: await groupsOf(tx, page.data) };
  },
});
