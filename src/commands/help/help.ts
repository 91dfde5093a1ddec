import type { Command } from "commander";
import { type BacksideError, usageError } from "../../domain/errors.ts";
import { isOneSlipAway, nearest } from "../../domain/nearest.ts";
import { quoted } from "../../domain/quoted.ts";
import type { Context } from "../context.ts";
import { anyOf } from "../option.ts";
import type { Verb } from "../verb.ts";
import { topics } from "./topics.ts";

type Known = { names: readonly string[]; verbs: readonly string[]; below: readonly string[] };

/** @param known what completion offers: commands, the verbs below them, and those below again */
export function helpVerb(known: Known): Verb {
  return {
    name: "help",
    summary: "Show the help of a command or a topic",
    examples: ["backside help contacts import", "backside help exit-codes"],
    effect: "read",
    operations: [],
    build: (command, context) => helpCommand(command, context, known),
  };
}

/** `backside help [TOPIC]`, `backside help contacts import`, `backside help contacts channel add` */
function helpCommand(command: Command, context: Context, { names, verbs, below }: Known): Command {
  return command
    .argument("[topic]", "a command or a topic", anyOf([...names, ...topics.map(({ name }) => name)]))
    .argument("[verb]", "a verb of that command", anyOf(verbs))
    .argument("[subverb]", "a verb below that verb", anyOf(below))
    .action(async (name?: string, verb?: string, subverb?: string) => {
      const topic = verb === undefined && topics.find((one) => one.name === name);
      if (topic) await context.io.out(await topic.text());
      else showHelp(command.parent ?? command, [name, verb, subverb]);
    });
}

/** `backside contacts help import`, `backside contacts help channel add` */
export function nounHelpCommand(command: Command, verbs: readonly string[], below: readonly string[]): Command {
  command.argument("[verb]", "a verb of this command", anyOf(verbs));
  if (below.length > 0) command.argument("[subverb]", "a verb below that verb", anyOf(below));
  return command.action((verb?: string, subverb?: unknown) =>
    showHelp(command.parent ?? command, [verb, typeof subverb === "string" ? subverb : undefined]),
  );
}

/** `backside import` → Did you mean contacts import? */
export function unknownCommand(word: string, parent: Command): BacksideError {
  return usageError(`unknown command '${word}'`, HINTS.get(word) ?? didYouMean(word, commandsBelow(parent)));
}

/** What there is no command for. */
const HINTS = new Map([
  ["redo", "undo the undo by its id: `backside operations list` shows it, `backside undo ID` takes it back"],
]);

/** Words that other programs have, and what they are here. */
const ALSO_CALLED = new Map<string, readonly string[]>([
  ["show", ["get", "list"]],
  ["view", ["get", "list"]],
  ["ls", ["list"]],
  ["new", ["create"]],
  ["add", ["create"]],
  ["rm", ["delete", "remove"]],
  ["del", ["delete", "remove"]],
  ["remove", ["delete"]],
  ["change", ["update", "set"]],
  ["modify", ["update", "set"]],
]);

/** The words that call a command: `backside contacts import`. */
export function wordsOf(command: Command): string {
  return command.parent ? `${wordsOf(command.parent)} ${command.name()}` : command.name();
}

/** The words after the program's name: `contacts import`. */
export function wordsBelowProgram(command: Command): string {
  return wordsOf(command).replace(/^\S+ /, "");
}

function showHelp(from: Command, asked: readonly (string | undefined)[]): void {
  const words = asked.filter((word) => word !== undefined);
  let found = from;
  for (const word of words) {
    const below = found.commands.find((command) => command.name() === word);
    if (!below) throw noHelp(words, word, found);
    found = below;
  }
  found.outputHelp();
}

function noHelp(words: readonly string[], unknown: string, parent: Command): BacksideError {
  const meant = commandsBelow(parent);
  if (parent.parent === null) for (const { name } of topics) meant.set(name, name);
  return usageError(`there is no help on ${quoted(words.join(" "))}`, didYouMean(unknown, meant));
}

/** Verb or noun → the words it is called by after the program's name; those nearest to the parent win, then the first. */
function commandsBelow(parent: Command): Map<string, string> {
  const near = parent.commands.filter((command) => command.name() !== "help");
  const meant = new Map<string, string>();
  for (const command of [...near, ...near.flatMap(({ commands }) => commands)])
    if (!meant.has(command.name())) meant.set(command.name(), wordsBelowProgram(command));
  return meant;
}

/** Verbs that take away; a word that means something else does not lead to them. */
const DESTRUCTIVE = new Set(["delete", "purge", "remove"]);

function didYouMean(word: string, meant: ReadonlyMap<string, string>): string | null {
  const offered = [...meant.keys()].filter((one) => !DESTRUCTIVE.has(one) || isOneSlipAway(word, one));
  const name = ALSO_CALLED.get(word)?.find((one) => meant.has(one)) ?? nearest(word, offered);
  return name && `Did you mean ${meant.get(name)}?`;
}
