/** The program as commander knows it: the command tree, the options of every command, and what help says of them. */
import { Command, Help } from "commander";
import { ERRORS, type ErrorCode, usageError } from "../domain/errors.ts";
import { applyColour, type ColourChoice } from "../io.ts";
import { VERSION } from "../version.ts";
import type { Context } from "./context.ts";
import { nounHelpCommand, unknownCommand, wordsBelowProgram } from "./help/help.ts";
import { topics } from "./help/topics.ts";
import { commands, nouns } from "./index.ts";
import { oneOf, withHintAt } from "./option.ts";
import { knowOnly } from "./sparse.ts";
import type { LoadVerb, Noun, Verb, VerbList } from "./verb.ts";

/** What building a command takes besides its description. */
type Building = {
  context: Context;
  /** The command line. */
  words: readonly string[];
  /** The texts that commander wants to show. */
  help: string[];
  /** Whether a verb is loaded and built in full: doing so with all of them takes longer than running one. */
  called(name: string): boolean;
  /** Whether commands and options that are not called for are left out: each takes its time, and they are there to be listed only. */
  sparse: boolean;
};

/**
 * Gives the program its commands and options.
 * @param argv decides which of them are needed in full
 * @param help receives the help that is asked for
 * @param sparse whether what the words do not call for may be left out
 */
export async function buildProgram(
  program: Command,
  argv: readonly string[],
  context: Context,
  help: string[],
  sparse = true,
): Promise<void> {
  const names = [...nouns.map(({ name }) => name), ...Object.keys(commands)];
  const called = calledAmong(names, argv);
  const building: Building = {
    context,
    words: argv,
    help,
    called,
    sparse: sparse && !asksForAll(argv) && callsVerb(argv),
  };
  const isLeftOut = (name: string) => building.sparse && !called(name);
  if (building.sparse) knowOnly(program, argv);
  configure(program, building);
  for (const noun of nouns) {
    if (!isLeftOut(noun.name)) program.addCommand(await nounCommand(noun, "", argv, building));
  }
  for (const [name, load] of Object.entries(commands)) {
    if (!isLeftOut(name)) program.addCommand(await verbCommand(name, load, "", building));
  }
  if (argv[0] === COMPLETE)
    program.addCommand(await verbCommand(COMPLETE, loadComplete, "", building), { hidden: true });
}

/** What shells call; there for nobody else. */
const COMPLETE = "__complete";

async function loadComplete(): Promise<Verb> {
  return (await import("./complete.ts")).complete;
}

/** Where none of the commands is called, all of them are listed. */
function calledAmong(names: readonly string[], argv: readonly string[]): Building["called"] {
  const all = asksForAll(argv) || !names.some((name) => argv.includes(name));
  return (name) => all || argv.includes(name);
}

function asksForAll(argv: readonly string[]): boolean {
  return argv.some((word) => NEEDS_ALL.has(word));
}

/** Whether the words hold a command from beginning to end; else something is mistyped, and others are suggested. */
function callsVerb(argv: readonly string[]): boolean {
  const calls = (verbs: VerbList): boolean =>
    Object.entries(verbs).some(
      ([name, load]) => argv.includes(name) && (typeof load === "function" || calls(load.verbs)),
    );
  const callsOf = ({ verbs, aliases = {} }: Noun) => calls(verbs) || Object.keys(aliases).some((a) => argv.includes(a));
  return calls(commands) || nouns.some((noun) => argv.includes(noun.name) && callsOf(noun));
}

/** Words that ask for what stands behind all the others. */
const NEEDS_ALL = new Set(["help", "completion", "schema", "-h", "--help"]);

function configure(program: Command, building: Building): void {
  const { io } = building.context;
  group(program, building)
    .summary("contacts in a terminal")
    .description(
      "Contacts in a terminal: create, import and find people, keep what they are to each other, take back any change.",
    )
    .version(VERSION, "-V, --version", "print the version")
    .addHelpText("after", () => `\n${START}\n\n${topicList()}\n\n${EXIT_CODES}`)
    .on("option:color", () => applyColour(io, program.opts<{ color: ColourChoice }>().color))
    .on("option:no-color", () => applyColour(io, "never"));
  for (const [flags, description, read] of GLOBAL_OPTIONS) {
    const ofTags = read === COLOUR_CHOICE && building.words.includes("tags");
    if (read) program.option(flags, description, ofTags ? COLOUR_CHOICE_OF_TAGS : read);
    else program.option(flags, description);
  }
}

type GlobalOption = [flags: string, description: string, read?: (value: string) => string];

