/** What stands where the cursor is, by the words before it. */
import type { Command, Option } from "commander";
import { argumentOf, type CompletionValue, optionOf } from "./tree.ts";

export type Position = {
  /** The command, `contacts get`. */
  path: string;
  value: CompletionValue;
  /** What is typed of the value. */
  typed: string;
  /** What stands before it in the same word: `--tag=`. */
  before: string;
};

export type Reading = {
  position: Position | null;
  /** Values of the options so far, by their long names. */
  given: ReadonlyMap<string, string>;
};

/**
 * @param program with the called command built
 * @param words those after the program's name; the last one is being typed
 */
export function readWords(program: Command, words: readonly string[]): Reading {
  const given = new Map<string, string>();
  const last = words.at(-1) ?? "";
  let command = program;
  let count = 0;
  let literal = false;
  let awaiting: Option | null = null;
  for (const word of words.slice(0, -1)) {
    if (awaiting) {
      given.set(awaiting.long ?? "", word);
      awaiting = null;
    } else if (!literal && word === "--") literal = true;
    else if (!literal && /^-./.test(word)) {
      const { option, value } = optionIn(word, command, program);
      if (option?.required && value === null) awaiting = option;
      else if (option && value !== null) given.set(option.long ?? "", value);
    } else {
      const below = count === 0 ? command.commands.find((sub) => sub.name() === word) : undefined;
      if (below) command = below;
      else count++;
    }
  }
  const path = pathOf(command, program);
  const at = (value: CompletionValue | undefined, typed: string, before: string): Reading => ({
    position: value ? { path, value, typed, before } : null,
    given,
  });
  if (awaiting) return at(optionOf(awaiting).value ?? undefined, last, "");
  if (!literal && last.startsWith("-")) {
    const { option, value } = optionIn(last, command, program);
    const typed = value ?? "";
    return at(
      value === null || !option ? undefined : (optionOf(option).value ?? undefined),
      typed,
      last.slice(0, last.length - typed.length),
    );
  }
  return at(argumentAt(command, count), last, "");
}

/** An option and the value that stands in the same word: `--tag=vip`, `-ofile`. */
function optionIn(word: string, command: Command, program: Command): { option: Option | null; value: string | null } {
  const options = [...command.options, ...program.options];
  const [flag = "", value] = word.startsWith("--") ? split(word, word.indexOf("=")) : [word.slice(0, 2), word.slice(2)];
  const option = options.find(({ long, short }) => long === flag || short === flag) ?? null;
  return { option, value: value === undefined || (value === "" && !word.includes("=")) ? null : value };
}

function split(word: string, at: number): [string, string?] {
  return at === -1 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

function argumentAt(command: Command, count: number): CompletionValue | undefined {
  const values = command.registeredArguments;
  const argument = values[count] ?? (values.at(-1)?.variadic ? values.at(-1) : undefined);
  return argument && argumentOf(argument);
}

function pathOf(command: Command, program: Command): string {
  const words: string[] = [];
  for (let at: Command | null = command; at !== null && at !== program; at = at.parent) words.unshift(at.name());
  return words.join(" ");
}
