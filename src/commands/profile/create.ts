import path from "node:path";
import type { Command } from "commander";
import { configValue, OUTPUT_FORMS, readConfiguration, type Values } from "../../config.ts";
import { BacksideError, usageError } from "../../domain/errors.ts";
import { quoted } from "../../domain/quoted.ts";
import { change } from "../config/settings.ts";
import type { Context } from "../context.ts";
import { oneOf } from "../option.ts";
import type { Verb } from "../verb.ts";
import { profileRow } from "./profiles.ts";
import { showProfile } from "./show.ts";

export const create: Verb = {
  name: "create",
  summary: "Make a profile, a named set of settings",
  examples: [
    "backside profile create work --store ~/contacts/work.db --region DE",
    "backside profile create scripts --output json",
  ],
  notes: ["--store and --region are kept in it; `backside config set KEY VALUE --profile NAME` keeps more."],
  json: "{name, in_use, store, api_url, region, output, pager, color}",
  output: "Profile",
  errors: { conflict: "there is a profile of that name" },
  effect: "write",
  dryRun: false,
  operations: [],
  build: createCommand,
};

/** `backside profile create NAME` */
function createCommand(command: Command, context: Context): Command {
  return command
    .argument("<name>", "letters, digits, dots, hyphens and underscores")
    .option("--output <form>", "output form of its commands", oneOf("--output", OUTPUT_FORMS))
    .action(async (name: string, { output }: { output?: string }) => {
      if (!/^\w[\w.-]{0,63}$/.test(name) || name === "__proto__")
        throw usageError(`not a name for a profile: ${quoted(name)}`, "letters, digits, . - _");
      const { store, region } = context.options();
      const values: Values = {
        ...(store === undefined ? {} : { store: path.resolve(configValue("store", store)) }),
        ...(region === undefined ? {} : { region: configValue("region", region) }),
        ...(output === undefined ? {} : { output }),
      };
      refuseKnown(readConfiguration(context.io.env).profiles, name);
      await change(context, (configuration) => {
        refuseKnown(configuration.profiles, name);
        configuration.profiles = { ...configuration.profiles, [name]: values };
      });
      const line = `Created profile ${name}; \`backside profile use ${name}\` makes it the one in use`;
      await showProfile(context, profileRow(name, false, values), line);
    });
}

function refuseKnown(profiles: object = {}, name: string): void {
  if (Object.hasOwn(profiles, name))
    throw new BacksideError("conflict", `there is a profile ${name} already`, {
      hint: `\`backside config set KEY VALUE --profile ${name}\` changes it`,
    });
}
