// Writes what is derived from the command tree: the completion scripts. test/generated.test.ts compares them.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import "./build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const SCRIPTS = { bash: "backside.bash", zsh: "_backside", fish: "backside.fish", powershell: "backside.ps1" };

for (const [shell, name] of Object.entries(SCRIPTS)) {
  const script = execFileSync(process.execPath, [join(root, "bin", "backside.js"), "completion", shell]);
  writeFileSync(join(root, "completions", name), script);
}
