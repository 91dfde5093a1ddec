import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { errorOf, json, run, spawned } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

/** A home with a configuration. */
function home(configuration: unknown = {}): { store: string; directory: string; file: string } {
  const store = newStore(folder);
  const directory = path.join(path.dirname(store), ".config/backside");
  fs.mkdirSync(directory, { recursive: true });
  const file = path.join(directory, "config.json");
  fs.writeFileSync(file, typeof configuration === "string" ? configuration : JSON.stringify(configuration));
  return { store, directory, file };
}

const read = (file: string) => JSON.parse(fs.readFileSync(file, "utf8"));

type Setting = { key: string; value: string | null; origin: string };

const setting = async (key: string, command: string, options: Parameters<typeof run>[1]) =>
  (await json<Setting[]>(command, options)).find((one) => one.key === key);

describe("what wins", () => {
  const configuration = {
    region: "FR",
    output: "csv",
    profile: "used",
    profiles: { used: { region: "DE" }, other: { region: "AT", output: "ndjson" } },
  };
  test.each<[string, string, NodeJS.ProcessEnv, string, string]>([
    ["an option", "--region US --profile other", {}, "US", "--region"],
    ["the profile that an option names", "--profile other", { BACKSIDE_PROFILE: "used" }, "AT", "profile other"],
    ["the profile that a variable names", "", { BACKSIDE_PROFILE: "other" }, "AT", "profile other"],
    ["the profile in use", "", { LANG: "it_IT.UTF-8" }, "DE", "profile used"],
  ])("%s", async (_what, options, env, value, origin) => {
    const { store } = home(configuration);
    expect(await setting("region", `config list ${options}`, { store, env })).toEqual({ key: "region", value, origin });
  });

  test("the file where the profile says nothing, and the variable before both", async () => {
    const { store } = home(configuration);
    const list = "contacts list --fields id";
    expect((await run(list, { store, tty: true })).stdout).toBe("id\r\n");
    expect((await run(list, { store, env: { BACKSIDE_OUTPUT: "json" } })).stdout).toBe("[]\n");
    expect((await run(`${list} --profile other`, { store })).stdout).toBe("");
  });

  test("the locale, then nothing", async () => {
    const { store } = home();
    const region = (env: NodeJS.ProcessEnv) => setting("region", "config list", { store, env });
    expect(await region({ LANG: "it_IT.UTF-8" })).toEqual({ key: "region", value: "IT", origin: "locale" });
    expect(await region({})).toEqual({ key: "region", value: null, origin: "default" });
  });

  test("the store of a profile", async () => {
    const { store } = home();
    const other = await bookOf(newStore(folder), card("Grace Hopper"));
    const env = { BACKSIDE_STORE: "" };
    await run(`profile create work --store ${other}`, { store, env });
    const names = async (options: string) =>
      (await run(`contacts list --fields display_name ${options}`, { store, env })).stdout;
    expect(await names("")).toBe("");
    expect(await names("--profile work")).toBe("Grace Hopper\n");
    expect((await run("contacts list --profile work", { store })).stdout).toBe(""); // BACKSIDE_STORE says otherwise
    await run("profile use work", { store, env });
    expect(await names("")).toBe("Grace Hopper\n");
    await run("profile delete work", { store, env });
    expect(await names("")).toBe("");
    expect(fs.existsSync(other)).toBe(true);
  });
});

test("errors speak the configured form too", async () => {
  const { store } = home({ output: "json" });
  const { code, stderr } = await run("contacts get nobody", { store, tty: true });
  expect([code, JSON.parse(stderr).error.code]).toEqual([5, "not_found"]);
});

test("a configured colour counts unless a variable decides", async () => {
  const { store } = home({ color: "always" });
  const book = await bookOf(store, card("Ada Lovelace"));
  const coloured = async (options: string, env = {}) =>
    (await run(`contacts list ${options}`, { store: book, tty: true, env })).stdout.includes("\u001b[");
  expect([await coloured(""), await coloured("--no-color"), await coloured("", { NO_COLOR: "1" })]).toEqual([
    true,
    false,
    false,
  ]);
});

