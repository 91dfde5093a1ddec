import type { Group } from "../../domain/entities.ts";
import type { JsonObject } from "../../domain/json.ts";
import { jsonObject, nonempty, nullable, object, optional, type Schema, text } from "../../domain/schema.ts";
import { cleanName, LONGEST_NAME, requireFreeName } from "../definitions.ts";
import { defineWrite } from "../operation.ts";
import { groupOf } from "./group.ts";

export type CreateGroupInput = {
  name: string;
  description?: string | null | undefined;
  metadata?: JsonObject | undefined;
};

export const createGroup = defineWrite<CreateGroupInput, Group>({
  name: "groups.create",
  summary: "Create a group",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/groups", status: 201, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "conflict"],
  input: () =>
    object({
      name: nonempty("Name, unique whatever its case", LONGEST_NAME),
      description: optional(nullable(text("What the group is for"))),
      metadata: optional(jsonObject("Any further facts")),
    }) as Schema<CreateGroupInput>,
  async run(tx, { name: given, description = null, metadata = {} }) {
    const name = cleanName(given);
    await requireFreeName(tx, "groups", name);
    return groupOf(tx, await tx.insert("groups", { name, description, metadata }));
  },
});
