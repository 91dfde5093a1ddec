import type { Command } from "commander";
import { removeAffiliation } from "../../../operations/affiliations/remove.ts";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { ownerOf, partCalled, showRemoved } from "../part.ts";
import { AFFILIATION, affiliations } from "./kind.ts";

export const remove: Verb = {
  name: "remove",
  summary: "Remove an organization from those a contact belongs to",
  examples: ['backside contacts affiliation remove ada "Analytical Engines"'],
  notes: ["The organization stays. Who left it is better kept: `affiliation update ada Werft --past`."],
  json: "the removed affiliation: {id, contact_id, organization_id, title, ..., organization_name}",
  output: "EmbeddedAffiliation",
  errors: {
    not_found: "nobody is called so, or the contact has no such affiliation",
    ambiguous: "a name has more than one meaning",
  },
  effect: "destructive",
  operations: ["contacts.resolve", "affiliations.list", "affiliations.remove"],
  build: removeCommand,
};

/** `backside contacts affiliation remove REF AFFILIATION` */
function removeCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref>", REF)
    .argument("<affiliation>", AFFILIATION)
    .action(async (ref: string, name: string) => {
      const contact = await ownerOf(context, ref, "remove an affiliation");
      const { id, organization_name } = await partCalled(context, affiliations, contact, name);
      const input = { id: contact.id, affiliation_id: id };
      const row = await context.backend("write").call(removeAffiliation, input, context.writing());
      const named = { ...row, organization_name };
      await showRemoved(context, affiliations, contact, named);
    });
}
