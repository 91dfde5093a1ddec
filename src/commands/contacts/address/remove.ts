import { removeAddress } from "../../../operations/addresses/remove.ts";
import type { Verb } from "../../verb.ts";
import { removeVerb } from "../part-verbs.ts";
import { ADDRESS, addresses } from "./kind.ts";

export const remove: Verb = removeVerb(addresses, {
  part: ADDRESS,
  summary: "Remove a postal address from a contact",
  examples: ["backside contacts address remove ada home", 'backside contacts address remove ada "main st"'],
  notes: ["In place of the primary address the oldest one becomes so."],
  json: "the removed address: {id, contact_id, label, street, city, region, postal_code, country, ...}",
  output: "Address",
  remove: (backend, id, { id: address_id }, options) => backend.call(removeAddress, { id, address_id }, options),
});
