import { type DefinitionsInput, definitionRows, definitionsInput, pageOf } from "../definitions.ts";
import { defineRead, type Page } from "../operation.ts";
import { type CountedTag, countedTags } from "./tag.ts";

export const listTags = defineRead<DefinitionsInput, Page<CountedTag>>({
  name: "tags.list",
  summary: "List tags",
  scope: "contacts:read",
  http: { method: "GET", path: "/tags", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request"],
  input: () => definitionsInput("tag"),
  async run(tx, input) {
    const page = pageOf(await definitionRows(tx, "tags", input.ref), input);
    return { ...page, data: await countedTags(tx, page.data) };
  },
});
