#!/usr/bin/env node
"use strict";
// A CommonJS shim: Node starts it sooner than an ES module. Code here must be readable by any old Node.
const [major, minor, patch] = process.versions.node.split(".").map(Number);
const supported =
  (major === 22 && (minor > 22 || (minor === 22 && patch >= 3))) || (major === 24 && minor >= 15) || major >= 26;

if (supported) start();
else restart();

function start() {
  const { join } = require("node:path");
  const { env } = process;
  const cache = env.XDG_CACHE_HOME || (env.HOME ? join(env.HOME, ".cache") : env.LOCALAPPDATA);
  // Under our own directory: a cache in a shared /tmp could be filled by somebody else.
  if (cache && !env.NODE_DISABLE_COMPILE_CACHE)
    require("node:module").enableCompileCache(join(cache, "backside", "compile"));
  require("../dist/cli.cjs")
    .main(process.argv.slice(2))
    .then((code) => {
      process.exitCode = code;
    });
}

/** In a checkout the pinned Node does the work; anywhere else one line says what to do. */
function restart() {
  const { existsSync } = require("fs");
  const { join } = require("path");
  const pinned = join(
    __dirname,
    "..",
    "node_modules",
    "node",
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (!existsSync(pinned)) {
    process.stderr.write(
      `backside needs Node 22.22.3, 24.15 or newer; this is Node ${process.versions.node}. Install a current one from nodejs.org.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const child = require("child_process").spawn(pinned, [__filename, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code === null ? 128 + require("os").constants.signals[signal] : code;
  });
}
