import type { Verb } from "../../verb.ts";
import { listVerb } from "../part-verbs.ts";
import { affiliations } from "./kind.ts";

export const list: Verb = listVerb(affiliations, {
  summary: "List the organizations a contact belongs to",
  examples: ["backside contacts affiliation list ada", "backside contacts affiliation list ada --json"],
  json: "[{id, contact_id, organization_id, is_current, title, role, department, ..., organization_name}]",
  output: "EmbeddedAffiliation[]",
});
