/** The form of PowerShell's script, where there is no PowerShell to run it: it is not to be had from Debian. */
import { expect, test } from "vitest";
import { main } from "../../src/cli.ts";
import { powershellCompletion } from "../../src/completion/powershell.ts";
import type { CompletionCommand } from "../../src/completion/tree.ts";
import { fakeIo } from "../render/fake-io.ts";

async function script(): Promise<string> {
  const { io, stdout } = fakeIo();
  expect(await main(["completion", "powershell"], io)).toBe(0);
  return stdout.join("");
}

/** Comments and strings, in which a quote is written twice and, between double ones, a backtick escapes. */
const TEXTS = /#.*|'(?:''|[^'])*'|"(?:""|`[\s\S]|[^"`])*"/g;
const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** What is open or closed and should not be, by its place in the script; none in one that parses. */
function unbalanced(text: string): string[] {
  const code = text.replace(TEXTS, (found) => found.replace(/[^\n]/g, " "));
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [at, letter] of [...code].entries()) {
    const place = `${letter} at ${at}`;
    if (/['"]/.test(letter)) wrong.push(place);
    else if (/[([{]/.test(letter)) open.push(letter);
    else if (CLOSING[letter] && open.pop() !== CLOSING[letter]) wrong.push(place);
  }
  return [...wrong, ...open];
}

test("its brackets and quotes are balanced, and it is ASCII, which no code page changes", async () => {
  const text = await script();
  expect(unbalanced(text)).toEqual([]);
  expect(text).toMatch(/^[\x20-\x7e\n]*\n$/);
});

test.each(["@{ 'a' = ('b') ", "@{ 'a' = ('b' } )", "'it's'", '"a', "f)"])("%s would be found", (text) => {
  expect(unbalanced(text)).not.toEqual([]);
});

test("it is registered for backside, and asks the program that was typed", async () => {
  const text = await script();
  expect(text.match(/Register-ArgumentCompleter.*/g)).toEqual([
    "Register-ArgumentCompleter -Native -CommandName backside -ScriptBlock {",
  ]);
  expect(text).toContain("& $commandAst.GetCommandName() __complete powershell -- @words ");
  expect(text).toContain("param($wordToComplete, $commandAst, $cursorPosition)");
});

test("each variable that it reads is set before", async () => {
  const code = (await script()).replace(/#.*|'(?:''|[^'])*'/g, "");
  const own = new Set(["_", "null", "true", "false", "PSVersionTable"]);
  for (const [name] of code.matchAll(/param\(([^)]*)\)/g))
    for (const [, one] of name.matchAll(/\$(\w+)/g)) own.add(one ?? "");
  for (const [, names = ""] of code.matchAll(/((?:\$\w+, )*\$\w+) = |foreach \((\$\w+) in/g))
    for (const [, one = ""] of names.matchAll(/\$(\w+)/g)) own.add(one);
  for (const [, one = ""] of code.matchAll(/foreach \(\$(\w+) in/g)) own.add(one);
  const used = [...code.matchAll(/\$\{?(\w+)/g)].map(([, name = ""]) => name);
  expect(used.length).toBeGreaterThan(30);
  expect([...new Set(used)].filter((name) => !own.has(name))).toEqual([]);
});

test("texts with quotes, dollars and comments stay texts", () => {
  const hostile = "it's $(Remove-Item x) # `n \" { ( [";
  const tree: CompletionCommand = {
    name: "backside",
    path: "",
    summary: hostile,
    commands: [
      {
        name: "get",
        path: "get",
        summary: hostile,
        commands: [],
        options: [{ flags: ["--kind"], description: hostile, value: { type: "text", choices: [hostile] } }],
        arguments: [],
      },
    ],
    options: [],
    arguments: [],
  } as unknown as CompletionCommand;
  const text = powershellCompletion(tree);
  expect(unbalanced(text)).toEqual([]);
  expect(text.split(`'${hostile.replaceAll("'", "''")}'`)).toHaveLength(4);
});
