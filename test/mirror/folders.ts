/** Folders of cards to mirror, and what is in them afterwards. */
import fs from "node:fs";
import path from "node:path";
import type { MirrorReport } from "../../src/domain/mirror-report.ts";
import { card } from "../support/cards.ts";
import { run } from "../support/run.ts";
import { newStore } from "../support/stores.ts";

let minutes = 0;

/** Each command a minute after the one before. */
function now(): string {
  return new Date(Date.parse("2026-03-10T12:00:00Z") + 60_000 * minutes++).toISOString();
}

/** A store and a folder of its own beside it. */
export function newMirror(folder: string) {
  const store = newStore(folder);
  const dir = path.join(path.dirname(store), "cards");
  fs.mkdirSync(dir);
  const at = (name: string) => path.join(dir, name);
  return {
    store,
    dir,
    at,
    put: (name: string, text: string) => fs.writeFileSync(at(name), text),
    get: (name: string) => fs.readFileSync(at(name), "utf8"),
    edit: (name: string, from: string, to: string) =>
      fs.writeFileSync(
        at(name),
        fs.readFileSync(at(name), "utf8").replace(from, () => to),
      ),
    remove: (name: string) => fs.rmSync(at(name)),
    /** Names of the cards, in order. */
    names: () => cardNames(dir),
    /** Everything in the folder, hidden files too. */
    bytes: () => Object.fromEntries(fs.readdirSync(dir).map((name) => [name, fs.readFileSync(at(name), "utf8")])),
    run: (command: string) => run(command, { store, now: now() }),
    /** One run of the mirror, as JSON; `code` is its exit status. */
    async mirror(options = "", code = 0): Promise<MirrorReport> {
      const result = await run(`contacts mirror '${dir}' ${options} --json`, { store, now: now() });
      if (result.code !== code) throw new Error(`exit ${result.code}: ${result.stderr}${result.stdout}`);
      return JSON.parse(result.stdout === "" ? result.stderr : result.stdout);
    },
    /** Lines of all exported cards, without what every export writes anew. */
    async exported(): Promise<string[]> {
      const { stdout } = await run("contacts export --all", { store });
      return stdout
        .replaceAll("\r\n ", "")
        .split("\r\n")
        .filter((line) => !/^(?:REV|PRODID|VERSION)/.test(line));
    },
  };
}

export type TestMirror = ReturnType<typeof newMirror>;

export function cardNames(dir: string): string[] {
  return fs
    .readdirSync(dir)
    .filter((name) => !name.startsWith("."))
    .sort();
}

/** A card with a UID. */
export function cardOf(uid: string, name: string, ...lines: string[]): string {
  return card(name, `UID:${uid}`, ...lines);
}
