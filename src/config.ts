/** Where things are and what holds: flag, then environment, then profile, then configuration file, then the default. */
import fs from "node:fs";
import { BacksideError, errnoOf, usageError } from "./domain/errors.ts";
import { nearest } from "./domain/nearest.ts";
import { quoted } from "./domain/quoted.ts";
import { isRegion } from "./domain/regions.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What can be configured, in the order of `config list`. */
export const CONFIG_KEYS = ["store", "api_url", "region", "output", "pager", "color"] as const;
export type ConfigKey = (typeof CONFIG_KEYS)[number];

export type Values = Partial<Record<ConfigKey, string>>;

/** What is in config.json. */
export type Configuration = Values & {
  /** The profile in use. */
  profile?: string;
  profiles?: Record<string, Values>;
};

/** A value, and what it was found in; none where nothing says one. */
export type Setting = { key: ConfigKey; value: string | null; origin: string };

export type Settings = {
  /** Path of the embedded store. */
  readonly store: string;
  /** Address of the server to work on; null to work on the store. The highest source that names one of them decides. */
  readonly remote: string | null;
  /** ISO 3166-1 alpha-2 country of phone numbers in national notation; null when nothing says one. */
  readonly region: string | null;
  /** Output form where neither an option nor the terminal decides; null leaves it to them. */
  readonly output: OutputForm | null;
  /** Command for long output; null for that of the environment. */
  readonly pager: string | null;
  readonly color: "always" | "never" | null;
  /** The store of a profile that a flag names, where a variable names another place; it is not used then. */
  readonly overruled: Overruled | null;
  /** Each setting with its origin. */
  all(): Setting[];
};

export type Overruled = { profile: string; store: string; by: string };

export const OUTPUT_FORMS = ["table", "tsv", "csv", "json", "ndjson"] as const;
export type OutputForm = (typeof OUTPUT_FORMS)[number];
const COLOURS = ["auto", "always", "never"] as const;

export type SettingsFlags = {
  store?: string | undefined;
  region?: string | undefined;
  profile?: string | undefined;
};

/**
 * Read on use and once: most commands need the file for nothing but the store and the output form.
 * @throws usage for a flag's region that is none; reading a setting also file_unreadable for a broken file, and usage for
 * a value or a profile that is none
 */
export function settings(flags: SettingsFlags, env: Environment): Settings {
  const flag = flags.region === undefined ? null : regionCode(flags.region);
  let kept: Kept | null = null;
  const found = (key: ConfigKey): Setting => {
    const said = saidOutside(key, { ...flags, region: flag ?? undefined }, env);
    if (said) return said;
    kept ??= keptValues(flags, env);
    return kept(key) ?? defaultOf(key, env);
  };
  const valueFor = (key: ConfigKey): string | null => checked(found(key));
  return {
    get store() {
      return valueFor("store") ?? "";
    },
    get remote() {
      return chosenRemote(found("api_url"), found("store"));
    },
    get region() {
      return valueFor("region");
    },
    get output() {
      return valueFor("output") as OutputForm | null;
    },
    get pager() {
      return valueFor("pager");
    },
    get color() {
      const color = valueFor("color");
      return color === "always" || color === "never" ? color : null;
    },
    get overruled() {
      const { profile } = flags;
      const by = ["api_url", "store"].map((key) => found(key as ConfigKey)).find((one) => rankOf(one) === VARIABLE);
      if (profile === undefined || flags.store !== undefined || by === undefined) return null;
      const { store } = profileOf(readConfiguration(env), profile);
      return store === undefined || store === by.value ? null : { profile, store, by: by.origin };
    },
    all: () => CONFIG_KEYS.map((key) => ({ ...found(key), value: valueFor(key) })),
  };
}

/** @throws usage where one source names both */
function chosenRemote(server: Setting, store: Setting): string | null {
  if (server.value === null || rankOf(server) < rankOf(store)) return null;
  if (rankOf(server) > rankOf(store)) return checked(server);
  throw usageError(
    `both a store and a server are named: ${store.origin} and ${server.origin}`,
    "name one of them, or the one that counts by an option",
  );
}

/** Flags before variables before the profile before the file before the default. */
function rankOf({ origin }: Setting): number {
  if (origin.startsWith("--")) return 4;
  if (origin.startsWith("profile ")) return 2;
  if (origin === CONFIG_FILE) return 1;
  return origin === "default" || origin === "locale" ? 0 : VARIABLE;
}

const VARIABLE = 3;

/** What a flag or a variable says. */
function saidOutside(key: ConfigKey, flags: SettingsFlags, env: Environment): Setting | null {
  const flag = key === "store" || key === "region" ? flags[key] : undefined;
  if (flag !== undefined) return { key, value: flag, origin: `--${key}` };
  const name = VARIABLES[key]?.find((variable) => env[variable]);
  return name === undefined ? null : { key, value: env[name] ?? null, origin: name };
}

const VARIABLES: Partial<Record<ConfigKey, readonly string[]>> = {
  api_url: ["BACKSIDE_API_URL"],
  store: ["BACKSIDE_STORE"],
  output: ["BACKSIDE_OUTPUT"],
};

type Kept = (key: ConfigKey) => Setting | null;

/** What the profile says, then the file. */
function keptValues(flags: SettingsFlags, env: Environment): Kept {
  const file = readConfiguration(env);
  const named = profileName(flags, env, file);
  const profile = named === null ? {} : profileOf(file, named);
  return (key) => {
    const own = profile[key];
    if (own !== undefined) return { key, value: own, origin: `profile ${named}` };
    const value = file[key];
    return value === undefined ? null : { key, value, origin: CONFIG_FILE };
  };
}

