/** argv → exit code: parse, run, and say what went wrong. */
import { Command, CommanderError } from "commander";
import { type Context, createContext, type GlobalOptions } from "./commands/context.ts";
import { wordsOf } from "./commands/help/help.ts";
import { buildProgram } from "./commands/program.ts";
import { asBacksideError, BacksideError, exitCodeOf, usageError } from "./domain/errors.ts";
import { quoted } from "./domain/quoted.ts";
import { type Io, systemIo } from "./io.ts";
import { stylesFor } from "./render/colour.ts";
import { errorJson, errorText } from "./render/error.ts";
import { VERSION } from "./version.ts";

/** For the code caches that `bin/backside.js` keeps. */
export { makeDirectories } from "./directory.ts";

/** @param argv the arguments after the program's name */
export async function main(argv: readonly string[], io: Io = systemIo()): Promise<number> {
  const program = new Command("backside");
  const context = createContext(io, argv, () => program.opts<GlobalOptions>());
  try {
    const [first] = argv;
    if (argv.length === 1 && (first === "--version" || first === "-V")) await io.out(`${VERSION}\n`);
    else await run(program, argv, context);
    return 0;
  } catch (thrown) {
    const error = withHelp(asBacksideError(thrown), calledCommand(program, argv));
    await report(error, thrown, argv, context);
    return exitCodeOf(error);
  } finally {
    await context.close();
  }
}

async function run(program: Command, argv: readonly string[], context: Context): Promise<void> {
  const help: string[] = [];
  await buildProgram(program, argv, context, help);
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.unknownOption") throw await unknownOption(argv, context);
    if (error.exitCode !== 0 && error.code !== "commander.help") throw parseError(error, calledCommand(program, argv));
  }
  if (help.length > 0) await context.io.out(help.join(""));
}

/** Said by the whole program, which knows what may have been meant. */
async function unknownOption(argv: readonly string[], context: Context): Promise<unknown> {
  const program = new Command("backside");
  await buildProgram(program, argv, context, [], false);
  const error = await program.parseAsync([...argv], { from: "user" }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof CommanderError ? parseError(error, calledCommand(program, argv)) : error;
}

/** `error: unknown option '--jsn'⏎(Did you mean --json?)` → one line and a hint. */
function parseError({ code, message }: CommanderError, command: Command): BacksideError {
  const [, said = message, meant = null] = /^error: (.*?)(?:\n\((Did you mean [^\n]*)\))?$/s.exec(message) ?? [];
  return usageError(said, code === "commander.excessArguments" ? unquoted(command) : meant);
}

/** Who writes a name without quotes gives an argument for each of its words. */
function unquoted({ args, registeredArguments }: Command): string | null {
  if (!NAMING.has(registeredArguments.at(-1)?.name() ?? "")) return null;
  const words = args.slice(registeredArguments.length - 1).join(" ");
  return `quotes keep the words of a name together: ${quoted(words)}`;
}

/** Arguments that may be of several words. */
const NAMING = new Set(["name", "ref", "tag", "group", "organization", "affiliation", "address"]);

/** The command that the words lead to. A value that is called like a command may mislead: this is for a hint only. */
function calledCommand(program: Command, argv: readonly string[]): Command {
  let called = program;
  for (const word of beforeOperands(argv))
    if (word !== "help") called = called.commands.find((command) => command.name() === word) ?? called;
  return called;
}

/** What was wrong on the command line is answered by the help of the command. */
function withHelp(error: BacksideError, command: Command): BacksideError {
  if (error.code !== "usage") return error;
  const { message, hint, details, cause } = error;
  const help = `\`${wordsOf(command)} --help\``;
  return new BacksideError("usage", message, { hint: hintAnd(hint, help), details, cause });
}

function hintAnd(hint: string | null, help: string): string {
  if (hint === null) return `see ${help}`;
  return hint.endsWith("?") ? `${hint} See ${help}` : `${hint}; see ${help}`;
}

/** @param thrown what the error was made of */
async function report(error: BacksideError, thrown: unknown, argv: readonly string[], context: Context): Promise<void> {
  const { io } = context;
  const options = beforeOperands(argv);
  if (wantsJson(options, context)) await io.err(errorJson(error));
  else await io.err(errorText(error, await stylesFor(io.stderr.colour)));
  if (debugging(options, io.env)) await io.err(`${stackOf(thrown)}\n`);
}

/** The words among which options are: after `--` there are none. */
function beforeOperands(argv: readonly string[]): readonly string[] {
  return argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
}

/** Judged by the words alone: it may be the parsing that failed. */
function wantsJson(options: readonly string[], context: Context): boolean {
  if (options.includes("--json") || options.includes("--ndjson")) return true;
  if (["--csv", "--tsv", "--table"].some((option) => options.includes(option))) return false;
  const preset = presetForm(context);
  return preset === "json" || preset === "ndjson";
}

/** It may be the configuration that failed. */
function presetForm(context: Context): string | null {
  try {
    return context.settings().output;
  } catch {
    return context.io.env.BACKSIDE_OUTPUT ?? null;
  }
}

function debugging(options: readonly string[], { BACKSIDE_DEBUG: asked = "" }: Io["env"]): boolean {
  return options.includes("--debug") || (asked !== "" && asked !== "0");
}

function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error
    ? `${thrown.stack}\ncaused by ${stackOf(thrown.cause)}`
    : (thrown.stack ?? thrown.message);
}
