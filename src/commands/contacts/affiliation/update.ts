import type { Command } from "commander";
import { usageError } from "../../../domain/errors.ts";
import { updateAffiliation } from "../../../operations/affiliations/update.ts";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { notePersons } from "../new-organizations.ts";
import { ownerOf, partCalled, showChange } from "../part.ts";
import {
  AFFILIATION,
  type AffiliationOptions,
  affiliationFields,
  affiliationOptions,
  affiliations,
  ORGANIZATION,
  organizationFields,
  writeAffiliation,
} from "./kind.ts";

type UpdateOptions = AffiliationOptions & { org?: string };

export const update: Verb = {
  name: "update",
  summary: "Change how a contact belongs to an organization",
  examples: [
    'backside contacts affiliation update ada "Analytical Engines" --title Chief',
    "backside contacts affiliation update ada Werft --end 2021-06-30",
  ],
  notes: [
    'Only what is named changes; an empty text such as --title "" takes the field away.',
    "With an --end that is past it holds no longer, unless --current says otherwise.",
  ],
  json: "{id, contact_id, organization_id, is_current, title, role, department, ..., organization_name}",
  output: "EmbeddedAffiliation",
  errors: {
    bad_request: "the id is no organization's, or the end is before the start",
    not_found: "nobody is called so, or the contact has no such affiliation",
    ambiguous: "a name has more than one meaning",
  },
  effect: "write",
  operations: ["contacts.resolve", "affiliations.list", "affiliations.update"],
  build: updateCommand,
};

/** `backside contacts affiliation update REF AFFILIATION` */
function updateCommand(command: Command, context: Context): Command {
  command.argument("<ref>", REF).argument("<affiliation>", AFFILIATION);
  return affiliationOptions(command.option("--org <name>", ORGANIZATION)).action(
    async (ref: string, name: string, { org, ...options }: UpdateOptions) => {
      const fields = {
        ...affiliationFields(options),
        ...(org === undefined ? {} : organizationFields(org)),
      };
      if (Object.keys(fields).length === 0)
        throw usageError("nothing to change is named", "--title, --role, --department, --end, --past and others");
      const contact = await ownerOf(context, ref, "change an affiliation");
      const before = await partCalled(context, affiliations, contact, name);
      const input = { ...fields, id: contact.id, affiliation_id: before.id };
      const { row, made } = await writeAffiliation(context, updateAffiliation, input);
      await showChange(context, affiliations, contact, before, row, made ? " (a new organization)" : "");
      if (made) await notePersons(context, [made]);
    },
  );
}
