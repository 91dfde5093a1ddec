import type { Command } from "commander";
import { CONFIG_FILE, profileOf, readConfiguration } from "../../config.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";
import { change, configKey, KEY } from "./settings.ts";
import { showSetting } from "./show.ts";

export const unset: Verb = {
  name: "unset",
  summary: "Remove a setting from config.json",
  examples: ["backside config unset region", "backside config unset output --profile scripts"],
  notes: ["With --profile it is removed from that profile."],
  json: "{key, value, origin}: what was removed; value is null where there was nothing",
  output: "Setting",
  effect: "write",
  dryRun: false,
  operations: [],
  build: unsetCommand,
};

/** `backside config unset KEY` */
function unsetCommand(command: Command, context: Context): Command {
  return command.argument("<key>", "the setting", KEY).action(async (name: string) => {
    const key = configKey(name);
    const { profile } = context.options();
    const { env } = context.io;
    const origin = profile === undefined ? CONFIG_FILE : `profile ${profile}`;
    const file = readConfiguration(env);
    const value = (profile === undefined ? file : profileOf(file, profile))[key] ?? null;
    if (value !== null)
      await change(context, (configuration) => {
        delete (profile === undefined ? configuration : configuration.profiles?.[profile])?.[key];
      });
    const line =
      value === null ? `${key} is not set in ${origin}; nothing was changed` : `Removed ${key} from ${origin}`;
    await showSetting(context, { key, value, origin }, line);
  });
}
