import type { Command } from "commander";
import { usageError } from "../../../domain/errors.ts";
import { addAddress } from "../../../operations/addresses/add.ts";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { ownerOf, showAdded } from "../part.ts";
import { parseAddress } from "../part-values.ts";
import { type AddressOptions, addresses, addressFields, addressOptions } from "./kind.ts";

export const add: Verb = {
  name: "add",
  summary: "Add a postal address to a contact",
  examples: [
    'backside contacts address add ada "1 Main St, Springfield, IL 62701, US"',
    'backside contacts address add ada --street "Hauptstr. 5" --city Berlin',
    'backside contacts address add ada "street=1 Main St;city=Springfield;state=IL"',
  ],
  notes: [
    "A text is taken apart as far as that is plain, and what is not stays in the street; options count more than the text.",
    "The first address is the primary one; with --primary another one takes its place.",
    "--region is the country of phone numbers; the region of an address is its --state.",
  ],
  json: "{id, contact_id, label, street, extended, po_box, city, region, postal_code, country, ...}",
  output: "Address",
  errors: {
    bad_request: "a country or a position that there is not",
    not_found: "nobody is called so",
    ambiguous: "more than one contact is",
  },
  effect: "write",
  operations: ["contacts.resolve", "addresses.add"],
  build: addCommand,
};

/** `backside contacts address add REF [TEXT]` */
function addCommand(command: Command, context: Context): Command {
  command.argument("<ref>", REF).argument("[text]", "the address in one line, or as street=…;city=…");
  return addressOptions(command).action(async (ref: string, text: string | undefined, options: AddressOptions) => {
    const { label, is_primary, ...rest } = addressFields(options);
    if (text === undefined && Object.keys(rest).length === 0)
      throw usageError("no address is given", "write it after the contact, or use --street, --city and others");
    const parts = text === undefined ? {} : parseAddress(text);
    const contact = await ownerOf(context, ref, "add an address");
    const input = { ...parts, ...addressFields(options), id: contact.id };
    const row = await context.backend("write").call(addAddress, input, context.writing());
    await showAdded(context, addresses, contact, row);
  });
}
