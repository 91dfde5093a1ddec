import type { Command } from "commander";
import { removeChannel } from "../../../operations/channels/remove.ts";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { ownerOf, partCalled, showRemoved } from "../part.ts";
import { CHANNEL, channels } from "./kind.ts";

export const remove: Verb = {
  name: "remove",
  summary: "Remove a channel from a contact",
  examples: [
    "backside contacts channel remove ada ada@example.org",
    'backside contacts channel remove ada "(202) 555-0123" --region US',
  ],
  notes: ["In place of a primary channel the next of its type becomes so."],
  json: "the removed channel: {id, contact_id, type, value, label, is_primary, ...}",
  output: "Channel",
  errors: {
    not_found: "nobody is called so, or the contact has no such channel",
    ambiguous: "a name has more than one meaning",
  },
  effect: "destructive",
  operations: ["contacts.resolve", "channels.list", "channels.remove"],
  build: removeCommand,
};

/** `backside contacts channel remove REF CHANNEL` */
function removeCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref>", REF)
    .argument("<channel>", CHANNEL)
    .action(async (ref: string, name: string) => {
      const contact = await ownerOf(context, ref, "remove a channel");
      const { id } = await partCalled(context, channels, contact, name);
      const input = { id: contact.id, channel_id: id };
      const row = await context.backend("write").call(removeChannel, input, context.writing());
      await showRemoved(context, channels, contact, row);
    });
}
