/** The program as a list, in the order of help. Only what is called most is at hand; the rest is imported on use. */
import { get } from "./contacts/get.ts";
import { list } from "./contacts/list.ts";
import { search } from "./contacts/search.ts";
import { helpVerb } from "./help/help.ts";
import type { Noun, Verb, VerbList } from "./verb.ts";

export const nouns: readonly Noun[] = [
  {
    name: "contacts",
    summary: "Find, read, import and export contacts",
    examples: [
      "backside contacts import phone.vcf",
      "backside contacts search ada",
      "backside contacts export --all -o book.vcf",
    ],
    verbs: {
      search: () => search,
      list: () => list,
      get: () => get,
      import: async () => (await import("./contacts/import.ts")).importVerb,
      export: async () => (await import("./contacts/export.ts")).exportVerb,
    },
  },
];

/** Commands that are no verb of a noun. */
export const commands: VerbList = {
  completion: async () => (await import("./completion.ts")).completion,
  help: () =>
    helpVerb({
      names: [...nouns.map(({ name }) => name), ...Object.keys(commands)],
      verbs: nouns.flatMap(({ verbs }) => Object.keys(verbs)),
    }),
};

/** Every command loaded, by the words that call it: for what describes the whole program. */
export async function everyVerb(): Promise<Map<string, Verb>> {
  const all = [
    ...nouns.flatMap((noun) =>
      Object.entries(noun.verbs).map(([name, load]) => [`${noun.name} ${name}`, load] as const),
    ),
    ...Object.entries(commands),
  ];
  return new Map(await Promise.all(all.map(async ([words, load]) => [words, await load()] as const)));
}
