import type { Command } from "commander";
import { addDate } from "../../../operations/dates/add.ts";
import type { Context } from "../../context.ts";
import { anyOf, REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { ownerOf, showAdded } from "../part.ts";
import { parseDate } from "../part-values.ts";
import { DATE_TYPES, DATE_VALUE, dates } from "./kind.ts";

export const add: Verb = {
  name: "add",
  summary: "Add a birthday, an anniversary or another date to a contact",
  examples: [
    "backside contacts date add ada birthday 1815-12-10",
    "backside contacts date add ada birthday 12-10",
    'backside contacts date add ada custom "8 July 1835" --label Wedding',
  ],
  notes: ["A contact has one birthday; `date update` changes it."],
  json: "{id, contact_id, date_type, date_label, date_day, date_month, date_year, ...}",
  output: "ContactDate",
  errors: {
    usage: "there is no such date",
    not_found: "nobody is called so",
    conflict: "the contact has a birthday already, or more than one contact is called so",
  },
  effect: "write",
  operations: ["contacts.resolve", "dates.add"],
  build: addCommand,
};

/** `backside contacts date add REF TYPE VALUE` */
function addCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref>", REF)
    .argument("<type>", `${DATE_TYPES.join(", ")} or any other`, anyOf(DATE_TYPES))
    .argument("<value>", DATE_VALUE)
    .option("--label <text>", "what it is, where the type does not say so")
    .action(async (ref: string, date_type: string, value: string, { label }: { label?: string }) => {
      const parts = parseDate(value);
      const contact = await ownerOf(context, ref, "add a date");
      const input = { id: contact.id, date_type, ...parts, date_label: label };
      const row = await context.backend("write").call(addDate, input, context.writing());
      await showAdded(context, dates, contact, row);
    });
}
