/** A person at a terminal, who answers the questions of a command that runs in process. */
import path from "node:path";
import { PassThrough, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { main } from "../../src/cli.ts";
import { splitCommand } from "../../src/subprocess.ts";
import { fakeIo } from "../render/fake-io.ts";
import type { Result } from "./run.ts";

const ENTER = "\r";
export const CTRL_C = "\x03";

/**
 * Runs a command; whenever a question is drawn, the next answer is typed and Enter pressed.
 * @param answers one for each question; more than there are questions is an error, fewer ends in Ctrl-C
 * @returns what it printed, and the questions on stderr as they were drawn
 */
export async function runAsked(
  command: string,
  answers: readonly string[],
  { store }: { store: string },
): Promise<Result & { asked: string[] }> {
  const stdin = new PassThrough();
  const asked: string[] = [];
  let drawn = "";
  // One for each question, at whose end the library ends what is not really a terminal.
  const screen = () =>
    new Writable({
      write(chunk, _encoding, done) {
        drawn += stripVTControlCharacters(String(chunk));
        done();
      },
    });
  const type = setInterval(() => {
    const question = /\? ([^\n]*[:?)]) *$/.exec(drawn.trimEnd())?.[1];
    if (question === undefined) return;
    drawn = "";
    const answer = answers[asked.push(question) - 1] ?? CTRL_C;
    stdin.write(answer === CTRL_C ? CTRL_C : answer + ENTER);
  }, 5);
  const env = { HOME: path.dirname(store), BACKSIDE_STORE: store, BACKSIDE_PAGER: "", TZ: "UTC" };
  const { io, stdout, stderr } = fakeIo({ isTerminal: true, env });
  try {
    const code = await main(splitCommand(command), {
      ...io,
      stdin: { isTTY: true, stream: () => stdin },
      stderr: { ...io.stderr, stream: screen },
    });
    return { code, stdout: stdout.join(""), stderr: stderr.join(""), asked };
  } finally {
    clearInterval(type);
  }
}
