import { updateTag } from "../../operations/tags/update.ts";
import { renameVerbOf } from "../definition-verbs.ts";
import type { Verb } from "../verb.ts";
import { tags } from "./kind.ts";

export const rename: Verb = renameVerbOf(tags, {
  examples: ["backside tags rename vip VIP"],
  notes: ["Contacts keep the tag. Two tags become one by `backside contacts tag --query ... --add NEW --remove OLD`."],
  rename: (backend, tag_id, name, options) => backend.call(updateTag, { tag_id, name }, options),
});
