import { removeDate } from "../../../operations/dates/remove.ts";
import type { Verb } from "../../verb.ts";
import { removeVerb } from "../part-verbs.ts";
import { DATE, dates } from "./kind.ts";

export const remove: Verb = removeVerb(dates, {
  part: DATE,
  summary: "Remove a date from a contact",
  examples: ["backside contacts date remove ada birthday", "backside contacts date remove ada wedding --dry-run"],
  json: "the removed date: {id, contact_id, date_type, date_label, date_day, date_month, date_year, ...}",
  output: "ContactDate",
  remove: (backend, id, { id: date_id }, options) => backend.call(removeDate, { id, date_id }, options),
});
