/** The command tree as completion sees it: read off commander's own lists, so that there is no second one to go stale. */
import type { Argument, Command, Option } from "commander";

export type CompletionCommand = {
  /** The words that lead here: `contacts import`; empty for the program itself. */
  path: string;
  name: string;
  summary: string;
  /** Its own; those of the program stand at the root and hold everywhere. */
  options: readonly CompletionOption[];
  arguments: readonly CompletionValue[];
  commands: readonly CompletionCommand[];
};

export type CompletionOption = {
  /** `-o` and `--output`, or the one it has. */
  flags: readonly string[];
  description: string;
  /** Null for a switch. */
  value: CompletionValue | null;
};

export type CompletionValue = {
  /** As help calls it: `kind`, `file`. */
  name: string;
  description: string;
  /** What may stand there; empty for free text. */
  choices: readonly string[];
  /** Several choices, separated by commas. */
  list: boolean;
  /** May be given again and again. */
  repeats: boolean;
  /** The name of a file. */
  isFile: boolean;
};

/** @param command with the options of all its subcommands built */
export function completionTree(command: Command, parents: readonly string[] = []): CompletionCommand {
  const help = command.createHelp();
  const commands = command.commands.length === 0 ? [] : help.visibleCommands(command);
  return {
    path: parents.join(" "),
    name: command.name(),
    summary: command.summary() || command.description(),
    options: help.visibleOptions(command).map(optionOf),
    arguments: command.registeredArguments.map(argumentOf),
    commands: commands.map((sub) => completionTree(sub, [...parents, sub.name()])),
  };
}

/** The program and every command below it, parents first. */
export function everyCommand(tree: CompletionCommand): CompletionCommand[] {
  return [tree, ...tree.commands.flatMap(everyCommand)];
}

function optionOf(option: Option): CompletionOption {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined);
  const name = /[<[]([^>\].]+)/.exec(option.flags)?.[1];
  return {
    flags,
    description: option.description,
    value: name === undefined ? null : described(name, option.description, option.parseArg),
  };
}

function argumentOf(argument: Argument): CompletionValue {
  const value = described(argument.name(), argument.description, argument.parseArg);
  return { ...value, repeats: argument.variadic };
}

/** What the readers of `commands/option.ts` tell of themselves. */
type Reader = { choices?: readonly string[]; list?: boolean; repeats?: boolean };

function described(name: string, description: string, reader: object | undefined): CompletionValue {
  const { choices = [], list = false, repeats = false } = (reader ?? {}) as Reader;
  return { name, description, choices, list, repeats, isFile: name === "file" };
}
