/** The user's editor, on the user's terminal. */
import { BacksideError, usageError } from "./domain/errors.ts";
import type { Io } from "./io.ts";
import { splitCommand, started } from "./subprocess.ts";

/**
 * The editor's words: `BACKSIDE_EDITOR`, `VISUAL`, `EDITOR`, then `vi` (`notepad` on Windows); an empty variable counts
 * as unset. Without a terminal only an editor that was named is started: it may be a script.
 * @throws input_required
 */
export function editorCommand({ env, stdin, stderr }: Io): string[] {
  const named = [env.BACKSIDE_EDITOR, env.VISUAL, env.EDITOR].find((words) => words?.trim());
  if (named !== undefined) return splitCommand(named);
  if (stdin.isTTY && stderr.isTerminal) return [process.platform === "win32" ? "notepad" : "vi"];
  throw new BacksideError("input_required", "there is no terminal to edit on", {
    hint: "`backside contacts update` changes fields by options; EDITOR names a program that edits by itself",
  });
}

/** Lets the file be edited. @throws usage when there is no such editor, cancelled when it ends with an error */
export async function edit([file = "", ...args]: readonly string[], path: string, { env, stdout }: Io): Promise<void> {
  const { spawn } = process.getBuiltinModule("node:child_process");
  const ignore = (): void => {}; // Ctrl-C belongs to the editor
  process.on("SIGINT", ignore);
  try {
    // Standard output is for the result: in a pipe the editor draws where messages go.
    const child = spawn(file, [...args, path], {
      stdio: ["inherit", stdout.isTerminal ? "inherit" : 2, "inherit"],
      env,
    });
    const ended = new Promise<string | null>((done) => {
      child.once("close", (code, signal) => done(code === 0 ? null : (signal ?? `exit code ${code}`)));
    });
    if (!(await started(child)))
      throw usageError(
        `the editor ${file} cannot be started`,
        "set EDITOR or BACKSIDE_EDITOR to one that is installed",
      );
    const failure = await ended;
    if (failure !== null) throw new BacksideError("cancelled", `the editor ended with ${failure}; nothing was changed`);
  } finally {
    process.off("SIGINT", ignore);
  }
}
