import path from "node:path";
import type { Command } from "commander";
import { CONFIG_FILE, configValue, profileOf, readConfiguration } from "../../config.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";
import { change, configKey, KEY } from "./settings.ts";
import { showSetting } from "./show.ts";

export const set: Verb = {
  name: "set",
  summary: "Keep a setting in config.json",
  examples: [
    "backside config set region DE",
    "backside config set output json --profile scripts",
    "backside config set store ~/contacts/work.db --profile work",
  ],
  notes: [
    "store: path of the store. region: country of phone numbers, such as DE. output: table, tsv, csv, json or ndjson. pager: a command, empty for none. color: auto, always or never. api_url: address of a server.",
    "With --profile it is kept in that profile.",
  ],
  json: "{key, value, origin}",
  output: "Setting",
  effect: "write",
  dryRun: false,
  operations: [],
  build: setCommand,
};

/** `backside config set KEY VALUE` */
function setCommand(command: Command, context: Context): Command {
  return command
    .argument("<key>", "the setting", KEY)
    .argument("<value>", "what it is to be")
    .action(async (name: string, text: string) => {
      const key = configKey(name);
      const { profile } = context.options();
      const { env } = context.io;
      const given = configValue(key, text);
      const value = key === "store" ? path.resolve(given) : given;
      if (profile !== undefined) profileOf(readConfiguration(env), profile);
      await change(context, (configuration) => {
        const target = profile === undefined ? configuration : configuration.profiles?.[profile];
        if (target) target[key] = value;
      });
      const origin = profile === undefined ? CONFIG_FILE : `profile ${profile}`;
      await showSetting(context, { key, value, origin }, `Set ${key} to ${value} in ${origin}`);
    });
}
