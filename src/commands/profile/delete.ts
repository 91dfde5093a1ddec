import type { Command } from "commander";
import { profileOf, readConfiguration } from "../../config.ts";
import { change } from "../config/settings.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";
import { profileRow } from "./profiles.ts";
import { showProfile } from "./show.ts";

export const deleteVerb: Verb = {
  name: "delete",
  summary: "Delete a profile; its store stays where it is",
  examples: ["backside profile delete work"],
  json: "{name, in_use, store, api_url, region, output, pager, color}",
  output: "Profile",
  effect: "write",
  dryRun: false,
  operations: [],
  build: deleteCommand,
};

/** `backside profile delete NAME` */
function deleteCommand(command: Command, context: Context): Command {
  return command.argument("<profile>", "the one to delete").action(async (name: string) => {
    const values = profileOf(readConfiguration(context.io.env), name);
    await change(context, (configuration) => {
      delete configuration.profiles?.[name];
      if (configuration.profile === name) delete configuration.profile;
    });
    const kept = values.store === undefined ? "" : `; its store stays at ${values.store}`;
    await showProfile(context, profileRow(name, false, values), `Deleted profile ${name}${kept}`);
  });
}
