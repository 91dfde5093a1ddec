import { removeAffiliation } from "../../../operations/affiliations/remove.ts";
import type { Verb } from "../../verb.ts";
import { removeVerb } from "../part-verbs.ts";
import { AFFILIATION, affiliations } from "./kind.ts";

export const remove: Verb = removeVerb(affiliations, {
  part: AFFILIATION,
  summary: "Remove an organization from those a contact belongs to",
  examples: ['backside contacts affiliation remove ada "Analytical Engines"'],
  notes: ["The organization stays. Who left it is better kept: `affiliation update ada Werft --past`."],
  json: "the removed affiliation: {id, contact_id, organization_id, title, ..., organization_name}",
  output: "EmbeddedAffiliation",
  async remove(backend, id, { id: affiliation_id, organization_name }, options) {
    const row = await backend.call(removeAffiliation, { id, affiliation_id }, options);
    return { ...row, organization_name };
  },
});
