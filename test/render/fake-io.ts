import { Readable, Writable } from "node:stream";
import type { Io, OutputStream } from "../../src/io.ts";

type Fake = { isTerminal?: boolean; columns?: number; rows?: number; env?: NodeJS.ProcessEnv };
type Outside = { goneAfter?: number; input?: string; now?: Date };

/** An `Io` that keeps what it is given; `goneAfter` texts the reader leaves. Standard input holds `input`. */
export function fakeIo({
  goneAfter = Number.POSITIVE_INFINITY,
  input = "",
  now = new Date("2026-03-10T12:00:00Z"),
  ...stream
}: Fake & Outside = {}) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const io: Io = {
    env: stream.env ?? {},
    stdin: { isTTY: false, stream: () => Readable.from(input === "" ? [] : [Buffer.from(input)]) },
    stdout: outputStream(stream),
    stderr: outputStream(stream),
    get outputGone() {
      return stdout.length >= goneAfter;
    },
    now: () => now,
    async out(text) {
      if (stdout.length < goneAfter) stdout.push(typeof text === "string" ? text : Buffer.from(text).toString());
    },
    async err(text) {
      stderr.push(text);
    },
  };
  return { io, stdout, stderr };
}

function outputStream({ isTerminal = false, columns = 80, rows = 24 }: Fake): OutputStream {
  return { isTTY: isTerminal, isTerminal, columns, rows, colour: false, stream: () => new Writable() };
}
