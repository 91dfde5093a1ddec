import type { Group } from "../../domain/entities.ts";
import type { JsonObject } from "../../domain/json.ts";
import { jsonObject, nonempty, nullable, object, optional, type Schema, text, uuid } from "../../domain/schema.ts";
import { mergedMetadata } from "../contacts/contact-fields.ts";
import { cleanName, LONGEST_NAME, requireFreeName } from "../definitions.ts";
import { defineWrite } from "../operation.ts";
import { groupOf, requireGroup } from "./group.ts";

export type UpdateGroupInput = {
  id: string;
  name?: string | undefined;
  description?: string | null | undefined;
  metadata?: JsonObject | null | undefined;
};

export const updateGroup = defineWrite<UpdateGroupInput, Group>({
  name: "groups.update",
  summary: "Rename a group, or change its description",
  effect: "write",
  scope: "contacts:write",
  http: { method: "PUT", path: "/groups/{id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found", "conflict"],
  input: () =>
    object({
      id: uuid("The group"),
      name: optional(nonempty("Name, unique whatever its case", LONGEST_NAME)),
      description: optional(nullable(text("What the group is for"))),
      metadata: optional(nullable(jsonObject("Keys to set; null removes a key, and null as a whole removes all"))),
    }) as Schema<UpdateGroupInput>,
  async run(tx, { id, name, metadata, description }) {
    const current = await requireGroup(tx, id);
    if (name !== undefined) await requireFreeName(tx, "groups", name, id);
    const row = await tx.update("groups", id, {
      ...(description === undefined ? {} : { description }),
      ...(name === undefined ? {} : { name: cleanName(name) }),
      ...(metadata === undefined ? {} : { metadata: mergedMetadata(current.metadata, metadata) }),
    });
    return groupOf(tx, row);
  },
});
