import type { JsonObject } from "../../domain/json.ts";
import { jsonObject, nonempty, nullable, object, optional, type Schema, text, uuid } from "../../domain/schema.ts";
import { mergedMetadata } from "../contacts/contact-fields.ts";
import { cleanName, LONGEST_NAME, requireFreeName } from "../definitions.ts";
import { defineWrite } from "../operation.ts";
import { type CountedTag, countedTag, requireTag } from "./tag.ts";

export type UpdateTagInput = {
  tag_id: string;
  name?: string | undefined;
  color?: string | null | undefined;
  description?: string | null | undefined;
  metadata?: JsonObject | null | undefined;
};

export const updateTag = defineWrite<UpdateTagInput, CountedTag>({
  name: "tags.update",
  summary: "Rename a tag, or change its colour or description",
  effect: "write",
  scope: "contacts:write",
  http: { method: "PUT", path: "/tags/{tag_id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found", "conflict"],
  input: () =>
    object({
      tag_id: uuid("The tag"),
      name: optional(nonempty("Name, unique whatever its case", LONGEST_NAME)),
      color: optional(nullable(text("Colour, such as #336699"))),
      description: optional(nullable(text("What the tag means"))),
      metadata: optional(nullable(jsonObject("Keys to set; null removes a key, and null as a whole removes all"))),
    }) as Schema<UpdateTagInput>,
  async run(tx, { tag_id, name, metadata, color, description }) {
    const current = await requireTag(tx, tag_id);
    if (name !== undefined) await requireFreeName(tx, "tags", name, tag_id);
    const row = await tx.update("tags", tag_id, {
      ...(color === undefined ? {} : { color }),
      ...(description === undefined ? {} : { description }),
      ...(name === undefined ? {} : { name: cleanName(name) }),
      ...(metadata === undefined ? {} : { metadata: mergedMetadata(current.metadata, metadata) }),
    });
    return countedTag(tx, row);
  },
});
