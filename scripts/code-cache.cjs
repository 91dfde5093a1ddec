// Runs the commonest commands and writes V8's code caches of what they compiled to dist/. The import that fills the store
// runs in a process of its own: what only it needs would make the cache larger and every start slower.
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const root = path.join(__dirname, "..");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "backside-build-"));
const env = {
  NODE_DISABLE_COMPILE_CACHE: "1",
  XDG_CACHE_HOME: work,
  XDG_CONFIG_HOME: work,
  BACKSIDE_STORE: path.join(work, "contacts.db"),
};
Object.assign(process.env, env);

const backside = path.join(root, "bin/backside.js");
const example = path.join(root, "examples/phone.vcf");
spawnSync(process.execPath, [backside, "contacts", "import", example, "--quiet"], { stdio: "ignore" });

const { load, scripts } = require("../bin/backside.js");
/** Kept short: each must succeed, and what it prints is thrown away. */
const commands = [
  ["contacts", "search", "a", "--json"],
  ["contacts", "search", "a", "--table", "--limit", "2"],
  ["contacts", "list", "--tsv"],
  ["__complete", "bash", "--", "contacts", "get", "n"],
  ["contacts", "get", "Nordlicht Instrumente GmbH", "--json"],
  ["contacts", "update", "tom.okafor@example.org", "--nickname", "Ada", "--quiet"],
  ["contacts", "tag", "tom.okafor@example.org", "build", "--quiet"],
  ["contacts", "channel", "add", "tom.okafor@example.org", "email", "tom@example.net", "--quiet"],
  ["contacts", "channel", "list", "tom.okafor@example.org"],
  ["contacts", "log", "call", "tom.okafor@example.org", "-m", "Hello", "--quiet"],
  ["contacts", "interactions", "tom.okafor@example.org"],
  ["contacts", "relationships", "tom.okafor@example.org"],
];

(async () => {
  for (const command of commands) await load("cli").main(command);
  for (const { cache, script } of scripts) fs.writeFileSync(path.join(root, "dist", cache), script.createCachedData());
  fs.rmSync(work, { recursive: true, force: true });
})();
