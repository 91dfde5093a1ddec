/** The whole program as data, read off what runs it: commander's tree, the verbs, the errors and the operations. */
import type { Command } from "commander";
import {
  type CompletionCommand,
  type CompletionOption,
  type CompletionValue,
  completionTree,
} from "../../completion/tree.ts";
import { ERROR_MEANINGS, EXIT_MEANINGS } from "../../domain/error-meanings.ts";
import { ERRORS, type ErrorCode } from "../../domain/errors.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import { jsonSchemaOf, jsonSchemasOf } from "../../domain/json-schema.ts";
import type { Schema } from "../../domain/schema.ts";
import { WIRE } from "../../domain/wire.ts";
import { operations } from "../../operations/index.ts";
import { VERSION } from "../../version.ts";
import { everyNoun, everyVerb } from "../index.ts";
import type { Verb } from "../verb.ts";
import { ERROR_CODES, errorsOf } from "./errors.ts";
import { outputOf } from "./output.ts";
import { VARIABLES } from "./variables.ts";

export type Description = {
  name: string;
  version: string;
  summary: string;
  /** Options of every command. */
  options: DescribedOption[];
  /** Commands that have commands below them. */
  nouns: { command: string; summary: string; examples: readonly string[] }[];
  commands: DescribedCommand[];
  operations: DescribedOperation[];
  exit_codes: { exit: number; meaning: string }[];
  errors: { code: ErrorCode; exit: number; retryable: boolean; meaning: string }[];
  /** JSON Schemas that the others refer to. */
  $defs: Record<string, JsonObject>;
};

export type DescribedCommand = {
  /** `contacts.create` */
  command: string;
  summary: string;
  /** How it is called, in the notation of help. */
  usage: string;
  effect: Verb["effect"];
  /** Whether `--dry-run` tries it out. */
  dry_run: boolean;
  arguments: DescribedArgument[];
  options: DescribedOption[];
  /** What comes out; null where there is no form to choose. */
  output: { forms: readonly string[]; json: string; schema: JsonObject; ndjson: JsonObject } | null;
  exit_codes: number[];
  errors: { code: ErrorCode; exit: number; when: string }[];
  /** Names of the operations it calls. */
  operations: readonly string[];
  examples: readonly string[];
  notes: readonly string[];
};

type Described = { name: string; description: string; type: string; choices: readonly string[]; repeats: boolean };
export type DescribedArgument = Described & { required: boolean };
export type DescribedOption = Described & {
  flags: readonly string[];
  /** Placeholder of the value; null for a switch. */
  value: string | null;
  /** Whether several choices may be given, separated by commas. */
  list: boolean;
  default: Json;
  /** The environment variable that says the same. */
  variable: string | null;
};

export type DescribedOperation = {
  operation: string;
  summary: string;
  effect: Verb["effect"];
  scope: string;
  method: string;
  path: string;
  errors: readonly ErrorCode[];
  input: JsonObject;
};

/** @param program with all its commands built */
export async function describeProgram(program: Command): Promise<Description> {
  const tree = completionTree(program);
  const everywhere = new Set(tree.options.flatMap(({ flags }) => flags));
  const verbs = await everyVerb();
  const places = placesOf(tree);
  const commands = [...verbs].map(([words, verb]) => {
    const place = places.get(words);
    if (!place) throw new Error(`no command is called ${words}`);
    const own = place.options.filter(({ flags }) => !flags.some((flag) => everywhere.has(flag)));
    return commandOf(words, verb, { ...place, options: own });
  });
  return {
    name: tree.name,
    version: VERSION,
    summary: tree.summary,
    options: tree.options.map(describedOption),
    nouns: [...everyNoun()].map(([words, { summary, examples }]) => ({ command: dotted(words), summary, examples })),
    commands,
    operations: operations.map(operationOf),
    exit_codes: Object.entries(EXIT_MEANINGS).map(([exit, meaning]) => ({ exit: Number(exit), meaning })),
    errors: ERROR_CODES.map((code) => ({ code, ...errorOf(code), meaning: ERROR_MEANINGS[code] })),
    $defs: jsonSchemasOf(WIRE),
  };
}

