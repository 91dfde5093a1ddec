/** Profiles as rows. */
import { CONFIG_KEYS, profileName, readConfiguration, type Values } from "../../config.ts";
import type { Column } from "../../render/column.ts";
import type { Context } from "../context.ts";

/** A named set of settings. */
export type Profile = { name: string; in_use: boolean } & Record<keyof Values, string | null>;

export const PROFILE_FIELDS = ["name", "in_use", ...CONFIG_KEYS] as const;

/** The default columns of TSV and CSV. Columns are only ever appended. */
export const PROFILE_COLUMNS: readonly Column<Profile>[] = [
  { name: "name", text: ({ name }) => name },
  { name: "in_use", text: ({ in_use }) => String(in_use) },
  ...CONFIG_KEYS.map((key): Column<Profile> => ({ name: key, text: (profile) => profile[key] ?? "" })),
];

/** Columns of a table: only the settings that some profile has. */
export function profileTableColumns(profiles: readonly Profile[]): Column<Profile>[] {
  return [
    { name: "name", min: 8, text: ({ name }) => name },
    { name: "in_use", title: "IN USE", fixed: true, text: ({ in_use }) => (in_use ? "yes" : "") },
    ...CONFIG_KEYS.filter((key) => profiles.some((profile) => profile[key] !== null)).map(
      (key): Column<Profile> => ({ name: key, text: (profile) => profile[key] ?? "" }),
    ),
  ];
}

/** All profiles, by name. */
export function profilesOf(context: Context): Profile[] {
  const { env } = context.io;
  const file = readConfiguration(env);
  const used = profileName(context.options(), env, file);
  return Object.entries(file.profiles ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, values]) => profileRow(name, name === used, values));
}

export function profileRow(name: string, in_use: boolean, values: Values): Profile {
  const settings = Object.fromEntries(CONFIG_KEYS.map((key) => [key, values[key] ?? null]));
  return { name, in_use, ...settings } as Profile;
}
