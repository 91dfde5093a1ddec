import type { Command } from "commander";
import { parseFields } from "../../render/fields.ts";
import type { Context } from "../context.ts";
import { showRecords } from "../records.ts";
import type { Verb } from "../verb.ts";
import { PROFILE_COLUMNS, PROFILE_FIELDS, profilesOf, profileTableColumns } from "./profiles.ts";

export const list: Verb = {
  name: "list",
  summary: "List the profiles and their settings",
  examples: ["backside profile list", "backside profile list --json"],
  json: "[{name, in_use, store, api_url, region, output, pager, color}]",
  output: "Profile[]",
  effect: "read",
  operations: [],
  build: listCommand,
};

/** `backside profile list` */
function listCommand(command: Command, context: Context): Command {
  return command.action(async () => {
    const { fields } = context.options();
    const profiles = profilesOf(context);
    await showRecords(context, profiles, {
      fields: fields === undefined ? null : parseFields(fields, PROFILE_FIELDS),
      columns: PROFILE_COLUMNS,
      table: profileTableColumns,
    });
    if (profiles.length === 0 && context.form() === "table")
      await context.note("there is no profile; `backside profile create NAME` makes one");
  });
}
