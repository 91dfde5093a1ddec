import type { Command } from "commander";
import { removeAddress } from "../../../operations/addresses/remove.ts";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { ownerOf, partCalled, showRemoved } from "../part.ts";
import { ADDRESS, addresses } from "./kind.ts";

export const remove: Verb = {
  name: "remove",
  summary: "Remove a postal address from a contact",
  examples: ["backside contacts address remove ada home", 'backside contacts address remove ada "main st"'],
  notes: ["In place of the primary address the oldest one becomes so."],
  json: "the removed address: {id, contact_id, label, street, city, region, postal_code, country, ...}",
  output: "Address",
  errors: {
    not_found: "nobody is called so, or the contact has no such address",
    ambiguous: "a name has more than one meaning",
  },
  effect: "destructive",
  operations: ["contacts.resolve", "addresses.list", "addresses.remove"],
  build: removeCommand,
};

/** `backside contacts address remove REF ADDRESS` */
function removeCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref>", REF)
    .argument("<address>", ADDRESS)
    .action(async (ref: string, name: string) => {
      const contact = await ownerOf(context, ref, "remove an address");
      const { id } = await partCalled(context, addresses, contact, name);
      const input = { id: contact.id, address_id: id };
      const row = await context.backend("write").call(removeAddress, input, context.writing());
      await showRemoved(context, addresses, contact, row);
    });
}
