#!/usr/bin/env node
// Import of a generated file against `vcf` parsing the same file in memory, in turns on the same machine, medians.
// Usage: import.mjs [CARDS] [ROUNDS]. Peak memory is the largest resident set of the whole command.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [cards = "100000", rounds = "5"] = process.argv.slice(2);
const root = fileURLToPath(new URL("..", import.meta.url));
const work = fs.mkdtempSync(path.join(os.tmpdir(), "backside-bench-"));
const file = path.join(work, "cards.vcf");
const store = path.join(work, "contacts.db");
const backside = path.join(root, "bin", "backside.js");
const env = {
  ...process.env,
  BACKSIDE_STORE: store,
  XDG_CACHE_HOME: path.join(work, "cache"),
  XDG_CONFIG_HOME: work,
  LANG: "en_US.UTF-8",
};

/** Seconds and peak MB of one command, by /proc: the kernel's own VmHWM. */
async function run(args) {
  const start = process.hrtime.bigint();
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "inherit"] });
  let peak = 0;
  const timer = setInterval(() => {
    try {
      const kb = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
      peak = Math.max(peak, Number(kb ?? 0) / 1024);
    } catch {}
  }, 20);
  const code = await new Promise((resolve) => child.on("close", resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, peak };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const fresh = () => {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) fs.rmSync(store + suffix, { force: true });
};

spawnSync(process.execPath, [path.join(root, "bench", "generate.mjs"), cards, file], { stdio: "inherit" });
const parse = `const t = require("vcf").parse(require("fs").readFileSync(${JSON.stringify(file)}, "utf8")); if (t.length !== ${cards}) throw t.length;`;
fs.writeFileSync(path.join(root, "bench", ".vcf-parse.cjs"), parse);
const steps = {
  "vcf parse in memory": () => run([path.join(root, "bench", ".vcf-parse.cjs")]),
  import: () => {
    fresh();
    return run([backside, "contacts", "import", file, "--quiet"]);
  },
  "import again": () => run([backside, "contacts", "import", file, "--quiet"]),
  "export 4.0": () =>
    run([backside, "contacts", "export", "--all", "--quiet", "--force", "-o", path.join(work, "out.vcf")]),
};
const results = Object.fromEntries(Object.keys(steps).map((name) => [name, []]));
try {
  for (let round = 0; round < Number(rounds); round++) {
    for (const [name, step] of Object.entries(steps)) results[name].push(await step());
  }
  const base = median(results["vcf parse in memory"].map(({ seconds }) => seconds));
  console.log(
    `${Number(cards).toLocaleString("en")} cards, ${(fs.statSync(file).size / 1e6).toFixed(1)} MB, Node ${process.version}, ${rounds} rounds, medians`,
  );
  for (const [name, runs] of Object.entries(results)) {
    const seconds = median(runs.map((one) => one.seconds));
    const peak = Math.max(...runs.map((one) => one.peak));
    console.log(
      `${name.padEnd(20)} ${seconds.toFixed(2).padStart(7)} s  ${(seconds / base).toFixed(2).padStart(5)} × vcf  peak ${peak.toFixed(0).padStart(4)} MB`,
    );
  }
} finally {
  fs.rmSync(path.join(root, "bench", ".vcf-parse.cjs"), { force: true });
  fs.rmSync(work, { recursive: true, force: true });
}
