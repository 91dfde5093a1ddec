import { removeChannel } from "../../../operations/channels/remove.ts";
import type { Verb } from "../../verb.ts";
import { removeVerb } from "../part-verbs.ts";
import { CHANNEL, channels } from "./kind.ts";

export const remove: Verb = removeVerb(channels, {
  part: CHANNEL,
  summary: "Remove a channel from a contact",
  examples: [
    "backside contacts channel remove ada ada@example.org",
    'backside contacts channel remove ada "(202) 555-0123" --region US',
  ],
  notes: ["In place of a primary channel the next of its type becomes so."],
  json: "the removed channel: {id, contact_id, type, value, label, is_primary, ...}",
  output: "Channel",
  remove: (backend, id, { id: channel_id }, options) => backend.call(removeChannel, { id, channel_id }, options),
});