/** The profile in force; null for none. */
export function profileName(flags: SettingsFlags, env: Environment, file: Configuration): string | null {
  return flags.profile ?? (env.BACKSIDE_PROFILE || file.profile || null);
}

/** @throws usage, with the one that may be meant */
export function profileOf({ profiles = {} }: Configuration, name: string): Values {
  if (Object.hasOwn(profiles, name)) return profiles[name] ?? {};
  const meant = nearest(name, Object.keys(profiles));
  throw usageError(
    `there is no profile ${quoted(name)}`,
    meant === null ? "`backside profile list` shows them" : `Did you mean ${meant}?`,
  );
}

function defaultOf(key: ConfigKey, env: Environment): Setting {
  if (key === "store") return { key, value: within(dataDirectory(env), "contacts.db"), origin: "default" };
  const region = key === "region" ? localeRegion(env) : null;
  return region === null ? { key, value: null, origin: "default" } : { key, value: region, origin: "locale" };
}

/** `de_AT.UTF-8` → `AT`; none in `C` and `POSIX`. */
function localeRegion(env: Environment): string | null {
  const locale = env.LC_ALL || env.LC_TELEPHONE || env.LC_MESSAGES || env.LANG || "";
  return /^[a-z]{2,3}_([A-Z]{2})(?:\W|$)/.exec(locale)?.[1] ?? null;
}

/** A locale may name a region that has no numbers; all else was written to be valid. */
function checked({ key, value, origin }: Setting): string | null {
  return value === null || origin === "locale" ? value : configValue(key, value, origin);
}

/** The value as it is kept. @throws usage when the key cannot have it */
export function configValue(key: ConfigKey, value: string, origin?: string): string {
  const where = origin === undefined || origin.startsWith("--") ? "" : ` (${origin})`;
  if (key === "region") return regionCode(value, where);
  if (key === "output")
    return oneOf(
      OUTPUT_FORMS,
      value,
      origin === undefined ? `not an output form: ${value}` : `${origin} is not an output form: ${value}`,
    );
  if (key === "color") return oneOf(COLOURS, value, `not a choice of colour: ${value}${where}`);
  if (key === "api_url" && !/^https?:\/\/[^\s/]+/.test(value))
    throw usageError(`not an address: ${value}${where}`, "an address is such as https://api.backside.app");
  if (key === "store" && value.trim() === "") throw usageError(`the path of the store is empty${where}`);
  return value;
}

function oneOf(choices: readonly string[], value: string, message: string): string {
  if (choices.includes(value)) return value;
  throw usageError(message, `one of ${choices.join(", ")}`);
}

/** @throws usage; a code nobody has numbers of would leave every number unread without a word */
function regionCode(named: string, where = ""): string {
  const code = named.toUpperCase();
  if (isRegion(code)) return code;
  throw usageError(`not a region: ${named}${where}`, "a region is a two-letter country code such as US, GB or DE");
}

/** The hot path reads the file as plain JSON; only writing needs more. @throws file_unreadable */
export function readConfiguration(env: Environment): Configuration {
  const path = configPath(env);
  let text: string;
  try {
    // Mostly there is none, and an error thrown takes longer than asking.
    if (fs.statSync(path, { throwIfNoEntry: false }) === undefined) return {};
    text = fs.readFileSync(path, "utf8");
  } catch (error) {
    throw new BacksideError("file_unreadable", `the configuration cannot be read: ${path} (${errnoOf(error)})`, {
      cause: error,
    });
  }
  try {
    return withTextsOnly(JSON.parse(text));
  } catch (error) {
    throw new BacksideError("file_unreadable", `the configuration is not JSON: ${path}`, {
      hint: "mend the file or remove it",
      cause: error,
    });
  }
}

/** What is known of the file's content; anything else in it is left alone. */
function withTextsOnly(value: unknown): Configuration {
  if (!isObject(value)) throw new TypeError("not an object");
  const { profile, profiles } = value;
  const all = isObject(profiles) ? Object.entries(profiles).filter(([, one]) => isObject(one)) : [];
  return {
    ...textsOf(value),
    ...(typeof profile === "string" ? { profile } : {}),
    profiles: Object.fromEntries(all.map(([name, one]) => [name, textsOf(one as Record<string, unknown>)])),
  };
}

function textsOf(values: Record<string, unknown>): Values {
  const texts: Values = {};
  for (const key of CONFIG_KEYS) if (typeof values[key] === "string") texts[key] = values[key];
  return texts;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Name of the file, and of what a setting comes from that is found in it. */
export const CONFIG_FILE = "config.json";

export function configPath(env: Environment): string {
  return within(configDirectory(env), CONFIG_FILE);
}

/** `$XDG_CONFIG_HOME/backside`, on Windows `%APPDATA%\backside`. */
export function configDirectory(env: Environment): string {
  if (env.BACKSIDE_CONFIG_DIR) return env.BACKSIDE_CONFIG_DIR;
  if (process.platform === "win32") return within(env.APPDATA ?? home(env), "backside");
  return within(env.XDG_CONFIG_HOME || within(home(env), ".config"), "backside");
}

/** What outlives a command but is no data: `$XDG_STATE_HOME/backside`, on Windows `%LOCALAPPDATA%\backside\state`. */
export function stateDirectory(env: Environment): string {
  if (process.platform === "win32") return within(dataDirectory(env), "state");
  return within(env.XDG_STATE_HOME || within(home(env), ".local/state"), "backside");
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
