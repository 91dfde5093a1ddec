import type { Command } from "commander";
import { deleteGroup } from "../../operations/groups/delete.ts";
import { listGroups } from "../../operations/groups/list.ts";
import { plural } from "../../render/time.ts";
import { definitionNamed } from "../../workflows/definitions.ts";
import type { Context } from "../context.ts";
import { did, expectOption, guardDeletion } from "../definitions.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { GROUP_JSON, groupView } from "./group-view.ts";

export const deleteVerb: Verb = {
  name: "delete",
  summary: "Delete a group; its members stay",
  examples: ["backside groups delete Family", "backside groups delete Newsletter --expect 240"],
  notes: ["A group with more than 20 members is deleted after a question, or with --expect."],
  json: `${GROUP_JSON}, the group as it was`,
  output: "Group",
  errors: {
    confirmation_required: "it has more than 20 members, and there is no terminal and no --expect",
    not_found: "there is no such group",
    expect_mismatch: "it has another number of members than --expect says",
    cancelled: "the question was answered with no",
  },
  effect: "destructive",
  operations: ["groups.list", "groups.delete"],
  build: deleteCommand,
};

/** `backside groups delete GROUP` */
function deleteCommand(command: Command, context: Context): Command {
  return expectOption(command.argument("<group>", "the group, by name or id")).action(
    async (ref: string, { expect }: { expect?: number }) => {
      const view = groupView(context);
      const backend = context.backend("write");
      const { id, member_count } = await definitionNamed(backend, listGroups, "group", ref);
      await guardDeletion(context, ref, member_count, expect);
      const record = await backend.call(deleteGroup, { id }, context.writing());
      const members =
        member_count === 0 ? "" : `; its ${plural(member_count, "member")} ${member_count === 1 ? "stays" : "stay"}`;
      await showWritten(context, {
        record,
        id,
        outcome: "changed",
        line: `${did(context, "Deleted", "delete")} group ${record.name}${members}`,
        view,
      });
    },
  );
}
