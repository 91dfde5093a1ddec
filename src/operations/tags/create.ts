import type { JsonObject } from "../../domain/json.ts";
import { jsonObject, nonempty, nullable, object, optional, type Schema, text } from "../../domain/schema.ts";
import { cleanName, LONGEST_NAME, requireFreeName } from "../definitions.ts";
import { defineWrite } from "../operation.ts";
import { type CountedTag, countedTag } from "./tag.ts";

export type CreateTagInput = {
  name: string;
  color?: string | null | undefined;
  description?: string | null | undefined;
  metadata?: JsonObject | undefined;
};

export const createTag = defineWrite<CreateTagInput, CountedTag>({
  name: "tags.create",
  summary: "Create a tag",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/tags", status: 201, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "conflict"],
  input: () =>
    object({
      name: nonempty("Name, unique whatever its case", LONGEST_NAME),
      color: optional(nullable(text("Colour, such as #336699"))),
      description: optional(nullable(text("What the tag means"))),
      metadata: optional(jsonObject("Any further facts")),
    }) as Schema<CreateTagInput>,
  async run(tx, { name: given, color = null, description = null, metadata = {} }) {
    const name = cleanName(given);
    await requireFreeName(tx, "tags", name);
    return countedTag(tx, await tx.insert("tags", { name, color, description, metadata }));
  },
});
