import { updateGroup } from "../../operations/groups/update.ts";
import { renameVerbOf } from "../definition-verbs.ts";
import type { Verb } from "../verb.ts";
import { groups } from "./kind.ts";

export const rename: Verb = renameVerbOf(groups, {
  examples: ['backside groups rename Family "The family"'],
  notes: ["Its members stay in it."],
  rename: (backend, id, name, options) => backend.call(updateGroup, { id, name }, options),
});