/** A colour is meant for a tag. */
const TAG_COLOUR = "--tag-color is the colour of a tag";
const COLOUR_CHOICE = withHintAt(oneOf("--color", ["auto", "always", "never"]), /^#/, TAG_COLOUR);
/** Below `tags`, also one that is called by its name. */
const COLOUR_CHOICE_OF_TAGS = withHintAt(COLOUR_CHOICE, /^/, TAG_COLOUR);

/** Options of every command. */
const GLOBAL_OPTIONS: readonly GlobalOption[] = [
  ["--store <file>", "the store (BACKSIDE_STORE; default ~/.local/share/backside/contacts.db)"],
  ["--profile <name>", "settings of this profile (BACKSIDE_PROFILE)"],
  ["--json", "print JSON: an array for lists, an object for one record"],
  ["--ndjson", "print one JSON object per line"],
  ["--csv", "print CSV with a header"],
  ["--tsv", "print tab-separated values (what a pipe gets anyway)"],
  ["--table", "print a table (what a terminal gets anyway)"],
  ["--fields <names>", "only these fields, in this order: id,display_name,channels.value"],
  ["--header", "print a header line with --tsv"],
  ["--no-header", "print no header line"],
  ["--csv-raw", "leave cells as they are that a spreadsheet could run as formulas"],
  ["--color <when>", "auto, always or never", COLOUR_CHOICE],
  ["--no-color", "no colour"],
  ["--region <code>", "country of phone numbers in national notation, such as US"],
  ["--no-pager", "do not page long output"],
  ["--no-input", "never ask anything"],
  ["-y, --yes", "answer yes where something is only to be confirmed"],
  ["-n, --dry-run", "show what would be done, change nothing"],
  ["-q, --quiet", "no progress and no notes"],
  ["--debug", "show where an unexpected error came from"],
];

const START = `Start here:
  backside contacts create "Ada Lovelace" --email ada@example.org
  backside contacts import phone.vcf
  backside contacts search ada
  backside undo`;

const EXIT_CODES = `Exit codes: 0 ok, 1 failure, 2 usage, 3 some items failed, 5 not found,
6 conflict or ambiguous, 9 store, disk or file, 130 interrupted`;

function topicList(): string {
  const lines = topics.map(({ name, summary }) => `  ${name.padEnd(16)}  ${summary}`);
  return `Topics (backside help <topic>):\n${lines.join("\n")}`;
}

/** @param parents the words before its name, each followed by a blank */
async function nounCommand(noun: Noun, parents: string, argv: readonly string[], building: Building): Promise<Command> {
  const { name, summary, examples, verbs, aliases = {} } = noun;
  const words = parents + name;
  const command = group(new Command(name), building)
    .summary(summary)
    .addHelpText("before", opening({ summary, examples }))
    .addHelpText("after", `\nMore: backside ${words} <command> --help, backside --help`);
  const isCalled = building.called(name);
  // Who mistypes a verb is told of those of other nouns, but not of those a level deeper.
  if (!isCalled && parents !== "") return command;
  const called = calledAmong([...Object.keys(verbs), ...Object.keys(aliases)], argv);
  const below = { ...building, called: (verb: string) => isCalled && called(verb) };
  for (const [verb, load] of Object.entries(verbs)) {
    if (building.sparse && !below.called(verb)) continue;
    const built =
      typeof load === "function" ? verbCommand(verb, load, words, below) : nounCommand(load, `${words} `, argv, below);
    command.addCommand(await built);
  }
  for (const [alias, verb] of Object.entries(aliases)) {
    if (below.called(alias) && argv.includes(alias))
      command.addCommand(await verbCommand(alias, verbs[verb] as LoadVerb, words, below), { hidden: true });
  }
  if (building.sparse) return command;
  return command.addCommand(await verbCommand("help", () => helpOf(noun, words), words, below));
}

function helpOf({ verbs }: Noun, words: string): Verb {
  const names = Object.keys(verbs);
  const below = Object.values(verbs).flatMap((verb) => (typeof verb === "function" ? [] : Object.keys(verb.verbs)));
  return {
    name: "help",
    summary: "Show the help of a command",
    examples: [`backside ${words} help ${names[0]}`],
    effect: "read",
    operations: [],
    build: (command) => nounHelpCommand(command, names, [...new Set(below)]),
  };
}

/** @param parent the words of the noun it belongs to; empty for a command of its own */
async function verbCommand(name: string, load: LoadVerb, parent: string, building: Building): Promise<Command> {
  const { context, called } = building;
  const bare = quiet(new Command(name), building);
  if (!called(name)) return bare;
  if (building.sparse) knowOnly(bare, building.words);
  const verb = await load();
  return verb
    .build(bare.summary(verb.summary), context)
    .configureHelp({ showGlobalOptions: true })
    .hook("preAction", (command) => checkOptions(verb, command, context))
    .addHelpText("before", opening(verb))
    .addHelpText("after", () => closing(verb, parent, bare, widthOf(context)));
}

/** Refused before anything is opened. */
function checkOptions({ json, effect, dryRun = effect !== "read" }: Verb, command: Command, context: Context): void {
  if (json !== undefined) {
    context.form();
    applyConfiguredColour(context);
  }
  if (context.options().dryRun && !dryRun) {
    const name = wordsBelowProgram(command);
    throw usageError(
      effect === "read"
        ? `${name} changes nothing, so there is nothing to try out with --dry-run`
        : `${name} has no dry run`,
    );
  }
}

/** Where neither an option nor a variable decided on colour. */
function applyConfiguredColour(context: Context): void {
  const { io } = context;
  const decided = context.options().color !== undefined || COLOUR_VARIABLES.some((name) => io.env[name]);
  const configured = decided ? null : context.settings().color;
  if (configured !== null) applyColour(io, configured);
}

const COLOUR_VARIABLES = ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR"];

function opening({ summary, examples }: Pick<Verb, "summary" | "examples">): string {
  return `${summary}\n\nExamples:\n${examples.map((line) => `  ${line}`).join("\n")}\n`;
}

/** What a verb promises to scripts, and where more is said. */
function closing(verb: Verb, parent: string, command: Command, width: number): string {
  const { notes = [], json } = verb;
  const help = new Help();
  const lines = [...notes, ...(json === undefined ? [] : [`--json: ${json}`])].map((text) => help.boxWrap(text, width));
  const codes = exitCodes(verb, command);
  if (codes.size > 0) lines.push("", "Exit codes:", ...exitCodeLines(new Map([[0, "ok"], ...codes]), width));
  if (lines.length > 0) lines.push("");
  lines.push(more([...(parent === "" ? [] : [`backside ${parent} --help`]), "backside help exit-codes"], width));
  return `\n${lines.join("\n")}`;
}

/** Each exit code once, in order, with all that leads to it. */
function exitCodes({ errors = {}, operations }: Verb, command: Command): Map<number, string> {
  const found = new Map<number, string[]>();
  for (const [code, when] of Object.entries(errors)) {
    const { exit } = ERRORS[code as ErrorCode];
    found.set(exit, [...(found.get(exit) ?? []), when]);
  }
  const asks = operations.includes("contacts.resolve") || command.options.some(({ long }) => long === "--expect");
  if (asks && !found.has(130)) found.set(130, ["a question was cancelled or declined; nothing was changed"]);
  return new Map([...found].sort(([a], [b]) => a - b).map(([exit, when]) => [exit, when.join("; ")]));
}

function exitCodeLines(codes: ReadonlyMap<number, string>, width: number): string[] {
  const digits = String(Math.max(...codes.keys())).length;
  const indent = " ".repeat(digits + 4);
  return [...codes].map(([exit, when]) => {
    const text = new Help().boxWrap(when, width - indent.length).replaceAll("\n", `\n${indent}`);
    return `  ${String(exit).padStart(digits)}  ${text}`;
  });
}

/** The help of the program goes where there is no room for it. */
function more(commands: readonly string[], width: number): string {
  const line = `More: ${commands.join(", ")}`;
  return line.length + PROGRAM_HELP.length > width ? line : line + PROGRAM_HELP;
}

const PROGRAM_HELP = ", backside --help";

/** A command of commands: the program, or a noun. */
function group(command: Command, building: Building): Command {
  return quiet(command, building)
    .usage("<command> [options]")
    .helpCommand(false)
    .configureHelp({ subcommandTerm: (sub) => sub.name() })
    .addHelpText("before", () => noHelpAfterUnknown(command))
    .on("command:*", ([word = ""]: string[]) => {
      throw unknownCommand(word, command);
    });
}

/** Commander would show the help of the noun: `contacts nonsense --help`. */
function noHelpAfterUnknown(noun: Command): string {
  const [word = "-"] = noun.args;
  if (word.startsWith("-") || noun.commands.some((command) => command.name() === word)) return "";
  throw unknownCommand(word, noun);
}

/** Commander neither writes nor exits: what it says becomes help on stdout or an error of ours. */
function quiet(command: Command, { help, context }: Building): Command {
  const width = () => widthOf(context);
  return command
    .helpOption("-h, --help", "show this help")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void help.push(text),
      writeErr: (text) => void (text.startsWith("error:") || help.push(text)),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      getOutHelpWidth: width,
      getErrHelpWidth: width,
    });
}

/** Columns of help. */
function widthOf({ io }: Context): number {
  return Math.min(80, io.stdout.columns);
}
