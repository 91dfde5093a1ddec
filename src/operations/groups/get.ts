import type { Group } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { defineRead } from "../operation.ts";
import { groupOf, requireGroup } from "./group.ts";

export const getGroup = defineRead<{ id: string }, Group>({
  name: "groups.get",
  summary: "Show one group",
  scope: "contacts:read",
  http: { method: "GET", path: "/groups/{id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The group") }) as Schema<{ id: string }>,
  run: async (tx, { id }) => groupOf(tx, await requireGroup(tx, id)),
});
