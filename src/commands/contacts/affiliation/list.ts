import type { Command } from "commander";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { showParts } from "../part.ts";
import { affiliations } from "./kind.ts";

export const list: Verb = {
  name: "list",
  summary: "List the organizations a contact belongs to",
  examples: ["backside contacts affiliation list ada", "backside contacts affiliation list ada --json"],
  json: "[{id, contact_id, organization_id, is_current, title, role, department, ..., organization_name}]",
  output: "EmbeddedAffiliation[]",
  errors: { not_found: "nobody is called so", ambiguous: "more than one contact is" },
  effect: "read",
  operations: ["contacts.resolve", "affiliations.list"],
  build: listCommand,
};

/** `backside contacts affiliation list REF` */
function listCommand(command: Command, context: Context): Command {
  return command.argument("<ref>", REF).action((ref: string) => showParts(context, affiliations, ref));
}
