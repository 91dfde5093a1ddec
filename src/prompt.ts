/** Questions to a person, on stderr, so that stdout holds results only. Loaded on use: the library costs 60 ms. */
import { select } from "@inquirer/prompts";
import { BacksideError } from "./domain/errors.ts";
import type { Io } from "./io.ts";
import { sanitizeForTty } from "./render/sanitize.ts";

export type Choice<T> = { value: T; name: string; note: string };

/** @throws cancelled on Ctrl-C or Escape */
export async function pick<T>(io: Io, message: string, choices: readonly Choice<T>[]): Promise<T> {
  const shown = choices.map(({ value, name, note }) => ({
    value,
    name: `${sanitizeForTty(name, { cell: true })}  ${sanitizeForTty(note, { cell: true })}`,
    short: sanitizeForTty(name, { cell: true }),
  }));
  try {
    return await select(
      { message: sanitizeForTty(message, { cell: true }), choices: shown },
      { input: io.stdin.stream(), output: io.stderr.stream() },
    );
  } catch (error) {
    if (error instanceof Error && error.name === "ExitPromptError")
      throw new BacksideError("cancelled", "cancelled; nothing was changed");
    throw error;
  }
}
