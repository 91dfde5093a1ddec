import type { Verb } from "../../verb.ts";
import { listVerb } from "../part-verbs.ts";
import { channels } from "./kind.ts";

export const list: Verb = listVerb(channels, {
  summary: "List the channels of a contact in its order of preference",
  examples: ["backside contacts channel list ada", "backside contacts channel list ada --fields type,value"],
  json: "[{id, contact_id, type, value, label, is_primary, is_verified, preference_order, ...}]",
  output: "Channel[]",
});
