import type { Command } from "commander";
import { usageError } from "../../../domain/errors.ts";
import { updateDate } from "../../../operations/dates/update.ts";
import type { Context } from "../../context.ts";
import { anyOf, REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { ownerOf, partCalled, showChange } from "../part.ts";
import { parseDate } from "../part-values.ts";
import { DATE, DATE_TYPES, DATE_VALUE, dates } from "./kind.ts";

type UpdateOptions = { type?: string; label?: string };

export const update: Verb = {
  name: "update",
  summary: "Change a date of a contact",
  examples: [
    "backside contacts date update ada birthday 1815-12-10",
    "backside contacts date update ada wedding --type anniversary",
  ],
  notes: ['Only what is named changes; --label "" takes the label away. A new value replaces day, month and year.'],
  json: "{id, contact_id, date_type, date_label, date_day, date_month, date_year, ...}",
  output: "ContactDate",
  errors: {
    usage: "there is no such date, or nothing to change is named",
    not_found: "nobody is called so, or the contact has no such date",
    conflict: "the contact has a birthday already, or a name has more than one meaning",
  },
  effect: "write",
  operations: ["contacts.resolve", "dates.list", "dates.update"],
  build: updateCommand,
};

/** `backside contacts date update REF DATE [VALUE]` */
function updateCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref>", REF)
    .argument("<date>", DATE)
    .argument("[value]", DATE_VALUE)
    .option("--type <type>", `${DATE_TYPES.join(", ")} or any other`, anyOf(DATE_TYPES))
    .option("--label <text>", "what it is, where the type does not say so")
    .action(async (ref: string, name: string, value: string | undefined, { type, label }: UpdateOptions) => {
      if (value === undefined && type === undefined && label === undefined)
        throw usageError("nothing to change is named", "a value, --type or --label");
      const parts = value === undefined ? {} : parseDate(value);
      const contact = await ownerOf(context, ref, "change a date");
      const before = await partCalled(context, dates, contact, name);
      const input = { id: contact.id, date_id: before.id, date_type: type, ...parts, date_label: label };
      const after = await context.backend("write").call(updateDate, input, context.writing());
      await showChange(context, dates, contact, before, after);
    });
}
