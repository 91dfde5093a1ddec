/** Where things are and what holds: flag, then environment, then the configuration file, then the default. */
import fs from "node:fs";
import { BacksideError, errnoOf, usageError } from "./domain/errors.ts";
import { isRegion } from "./domain/regions.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export type Settings = {
  /** Path of the embedded store. */
  store: string;
  /** ISO 3166-1 alpha-2 country of phone numbers in national notation; null when nothing says one. */
  region: string | null;
};

export type SettingsFlags = { store?: string | undefined; region?: string | undefined };

/** @throws usage for a flag's region that is none; reading `region` also file_unreadable for a broken configuration file */
export function settings(flags: SettingsFlags, env: Environment): Settings {
  const flag = flags.region === undefined ? null : regionCode(flags.region);
  return {
    store: flags.store ?? (env.BACKSIDE_STORE || within(dataDirectory(env), "contacts.db")),
    /** Most commands meet no phone number and leave the configuration file alone. */
    get region() {
      return flag ?? region(env);
    },
  };
}

function region(env: Environment): string | null {
  const named = configured(env).region;
  return named === undefined ? localeRegion(env) : regionCode(named);
}

/** @throws usage; a code nobody has numbers of would leave every number unread without a word */
function regionCode(named: string): string {
  const code = named.toUpperCase();
  if (isRegion(code)) return code;
  throw usageError(`not a region: ${named}`, "a region is a two-letter country code such as US, GB or DE");
}

/** `de_AT.UTF-8` → `AT`; none in `C` and `POSIX`. */
function localeRegion(env: Environment): string | null {
  const locale = env.LC_ALL || env.LC_TELEPHONE || env.LC_MESSAGES || env.LANG || "";
  return /^[a-z]{2,3}_([A-Z]{2})(?:\W|$)/.exec(locale)?.[1] ?? null;
}

/** The hot path reads the file as plain JSON; only writing needs more. */
function configured(env: Environment): { region?: string } {
  const path = within(configDirectory(env), "config.json");
  let text: string;
  try {
    text = fs.readFileSync(path, "utf8");
  } catch (error) {
    if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return {};
    throw new BacksideError("file_unreadable", `the configuration cannot be read: ${path} (${errnoOf(error)})`, {
      cause: error,
    });
  }
  try {
    const value: unknown = JSON.parse(text);
    const region = typeof value === "object" && value !== null && "region" in value ? value.region : undefined;
    return typeof region === "string" ? { region } : {};
  } catch (error) {
    throw new BacksideError("file_unreadable", `the configuration is not JSON: ${path}`, {
      hint: "mend the file or remove it",
      cause: error,
    });
  }
}

/** `$XDG_CONFIG_HOME/backside`, on Windows `%APPDATA%\backside`. */
function configDirectory(env: Environment): string {
  if (env.BACKSIDE_CONFIG_DIR) return env.BACKSIDE_CONFIG_DIR;
  if (process.platform === "win32") return within(env.APPDATA ?? home(env), "backside");
  return within(env.XDG_CONFIG_HOME || within(home(env), ".config"), "backside");
}

/** `$XDG_DATA_HOME/backside`, on Windows `%LOCALAPPDATA%\backside`. */
function dataDirectory(env: Environment): string {
  if (process.platform === "win32") return within(env.LOCALAPPDATA ?? home(env), "backside");
  return within(env.XDG_DATA_HOME || within(home(env), ".local/share"), "backside");
}

/** Put together by hand: the first call of path.join costs half a millisecond. */
function within(directory: string, name: string): string {
  return `${directory}${process.platform === "win32" ? "\\" : "/"}${name}`;
}

function home(env: Environment): string {
  return env.HOME || process.getBuiltinModule("node:os").homedir();
}
