import type { Command } from "commander";
import { profileOf, readConfiguration } from "../../config.ts";
import { usageError } from "../../domain/errors.ts";
import { change } from "../config/settings.ts";
import { said } from "../config/show.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";
import { profileRow } from "./profiles.ts";
import { showProfile } from "./show.ts";

export const use: Verb = {
  name: "use",
  summary: "Make a profile the one in use",
  examples: ["backside profile use work", "backside profile use --none"],
  notes: ["--profile and BACKSIDE_PROFILE choose another one for a command."],
  json: "{name, in_use, store, api_url, region, output, pager, color}",
  output: "Profile",
  effect: "write",
  dryRun: false,
  operations: [],
  build: useCommand,
};

/** `backside profile use NAME` */
function useCommand(command: Command, context: Context): Command {
  return command
    .argument("[profile]", "the one to use")
    .option("--none", "no profile")
    .action(async (name: string | undefined, { none = false }: { none?: boolean }) => {
      if ((name === undefined) !== none) throw usageError("name a profile, or use --none");
      if (name === undefined) {
        await change(context, (configuration) => {
          delete configuration.profile;
        });
        return said(context, "No profile is in use");
      }
      const values = profileOf(readConfiguration(context.io.env), name);
      await change(context, (configuration) => {
        configuration.profile = name;
      });
      await showProfile(context, profileRow(name, true, values), `Profile ${name} is in use`);
    });
}
