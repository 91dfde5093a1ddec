import type { Verb } from "../../verb.ts";
import { listVerb } from "../part-verbs.ts";
import { dates } from "./kind.ts";

export const list: Verb = listVerb(dates, {
  summary: "List the dates of a contact",
  examples: ["backside contacts date list ada", "backside contacts date list ada --json"],
  json: "[{id, contact_id, date_type, date_label, date_day, date_month, date_year, ...}]",
  output: "ContactDate[]",
});
