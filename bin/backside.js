#!/usr/bin/env node
"use strict";
// CommonJS: Node starts it sooner than an ES module. Code here must be readable by any old Node.
//
// Loads the modules of dist/ with V8's code cache. Node's own compile cache keeps only what is compiled while a file
// loads, not the functions that run later, and compiling those is half of our start-up time. The build makes the caches
// for its own Node; any other makes them for itself at its first run.
const fs = require("fs");
const vm = require("vm");

const [major, minor, patch] = process.versions.node.split(".").map(Number);
const supported =
  (major === 22 && (minor > 22 || (minor === 22 && patch >= 3))) || (major === 24 && minor >= 15) || major >= 26;

// Paths are put together by hand here: the first call of path.join costs half a millisecond.
const dist = `${__dirname}/../dist`;
/** Factories of modules by name; a file brings those that are needed together. */
const factories = Object.create(null);
const instances = Object.create(null);
/** The files loaded so far: name of the cache, script, and whether a cache served. */
const scripts = [];

module.exports = { load, scripts };
if (require.main === module) {
  if (supported) start();
  else restart();
}

function start() {
  if (process.argv.length === 3 && /^(--version|-V)$/.test(process.argv[2]) && printVersion()) return;
  load("cli")
    .main(process.argv.slice(2))
    // Everything is delivered by now. Left to itself Node would take another 3 ms to tear itself down.
    .then((code) => process.exit(code));
}

/** The commonest question of scripts needs no program. A full disk or closed pipe is left to it. */
function printVersion() {
  const line = `${require("../package.json").version}\n`;
  try {
    return fs.writeSync(1, line) === line.length;
  } catch {
    return false;
  }
}

/**
 * The exports of a module of the bundle.
 * @param file the file of dist/ that holds it
 */
function load(name, file = name) {
  const known = instances[name];
  if (known) return known.exports;
  // What the start-up path needs stands in cli.js, also for the reading thread of an import.
  if (!("cli" in factories)) Object.assign(factories, evaluate("cli"));
  if (!(name in factories)) Object.assign(factories, evaluate(file));
  const module = { exports: {} };
  instances[name] = module;
  factories[name](module, load, require, dist);
  return module.exports;
}

function evaluate(name) {
  const filename = `${dist}/${name}.js`;
  const source = fs.readFileSync(filename, "latin1"); // the build writes ASCII only
  // One cache for each build and each V8: the file begins with its hash.
  const cache = `${name}-${source.slice(2, 18)}-${process.versions.v8}-${process.arch}.cache`;
  const cachedData = read(`${dist}/${cache}`) || read(`${cacheDirectory()}/${cache}`);
  const script = new vm.Script(source, { filename, cachedData });
  const served = cachedData !== undefined && !script.cachedDataRejected;
  if (!served && scripts.every((one) => one.served)) process.once("exit", writeCaches);
  scripts.push({ cache, script, served });
  return script.runInThisContext();
}

/** Under our own directory: a cache in a shared /tmp could be filled by somebody else. */
function cacheDirectory() {
  const { XDG_CACHE_HOME, HOME, LOCALAPPDATA } = process.env;
  return `${XDG_CACHE_HOME || (HOME ? `${HOME}/.cache` : LOCALAPPDATA || dist)}/backside/compile`;
}

function read(cache) {
  try {
    return fs.readFileSync(cache);
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written costs time, nothing else. */
function writeCaches() {
  if (process.env.NODE_DISABLE_COMPILE_CACHE) return;
  const directory = cacheDirectory();
  for (const { cache, script, served } of scripts) {
    const target = `${directory}/${cache}`;
    try {
      if (served) continue;
      load("cli").makeDirectories(directory);
      fs.writeFileSync(`${target}.${process.pid}`, script.createCachedData(), { mode: 0o600 });
      fs.renameSync(`${target}.${process.pid}`, target);
    } catch {
      removeQuietly(`${target}.${process.pid}`);
    }
  }
}

function removeQuietly(file) {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // A directory that may not even be looked into.
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
