#!/usr/bin/env node
"use strict";
// A CommonJS shim: Node starts it sooner than an ES module. Code here must be readable by any old Node.
const [major, minor, patch] = process.versions.node.split(".").map(Number);
const supported =
  (major === 22 && (minor > 22 || (minor === 22 && patch >= 3))) || (major === 24 && minor >= 15) || major >= 26;

if (supported) start();
else restart();

function start() {
  if (process.argv.length === 3 && /^(--version|-V)$/.test(process.argv[2]) && printVersion()) return;
  require("./load.js")
    .load("cli")
    .main(process.argv.slice(2))
    // Everything is delivered by now. Left to itself Node would take another 3 ms to tear itself down.
    .then((code) => process.exit(code));
}

/** The commonest question of scripts needs no program. A full disk or closed pipe is left to it. */
function printVersion() {
  const line = `${require("../package.json").version}\n`;
  try {
    return require("node:fs").writeSync(1, line) === line.length;
  } catch {
    return false;
  }
}

/** In a checkout the pinned Node does the work; anywhere else one line says what to do. */
function restart() {
  const { existsSync } = require("fs");
  const { join } = require("path");
  const node = process.platform === "win32" ? "node.exe" : "node";
  const pinned = join(__dirname, "..", "node_modules", "node", "bin", node);
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
