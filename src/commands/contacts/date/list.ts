import type { Command } from "commander";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { showParts } from "../part.ts";
import { dates } from "./kind.ts";

export const list: Verb = {
  name: "list",
  summary: "List the dates of a contact",
  examples: ["backside contacts date list ada", "backside contacts date list ada --json"],
  json: "[{id, contact_id, date_type, date_label, date_day, date_month, date_year, ...}]",
  output: "ContactDate[]",
  errors: { not_found: "nobody is called so", ambiguous: "more than one contact is" },
  effect: "read",
  operations: ["contacts.resolve", "dates.list"],
  build: listCommand,
};

/** `backside contacts date list REF` */
function listCommand(command: Command, context: Context): Command {
  return command.argument("<ref>", REF).action((ref: string) => showParts(context, dates, ref));
}
