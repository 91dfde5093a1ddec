/** The outside of the process: streams, what they are, and the clock. Everything else is handed an `Io`. */
import fs from "node:fs";
import { BacksideError, errnoOf, fileError } from "./domain/errors.ts";

export type Io = {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** True once nobody reads stdout any more: reads may stop and exit 0, writes finish their work. */
  readonly outputGone: boolean;
  now(): Date;
  /** Results. Delivered when the promise settles; rejects with `output_failed` when the disk is full. */
  out(text: string | Uint8Array): Promise<void>;
  /** Everything that is not a result. Never fails: there is nowhere left to complain. */
  err(text: string): Promise<void>;
};

export type InputStream = {
  readonly isTTY: boolean;
  /** Opened by the first call. */
  stream(): NodeJS.ReadableStream;
};

export type OutputStream = {
  /** Format as for a terminal: it is one, or `BACKSIDE_FORCE_TTY` says to act so. */
  readonly isTTY: boolean;
  /** A person really is there: prompts and pagers ask this one. */
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly rows: number;
  /** Decided by the environment until `--color` overrules it. */
  colour: boolean;
  /** For libraries that draw by themselves, such as prompts. */
  stream(): NodeJS.WritableStream;
};

export type ColourChoice = "auto" | "always" | "never";

/** The real process. Nothing is opened or asked before it is needed: this is on the start-up path. */
export function systemIo(): Io {
  const { env } = process;
  const stdout = outputStream(1, env, () => process.stdout);
  const stderr = outputStream(2, env, () => process.stderr);
  let outputGone = false;
  return {
    env,
    stdin: {
      get isTTY() {
        return isTerminal(0);
      },
      stream: () => process.stdin,
    },
    stdout,
    stderr,
    get outputGone() {
      return outputGone;
    },
    now: () => new Date(),
    async out(text) {
      if (outputGone) return;
      try {
        await deliver(1, stdout, text);
      } catch (error) {
        if (!readerLeft(error, stdout)) throw outputFailed(error);
        outputGone = true;
      }
    },
    async err(text) {
      await deliver(2, stderr, text).catch(() => {});
    },
  };
}

/** Applies `--color` to both streams. */
export function applyColour(io: Io, choice: ColourChoice): void {
  for (const stream of [io.stdout, io.stderr]) stream.colour = decideColour(choice, io.env, stream.isTTY);
}

/** Whether to use colour; the first rule that applies wins, an empty variable counts as unset. */
export function decideColour(choice: ColourChoice, env: NodeJS.ProcessEnv, isTTY: boolean): boolean {
  if (choice !== "auto") return choice === "always";
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  if (env.CLICOLOR_FORCE && env.CLICOLOR_FORCE !== "0") return true;
  if (env.CLICOLOR === "0") return false;
  if (env.TERM === "dumb") return false;
  return isTTY;
}

const BATCH = 64 * 1024;

/**
 * Writes a stream of texts to stdout and stops early when the reader left. Texts that come without waiting travel
 * together; while the source waits for something (a page over the network), what there is goes out.
 */
export async function outEach(io: Io, texts: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let held = "";
  let flushing: Promise<void> | null = null;
  const flush = async (): Promise<void> => {
    await eventLoopTurn(); // Ctrl-C gets its chance between two batches
    while (held !== "") {
      const text = held;
      held = "";
      await io.out(text);
    }
    flushing = null; // not reached on failure: whoever awaits it next gets the error
  };
  for await (const text of texts) {
    held += text;
    if (flushing === null) {
      flushing = flush();
      flushing.catch(() => {});
    }
    if (held.length >= BATCH) await flushing;
    if (io.outputGone) return;
  }
  // The end need not wait for its turn: most outputs are one batch, and the turn would be a tenth of their time.
  const last = held;
  held = "";
  if (last === "") await flushing;
  else await io.out(last);
}

function outputStream(fd: 1 | 2, env: NodeJS.ProcessEnv, open: () => NodeJS.WriteStream): OutputStream {
  const force = env.BACKSIDE_FORCE_TTY ?? "";
  const forced = force !== "" && force !== "0";
  const forcedColumns = force === "1" ? null : columnsOf(force); // "1" is a plain yes
  let terminal: boolean | undefined;
  let colour: boolean | undefined;
  return {
    get isTerminal() {
      terminal ??= isTerminal(fd);
      return terminal;
    },
    get isTTY() {
      return forced || this.isTerminal;
    },
    get columns() {
      return forcedColumns ?? ((this.isTerminal && open().columns) || (columnsOf(env.COLUMNS) ?? 80));
    },
    get rows() {
      return (this.isTerminal && open().rows) || 24;
    },
    get colour() {
      colour ??= decideColour("auto", env, this.isTTY);
      return colour;
    },
    set colour(value) {
      colour = value;
    },
    stream: open,
  };
}

/** COLUMNS, say: what a shell knows of the terminal that a table in a pipe may still reach. */
function columnsOf(text = ""): number | null {
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : null;
}

/** Asks the cheap question first: loading node:tty costs 1.8 ms, and a pipe or a file is never a terminal. */
function isTerminal(fd: number): boolean {
  try {
    const stat = fs.fstatSync(fd);
    return stat.isCharacterDevice() && !isMemoryDevice(stat) && process.getBuiltinModule("node:tty").isatty(fd);
  } catch {
    return false;
  }
}

/** `/dev/null` and its kin. */
function isMemoryDevice({ rdev }: fs.Stats): boolean {
  return process.platform === "linux" && rdev >> 8 === 1;
}

/** A Windows console wants its own encoding, which only Node's stream knows. */
async function deliver(fd: 1 | 2, stream: OutputStream, text: string | Uint8Array): Promise<void> {
  if (text.length === 0) return;
  if (process.platform !== "win32" || !stream.isTerminal) return writeFully(fd, text);
  await new Promise<void>((done, failed) => {
    stream.stream().write(text, (error) => (error ? failed(error) : done()));
  });
}

/**
 * Writes until every byte is out. Node's own streams drop the rest of a short write to a regular file without an
 * error, and cost a millisecond to set up.
 */
function writeFully(fd: number, text: string | Uint8Array): void {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  let pause = 1;
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += fs.writeSync(fd, bytes, offset);
      pause = 1;
    } catch (error) {
      if (errnoOf(error) !== "EAGAIN") throw error; // a full pipe that another process made non-blocking
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
      pause = Math.min(pause * 2, 20);
    }
  }
}

/** EPIPE; EOF on Windows; a terminal that was closed answers EIO, which on a file is a broken disk. */
function readerLeft(error: unknown, stream: OutputStream): boolean {
  const errno = errnoOf(error);
  return errno === "EPIPE" || errno === "EOF" || (errno === "EIO" && stream.isTerminal);
}

function outputFailed(error: unknown): BacksideError {
  const { message, details } = fileError("cannot write the output", error);
  return new BacksideError("output_failed", message, { details, cause: error });
}

function eventLoopTurn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
