/** argv → exit code: build the program, parse, run, and say what went wrong. */

import { Command, CommanderError } from "commander";
import { type Context, createContext, type GlobalOptions } from "./commands/context.ts";
import { commands, type Noun, nouns, type Verb } from "./commands/index.ts";
import { oneOf } from "./commands/option.ts";
import { asBacksideError, BacksideError, exitCodeOf } from "./domain/errors.ts";
import { applyColour, type ColourChoice, type Io, systemIo } from "./io.ts";
import { stylesFor } from "./render/colour.ts";
import { errorJson, errorText } from "./render/error.ts";
import { VERSION } from "./version.ts";

/** @param argv the arguments after the program's name */
export async function main(argv: readonly string[], io: Io = systemIo()): Promise<number> {
  const program = new Command("backside");
  const context = createContext(io, () => program.opts<GlobalOptions>());
  try {
    const [first] = argv;
    if (argv.length === 1 && (first === "--version" || first === "-V")) await io.out(`${VERSION}\n`);
    else await run(program, argv, context);
    return 0;
  } catch (thrown) {
    return await report(thrown, context, argv);
  } finally {
    await context.close();
  }
}

async function run(program: Command, argv: readonly string[], context: Context): Promise<void> {
  const help: string[] = [];
  configure(program, help, context);
  // Building every command's options takes longer than running one.
  const called = ({ name }: Verb) => argv.some((word) => word === name || word === "help" || word === "completion");
  const build = (verb: Verb, parent: string) =>
    called(verb) ? verbCommand(verb, parent, help, context) : bareCommand(verb, help, context);
  for (const noun of nouns) program.addCommand(nounCommand(noun, build, help, context));
  for (const command of commands) program.addCommand(build(command, ""));
  try {
    await program.parseAsync(wordsOf(argv), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0 && error.code !== "commander.help") throw usage(error);
  }
  if (help.length > 0) await context.io.out(help.join(""));
}

/** `help contacts import` asks for what `contacts import --help` shows; commander's own knows one level only. */
function wordsOf(argv: readonly string[]): string[] {
  const [first, ...topic] = argv;
  return first === "help" && topic.length > 1 ? [...topic, "--help"] : [...argv];
}

