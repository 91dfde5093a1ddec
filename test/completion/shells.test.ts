/** The scripts in the shells themselves: names come through as one word each, whatever is in them. Needs the build. */
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../src/cli.ts";
import { fakeIo } from "../render/fake-io.ts";
import { BIN } from "../support/run.ts";
import { newStore, openStore, PERSON, temporaryFolder, write } from "../support/stores.ts";
import { HOSTILE, UNTYPABLE } from "./hostile.ts";

const folder = temporaryFolder();
const store = newStore(folder);
const open = openStore(store);
await write(open, async (tx) => {
  for (const display_name of [...HOSTILE, ...UNTYPABLE]) await tx.insert("contacts", { ...PERSON, display_name });
  const ada = await tx.insert("contacts", { ...PERSON, display_name: "Countess" });
  const channel = { label: null, is_primary: true, is_verified: false, preference_order: 0, metadata: {} };
  await tx.insert("channels", {
    ...channel,
    contact_id: ada.id,
    type: "email",
    value: "ada@example.org",
    canonical_value: "ada@example.org",
  });
});
await open.close();

const command = path.join(folder, "backside");
fs.writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`, { mode: 0o755 });
const env = { PATH: `${folder}:${process.env.PATH}`, HOME: folder, BACKSIDE_STORE: store, LC_ALL: "C.UTF-8" };

async function script(shell: string): Promise<string> {
  const { io, stdout } = fakeIo();
  expect(await main(["completion", shell], io)).toBe(0);
  const file = path.join(folder, `completion.${shell}`);
  fs.writeFileSync(file, stdout.join(""));
  return file;
}

const has = (shell: string) => spawnSync(shell, ["--version"]).status === 0;
const lines = (out: Buffer) => out.toString().split("\n").slice(0, -1);
const names = [...HOSTILE].sort();

describe.skipIf(process.platform === "win32" || !has("bash"))("bash", () => {
  /** What readline would leave behind its `before`, read by bash as one line: the words it makes. */
  async function accepted(line: string, words: readonly string[], typed: string): Promise<string[]> {
    const before = line.slice(0, line.length - typed.length);
    const code = `source "$1"; COMP_LINE=$2; before=$3; typed=$4; shift 4; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1))
      _backside backside "$typed" ""
      for reply in "\${COMPREPLY[@]}"; do
        case $before in *\\") reply+='"' ;; *\\') reply+="'" ;; esac
        eval "set -- $before$reply"; printf '%s\\n' "$#:\${!#}"
      done`;
    const args = [await script("bash"), line, before, typed, ...words];
    return lines(execFileSync("bash", ["-c", code, "bash", ...args], { env, cwd: folder }));
  }

  test.each([
    ["backside contacts get Ad", ["backside", "contacts", "get", "Ad"], "Ad"],
    ["backside contacts get Ada\\ ", ["backside", "contacts", "get", "Ada\\ "], "Ada\\ "],
    ['backside contacts get "Ada ', ["backside", "contacts", "get", '"Ada '], "Ada "],
    ["backside contacts get 'Ada ", ["backside", "contacts", "get", "'Ada "], "Ada "],
  ])("%s", async (line, words, typed) => {
    const found = await accepted(line, words, typed);
    expect(found.filter((one) => !one.endsWith("ada@example.org")).sort()).toEqual(
      names.map((name) => `4:${name}`).sort(),
    );
    expect(fs.existsSync(path.join(folder, "pwned"))).toBe(false);
  });

  test.each([
    ["backside contacts get ada@", ["backside", "contacts", "get", "ada", "@"], "@"],
    ["backside contacts get ada@ex", ["backside", "contacts", "get", "ada", "@ex"], "@ex"],
  ])("%s, parted by bash at @", async (line, words, typed) => {
    expect(await accepted(line, words, typed)).toEqual(["4:ada@example.org"]);
  });
});

test.skipIf(!has("zsh"))("zsh", async () => {
  const code = `compdef() { : }; source "$1"; compadd() { print -rl -- "\${names[@]}" }
    _backside_words=(backside contacts get "$2") IPREFIX=; _backside_names`;
  const found = (typed: string, file: string) =>
    lines(execFileSync("zsh", ["-f", "-c", code, "zsh", file, typed], { env, cwd: folder }));
  const file = await script("zsh");
  expect(found("Ada ", file).sort()).toEqual(names);
  expect(found("ada@", file)).toEqual(["ada@example.org"]);
  expect(fs.existsSync(path.join(folder, "pwned"))).toBe(false);
});

test.skipIf(!has("fish"))("fish", async () => {
  const file = await script("fish");
  const found = (line: string) =>
    lines(
      execFileSync("fish", ["--no-config", "-c", 'source $argv[1]; complete -C "$argv[2]"', file, line], {
        env,
        cwd: folder,
      }),
    );
  for (const line of ["backside contacts get Ada\\ ", 'backside contacts get "Ada '])
    expect(found(line).sort()).toEqual(names);
  expect(found("backside contacts get ada@")).toEqual(["ada@example.org\tCountess"]);
  expect(fs.existsSync(path.join(folder, "pwned"))).toBe(false);
});
