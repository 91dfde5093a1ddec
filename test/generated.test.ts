/** The committed completion scripts and manual pages are those of the command tree, and the script for bash completes. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { main } from "../src/cli.ts";
import { manualPages } from "../src/commands/describe/man.ts";
import { fakeIo } from "./render/fake-io.ts";

const FILES = { bash: "backside.bash", zsh: "_backside", fish: "backside.fish", powershell: "backside.ps1" };

const pathOf = (name: string) => fileURLToPath(new URL(`../completions/${name}`, import.meta.url));

test.each(Object.entries(FILES))("the committed script for %s is current (npm run generate)", async (shell, name) => {
  const { io, stdout, stderr } = fakeIo();
  const code = await main(["completion", shell], io);
  expect({ code, script: stdout.join(""), stderr }).toEqual({
    code: 0,
    script: readFileSync(pathOf(name), "utf8"),
    stderr: [],
  });
});

test("the committed manual pages are current (npm run generate), and the package has them", async () => {
  const folder = fileURLToPath(new URL("../docs/man/", import.meta.url));
  const committed = readdirSync(folder).map((name) => [name, readFileSync(`${folder}${name}`, "utf8")]);
  const current = await manualPages(fakeIo().io);
  expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(current));
  const { man } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(man).toEqual([...current.keys()].map((name) => `docs/man/${name}`));
});

test("no line of a manual page is taken for a request of roff that is none", async () => {
  const REQUESTS = new Set(["TH", "SH", "SS", "TP", "PP", "B", "I", "BR", "RI", "RB", "nf", "fi", "nh", "ad", '\\"']);
  for (const [name, text] of await manualPages(fakeIo().io)) {
    const requests = text.split("\n").flatMap((line) => /^[.'](\S*)/.exec(line)?.[1] ?? []);
    expect({ name, unknown: requests.filter((request) => !REQUESTS.has(request)) }).toEqual({ name, unknown: [] });
  }
});

test("an unknown shell is a usage error that names the known ones", async () => {
  const { io, stdout, stderr } = fakeIo();
  expect(await main(["completion", "tcsh"], io)).toBe(2);
  expect(stdout).toEqual([]);
  expect(stderr.join("")).toContain("bash, zsh, fish, powershell");
});

describe.skipIf(process.platform === "win32")("bash", () => {
  test("accepts the script", () => {
    execFileSync("bash", ["-n", pathOf("backside.bash")]);
  });

  test.each([
    [["cont"], ["contacts"]],
    [["contacts", "channel", "up"], ["update"]],
    [["contacts", "im"], ["import"]],
    [
      ["contacts", "list", "--kind", ""],
      ["person", "organization", "group"],
    ],
    [["contacts", "list", "--kind", "=", "pe"], ["person"]],
    [["contacts", "list", "--include", "tags,da"], ["tags,dates"]],
    [
      ["contacts", "export", "--vcard-version", ""],
      ["4.0", "3.0", "2.1"],
    ],
    [["contacts", "export", "--o"], ["--output"]],
    // The value of --store is no command, and a global option may stand anywhere.
    [["--store", "contacts", "contacts", "ex"], ["export"]],
    [["contacts", "get", "--nd"], ["--ndjson"]],
    [["contacts", "search", "ada", ""], []],
    [["contacts", "list", "--", "--ki"], []],
    [["completion", "fi"], ["fish"]],
    [["help", "com"], ["completion"]],
    [
      ["help", "e"],
      ["exit-codes", "environment"],
    ],
    [["help", "contacts", "im"], ["import"]],
    [["contacts", "help", "ex"], ["export"]],
    [["contacts", "import", "package.j"], ["package.json"]],
  ])("completes backside %j with %j", (words, expected) => {
    expect(completed(words)).toEqual(expected);
  });
});

/** What bash would offer for the last word. */
function completed(words: readonly string[]): string[] {
  const script =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: bash's own
    'source "$1"; shift; COMP_WORDS=(backside "$@"); COMP_CWORD=$#; _backside; printf "%s\\n" "${COMPREPLY[@]}"';
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const out = execFileSync("bash", ["-c", script, "bash", pathOf("backside.bash"), ...words], { cwd });
  return out
    .toString()
    .split("\n")
    .filter((line) => line !== "");
}
