import type { Command } from "commander";
import { hasStore } from "../backend/open.ts";
import { type Position, readWords } from "../completion/position.ts";
import { quotedFor, type Shell, unquoted } from "../completion/shell-words.ts";
import { readConfiguration } from "../config.ts";
import { type Candidate, listCompletions, NAMED, type Named } from "../operations/completions/list.ts";
import { sanitizeForTty } from "../render/sanitize.ts";
import type { Context } from "./context.ts";
import type { Verb } from "./verb.ts";

/**
 * What the completion scripts call where names of the store may stand: `backside __complete SHELL -- WORD…`, the last
 * word being typed. A line for each candidate: what to type, and after a TAB what it is. Hidden, and silent on errors.
 */
export const complete: Verb = {
  name: "__complete",
  summary: "Complete names for a shell",
  examples: ["backside __complete fish -- contacts get ad"],
  effect: "read",
  operations: ["completions.list"],
  build: completeCommand,
};

function completeCommand(command: Command, context: Context): Command {
  return command
    .argument("<shell>")
    .argument("[words...]")
    .action(async (shell: Shell, words: string[]) => {
      try {
        await context.io.out(await answer(command.parent ?? command, context, shell, words));
      } catch {
        // A shell that completes has no place for messages.
      }
    });
}

async function answer(program: Command, context: Context, shell: Shell, words: readonly string[]): Promise<string> {
  const raw = words.at(-1) ?? "";
  const last = shell === "bash" || shell === "fish" ? unquoted(raw) : { text: raw, quoting: "none" as const };
  if (last === null) return "";
  const before = words.slice(0, -1).map((word) => (shell === "bash" ? (unquoted(word)?.text ?? word) : word));
  const { position, given } = readWords(program, [...before, last.text]);
  if (!position) return "";
  for (const option of ["store", "profile"]) {
    const value = given.get(`--${option}`);
    if (value !== undefined) program.setOptionValue(option, value);
  }
  const found = await candidates(context, position);
  const isOperand = before.includes("--");
  return found
    .filter(({ value }) => isWord(value) && (isOperand || !value.startsWith("-")))
    .map(({ value, description }) => {
      const word = quotedFor(shell, position.before + value, last.quoting);
      return shell === "bash" || description === null ? `${word}\n` : `${word}\t${cleaned(description)}\n`;
    })
    .join("");
}

async function candidates(context: Context, { path, value, typed }: Position): Promise<Candidate[]> {
  if (value.type === "profile") return profiles(context, typed);
  const type = DELETED.has(path) && value.type === "contact" ? "deleted_contact" : value.type;
  const known: readonly string[] = NAMED;
  if (!known.includes(type) || !hasStore(context.settings())) return [];
  return context.backend("read").call(listCompletions, { type: type as Named, prefix: typed });
}

function profiles({ io }: Context, typed: string): Candidate[] {
  const names = Object.keys(readConfiguration(io.env).profiles ?? {});
  return names.filter((name) => name.startsWith(typed)).map((value) => ({ value, description: null }));
}

/** Commands that are for deleted contacts. */
const DELETED = new Set(["contacts restore", "contacts purge"]);

/** What would look different on the screen cannot be typed either. */
function isWord(value: string): boolean {
  return value !== "" && cleaned(value) === value;
}

function cleaned(text: string): string {
  return sanitizeForTty(text, { cell: true });
}
