import type { Verb } from "../../verb.ts";
import { listVerb } from "../part-verbs.ts";
import { addresses } from "./kind.ts";

export const list: Verb = listVerb(addresses, {
  summary: "List the postal addresses of a contact",
  examples: ["backside contacts address list ada", "backside contacts address list ada --fields city,country"],
  json: "[{id, contact_id, label, street, extended, po_box, city, region, postal_code, country, ...}]",
  output: "Address[]",
});
