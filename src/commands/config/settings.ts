/** What `config` and `profile` share: keys as they are typed, settings as rows, and writing. */
import { CONFIG_KEYS, type ConfigKey, type Configuration, type Setting } from "../../config.ts";
import { usageError } from "../../domain/errors.ts";
import { nearest } from "../../domain/nearest.ts";
import { quoted } from "../../domain/quoted.ts";
import type { Column } from "../../render/column.ts";
import type { Context } from "../context.ts";
import { anyOf } from "../option.ts";

/** An argument that names a setting. */
export const KEY = anyOf(CONFIG_KEYS);

/** @throws usage, with the one that may be meant */
export function configKey(name: string): ConfigKey {
  const key = CONFIG_KEYS.find((one) => one === name);
  if (key !== undefined) return key;
  const meant = nearest(name, CONFIG_KEYS);
  const keys = `settings: ${CONFIG_KEYS.join(", ")}`;
  throw usageError(
    `there is no setting ${quoted(name)}`,
    meant === null ? keys : `Did you mean ${meant}? ${capital(keys)}`,
  );
}

/** The default columns of TSV and CSV. Columns are only ever appended. */
export const SETTING_COLUMNS: readonly Column<Setting>[] = [
  { name: "key", text: ({ key }) => key },
  { name: "value", text: ({ value }) => value ?? "" },
  { name: "origin", text: ({ origin }) => origin },
];

export const SETTING_FIELDS = ["key", "value", "origin"] as const;

/** Writes the configuration; `conf` is loaded for it. */
export async function change(context: Context, work: (configuration: Configuration) => void): Promise<void> {
  const { changeConfiguration } = await import("../../config-file.ts");
  await changeConfiguration(context.io.env, work, (text) => context.note(text));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
