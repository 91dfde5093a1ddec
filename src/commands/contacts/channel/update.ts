import type { Command } from "commander";
import { usageError } from "../../../domain/errors.ts";
import { updateChannel } from "../../../operations/channels/update.ts";
import type { Context } from "../../context.ts";
import { anyOf, positive, REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { ownerOf, partCalled, showChange } from "../part.ts";
import { CHANNEL, CHANNEL_TYPES, channels, regionFor } from "./kind.ts";

type UpdateOptions = {
  value?: string;
  type?: string;
  label?: string;
  primary?: boolean;
  verified?: boolean;
  position?: number;
};

export const update: Verb = {
  name: "update",
  summary: "Change a channel of a contact",
  examples: [
    "backside contacts channel update ada ada@example.org --label home --primary",
    "backside contacts channel update ada ada@example.org --value ada@example.com",
    'backside contacts channel update ada "+1 202 555 0123" --position 1',
  ],
  notes: ['Only what is named changes; --label "" takes the label away.'],
  json: "{id, contact_id, type, value, label, is_primary, is_verified, preference_order, ...}",
  output: "Channel",
  errors: {
    bad_request: "the value is none of that type",
    not_found: "nobody is called so, or the contact has no such channel",
    conflict: "the contact has this channel already, or a name has more than one meaning",
  },
  effect: "write",
  operations: ["contacts.resolve", "channels.list", "channels.update"],
  build: updateCommand,
};

/** `backside contacts channel update REF CHANNEL` */
function updateCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref>", REF)
    .argument("<channel>", CHANNEL)
    .option("--value <value>", "the address, number or name")
    .option("--type <type>", `${CHANNEL_TYPES.join(", ")} or any other`, anyOf(CHANNEL_TYPES))
    .option("--label <text>", "what it is for, such as work or home")
    .option("--primary", "the preferred one of its type")
    .option("--verified", "it is known to be the contact's")
    .option("--no-verified", "it is not")
    .option("--position <n>", "its place among the contact's channels; 1 is the first", positive("--position"))
    .action(async (ref: string, name: string, options: UpdateOptions) => {
      if (Object.keys(options).length === 0)
        throw usageError("nothing to change is named", "--value, --type, --label, --primary, --verified or --position");
      await updateNamed(context, ref, name, options);
    });
}

async function updateNamed(context: Context, ref: string, name: string, options: UpdateOptions): Promise<void> {
  const { value, type, label, primary, verified, position } = options;
  const contact = await ownerOf(context, ref, "change a channel");
  const before = await partCalled(context, channels, contact, name);
  const after = await context.backend("write").call(
    updateChannel,
    {
      id: contact.id,
      channel_id: before.id,
      value,
      type,
      label,
      is_primary: primary,
      is_verified: verified,
      preference_order: position === undefined ? undefined : position - 1,
      region: value === undefined && type === undefined ? null : regionFor(type ?? before.type, context),
    },
    context.writing(),
  );
  await showChange(context, channels, contact, before, after);
}
