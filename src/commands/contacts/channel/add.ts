import type { Command } from "commander";
import { addChannel } from "../../../operations/channels/add.ts";
import type { Context } from "../../context.ts";
import { anyOf, REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { ownerOf, showAdded } from "../part.ts";
import { CHANNEL_TYPES, channels, regionFor } from "./kind.ts";

type AddOptions = { label?: string; primary?: boolean; verified?: boolean };

export const add: Verb = {
  name: "add",
  summary: "Add a channel to a contact",
  examples: [
    "backside contacts channel add ada email ada@example.org --label work --primary",
    'backside contacts channel add ada phone "(202) 555-0123" --region US',
    "backside contacts channel add ada mastodon ada@example.social",
  ],
  notes: [
    "The first channel of a type is the primary one; with --primary another one takes its place.",
    "Phone numbers without a country code belong to --region.",
  ],
  json: "{id, contact_id, type, value, label, is_primary, is_verified, preference_order, ...}",
  output: "Channel",
  errors: {
    bad_request: "the value is none of that type",
    not_found: "nobody is called so",
    conflict: "the contact has this channel already, or more than one contact is called so",
  },
  effect: "write",
  operations: ["contacts.resolve", "channels.add"],
  build: addCommand,
};

/** `backside contacts channel add REF TYPE VALUE` */
function addCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref>", REF)
    .argument("<type>", `${CHANNEL_TYPES.join(", ")} or any other`, anyOf(CHANNEL_TYPES))
    .argument("<value>", "the address, number or name")
    .option("--label <text>", "what it is for, such as work or home")
    .option("--primary", "the preferred one of its type")
    .option("--verified", "it is known to be the contact's")
    .action(async (ref: string, type: string, value: string, { label, primary, verified }: AddOptions) => {
      const contact = await ownerOf(context, ref, "add a channel");
      const row = await context.backend("write").call(
        addChannel,
        {
          id: contact.id,
          type,
          value,
          label,
          is_primary: primary,
          is_verified: verified,
          region: regionFor(type, context),
        },
        context.writing(),
      );
      await showAdded(context, channels, contact, row);
    });
}
