import type { Command } from "commander";
import { usageError } from "../../domain/errors.ts";
import { nearest } from "../../domain/nearest.ts";
import { quoted } from "../../domain/quoted.ts";
import { outPaged } from "../../pager.ts";
import { stylesFor } from "../../render/colour.ts";
import type { Column } from "../../render/column.ts";
import { jsonDocument } from "../../render/json.ts";
import type { Context } from "../context.ts";
import { showRecords, viewOf } from "../records.ts";
import type { Verb } from "../verb.ts";
import { type DescribedCommand, type Description, describeProgram, ofCommands } from "./describe.ts";
import { commandOutline, programOutline } from "./outline.ts";

export const schema: Verb = {
  name: "schema",
  summary: "Describe the commands for programs and agents",
  examples: ["backside schema --json", "backside schema contacts.get", "backside schema contacts --ndjson"],
  notes: [
    "Arguments, options, effects, outputs, errors and operations, read off the program itself. A noun such as contacts means all its commands.",
  ],
  json: "{name, version, summary, options, nouns, commands, operations, exit_codes, errors, $defs}; --ndjson has a command per line",
  output: "ProgramDescription",
  lines: "CommandDescription",
  effect: "read",
  operations: [],
  build: schemaCommand,
};

/** `backside schema [COMMAND]` */
function schemaCommand(command: Command, context: Context): Command {
  return command
    .argument("[command...]", "such as contacts.get, or contacts get; all of them by default")
    .action(async (words: string[]) => {
      const asked = words
        .join(" ")
        .trim()
        .replace(/[\s.]+/g, ".");
      const whole = await describeProgram(command.parent ?? command);
      await show(context, asked === "" ? whole : ofCommands(whole, named(whole, asked)), asked);
    });
}

/** The command of that name, or those below it. */
function named({ commands }: Description, asked: string): DescribedCommand[] {
  const found = commands.filter(({ command }) => command === asked || command.startsWith(`${asked}.`));
  if (found.length > 0) return found;
  const meant = nearest(
    asked,
    commands.map(({ command }) => command),
  );
  throw usageError(`no command is called ${quoted(asked)}`, meant && `Did you mean ${meant}?`);
}

async function show(context: Context, description: Description, asked: string): Promise<void> {
  const { io } = context;
  const form = context.form();
  const fields = context.options().fields !== undefined;
  if (form === "json" && !fields) return io.out(jsonDocument(description, { tty: io.stdout.isTTY }));
  if (form === "table" && !fields) {
    const page = { styles: await stylesFor(io.stdout.colour), columns: io.stdout.columns };
    const [one] = description.commands;
    const text = one?.command === asked ? commandOutline(one, description, page) : programOutline(description, page);
    return outPaged(io, once(text), { pager: context.options().pager ?? true });
  }
  const { commands } = description;
  await showRecords(context, commands, viewOf(context, Object.keys(commands[0] ?? {}), COLUMNS));
}

const COLUMNS: readonly Column<DescribedCommand>[] = (["command", "effect", "usage", "summary"] as const).map(
  (name) => ({
    name,
    text: (command) => command[name],
  }),
);

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
