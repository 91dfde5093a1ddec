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
  /** What holds when it is not given. */
  initial: unknown;
};

/** What a value is; those after `file` are names of what the store or the configuration has. */
export type ValueType =
  | "text"
  | "integer"
  | "time"
  | "file"
  | "contact"
  | "tag"
  | "group"
  | "relationship_type"
  | "operation"
  | "profile";

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
  /** Must be given; of an option, once the option is. */
  required: boolean;
  type: ValueType;
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

/** Whether there are names to offer that only the program knows. */
export function isStored({ type, choices }: CompletionValue): boolean {
  return choices.length === 0 && !["text", "integer", "time", "file"].includes(type);
}

/** What the values of these options are; of all others their placeholder tells it. */
const OPTION_TYPES: Readonly<Record<string, ValueType>> = {
  "--tag": "tag",
  "--add": "tag",
  "--remove": "tag",
  "--group": "group",
  "--profile": "profile",
};

/** By the placeholder: one name means one thing everywhere. */
const TYPES: Readonly<Record<string, ValueType>> = {
  n: "integer",
  when: "time",
  file: "file",
  ref: "contact",
  from: "contact",
  to: "contact",
  relation: "relationship_type",
  tag: "tag",
  group: "group",
  operation: "operation",
  profile: "profile",
};

export function optionOf(option: Option): CompletionOption {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined);
  const name = /[<[]([^>\].]+)/.exec(option.flags)?.[1];
  const { description, parseArg, defaultValue = null, required } = option;
  const value = name === undefined ? null : described(name, description, parseArg);
  const type = OPTION_TYPES[option.long ?? ""] ?? value?.type ?? "text";
  return { flags, description, value: value && { ...value, required, type }, initial: defaultValue };
}

export function argumentOf(argument: Argument): CompletionValue {
  const value = described(argument.name(), argument.description, argument.parseArg);
  return { ...value, repeats: argument.variadic, required: argument.required };
}

/** What the readers of `commands/option.ts` tell of themselves. */
type Reader = { choices?: readonly string[]; list?: boolean; repeats?: boolean };

function described(name: string, description: string, reader: object | undefined): CompletionValue {
  const { choices = [], list = false, repeats = false } = (reader ?? {}) as Reader;
  const type = (choices.length === 0 && TYPES[name]) || "text";
  return { name, description, choices, list, repeats, required: true, type };
}
