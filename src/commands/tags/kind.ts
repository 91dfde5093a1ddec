/** Tags as the verbs of `tags` see them. */
import { listTags } from "../../operations/tags/list.ts";
import type { CountedTag } from "../../operations/tags/tag.ts";
import type { DefinitionKind } from "../definition-verbs.ts";
import { TAG_JSON, tagView } from "./tag-view.ts";

export const tags: DefinitionKind<CountedTag> = {
  name: "tag",
  json: TAG_JSON,
  output: "ListedTag",
  view: tagView,
  list: listTags,
};
