import type { Command } from "commander";
import { listTags } from "../../operations/tags/list.ts";
import { updateTag } from "../../operations/tags/update.ts";
import { definitionNamed } from "../../workflows/definitions.ts";
import type { Context } from "../context.ts";
import { did } from "../definitions.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { TAG_JSON, tagView } from "./tag-view.ts";

export const rename: Verb = {
  name: "rename",
  summary: "Give a tag another name",
  examples: ["backside tags rename vip VIP"],
  notes: ["Contacts keep the tag. Two tags become one by `backside contacts tag --query ... --add NEW --remove OLD`."],
  json: TAG_JSON,
  output: "ListedTag",
  errors: { not_found: "there is no such tag", conflict: "another tag has the name, whatever its case" },
  effect: "write",
  operations: ["tags.list", "tags.update"],
  build: renameCommand,
};

/** `backside tags rename TAG NAME` */
function renameCommand(command: Command, context: Context): Command {
  return command
    .argument("<tag>", "the tag, by name or id")
    .argument("<name>", "its new name")
    .action(async (ref: string, name: string) => {
      const view = tagView(context);
      const backend = context.backend("write");
      const before = await definitionNamed(backend, listTags, "tag", ref);
      const record = await backend.call(updateTag, { tag_id: before.id, name }, context.writing());
      const same = before.name === record.name;
      const line = same
        ? `Tag ${record.name} has this name already`
        : `${did(context, "Renamed", "rename")} tag ${before.name} to ${record.name}`;
      await showWritten(context, { record, id: record.id, outcome: same ? "unchanged" : "changed", line, view });
    });
}
