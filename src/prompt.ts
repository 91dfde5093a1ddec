/** Questions to a person, on stderr, so that stdout holds results only. Loaded on use: the library costs 60 ms. */
import { confirm, input, select } from "@inquirer/prompts";
import { BacksideError } from "./domain/errors.ts";
import type { Io } from "./io.ts";
import { sanitizeForTty } from "./render/sanitize.ts";

export type Choice<T> = { value: T; name: string; note: string };

/** @throws cancelled on Ctrl-C or Escape */
export async function pick<T>(io: Io, message: string, choices: readonly Choice<T>[]): Promise<T> {
  const shown = choices.map(({ value, name, note }) => ({
    value,
    name: `${clean(name)}  ${clean(note)}`,
    short: clean(name),
  }));
  return asked(() => select({ message: clean(message), choices: shown }, streams(io)));
}

/** A yes or no. @param enter what Enter means: no, unless nothing can be lost. @throws cancelled on Ctrl-C or Escape */
export async function agrees(io: Io, message: string, enter = false): Promise<boolean> {
  return asked(() => confirm({ message: clean(message), default: enter }, streams(io)));
}

/**
 * A line of text.
 * @param wrong what is not right about an answer; null for one that will do
 * @throws cancelled on Ctrl-C or Escape
 */
export async function line(
  io: Io,
  message: string,
  wrong: (text: string) => string | null = () => null,
): Promise<string> {
  const validate = (text: string) => wrong(text) ?? true;
  return asked(() => input({ message: clean(message), validate }, streams(io)));
}

function streams(io: Io): { input: NodeJS.ReadableStream; output: NodeJS.WritableStream } {
  return { input: io.stdin.stream(), output: io.stderr.stream() };
}

function clean(text: string): string {
  return sanitizeForTty(text, { cell: true });
}

async function asked<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Error && error.name === "ExitPromptError")
      throw new BacksideError("cancelled", "cancelled; nothing was changed");
    throw error;
  }
}