/** The same about some of the commands, and what these refer to. */
export function ofCommands(whole: Description, commands: readonly DescribedCommand[]): Description {
  const called = new Set(commands.flatMap(({ operations }) => operations));
  const codes = new Set(commands.flatMap(({ errors }) => errors.map(({ code }) => code)));
  const exits = new Set(commands.flatMap(({ exit_codes }) => exit_codes));
  return {
    ...whole,
    nouns: whole.nouns.filter(({ command }) => commands.some((one) => one.command.startsWith(`${command}.`))),
    commands: [...commands],
    operations: whole.operations.filter(({ operation }) => called.has(operation)),
    exit_codes: whole.exit_codes.filter(({ exit }) => exits.has(exit)),
    errors: whole.errors.filter(({ code }) => codes.has(code)),
    $defs: definitionsOf(commands as unknown as Json, whole.$defs),
  };
}

/** What a schema refers to, and what that refers to. */
function definitionsOf(schema: Json, all: Description["$defs"]): Description["$defs"] {
  const found = new Set<string>();
  const visit = (below: Json): void => {
    for (const [, name = ""] of JSON.stringify(below).matchAll(/"#\/\$defs\/(\w+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(all[name] ?? null);
    }
  };
  visit(schema);
  return Object.fromEntries(Object.entries(all).filter(([name]) => found.has(name)));
}

function placesOf(tree: CompletionCommand): Map<string, CompletionCommand> {
  return new Map([tree, ...tree.commands.flatMap((sub) => [...placesOf(sub).values()])].map((one) => [one.path, one]));
}

function commandOf(words: string, verb: Verb, place: CompletionCommand): DescribedCommand {
  const errors = errorsOf(verb, place);
  return {
    command: dotted(words),
    summary: verb.summary,
    usage: usageOf(words, place),
    effect: verb.effect,
    dry_run: verb.dryRun ?? verb.effect !== "read",
    arguments: place.arguments.map((value) => ({ ...describedValue(value), required: value.required })),
    options: place.options.map(describedOption),
    output: outputOf(verb),
    exit_codes: [...new Set([0, ...errors.map(({ exit }) => exit)])].sort((a, b) => a - b),
    errors,
    operations: verb.operations,
    examples: verb.examples,
    notes: verb.notes ?? [],
  };
}

function usageOf(words: string, place: CompletionCommand): string {
  const values = place.arguments.map(({ name, required, repeats }) => {
    const text = repeats ? `${name}...` : name;
    return required ? `<${text}>` : `[${text}]`;
  });
  return ["backside", words, ...(place.options.length > 0 ? ["[options]"] : []), ...values].join(" ");
}

function describedValue({ name, description, type, choices, repeats }: CompletionValue): Described {
  return { name, description, type, choices, repeats };
}

function describedOption({ flags, description, value, initial }: CompletionOption): DescribedOption {
  const long = flags.at(-1) ?? "";
  const { type = "boolean", choices = [], repeats = false } = value ?? {};
  return {
    ...{ name: long.replace(/^-+/, ""), description, type, choices, repeats },
    flags,
    value: value?.name ?? null,
    list: value?.list ?? false,
    default: (initial ?? null) as Json,
    variable: VARIABLES[long] ?? null,
  };
}

function operationOf(operation: (typeof operations)[number]): DescribedOperation {
  const { name, summary, effect, scope, http, errors } = operation;
  const input = jsonSchemaOf(operation.input() as Schema<unknown>);
  return { operation: name, summary, effect, scope, method: http.method, path: http.path, errors, input };
}

function errorOf(code: ErrorCode): { exit: number; retryable: boolean } {
  const { exit, retryable } = ERRORS[code];
  return { exit, retryable };
}

function dotted(words: string): string {
  return words.replaceAll(" ", ".");
}
