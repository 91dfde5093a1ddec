/** What `schema` tells of the program. */
import { anything, choice, flag, integer, jsonObject, list, nullable, object, text } from "../schema.ts";

const DESCRIBED = {
  name: text("Name; of an option without dashes"),
  description: text("What it is for"),
  type: text("text, integer, time, file, boolean for a switch, or what it names: contact, tag, group"),
  choices: list(text("Value"), "The only values there are; empty when any will do"),
  repeats: flag("Whether it may be given again and again"),
};

export const DescribedOption = object({
  ...DESCRIBED,
  flags: list(text("-o, --output"), "The spellings"),
  value: nullable(text("Placeholder of the value; null for a switch")),
  list: flag("Whether several choices may be given, separated by commas"),
  default: anything("What holds when it is not given"),
  variable: nullable(text("The environment variable that says the same")),
});

export const CommandDescription = object({
  command: text("contacts.create"),
  summary: text("What it does"),
  usage: text("How it is called"),
  effect: choice(["read", "write", "destructive"], "What it does to the data"),
  dry_run: flag("Whether --dry-run tries it out"),
  arguments: list(object({ ...DESCRIBED, required: flag("Whether it must be given") }), "In their order"),
  options: list(DescribedOption, "Besides those of every command"),
  output: nullable(
    object({
      forms: list(text("Form"), "Output forms to choose from"),
      json: text("What --json prints, for people"),
      schema: jsonObject("JSON Schema of --json"),
      ndjson: jsonObject("JSON Schema of a line of --ndjson"),
    }),
  ),
  exit_codes: list(integer("Exit code", 0), "Exit codes it may end with"),
  errors: list(
    object({ code: text("Error code"), exit: integer("Exit code", 0), when: text("When it comes") }),
    "Errors it may end with",
  ),
  operations: list(text("Operation"), "Operations it calls"),
  examples: list(text("Command line"), "Examples"),
  notes: list(text("Note"), "What else is worth knowing"),
});

export const ProgramDescription = object({
  name: text("backside"),
  version: text("Version"),
  summary: text("What it is"),
  options: list(DescribedOption, "Options of every command"),
  nouns: list(
    object({
      command: text("contacts"),
      summary: text("What it is about"),
      examples: list(text("Command line"), "Examples"),
    }),
    "Commands of commands",
  ),
  commands: list(CommandDescription, "In the order of help"),
  operations: list(
    object({
      operation: text("contacts.get"),
      summary: text("What it does"),
      effect: choice(["read", "write", "destructive"], "What it does to the data"),
      scope: text("Scope that a key needs"),
      method: text("HTTP method"),
      path: text("Path below /api/v1"),
      errors: list(text("Error code"), "Errors of its own"),
      input: jsonObject("JSON Schema of the input"),
    }),
    "What the commands call",
  ),
  exit_codes: list(object({ exit: integer("Exit code", 0), meaning: text("What it says") }), "Exit codes"),
  errors: list(
    object({
      code: text("Error code"),
      exit: integer("Exit code", 0),
      retryable: flag("Whether the same command may succeed later"),
      meaning: text("What it says"),
    }),
    "Error codes",
  ),
  $defs: jsonObject("JSON Schemas by name"),
});
