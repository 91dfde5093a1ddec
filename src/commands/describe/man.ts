/** The manual as man pages: backside(1), and one for each noun, from what describes the program. Written by `generate`. */
import { Command } from "commander";
import { EXIT_MEANINGS } from "../../domain/error-meanings.ts";
import type { Io } from "../../io.ts";
import { createContext } from "../context.ts";
import { topics } from "../help/topics.ts";
import { buildProgram } from "../program.ts";
import {
  type DescribedArgument,
  type DescribedCommand,
  type DescribedOption,
  type Description,
  describeProgram,
} from "./describe.ts";

/** File names and texts. */
export async function manualPages(io: Io): Promise<Map<string, string>> {
  const command = new Command("backside");
  await buildProgram(
    command,
    ["help"],
    createContext(io, [], () => ({})),
    [],
  );
  const program = await describeProgram(command);
  const nouns = program.nouns.filter(({ command }) => !command.includes("."));
  const pages = await Promise.all([
    programPage(program).then((text) => ["backside.1", text] as const),
    ...nouns.map(async (noun) => [`backside-${noun.command}.1`, nounPage(program, noun)] as const),
  ]);
  return new Map(pages);
}

type DescribedNoun = Description["nouns"][number];

async function programPage(program: Description): Promise<string> {
  const { summary, commands, nouns, options } = program;
  const own = commands.filter(({ command }) => !command.includes("."));
  const guides = await Promise.all(
    topics.map(async ({ name, text }) => section(name.replace("-", " "), preformatted(await text()))),
  );
  return page("backside", [
    section("name", [`backside \\- ${text(summary)}`]),
    section("synopsis", [".B backside", ".I command", "[options] [arguments]"]),
    section("description", [
      text(
        "Contacts on an embedded store, at the command line: imported, found, changed, and exported again with nothing lost.",
      ),
      ...nouns
        .filter(({ command }) => !command.includes("."))
        .flatMap(({ command, summary }) => item(`.BR backside\\-${text(command)} (1)`, text(summary))),
    ]),
    section("options", options.flatMap(option)),
    section(
      "commands",
      own.flatMap((command) => commandPart(command)),
    ),
    ...guides,
    section("see also", [seeAlso(nouns)]),
  ]);
}

function nounPage({ commands, nouns }: Description, noun: DescribedNoun): string {
  const own = commands.filter(({ command }) => command.startsWith(`${noun.command}.`));
  const codes = [...new Set(own.flatMap(({ exit_codes }) => exit_codes))].sort((a, b) => a - b);
  return page(`backside-${noun.command}`, [
    section("name", [`backside\\-${text(noun.command)} \\- ${text(noun.summary)}`]),
    section("synopsis", synopsis(own)),
    section("description", [text("Options of every command are in"), ".BR backside (1)."]),
    section(
      "commands",
      own.flatMap((command) => commandPart(command)),
    ),
    section(
      "exit status",
      codes.flatMap((exit) => item(`.B ${exit}`, text(EXIT_MEANINGS[exit] ?? ""))),
    ),
    section("examples", [".nf", ...noun.examples.map(text), ".fi"]),
    section("see also", [
      seeAlso(
        nouns.filter((one) => one !== noun),
        ".BR backside (1)",
      ),
    ]),
  ]);
}

function synopsis(commands: readonly DescribedCommand[]): string[] {
  return [".nf", ...commands.map(({ usage }) => text(usage)), ".fi"];
}

function commandPart({ usage, summary, notes, output, errors, examples, ...command }: DescribedCommand): string[] {
  const known = errors.filter(({ code }) => !EVERYWHERE.has(code));
  return [
    `.SS "${text(usage).replaceAll('"', "\\(dq")}"`,
    text(`${summary}.`),
    ...notes.flatMap((note) => [".PP", text(note)]),
    ...command.arguments.flatMap(argument),
    ...command.options.flatMap(option),
    ...(output ? item(".B \\-\\-json", text(output.json)) : []),
    ...known.flatMap(({ exit, code, when }) => item(`.RB "exit " ${exit} ", ${text(code)}"`, text(when))),
    ".PP",
    ".nf",
    ...examples.map(text),
    ".fi",
  ];
}

/** What may happen to any command is told once, in backside(1). */
const EVERYWHERE: ReadonlySet<string> = new Set([
  ...[
    "internal_error",
    "usage",
    "bad_request",
    "unknown_field",
    "output_failed",
    "interrupted",
    "cancelled",
    "terminated",
  ],
  ...["store_damaged", "store_newer", "not_a_store", "store_busy", "store_readonly", "io_error", "disk_full"],
]);

function argument({ name, required, repeats, description }: DescribedArgument): string[] {
  const term = repeats ? `${name}...` : name;
  return item(required ? `.I ${text(term)}` : `.RI [ ${text(term)} ]`, text(description));
}

function option({ flags, value, description, default: initial }: DescribedOption): string[] {
  const names = flags.map((flag) => `\\fB${text(flag)}\\fR`).join(", ");
  const term = value === null ? names : `${names} \\fI${text(value)}\\fR`;
  return item(term, text(initial === null ? description : `${description} (default ${initial})`));
}

function item(term: string, description: string): string[] {
  return [".TP", term, description];
}

function seeAlso(nouns: readonly DescribedNoun[], ...others: string[]): string {
  const pages = nouns.filter(({ command }) => !command.includes("."));
  const references = [...others, ...pages.map(({ command }) => `.BR backside\\-${text(command)} (1)`)];
  return references.map((one, i) => (i < references.length - 1 ? `${one} ,`.replace(") ,", "),") : one)).join("\n");
}

function preformatted(lines: string): string[] {
  return [".nf", ...lines.trimEnd().split("\n").map(text), ".fi"];
}

/** No date and no version: the page changes when the program does. */
function page(name: string, sections: readonly string[]): string {
  return [
    '.\\" Generated by `npm run generate` from the command tree; do not edit.',
    `.TH "${text(name.toUpperCase())}" 1 "" backside "backside"`,
    ".nh",
    ".ad l",
    ...sections,
    "",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return [`.SH ${text(title.toUpperCase())}`, ...lines].join("\n");
}

/** Text as roff has it: its escapes and requests are none of ours. Dashes stay those of the keyboard, to be copied. */
function text(plain: string): string {
  const escaped = plain.replaceAll("\\", "\\e").replaceAll("-", "\\-").replaceAll("\u2026", "...");
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}
