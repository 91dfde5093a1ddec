import type { Command } from "commander";
import { addAffiliation } from "../../../operations/affiliations/add.ts";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { notePersons } from "../new-organizations.ts";
import { ownerOf, showAdded } from "../part.ts";
import {
  type AffiliationOptions,
  affiliationFields,
  affiliationOptions,
  affiliations,
  ORGANIZATION,
  organizationFields,
  writeAffiliation,
} from "./kind.ts";

export const add: Verb = {
  name: "add",
  summary: "Add an organization that a contact belongs to",
  examples: [
    'backside contacts affiliation add ada "Analytical Engines" --title Analyst',
    "backside contacts affiliation add ada Werft --role Welder --end 2021-06-30",
  ],
  notes: [
    "An organization that is not there yet is made. It is a contact of its own, of kind organization.",
    "It holds now, unless --end is past or --past says otherwise.",
  ],
  json: "{id, contact_id, organization_id, is_current, title, role, department, ..., organization_name}",
  output: "EmbeddedAffiliation",
  errors: {
    bad_request: "the id is no organization's, or the end is before the start",
    not_found: "nobody is called so",
    ambiguous: "more than one contact is",
  },
  effect: "write",
  operations: ["contacts.resolve", "affiliations.add", "affiliations.list"],
  build: addCommand,
};

/** `backside contacts affiliation add REF ORG` */
function addCommand(command: Command, context: Context): Command {
  command.argument("<ref>", REF).argument("<organization>", ORGANIZATION);
  return affiliationOptions(command).action(async (ref: string, name: string, options: AffiliationOptions) => {
    const fields = { ...organizationFields(name), ...affiliationFields(options) };
    const contact = await ownerOf(context, ref, "add an affiliation");
    const { row, made } = await writeAffiliation(context, addAffiliation, { ...fields, id: contact.id });
    await showAdded(context, affiliations, contact, row, made ? " (a new organization)" : "");
    if (made) await notePersons(context, [made]);
  });
}
