import { deleteTag } from "../../operations/tags/delete.ts";
import { plural } from "../../render/time.ts";
import { deleteVerbOf } from "../definition-verbs.ts";
import type { Verb } from "../verb.ts";
import { tags } from "./kind.ts";

export const deleteVerb: Verb = deleteVerbOf(tags, {
  summary: "Delete a tag; contacts lose it",
  examples: ["backside tags delete lead", "backside tags delete newsletter --expect 240"],
  notes: ["A tag that more than 20 contacts have is deleted after a question, or with --expect."],
  errors: {
    confirmation_required: "more than 20 contacts have it, and there is no terminal and no --expect",
    expect_mismatch: "another number of contacts have it than --expect says",
  },
  contacts: ({ contact_count }) => contact_count,
  remark: (contacts) => `, which ${plural(contacts, "contact")} had`,
  remove: (backend, tag_id, options) => backend.call(deleteTag, { tag_id }, options),
});
