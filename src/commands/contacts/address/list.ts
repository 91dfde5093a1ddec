import type { Command } from "commander";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { showParts } from "../part.ts";
import { addresses } from "./kind.ts";

export const list: Verb = {
  name: "list",
  summary: "List the postal addresses of a contact",
  examples: ["backside contacts address list ada", "backside contacts address list ada --fields city,country"],
  json: "[{id, contact_id, label, street, extended, po_box, city, region, postal_code, country, ...}]",
  output: "Address[]",
  errors: { not_found: "nobody is called so", ambiguous: "more than one contact is" },
  effect: "read",
  operations: ["contacts.resolve", "addresses.list"],
  build: listCommand,
};

/** `backside contacts address list REF` */
function listCommand(command: Command, context: Context): Command {
  return command.argument("<ref>", REF).action((ref: string) => showParts(context, addresses, ref));
}
