/**
 * Writing config.json, one process at a time: `conf` replaces the file whole, a lock file around it keeps two writers
 * from losing each other's changes. Loaded on use: `conf` costs 40 ms.
 */
import fs from "node:fs";
import Conf from "conf";
import { type Configuration, configDirectory, configPath, readConfiguration } from "./config.ts";
import { makeDirectories } from "./directory.ts";
import { BacksideError, errnoOf, fileError } from "./domain/errors.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** How long a writer waits for the one before. */
const PATIENCE = 5000;
const PAUSE = 20;

/**
 * Changes the configuration and writes it, mode 0600 in a folder of mode 0700. What the file holds besides stays in it.
 * @param notice told when a lock was left behind by a process that is no more
 * @throws file_unreadable for a broken file, store_busy when another writer does not come to an end, io_error
 */
export async function changeConfiguration(
  env: Environment,
  change: (configuration: Configuration) => void,
  notice: (text: string) => Promise<void>,
): Promise<void> {
  const path = configPath(env);
  makePrivate(env);
  const lock = `${path}.lock`;
  await acquire(lock, notice);
  try {
    readConfiguration(env); // a broken file is not written over
    const conf = new Conf<Configuration>({
      projectName: "backside",
      projectSuffix: "",
      cwd: configDirectory(env),
      configName: "config",
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      serialize: (value) => `${JSON.stringify(value, null, 2)}\n`,
    });
    const configuration = structuredClone(conf.store);
    change(configuration);
    conf.store = configuration;
  } catch (error) {
    throw error instanceof BacksideError ? error : fileError(`cannot write ${path}`, error);
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

/** A folder that somebody named is theirs to guard; ours is closed to others also where it was open. */
function makePrivate(env: Environment): void {
  const directory = configDirectory(env);
  try {
    makeDirectories(directory);
    if (!env.BACKSIDE_CONFIG_DIR && process.platform !== "win32") fs.chmodSync(directory, 0o700);
  } catch (error) {
    throw fileError(`cannot make ${directory}`, error);
  }
}

async function acquire(lock: string, notice: (text: string) => Promise<void>): Promise<void> {
  for (const end = Date.now() + PATIENCE; ; ) {
    if (create(lock)) return;
    const holder = holderOf(lock);
    if (holder !== null && !isAlive(holder)) {
      if (takeAway(lock, holder)) await notice(`the lock of process ${holder}, which is no more, was removed: ${lock}`);
    } else if (Date.now() > end) {
      throw new BacksideError("store_busy", `another process is writing the configuration: ${holder ?? "unknown"}`, {
        hint: `if none is, remove ${lock}`,
        details: { lock, pid: holder },
      });
    }
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

function create(lock: string): boolean {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return false;
    throw fileError(`cannot write ${lock}`, error);
  }
}

/** Null while it is being written, and when it is gone. */
function holderOf(lock: string): number | null {
  try {
    const pid = Number(fs.readFileSync(lock, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === "EPERM";
  }
}

/** Moved aside first, so that of two who find it only one removes it, and a lock taken meanwhile is put back. */
function takeAway(lock: string, holder: number): boolean {
  const aside = `${lock}.${process.pid}`;
  try {
    fs.renameSync(lock, aside);
    if (holderOf(aside) !== holder) fs.linkSync(aside, lock);
    else return true;
  } catch {
    // Somebody else was quicker.
  } finally {
    fs.rmSync(aside, { force: true });
  }
  return false;
}
