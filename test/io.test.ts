import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BacksideError } from "../src/domain/errors.ts";
import { applyColour, decideColour, outEach, systemIo } from "../src/io.ts";
import { fakeIo } from "./render/fake-io.ts";

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "io-"));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** What a command does with its output; `TEXT` is five megabytes. */
const PRELUDE = `
import { systemIo, outEach } from ${JSON.stringify(path.resolve("src/io.ts"))};
const io = systemIo();
const TEXT = "0123456789abcde\\n".repeat(5 * 65536);
try {
  const BODY = null;
  await io.err("done " + io.outputGone + "\\n");
} catch (error) {
  await io.err(error.code + ": " + error.message + "\\n");
  process.exitCode = 9;
}`;
const SIZE = 5 * 1024 * 1024;

/** Runs a script that writes with `systemIo()` behind a shell line in which `"$@"` is the script. */
async function run(body: string, shell = '"$@"', env: NodeJS.ProcessEnv = {}, slowly = false) {
  const script = PRELUDE.replace("const BODY = null;", body);
  const args = ["-c", shell, "sh", process.execPath, "--input-type=module", "--no-warnings", "-e", script];
  const child = spawn("bash", args, {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  const closed = new Promise<number | null>((done) => child.once("close", done));
  if (slowly) await new Promise((done) => child.stdout.once("readable", done));
  for await (const data of child.stdout) {
    stdout += data;
    if (slowly) await new Promise((done) => setTimeout(done, 1));
  }
  return { code: await closed, stdout, stderr };
}

describe("everything is delivered", () => {
  test("to a pipe", async () => {
    const { code, stdout, stderr } = await run("await io.out(TEXT);");
    expect({ code, size: stdout.length, stderr }).toEqual({ code: 0, size: SIZE, stderr: "done false\n" });
  });

  test("to a slow reader", async () => {
    const { code, stdout } = await run("await io.out(TEXT);", '"$@"', {}, true);
    expect({ code, size: stdout.length }).toEqual({ code: 0, size: SIZE });
  });

  test("to a regular file, bytes as they are", async () => {
    await run(
      "await io.out('é'); await io.out(new Uint8Array([0, 255])); await io.out(''); await io.out(TEXT);",
      '"$@" > file',
    );
    const written = fs.readFileSync(path.join(folder, "file"));
    expect(written.length).toBe(SIZE + 4);
    expect([...written.subarray(0, 5)]).toEqual([0xc3, 0xa9, 0, 255, 0x30]);
  });

  test("to a pipe that somebody made non-blocking", async () => {
    const body = "process.stdout.write('first\\n'); await io.out(TEXT);"; // Node's stream makes it so
    const { code, stdout } = await run(body, '"$@"', {}, true);
    expect({ code, size: stdout.length }).toEqual({ code: 0, size: SIZE + 6 });
  });
});

describe("a disk that is full", () => {
  test("is output_failed, exit 9", async () => {
    expect(await run("await io.out('x');", '"$@" > /dev/full')).toEqual({
      code: 9,
      stdout: "",
      stderr: "output_failed: cannot write the output: no space left on device\n",
    });
  });

  test("in mid-write as well", async () => {
    const { code, stderr } = await run("await io.out(TEXT);", 'ulimit -f 100; "$@" > short');
    expect({ code, stderr }).toEqual({ code: 9, stderr: "output_failed: cannot write the output: file too large\n" });
    expect(fs.statSync(path.join(folder, "short")).size).toBeGreaterThan(0);
  });

  test("found out while a list is being written", async () => {
    const body =
      "await outEach(io, (async function* () { yield 'a'; await new Promise((r) => setTimeout(r, 20)); yield 'b'; })());";
    expect((await run(body, '"$@" > /dev/full')).code).toBe(9);
  });

  test("on stderr goes unsaid", async () => {
    expect(await run("await io.out('x');", '"$@" 2> /dev/full')).toEqual({ code: 0, stdout: "x", stderr: "" });
  });
});

describe("a reader that left", () => {
  test("ends a list early and silently", async () => {
    const body = `let rows = 0;
      await outEach(io, (function* () { for (; rows < 1e6; rows++) yield "0123456789abcde\\n"; })());
      await io.err(rows < 1e6 ? "early\\n" : "late\\n");`;
    expect(await run(body, '"$@" | head -1; exit $PIPESTATUS')).toEqual({
      code: 0,
      stdout: "0123456789abcde\n",
      stderr: "early\ndone true\n",
    });
  });

  test("lets a write finish its work", async () => {
    const body = "await io.out(TEXT); await io.out(TEXT); await io.err('work done\\n');";
    const { code, stderr } = await run(body, '"$@" | true; exit $PIPESTATUS');
    expect({ code, stderr }).toEqual({ code: 0, stderr: "work done\ndone true\n" });
  });

  test("closed streams are no error", async () => {
    expect(await run("await io.out(TEXT);", '"$@" >&-')).toEqual({ code: 0, stdout: "", stderr: "done false\n" });
    expect(await run("await io.out('x');", '"$@" 2>&- <&-')).toEqual({ code: 0, stdout: "x", stderr: "" });
  });
});

describe("outEach", () => {
  test("gathers what comes at once, and sends it while the source waits", async () => {
    const { io, stdout } = fakeIo();
    const texts = (async function* () {
      yield "a";
      yield "b";
      await new Promise((done) => setTimeout(done, 5));
      expect(stdout).toEqual(["ab"]);
      yield "c";
    })();
    await outEach(io, texts);
    expect(stdout).toEqual(["ab", "c"]);
  });

  test("goes on in batches and stops when the reader left", async () => {
    const { io, stdout } = fakeIo({ goneAfter: 2 });
    let rows = 0;
    await outEach(
      io,
      (function* () {
        for (; rows < 10_000; rows++) yield "x".repeat(1024);
      })(),
    );
    expect(stdout.map((text) => text.length)).toEqual([65536, 65536]);
    expect(rows).toBeLessThan(200);
  });

  test("passes errors of the source and of the output on", async () => {
    const { io } = fakeIo();
    const broken = (async function* () {
      yield "a";
      throw new Error("source");
    })();
    await expect(outEach(io, broken)).rejects.toThrow("source");
    const full = { ...io, out: () => Promise.reject(new BacksideError("output_failed", "full")) };
    await expect(outEach(full, ["a", "b"])).rejects.toThrow("full");
  });
});

describe("colour", () => {
  test.each([
    ["always", { NO_COLOR: "1" }, false, true],
    ["never", { FORCE_COLOR: "1" }, true, false],
    ["auto", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    ["auto", { NO_COLOR: "", FORCE_COLOR: "1" }, false, true],
    ["auto", { FORCE_COLOR: "0", CLICOLOR_FORCE: "1" }, true, false],
    ["auto", { FORCE_COLOR: "false" }, true, false],
    ["auto", { FORCE_COLOR: "3", CLICOLOR: "0" }, false, true],
    ["auto", { CLICOLOR_FORCE: "1", CLICOLOR: "0" }, false, true],
    ["auto", { CLICOLOR_FORCE: "0" }, false, false],
    ["auto", { CLICOLOR_FORCE: "0", CLICOLOR: "0" }, true, false],
    ["auto", { CLICOLOR: "0" }, true, false],
    ["auto", { CLICOLOR: "1" }, false, false],
    ["auto", { CLICOLOR: "1", TERM: "dumb" }, true, false],
    ["auto", { TERM: "xterm" }, true, true],
    ["auto", {}, true, true],
    ["auto", {}, false, false],
  ] as const)("--color=%s %j, terminal %s → %s", (choice, env, isTTY, expected) => {
    expect(decideColour(choice, env, isTTY)).toBe(expected);
  });

  test("--color overrules both streams", () => {
    const { io } = fakeIo();
    applyColour(io, "always");
    expect([io.stdout.colour, io.stderr.colour]).toEqual([true, true]);
    applyColour(io, "auto");
    expect([io.stdout.colour, io.stderr.colour]).toEqual([false, false]);
  });
});

describe("BACKSIDE_FORCE_TTY", () => {
  test.each([
    [undefined, { isTTY: false, isTerminal: false, columns: 80, colour: false }],
    ["", { isTTY: false, isTerminal: false, columns: 80, colour: false }],
    ["0", { isTTY: false, isTerminal: false, columns: 80, colour: false }],
    ["1", { isTTY: true, isTerminal: false, columns: 80, colour: true }],
    ["yes", { isTTY: true, isTerminal: false, columns: 80, colour: true }],
    ["132", { isTTY: true, isTerminal: false, columns: 132, colour: true }],
  ])("%j", async (value, expected) => {
    const body =
      "const { isTTY, isTerminal, columns, colour } = io.stdout; await io.out(JSON.stringify({ isTTY, isTerminal, columns, colour }));";
    const { stdout } = await run(body, '"$@"', value === undefined ? {} : { BACKSIDE_FORCE_TTY: value });
    expect(JSON.parse(stdout)).toEqual(expected);
  });
});

test("the clock is the system's", () => {
  expect(Math.abs(systemIo().now().getTime() - Date.now())).toBeLessThan(60_000);
});
