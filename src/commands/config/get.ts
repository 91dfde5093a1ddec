import type { Command } from "commander";
import type { Setting } from "../../config.ts";
import { parseFields } from "../../render/fields.ts";
import { sanitizeForTty } from "../../render/sanitize.ts";
import type { Context } from "../context.ts";
import { showRecord } from "../records.ts";
import type { Verb } from "../verb.ts";
import { configKey, KEY, SETTING_COLUMNS, SETTING_FIELDS } from "./settings.ts";

export const get: Verb = {
  name: "get",
  summary: "Print one setting as it is in force",
  examples: ["backside config get store", "backside config get region --json"],
  notes: ["Prints the value alone; nothing for a setting that nothing says."],
  json: "{key, value, origin}",
  output: "Setting",
  effect: "read",
  operations: [],
  build: getCommand,
};

/** `backside config get KEY` */
function getCommand(command: Command, context: Context): Command {
  return command.argument("<key>", "the setting", KEY).action(async (name: string) => {
    const key = configKey(name);
    const setting = context
      .settings()
      .all()
      .find((one) => one.key === key) as Setting;
    const { fields } = context.options();
    const form = context.form();
    if (fields === undefined && (form === "table" || form === "tsv")) return printValue(context, setting.value);
    const view = {
      fields: fields === undefined ? null : parseFields(fields, SETTING_FIELDS),
      columns: SETTING_COLUMNS,
    };
    await showRecord(context, setting, view, () => "");
  });
}

async function printValue({ io }: Context, value: string | null): Promise<void> {
  if (value !== null) await io.out(`${io.stdout.isTTY ? sanitizeForTty(value, { cell: true }) : value}\n`);
}
