/**
 * Commands and their exact output, as files to read: test/transcripts/*.txt. Each runs on a new store.
 *
 * `$ backside …` is a command, with `<<< 'text'` as its standard input and `NAME='value'` before it in its environment,
 * where the editor `replace 'from' 'to'` exchanges a text in the file; what follows is what it printed: stdout as it is,
 * stderr after `2> `, and `[exit 5]` where it was not 0. `[pipe]` and `[terminal]` say where the following commands
 * print to (a pipe at first), `[file HOME/a.vcf] text` writes a file, `# …` is a remark. The first command runs at
 * 2026-03-10T12:00:00Z, each other a minute later. Ids are written `<1>`, `<2>`, … in the order in which they appear,
 * and how long an import took is left out. UPDATE_TRANSCRIPTS=1 writes what is printed.
 */
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { REPLACE, run } from "./support/run.ts";
import { newStore, temporaryFolder } from "./support/stores.ts";

const FOLDER = path.join(import.meta.dirname, "transcripts");
const folder = temporaryFolder();
const files = fs.readdirSync(FOLDER).filter((name) => name.endsWith(".txt"));

test.each(files)("%s", async (name) => {
  const file = path.join(FOLDER, name);
  const text = fs.readFileSync(file, "utf8");
  const played = await play(text);
  if (process.env.UPDATE_TRANSCRIPTS) fs.writeFileSync(file, played);
  else expect(played).toBe(text);
});

/** The transcript as it comes out now. */
async function play(text: string): Promise<string> {
  const store = newStore(folder);
  const ids: string[] = [];
  const out: string[] = [];
  let tty = false;
  let minutes = 0;
  let printing = false;
  for (const line of text.replace(/\n$/, "").split("\n")) {
    if (line === "[pipe]" || line === "[terminal]") tty = line === "[terminal]";
    const [, file, content = ""] = FILE.exec(line) ?? [];
    if (file !== undefined) writeFile(path.join(path.dirname(store), file), content.replaceAll("\\n", "\n"));
    if (COMMAND.test(line)) {
      const now = new Date(Date.parse("2026-03-10T12:00:00Z") + 60_000 * minutes++).toISOString();
      out.push(line, ...(await output(line, { store, tty, now }, ids)));
      printing = true;
    } else if (line === "" || /^(?:#|\[pipe\]$|\[terminal\]$|\[file )/.test(line)) {
      // An empty line ends the output; one within it is written as `.`.
      printing = false;
      out.push(line);
    } else if (!printing) throw new Error(`not a command, a remark or [pipe] or [terminal]: ${line}`);
  }
  return `${out.join("\n")}\n`;
}

function writeFile(file: string, content: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

const FILE = /^\[file HOME\/(\S+)\] (.*)$/;
const COMMAND = /^\$ ((?:[A-Z_]+='[^']*' )*)backside (.*?)(?: <<< '(.*)')?$/s;

async function output(
  line: string,
  options: { store: string; tty: boolean; now: string },
  ids: string[],
): Promise<string[]> {
  const [, variables = "", words = "", input = ""] = COMMAND.exec(line) ?? [];
  const command = words.replace(/<(\d+)>/g, (_, n) => ids[Number(n) - 1] ?? `<${n}>`);
  const home = path.dirname(options.store);
  const outside = { env: environmentOf(variables), input: input.replaceAll("\\n", "\n") };
  const { code, stdout, stderr } = await run(command.replaceAll("HOME/", `${home}/`), { ...options, ...outside });
  const printed = [
    ...linesOf(stdout).map((text) => (text === "" ? "." : text)),
    ...linesOf(stderr).map((text) => `2> ${text}`),
    ...(code === 0 ? [] : [`[exit ${code}]`]),
  ];
  const timeless = printed.map((text) => text.replace(/ in \d+\.\d s$/, ""));
  return timeless.map((text) => withoutIds(text.replaceAll(home, "HOME"), ids));
}

function environmentOf(variables: string): NodeJS.ProcessEnv {
  const named = [...variables.matchAll(/([A-Z_]+)='([^']*)'/g)].map(([, name, value = ""]) => [name, value]);
  return Object.fromEntries(named.map(([name, value]) => [name, value?.replace(/^replace\b/, REPLACE)]));
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

function withoutIds(text: string, ids: string[]): string {
  return text.replace(ID, (id) => {
    if (id.endsWith("-8000-000000000001")) return "<tenant>";
    if (!ids.includes(id)) ids.push(id);
    return `<${ids.indexOf(id) + 1}>`;
  });
}