/** Options of every command. */
function configure(program: Command, help: string[], context: Context): void {
  quiet(program, help, context)
    .summary("contacts in a terminal")
    .usage("<command> [options]")
    .description("Contacts in a terminal: import a phone's export, find people, export them again.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "show the help of a command")
    .option("--store <file>", "the store (BACKSIDE_STORE; default ~/.local/share/backside/contacts.db)")
    .option("--json", "print JSON: an array for lists, an object for one record")
    .option("--ndjson", "print one JSON object per line")
    .option("--csv", "print CSV with a header")
    .option("--tsv", "print tab-separated values (what a pipe gets anyway)")
    .option("--table", "print a table (what a terminal gets anyway)")
    .option("--fields <names>", "only these fields, in this order: id,display_name,channels.value")
    .option("--header", "print a header line with --tsv")
    .option("--no-header", "print no header line")
    .option("--csv-raw", "leave cells as they are that a spreadsheet could run as formulas")
    .option("--color <when>", "auto, always or never", oneOf("--color", ["auto", "always", "never"]))
    .option("--no-color", "no colour")
    .option("--region <code>", "country of phone numbers in national notation, such as US")
    .option("--no-pager", "do not page long output")
    .option("--no-input", "never ask anything")
    .option("-n, --dry-run", "show what would be done, change nothing")
    .option("-q, --quiet", "no progress and no notes")
    .option("--debug", "show where an unexpected error came from")
    .addHelpText(
      "after",
      `\nStart here:\n  backside contacts import phone.vcf\n  backside contacts search ada\n\n${EXIT_CODES}`,
    )
    .hook("preAction", () => void context.form())
    .on("option:color", () => applyColour(context.io, program.opts<{ color: ColourChoice }>().color))
    .on("option:no-color", () => applyColour(context.io, "never"));
}

/** Columns of help at most. */
const WIDTH = 80;

const EXIT_CODES = `Exit codes: 0 ok, 1 failure, 2 usage, 3 some items failed, 4 not signed in,
5 not found, 6 conflict or ambiguous, 9 store, disk or file, 130 interrupted`;

function nounCommand(
  noun: Noun,
  build: (verb: Verb, parent: string) => Command,
  help: string[],
  context: Context,
): Command {
  const command = quiet(new Command(noun.name), help, context).summary(noun.summary).description(noun.summary);
  for (const verb of noun.verbs) command.addCommand(build(verb, noun.name));
  return command;
}

/** @param parent the noun it belongs to; empty for a command of its own */
function verbCommand(verb: Verb, parent: string, help: string[], context: Context): Command {
  const command = verb.build(bareCommand(verb, help, context), context);
  const examples = verb.examples.map((line) => `  ${line}`).join("\n");
  return command
    .configureHelp({ showGlobalOptions: true, helpWidth: WIDTH })
    .addHelpText("before", `${verb.summary}\n\nExamples:\n${examples}\n`)
    .addHelpText(
      "after",
      () => `${notesOf(verb, command)}\nMore: ${parent && `backside ${parent} --help, `}backside --help`,
    );
}

function notesOf({ notes = [] }: Verb, command: Command): string {
  return (
    notes.map((note) => `\n${command.createHelp().boxWrap(note, WIDTH)}`).join("") + (notes.length > 0 ? "\n" : "")
  );
}

function bareCommand(verb: Verb, help: string[], context: Context): Command {
  return quiet(new Command(verb.name), help, context).summary(verb.summary);
}

/** Commander neither writes nor exits: what it says becomes help on stdout or an error of ours. */
function quiet(command: Command, help: string[], { io }: Context): Command {
  return command
    .exitOverride()
    .configureHelp({ helpWidth: WIDTH })
    .configureOutput({
      writeOut: (text) => void help.push(text),
      writeErr: (text) => void (text.startsWith("error:") || help.push(text)),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      getOutHelpWidth: () => Math.min(WIDTH, io.stdout.columns),
    });
}

/** `error: unknown option '--jsn'⏎(Did you mean --json?)` → one line and a hint. */
function usage(error: CommanderError): BacksideError {
  const [message = "", ...more] = error.message.replace(/^error: /, "").split("\n");
  return new BacksideError("usage", message, {
    hint: more.join(" ").replace(/^\(|\)$/g, "") || "`backside --help` lists commands and options",
  });
}

async function report(thrown: unknown, context: Context, argv: readonly string[]): Promise<number> {
  const error = asBacksideError(thrown);
  const { io } = context;
  if (wantsJson(argv, io.env)) await io.err(errorJson(error));
  else await io.err(errorText(error, await stylesFor(io.stderr.colour)));
  if (debugging(argv, io)) await io.err(`${stackOf(thrown)}\n`);
  return exitCodeOf(error);
}

/** Judged by the words alone: it may be the parsing that failed. */
function wantsJson(argv: readonly string[], { BACKSIDE_OUTPUT: preset }: Io["env"]): boolean {
  const options = argv.slice(0, argv.includes("--") ? argv.indexOf("--") : argv.length);
  if (options.includes("--json") || options.includes("--ndjson")) return true;
  const overruled = ["--csv", "--tsv", "--table"].some((option) => options.includes(option));
  return !overruled && (preset === "json" || preset === "ndjson");
}

function debugging(argv: readonly string[], { env }: Io): boolean {
  const asked = env.BACKSIDE_DEBUG ?? "";
  return argv.includes("--debug") || (asked !== "" && asked !== "0");
}

function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error
    ? `${thrown.stack}\ncaused by ${stackOf(thrown.cause)}`
    : (thrown.stack ?? thrown.message);
}
