/** Runs a command line: in process on a fake outside, or as the built program. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { main } from "../../src/cli.ts";
import { splitCommand } from "../../src/subprocess.ts";
import { fakeIo } from "../render/fake-io.ts";

export type RunOptions = {
  /** Path of the store; its folder is the home directory. */
  store: string;
  /** Read as file descriptor 0 by the reading thread, so a command with it runs as the built program. */
  stdin?: string | Uint8Array;
  /** Standard input of a command that runs in process. */
  input?: string;
  /** The time, RFC 3339. */
  now?: string;
  /** Whether stdout and stderr are a terminal. */
  tty?: boolean;
  columns?: number;
  env?: NodeJS.ProcessEnv;
};

export type Result = { code: number; stdout: string; stderr: string };

/** `run("contacts list --json", { store })`: words are split as a shell does, quotes included. */
export async function run(command: string, options: RunOptions): Promise<Result> {
  if (options.stdin !== undefined) return spawned(command, options);
  const { tty = false, columns = 80, input = "", now } = options;
  const outside = { input, ...(now === undefined ? {} : { now: new Date(now) }) };
  const { io, stdout, stderr } = fakeIo({ isTerminal: tty, columns, env: environment(options), ...outside });
  const code = await main(splitCommand(command), io);
  return { code, stdout: stdout.join(""), stderr: stderr.join("") };
}

/** Standard output of a command that must succeed, as JSON. */
export async function json<T = Record<string, unknown>>(command: string, options: RunOptions): Promise<T> {
  const { code, stdout, stderr } = await run(`${command} --json`, options);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

/** The error object of a command that must fail under `--json`: one line on stderr and nothing on stdout. */
export async function errorOf(command: string, options: RunOptions) {
  const { code, stdout, stderr } = await run(`${command} --json`, options);
  if (!/^\{.*\}\n$/.test(stderr)) throw new Error(`not one line of JSON: ${stderr}`);
  const { error, ...rest } = JSON.parse(stderr);
  if (Object.keys(rest).length > 0) throw new Error(`more than an error: ${stderr}`);
  return { code, stdout, error };
}

const ROOT = path.join(import.meta.dirname, "../..");
export const BIN = path.join(ROOT, "bin/backside.js");

/** An editor that edits by itself, to be followed by pairs of texts: what to replace, and by what. */
export const REPLACE = `${JSON.stringify(process.execPath)} ${JSON.stringify(path.join(import.meta.dirname, "replace.js"))}`;

export type SpawnOptions = Omit<RunOptions, "tty" | "columns"> & {
  /** A line of bash in which `"$@"` is the command: redirections, limits, pipes. */
  shell?: string;
  /** Told the process id of the shell's or the program's process, to send it signals. */
  onStart?: (pid: number) => void;
  /** The working directory. */
  cwd?: string;
  /** Node and the program's file, where it is not the checkout's. */
  program?: readonly string[];
};

/** The built program. A process ended by a signal has the code a shell gives it, 128 + its number. */
export async function spawned(command: string, options: SpawnOptions): Promise<Result> {
  const { stdin, shell, onStart, cwd, program = [process.execPath, BIN] } = options;
  const words = [...program, ...splitCommand(command)];
  const [file = "", ...args] = shell === undefined ? words : ["bash", "-c", shell, "bash", ...words];
  const env = { PATH: process.env.PATH, ...environment(options) };
  const child = spawn(file, args, { env, cwd, stdio: [stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"] });
  if (child.pid !== undefined) onStart?.(child.pid);
  child.stdin?.on("error", () => {}); // a command that does not read all of it
  child.stdin?.end(stdin);
  const [stdout, stderr, code] = await Promise.all([textOf(child.stdout), textOf(child.stderr), exitOf(child)]);
  return { code, stdout, stderr };
}

/** Copies Node and the program to where any user can run them: a checkout may be closed to others. */
export function programForAll(folder: string): string[] {
  const place = path.join(folder, "program");
  for (const part of ["bin", "dist", "package.json"])
    fs.cpSync(path.join(ROOT, part), path.join(place, part), { recursive: true });
  const node = path.join(place, "node");
  fs.copyFileSync(process.execPath, node, fs.constants.COPYFILE_FICLONE);
  for (const one of [
    place,
    ...fs.readdirSync(place, { recursive: true, encoding: "utf8" }).map((name) => path.join(place, name)),
  ])
    fs.chmodSync(one, 0o755);
  return [node, path.join(place, "bin/backside.js")];
}

function environment({ store, env }: Pick<RunOptions, "store" | "env">): NodeJS.ProcessEnv {
  return { HOME: path.dirname(store), BACKSIDE_STORE: store, BACKSIDE_PAGER: "", TZ: "UTC", ...env };
}

async function textOf(stream: AsyncIterable<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  if (stream) for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function exitOf(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? 128 + SIGNALS[signal as keyof typeof SIGNALS]));
  });
}

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGPIPE: 13, SIGTERM: 15 };
