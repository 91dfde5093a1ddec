import type { Command } from "commander";
import type { Context } from "../context.ts";
import { showRecords, viewOf } from "../records.ts";
import type { Verb } from "../verb.ts";
import { SETTING_COLUMNS, SETTING_FIELDS } from "./settings.ts";

export const list: Verb = {
  name: "list",
  summary: "List the settings in force",
  examples: ["backside config list", "backside config list --show-origin", "backside config list --json"],
  notes: ["What wins: an option, then its variable, then the profile, then config.json, then the default."],
  json: "[{key, value, origin}]",
  output: "Setting[]",
  effect: "read",
  operations: [],
  build: listCommand,
};

/** `backside config list` */
function listCommand(command: Command, context: Context): Command {
  return command
    .option("--show-origin", "also what each was found in (a pipe gets that anyway)")
    .action(async ({ showOrigin = false }: { showOrigin?: boolean }) => {
      const columns = showOrigin ? SETTING_COLUMNS : SETTING_COLUMNS.slice(0, 2);
      const view = viewOf(context, SETTING_FIELDS, SETTING_COLUMNS, columns);
      await showRecords(context, context.settings().all(), view);
    });
}