test.each([
  ["{", "file_unreadable"],
  ["[]", "file_unreadable"],
  ['{"output": "xml"}', "usage"],
  ['{"region": "XX"}', "usage"],
  ['{"profile": "gone"}', "usage"],
])("a file that says %s is refused", async (text, code) => {
  const { store, file } = home(text);
  const { error } = await errorOf("config list", { store });
  expect(error.code).toBe(code);
  expect(fs.readFileSync(file, "utf8")).toBe(text);
  expect(error.code === "usage" || error.message.includes(file)).toBe(true);
});

describe("writing", () => {
  test("keeps what it does not know, in a file and a folder that are closed to others", async () => {
    const { store, file, directory } = home({ region: "DE", later: { kept: true }, profiles: { work: { odd: 1 } } });
    fs.chmodSync(file, 0o644);
    fs.chmodSync(directory, 0o755);
    expect((await run("config set output json", { store })).code).toBe(0);
    expect((await run("config set color never --profile work", { store })).code).toBe(0);
    expect((await run("config unset region", { store })).code).toBe(0);
    const written = { later: { kept: true }, profiles: { work: { odd: 1, color: "never" } }, output: "json" };
    expect(read(file)).toEqual(written);
    expect([fs.statSync(file).mode & 0o777, fs.statSync(directory).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(fs.readdirSync(directory)).toEqual(["config.json"]);
  });

  test("makes the file where there is none, and leaves the rights of a folder alone that somebody named", async () => {
    const store = newStore(folder);
    const directory = path.join(path.dirname(store), "mine");
    fs.mkdirSync(directory, { mode: 0o755 });
    await run("config set region de", { store, env: { BACKSIDE_CONFIG_DIR: directory } });
    expect(fs.readFileSync(path.join(directory, "config.json"), "utf8")).toBe('{\n  "region": "DE"\n}\n');
    expect(fs.statSync(directory).mode & 0o777).toBe(0o755);
  });

  test("the path of a store is kept whole", async () => {
    const { store, file } = home();
    await run("config set store some.db", { store });
    expect(read(file).store).toBe(path.resolve("some.db"));
  });

  test("a broken file is not written over", async () => {
    const { store, file } = home("{");
    const { error } = await errorOf("config set region DE", { store });
    expect([error.code, fs.readFileSync(file, "utf8")]).toEqual(["file_unreadable", "{"]);
  });

  test("four writers at once lose nothing", async () => {
    const { store, file, directory } = home();
    const names = Array.from({ length: 12 }, (_, i) => `p${i}`);
    const writer = async (mine: string[]) => {
      for (const name of mine)
        expect(await spawned(`profile create ${name} --region DE`, { store })).toMatchObject({ code: 0 });
    };
    await Promise.all([0, 1, 2, 3].map((n) => writer(names.filter((_, i) => i % 4 === n))));
    expect(Object.keys(read(file).profiles).sort()).toEqual([...names].sort());
    expect(fs.readdirSync(directory)).toEqual(["config.json"]);
  });

  test("the lock of a process that is no more is taken over, and that is said", async () => {
    const { store, file } = home();
    const { stdout } = await spawned("config path", { store, shell: 'echo $$; exec "$@"' });
    const [pid = ""] = stdout.split("\n");
    fs.writeFileSync(`${file}.lock`, pid);
    const { code, stderr } = await run("config set region DE", { store });
    expect([code, read(file).region]).toEqual([0, "DE"]);
    expect(stderr).toContain(`the lock of process ${pid}, which is no more, was removed`);
  });

  test("a writer that does not come to an end is waited for, and then named", async () => {
    const { store, file } = home();
    fs.writeFileSync(`${file}.lock`, String(process.pid));
    const started = Date.now();
    const { code, error } = await errorOf("config set region DE", { store });
    expect([code, error.code, error.retryable, error.details.pid]).toEqual([9, "store_busy", true, process.pid]);
    expect(Date.now() - started).toBeGreaterThan(4500);
    expect(fs.existsSync(`${file}.lock`)).toBe(true);
  });
});
