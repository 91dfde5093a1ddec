/** Output longer than the screen goes through a pager, when a person is there to turn the pages. */
import type { ChildProcess } from "node:child_process";
import { type Io, outEach } from "./io.ts";
import { splitCommand, started } from "./subprocess.ts";

export type Paging = {
  pager: boolean;
  /** The configured command. */
  command?: string | null;
};

/**
 * Writes texts to stdout: through the pager when stdout is a terminal and they do not fit on it, else directly.
 * A pager that is quit early ends the reading of `texts` and is no error.
 */
export async function outPaged(
  io: Io,
  texts: AsyncIterable<string>,
  { pager, command: set = null }: Paging,
): Promise<void> {
  const command = pager && io.stdout.isTerminal ? pagerCommand(io.env, set) : [];
  if (command.length === 0) return outEach(io, texts);
  const source = texts[Symbol.asyncIterator]();
  try {
    const { text, ended } = await readScreen(source, io.stdout);
    if (ended) return await io.out(text);
    const rest = startingWith(text, source);
    if (!(await throughPager(command, rest, io.env))) await outEach(io, rest);
  } finally {
    await source.return?.();
  }
}

/**
 * The pager's words: `BACKSIDE_PAGER`, what is configured for us, `PAGER`, which is for all programs, `less -FRX`; none
 * when the first of them is empty.
 */
function pagerCommand(env: NodeJS.ProcessEnv, configured: string | null): string[] {
  return splitCommand(env.BACKSIDE_PAGER ?? configured ?? env.PAGER ?? "less -FRX");
}

/** Reads until the screen is full. */
async function readScreen(
  source: AsyncIterator<string>,
  { rows, columns }: { rows: number; columns: number },
): Promise<{ text: string; ended: boolean }> {
  let text = "";
  while (linesOf(text, columns) < rows) {
    const next = await source.next();
    if (next.done) return { text, ended: true };
    text += next.value;
  }
  return { text, ended: false };
}

/** Lines on the screen, where a long one takes several. */
function linesOf(text: string, columns: number): number {
  const lines = text.replace(/\x1b\[\d+m/g, "").split("\n");
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), -1);
}

async function* startingWith(text: string, source: AsyncIterator<string>): AsyncGenerator<string> {
  yield text;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

/** False when there is no such pager; then nothing of `texts` was read. */
async function throughPager(
  [file = "", ...args]: readonly string[],
  texts: AsyncIterable<string>,
  env: NodeJS.ProcessEnv,
): Promise<boolean> {
  const { spawn } = process.getBuiltinModule("node:child_process");
  const ignore = (): void => {}; // Ctrl-C belongs to the pager
  process.on("SIGINT", ignore);
  try {
    const child = spawn(file, args, { stdio: ["pipe", "inherit", "inherit"], env: { LESS: "FRX", LV: "-c", ...env } });
    if (!(await started(child))) return false;
    await feed(child, texts);
    return true;
  } finally {
    process.off("SIGINT", ignore);
  }
}

async function feed(child: ChildProcess, texts: AsyncIterable<string>): Promise<void> {
  const { stdin } = child;
  if (stdin === null) return;
  const closed = new Promise<void>((done) => child.once("close", () => done()));
  stdin.on("error", () => {}); // EPIPE: the pager was quit
  for await (const text of texts) {
    if (!stdin.writable) break;
    if (!stdin.write(text)) await Promise.race([new Promise((done) => stdin.once("drain", done)), closed]);
  }
  stdin.end();
  await closed;
}
