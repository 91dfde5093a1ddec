import type { Command } from "commander";
import { deleteTag } from "../../operations/tags/delete.ts";
import { listTags } from "../../operations/tags/list.ts";
import { plural } from "../../render/time.ts";
import { definitionNamed } from "../../workflows/definitions.ts";
import type { Context } from "../context.ts";
import { did, expectOption, guardDeletion } from "../definitions.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { TAG_JSON, tagView } from "./tag-view.ts";

export const deleteVerb: Verb = {
  name: "delete",
  summary: "Delete a tag; contacts lose it",
  examples: ["backside tags delete lead", "backside tags delete newsletter --expect 240"],
  notes: ["A tag that more than 20 contacts have is deleted after a question, or with --expect."],
  json: `${TAG_JSON}, the tag as it was`,
  output: "ListedTag",
  errors: {
    confirmation_required: "more than 20 contacts have it, and there is no terminal and no --expect",
    not_found: "there is no such tag",
    expect_mismatch: "another number of contacts have it than --expect says",
    cancelled: "the question was answered with no",
  },
  effect: "destructive",
  operations: ["tags.list", "tags.delete"],
  build: deleteCommand,
};

/** `backside tags delete TAG` */
function deleteCommand(command: Command, context: Context): Command {
  return expectOption(command.argument("<tag>", "the tag, by name or id")).action(
    async (ref: string, { expect }: { expect?: number }) => {
      const view = tagView(context);
      const backend = context.backend("write");
      const { id, contact_count } = await definitionNamed(backend, listTags, "tag", ref);
      await guardDeletion(context, ref, contact_count, expect);
      const record = await backend.call(deleteTag, { tag_id: id }, context.writing());
      const from = contact_count === 0 ? "" : `, which ${plural(contact_count, "contact")} had`;
      await showWritten(context, {
        record,
        id,
        outcome: "changed",
        line: `${did(context, "Deleted", "delete")} tag ${record.name}${from}`,
        view,
      });
    },
  );
}
