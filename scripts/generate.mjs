// Writes what is derived from the command tree: completion scripts, manual pages and their names in package.json.
// test/generated.test.ts compares them.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import "./build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const SCRIPTS = { bash: "backside.bash", zsh: "_backside", fish: "backside.fish", powershell: "backside.ps1" };

for (const [shell, name] of Object.entries(SCRIPTS)) {
  const script = execFileSync(process.execPath, [join(root, "bin", "backside.js"), "completion", shell]);
  writeFileSync(join(root, "completions", name), script);
}

// The manual is no part of the bundle: Node reads the sources as they are.
globalThis.__VERSION__ = "";
const { manualPages } = await import("../src/commands/describe/man.ts");
const { systemIo } = await import("../src/io.ts");
const pages = await manualPages(systemIo());
rmSync(join(root, "docs", "man"), { recursive: true, force: true });
mkdirSync(join(root, "docs", "man"));
for (const [name, text] of pages) writeFileSync(join(root, "docs", "man", name), text);

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
manifest.man = [...pages.keys()].map((name) => `docs/man/${name}`);
writeFileSync(join(root, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
