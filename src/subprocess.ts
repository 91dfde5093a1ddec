/** Programs of the user's choice, such as pager and editor: started without a shell. */
import type { ChildProcess } from "node:child_process";
import { usageError } from "./domain/errors.ts";

/**
 * Splits a command from the environment into words as a shell would, quotes and backslashes included, but expands
 * nothing: no shell ever sees it.
 */
export function splitCommand(command: string): string[] {
  const words: string[] = [];
  for (const [word] of command.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+|["'\\]/g)) {
    if (word === '"' || word === "'" || word === "\\") throw usageError(`unfinished quote in the command ${command}`);
    words.push(word.replace(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/g, unquoted));
  }
  return words;
}

function unquoted(_part: string, escaped?: string, double?: string, single?: string): string {
  return escaped ?? double?.replace(/\\(["\\$`])/g, "$1") ?? single ?? "";
}

/** Whether the program is there and runs. */
export function started(child: ChildProcess): Promise<boolean> {
  return new Promise((done) => {
    child.once("spawn", () => done(true)).once("error", () => done(false));
  });
}
