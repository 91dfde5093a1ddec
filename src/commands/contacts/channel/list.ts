import type { Command } from "commander";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import type { Verb } from "../../verb.ts";
import { showParts } from "../part.ts";
import { channels } from "./kind.ts";

export const list: Verb = {
  name: "list",
  summary: "List the channels of a contact in its order of preference",
  examples: ["backside contacts channel list ada", "backside contacts channel list ada --fields type,value"],
  json: "[{id, contact_id, type, value, label, is_primary, is_verified, preference_order, ...}]",
  output: "Channel[]",
  errors: { not_found: "nobody is called so", ambiguous: "more than one contact is" },
  effect: "read",
  operations: ["contacts.resolve", "channels.list"],
  build: listCommand,
};

/** `backside contacts channel list REF` */
function listCommand(command: Command, context: Context): Command {
  return command.argument("<ref>", REF).action((ref: string) => showParts(context, channels, ref));
}
