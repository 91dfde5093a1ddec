import { deleteGroup } from "../../operations/groups/delete.ts";
import { plural } from "../../render/time.ts";
import { deleteVerbOf } from "../definition-verbs.ts";
import type { Verb } from "../verb.ts";
import { groups } from "./kind.ts";

export const deleteVerb: Verb = deleteVerbOf(groups, {
  summary: "Delete a group; its members stay",
  examples: ["backside groups delete Family", "backside groups delete Newsletter --expect 240"],
  notes: ["A group with more than 20 members is deleted after a question, or with --expect."],
  errors: {
    confirmation_required: "it has more than 20 members, and there is no terminal and no --expect",
    expect_mismatch: "it has another number of members than --expect says",
  },
  contacts: ({ member_count }) => member_count,
  remark: (members) => `; its ${plural(members, "member")} ${members === 1 ? "stays" : "stay"}`,
  remove: (backend, id, options) => backend.call(deleteGroup, { id }, options),
});
