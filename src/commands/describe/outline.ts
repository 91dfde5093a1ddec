/** The program, or one command of it, as an outline to read on a terminal. */
import type { Styles } from "../../render/colour.ts";
import type { DescribedArgument, DescribedCommand, DescribedOption, Description } from "./describe.ts";

type Page = { styles: Styles; columns: number };
type Pair = readonly [term: string, text: string];

/** What the program can do: a line for each command, those of a noun together. */
export function programOutline({ summary, nouns, commands }: Description, page: Page): string {
  const { bold, dim } = page.styles;
  const width = Math.max(...commands.map(({ command }) => command.length));
  const lines = [bold(`backside: ${summary}`)];
  for (const [parent, below] of Map.groupBy(commands, parentOf)) {
    const noun = nouns.find(({ command }) => command === parent);
    lines.push("", ...(noun ? [bold(`${parent}: ${noun.summary}`)] : []));
    const pairs = below.map((one): Pair => [one.command, `${one.effect.padEnd(11)}  ${one.summary}`]);
    lines.push(...rows(pairs, page.columns, width));
  }
  lines.push("", dim("`backside schema COMMAND` has one in full, --json all with their JSON Schemas"));
  return `${lines.join("\n")}\n`;
}

function parentOf({ command }: DescribedCommand): string {
  return command.slice(0, Math.max(0, command.lastIndexOf(".")));
}

/** All that is known of one command. */
export function commandOutline(one: DescribedCommand, { operations, $defs }: Description, page: Page): string {
  const { bold } = page.styles;
  const { command, summary, usage, effect, dry_run, output, errors } = one;
  const sections: [string, Pair[]][] = [
    ["Arguments", one.arguments.map((value) => [argumentTerm(value), withFacts(value)])],
    ["Options", one.options.map((option) => [optionTerm(option), withFacts(option)])],
    [
      "Objects",
      Object.entries($defs).map(([name, { properties }]) => [name, Object.keys(properties ?? {}).join(", ")]),
    ],
    ["Errors", errors.map(({ code, exit, when }) => [`${String(exit).padStart(3)} ${code}`, when])],
    ["Operations", operations.map(({ operation, method, path, scope }) => [operation, `${method} ${path}, ${scope}`])],
  ];
  const about: Pair[] = [
    ["usage", usage],
    ["effect", `${effect}${dry_run ? "; --dry-run tries it out" : ""}`],
    ["output", output ? `${output.forms.join(", ")}; --json: ${output.json}` : "text"],
  ];
  const lines = [bold(`${command}: ${summary}`), ...rows(about, page.columns)];
  for (const [title, found] of sections)
    if (found.length > 0) lines.push("", bold(title), ...rows(found, page.columns));
  return `${lines.join("\n")}\n`;
}

function rows(pairs: readonly Pair[], columns: number, width = Math.max(...pairs.map(([term]) => term.length))) {
  const room = Math.max(columns - width - 4, 20);
  return pairs.flatMap(([term, text]) =>
    wrapped(text, room).map((line, i) => `  ${(i === 0 ? term : "").padEnd(width)}  ${line}`),
  );
}

function wrapped(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function argumentTerm({ name, required, repeats }: DescribedArgument): string {
  const text = repeats ? `${name}...` : name;
  return required ? `<${text}>` : `[${text}]`;
}

function optionTerm({ flags, value }: DescribedOption): string {
  return `${flags.join(", ")}${value === null ? "" : ` <${value}>`}`;
}

/** The description, and what it does not say by itself. */
function withFacts(value: DescribedArgument | DescribedOption): string {
  const { description, type, repeats, choices } = value;
  const kind = type === "boolean" || type === "text" || choices.length > 0 ? [] : [type.replaceAll("_", " ")];
  const standard = "default" in value && value.default !== null ? [`default ${value.default}`] : [];
  const facts = [...kind, ...(repeats && !description.includes("repeatable") ? ["repeatable"] : []), ...standard];
  return facts.length > 0 ? `${description} (${facts.join(", ")})` : description;
}
