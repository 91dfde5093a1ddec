import type { Command } from "commander";
import { removeDate } from "../../../operations/dates/remove.ts";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { ownerOf, partCalled, showRemoved } from "../part.ts";
import { DATE, dates } from "./kind.ts";

export const remove: Verb = {
  name: "remove",
  summary: "Remove a date from a contact",
  examples: ["backside contacts date remove ada birthday", "backside contacts date remove ada wedding --dry-run"],
  json: "the removed date: {id, contact_id, date_type, date_label, date_day, date_month, date_year, ...}",
  output: "ContactDate",
  errors: {
    not_found: "nobody is called so, or the contact has no such date",
    ambiguous: "a name has more than one meaning",
  },
  effect: "destructive",
  operations: ["contacts.resolve", "dates.list", "dates.remove"],
  build: removeCommand,
};

/** `backside contacts date remove REF DATE` */
function removeCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref>", REF)
    .argument("<date>", DATE)
    .action(async (ref: string, name: string) => {
      const contact = await ownerOf(context, ref, "remove a date");
      const { id } = await partCalled(context, dates, contact, name);
      const input = { id: contact.id, date_id: id };
      const row = await context.backend("write").call(removeDate, input, context.writing());
      await showRemoved(context, dates, contact, row);
    });
}
