/** Commands that know only the options on the command line: `update` has forty, and each takes its time. */
import type { Command } from "commander";

/** Lets a command take no options but those that the words may call for, and those that have a default. */
export function knowOnly(command: Command, words: readonly string[]): void {
  const used = words.map(nameOf).filter((name) => name !== null);
  const short = words.some((word) => /^-[^-]/.test(word));
  const offered = new Set<string | null>();
  const add = command.option.bind(command) as (flags: string, ...rest: unknown[]) => Command;
  const option = (flags: string, ...rest: unknown[]): Command => {
    const name = nameOf(flags);
    // `--no-merge` alone makes a default of its own; beside `--color` it makes none.
    const bringsDefault = hasDefault(rest) || (/--no-/.test(flags) && !offered.has(name));
    const mayBeUsed = used.some((one) => one === name) || (short && /^-[^-]/.test(flags));
    offered.add(name);
    return bringsDefault || mayBeUsed ? add(flags, ...rest) : command;
  };
  command.option = option as Command["option"];
}

/** `color` of `--color <when>`, `--color=never` and `--no-color`, which belong together. */
function nameOf(word: string): string | null {
  return /(?:^|, )--(?:no-)?([\w-]+)/.exec(word)?.[1] ?? null;
}

/** `option(flags, description, default)` or `option(flags, description, reader, default)`. */
function hasDefault([, second, third]: readonly unknown[]): boolean {
  return typeof second === "function" ? third !== undefined : second !== undefined;
}
