import type { Command } from "commander";
import { usageError } from "../../../domain/errors.ts";
import { updateAddress } from "../../../operations/addresses/update.ts";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { ownerOf, partCalled, showChange } from "../part.ts";
import { ADDRESS, type AddressOptions, addresses, addressFields, addressOptions } from "./kind.ts";

export const update: Verb = {
  name: "update",
  summary: "Change a postal address of a contact",
  examples: [
    'backside contacts address update ada home --street "2 Main St"',
    'backside contacts address update ada "main st" --lat 39.8 --lon -89.65',
  ],
  notes: ['Only what is named changes; an empty text such as --street "" takes the field away.'],
  json: "{id, contact_id, label, street, extended, po_box, city, region, postal_code, country, ...}",
  output: "Address",
  errors: {
    bad_request: "a country or a position that there is not",
    not_found: "nobody is called so, or the contact has no such address",
    ambiguous: "a name has more than one meaning",
  },
  effect: "write",
  operations: ["contacts.resolve", "addresses.list", "addresses.update"],
  build: updateCommand,
};

/** `backside contacts address update REF ADDRESS` */
function updateCommand(command: Command, context: Context): Command {
  command.argument("<ref>", REF).argument("<address>", ADDRESS);
  return addressOptions(command).action(async (ref: string, name: string, options: AddressOptions) => {
    const fields = addressFields(options);
    if (Object.keys(fields).length === 0)
      throw usageError("nothing to change is named", "--street, --city, --state, --label, --primary and others");
    const contact = await ownerOf(context, ref, "change an address");
    const before = await partCalled(context, addresses, contact, name);
    const input = { ...fields, id: contact.id, address_id: before.id };
    const after = await context.backend("write").call(updateAddress, input, context.writing());
    await showChange(context, addresses, contact, before, after);
  });
}
