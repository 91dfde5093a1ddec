import type { Command } from "commander";
import { configPath } from "../../config.ts";
import type { Context } from "../context.ts";
import { showRecord, viewOf } from "../records.ts";
import type { Verb } from "../verb.ts";

export const path: Verb = {
  name: "path",
  summary: "Print the path of config.json, whether it is there or not",
  examples: ["backside config path", "backside config path --json"],
  json: "{path}",
  output: "ConfigPath",
  effect: "read",
  operations: [],
  build: pathCommand,
};

/** `backside config path` */
function pathCommand(command: Command, context: Context): Command {
  return command.action(async () => {
    const { io } = context;
    const form = context.form();
    const record = { path: configPath(io.env) };
    if (context.options().fields === undefined && (form === "table" || form === "tsv"))
      return io.out(`${record.path}\n`);
    const columns = [{ name: "path", text: (row: typeof record) => row.path }];
    await showRecord(context, record, viewOf(context, ["path"], columns), () => "");
  });
}
