#!/usr/bin/env node
// Start-up as a ratio to a bare `node -e 0` of the same Node, medians of one hyperfine run, on a store of 100,000 cards.
// Usage: startup.mjs [CARDS] [RUNS]. Needs hyperfine. The last column is the ratio of the fastest runs.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [cards = "100000", runs = "40"] = process.argv.slice(2);
const root = fileURLToPath(new URL("..", import.meta.url));
const work = fs.mkdtempSync(path.join(os.tmpdir(), "backside-bench-"));
const file = path.join(work, "cards.vcf");
const node = process.execPath;
const backside = path.join(root, "bin", "backside.js");
const env = {
  ...process.env,
  BACKSIDE_STORE: path.join(work, "contacts.db"),
  XDG_CACHE_HOME: work,
  XDG_CONFIG_HOME: work,
};

function run(...args) {
  const { status, stdout, stderr } = spawnSync(node, args, { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return stdout;
}

try {
  run(path.join(root, "bench", "generate.mjs"), cards, file);
  run(backside, "contacts", "import", file, "--json");
  const id = run(backside, "contacts", "list", "--limit", "1").split("\t")[0];
  const commands = {
    "node -e 0": "-e 0",
    "--version": `${backside} --version`,
    "contacts search schmiba --json": `${backside} contacts search schmiba --json`,
    "contacts search schmiba --table": `${backside} contacts search schmiba --table`,
    "contacts get ID --json": `${backside} contacts get ${id} --json`,
    "contacts get ID --table": `${backside} contacts get ${id} --table`,
    "contacts list --table": `${backside} contacts list --table`,
  };
  const report = path.join(work, "report.json");
  const lines = Object.values(commands).map((line) => `${node} ${line}`);
  const timed = spawnSync("hyperfine", ["-N", "-w", "5", "-r", runs, "--export-json", report, ...lines], {
    env,
    encoding: "utf8",
  });
  if (timed.status !== 0) throw new Error(timed.error?.message ?? timed.stderr);
  const { results } = JSON.parse(fs.readFileSync(report, "utf8"));
  console.log(`${Number(cards).toLocaleString("en")} cards, Node ${process.version}, ${runs} runs`);
  for (const [i, name] of Object.keys(commands).entries()) {
    const { median, min } = results[i];
    const ratio = (median / results[0].median).toFixed(2);
    console.log(
      `${name.padEnd(34)} ${(median * 1000).toFixed(1).padStart(6)} ms  ${ratio} ×  (${(min / results[0].min).toFixed(2)})`,
    );
  }
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}
