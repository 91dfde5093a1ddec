#!/usr/bin/env node
// Everyday commands as ratios to a bare `node -e 0` of the same Node, on a store of 100,000 contacts with 300,000
// interactions, 50,000 relationships, tags and groups. Medians of one hyperfine run each.
// Usage: domain.mjs [CONTACTS] [RUNS] [STORE]. Needs hyperfine. A STORE that is named is kept and used again.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fillStore } from "./fill.mjs";

/** What is measured, one line per command: its name, the command, and what is run before each time. ID is a contact. */
const COMMANDS = [
  ["get", "contacts get ID"],
  ["channel list", "contacts channel list ID"],
  ["relationships", "contacts relationships ID"],
  ["interactions", "contacts interactions ID"],
  ["history", "contacts history ID"],
  ["list, a screen", "contacts list --table"],
  ["list, a page", "contacts list --limit 50"],
  ["search", "contacts search schmiba"],
  ["query, a screen", 'contacts list --table "(tag:customer or tag:vip) and not group:newsletter and last<90d"'],
  ["query, a page", 'contacts list --limit 50 "(tag:customer or tag:vip) and not group:newsletter and last<90d"'],
  ["query, rare tag, a screen", 'contacts list --table "tag:vip and not group:newsletter and last<90d"'],
  ["query with text, a screen", 'contacts search --table "ada tag:customer not group:newsletter last<90d"'],
  ["query, last alone, a screen", 'contacts list --table "last<90d"'],
  ["log", "contacts log note ID -m again"],
  ["tag", "contacts tag ID bench", "contacts untag ID bench"],
  ["update", "contacts update ID --nickname new", "contacts update ID --nickname old"],
  ["channel add", "contacts channel add ID fax 1", "contacts channel remove ID 1"],
];
const MANY = ["tag 10,000 contacts", "contacts tag --query tag:customer --add bench-all --expect CUSTOMERS"];

const [contacts = "100000", runs = "20", named] = process.argv.slice(2);
const root = fileURLToPath(new URL("..", import.meta.url));
const work = fs.mkdtempSync(path.join(os.tmpdir(), "backside-bench-"));
const store = named ?? path.join(work, "contacts.db");
const node = process.execPath;
const backside = path.join(root, "bin", "backside.js");
const env = { ...process.env, BACKSIDE_STORE: store, XDG_CACHE_HOME: work, XDG_CONFIG_HOME: work };

function run(...args) {
  const { status, stdout, stderr } = spawnSync(node, args, { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return stdout;
}

/** Median of a command in seconds; null when it fails, perhaps since there is no such command. */
function measure(line, count, before) {
  const report = path.join(work, "report.json");
  const prepare = before === undefined ? [] : ["--prepare", `bash -c "${before} || true"`];
  const options = ["-N", "-w", count > 1 ? "3" : "0", "-r", String(count), ...prepare, "--export-json", report];
  const { status } = spawnSync("hyperfine", [...options, line], { env, encoding: "utf8" });
  return status === 0 ? JSON.parse(fs.readFileSync(report, "utf8")).results[0].median : null;
}

try {
  if (!fs.existsSync(store)) {
    const file = path.join(work, "cards.vcf");
    run(path.join(root, "bench", "generate.mjs"), contacts, file);
    run(backside, "contacts", "import", file, "--json");
    fillStore(store);
  }
  const id = run(backside, "contacts", "list", "--limit", "1").split("\t")[0];
  const customers = run(backside, "contacts", "list", "--tag", "customer", "--fields", "id").split("\n").length - 1;
  const filled = (line) => `${node} ${backside} ${line.replace(/\bID\b/g, id).replace("CUSTOMERS", customers)}`;
  const bare = measure(`${node} -e 0`, Number(runs));
  const show = (name, median) => {
    const said =
      median === null
        ? "   not there"
        : `${(median * 1000).toFixed(1).padStart(8)} ms  ${(median / bare).toFixed(2)} ×`;
    console.log(`${name.padEnd(30)} ${said}`);
  };
  console.log(`${Number(contacts).toLocaleString("en")} contacts, Node ${process.version}, ${runs} runs`);
  show("node -e 0", bare);
  for (const [name, line, before] of COMMANDS)
    show(name, measure(filled(line), Number(runs), before && filled(before)));
  // Once: the next time there is nothing left to do.
  const [name, line] = MANY;
  show(name, measure(filled(line), 1));
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}
