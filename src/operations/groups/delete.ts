import type { Group } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { defineWrite } from "../operation.ts";
import { groupOf, requireGroup } from "./group.ts";

/** Answers the group as it was. Its members stay. */
export const deleteGroup = defineWrite<{ id: string }, Group>({
  name: "groups.delete",
  summary: "Delete a group; its members stay",
  effect: "destructive",
  scope: "contacts:write",
  http: { method: "DELETE", path: "/groups/{id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The group") }) as Schema<{ id: string }>,
  async run(tx, { id }) {
    const group = await groupOf(tx, await requireGroup(tx, id));
    for (const link of await tx.find("group_members", { group_id: id })) await tx.remove("group_members", link);
    await tx.remove("groups", id);
    return group;
  },
});
