/** The program as a list, in the order of help. Only what is called most is at hand; the rest is imported on use. */
import { get } from "./contacts/get.ts";
import { list } from "./contacts/list.ts";
import { address, affiliation, channel, date, photo } from "./contacts/parts.ts";
import { search } from "./contacts/search.ts";
import { helpVerb } from "./help/help.ts";
import type { LoadVerb, Noun, Verb } from "./verb.ts";

export const nouns: readonly Noun[] = [
  {
    name: "contacts",
    summary: "Create, find, change, connect, import and export contacts",
    examples: [
      "backside contacts import phone.vcf",
      'backside contacts create "Ada Lovelace" --email ada@example.org',
      "backside contacts search ada",
      "backside contacts tag ada friends",
      'backside contacts log call ada -m "Planned the engine"',
      "backside contacts export --all -o book.vcf",
    ],
    verbs: {
      search: () => search,
      list: () => list,
      get: () => get,
      find: async () => (await import("./contacts/find.ts")).find,
      create: async () => (await import("./contacts/create.ts")).create,
      update: async () => (await import("./contacts/update.ts")).update,
      edit: async () => (await import("./contacts/edit.ts")).editVerb,
      delete: async () => (await import("./contacts/delete.ts")).deleteVerb,
      restore: async () => (await import("./contacts/restore.ts")).restore,
      purge: async () => (await import("./contacts/purge.ts")).purge,
      tag: async () => (await import("./contacts/tag.ts")).tag,
      untag: async () => (await import("./contacts/untag.ts")).untag,
      relate: async () => (await import("./contacts/relate.ts")).relate,
      unrelate: async () => (await import("./contacts/unrelate.ts")).unrelate,
      relationships: async () => (await import("./contacts/relationships.ts")).relationships,
      log: async () => (await import("./contacts/log.ts")).log,
      interactions: async () => (await import("./contacts/interactions.ts")).interactions,
      channel,
      address,
      date,
      affiliation,
      photo,
      lint: async () => (await import("./contacts/lint.ts")).lint,
      import: async () => (await import("./contacts/import.ts")).importVerb,
      export: async () => (await import("./contacts/export.ts")).exportVerb,
      mirror: async () => (await import("./contacts/mirror.ts")).mirrorVerb,
      history: async () => (await import("./contacts/history.ts")).history,
      diff: async () => (await import("./contacts/diff.ts")).diff,
    },
  },
  {
    name: "tags",
    summary: "Define the tags that contacts have",
    examples: ["backside tags list", 'backside tags create vip --tag-color "#336699"', "backside tags rename vip VIP"],
    verbs: {
      list: async () => (await import("./tags/list.ts")).list,
      create: async () => (await import("./tags/create.ts")).create,
      rename: async () => (await import("./tags/rename.ts")).rename,
      update: async () => (await import("./tags/update.ts")).update,
      delete: async () => (await import("./tags/delete.ts")).deleteVerb,
    },
  },
  {
    name: "groups",
    summary: "Gather contacts in groups",
    examples: ["backside groups list", "backside groups create Family", "backside groups add Family ada bob"],
    verbs: {
      list: async () => (await import("./groups/list.ts")).list,
      get: async () => (await import("./groups/get.ts")).get,
      create: async () => (await import("./groups/create.ts")).create,
      rename: async () => (await import("./groups/rename.ts")).rename,
      update: async () => (await import("./groups/update.ts")).update,
      delete: async () => (await import("./groups/delete.ts")).deleteVerb,
      add: async () => (await import("./groups/members.ts")).add,
      remove: async () => (await import("./groups/members.ts")).remove,
    },
  },
  {
    name: "relationship-types",
    summary: "Define how contacts can be related",
    examples: ["backside relationship-types list", "backside relationship-types create mentors --inverse mentored_by"],
    verbs: {
      list: async () => (await import("./relationship-types/list.ts")).list,
      create: async () => (await import("./relationship-types/create.ts")).create,
      update: async () => (await import("./relationship-types/update.ts")).update,
      delete: async () => (await import("./relationship-types/delete.ts")).deleteVerb,
    },
  },
  {
    name: "operations",
    summary: "What was done, to read and to take back",
    examples: ["backside operations list", "backside operations show 01900000-0000", "backside undo 01900000-0000"],
    verbs: {
      list: async () => (await import("./operations/list.ts")).list,
      show: async () => (await import("./operations/show.ts")).show,
    },
    aliases: { get: "show" },
  },
  {
    name: "config",
    summary: "Settings kept in config.json",
    examples: ["backside config list --show-origin", "backside config set region DE", "backside config get store"],
    verbs: {
      list: async () => (await import("./config/list.ts")).list,
      get: async () => (await import("./config/get.ts")).get,
      set: async () => (await import("./config/set.ts")).set,
      unset: async () => (await import("./config/unset.ts")).unset,
      path: async () => (await import("./config/path.ts")).path,
    },
  },
  {
    name: "profile",
    summary: "Named sets of settings, such as one for each store",
    examples: [
      "backside profile create work --store ~/contacts/work.db --region DE",
      "backside profile use work",
      "backside contacts list --profile work",
    ],
    verbs: {
      list: async () => (await import("./profile/list.ts")).list,
      create: async () => (await import("./profile/create.ts")).create,
      use: async () => (await import("./profile/use.ts")).use,
      delete: async () => (await import("./profile/delete.ts")).deleteVerb,
    },
  },
];

/** Commands that are no verb of a noun. */
export const commands: Readonly<Record<string, LoadVerb>> = {
  undo: async () => (await import("./undo.ts")).undo,
  completion: async () => (await import("./completion.ts")).completion,
  schema: async () => (await import("./describe/schema.ts")).schema,
  help: () => helpVerb({ names: [...nouns.map(({ name }) => name), ...Object.keys(commands)], ...wordsBelow() }),
};

/** Every command loaded, by the words that call it: for what describes the whole program. */
export async function everyVerb(): Promise<Map<string, Verb>> {
  const all = [...nouns.flatMap((noun) => verbsOf(noun, noun.name)), ...Object.entries(commands)];
  return new Map(await Promise.all(all.map(async ([words, load]) => [words, await load()] as const)));
}

/** Every noun, by the words that call it: those of other nouns too. */
export function everyNoun(below: readonly Noun[] = nouns, parents = ""): Map<string, Noun> {
  return new Map(
    below.flatMap((noun) => [
      [parents + noun.name, noun] as const,
      ...everyNoun(nounsOf(noun), `${parents}${noun.name} `),
    ]),
  );
}

function verbsOf({ verbs }: Noun, words: string): [string, LoadVerb][] {
  return Object.entries(verbs).flatMap(([name, verb]): [string, LoadVerb][] =>
    typeof verb === "function" ? [[`${words} ${name}`, verb]] : verbsOf(verb, `${words} ${name}`),
  );
}

function nounsOf({ verbs }: Noun): Noun[] {
  return Object.values(verbs).filter((verb) => typeof verb !== "function");
}

/** What may stand after a noun, and after a noun of that noun. */
function wordsBelow(): { verbs: string[]; below: string[] } {
  const names = (list: readonly Noun[]) => [...new Set(list.flatMap(({ verbs }) => Object.keys(verbs)))];
  return { verbs: names(nouns), below: names(nouns.flatMap(nounsOf)) };
}
