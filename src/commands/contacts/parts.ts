/** What belongs to a contact, each with verbs of its own: `contacts channel add ada email ada@example.org`. */
import type { Noun } from "../verb.ts";

export const channel: Noun = {
  name: "channel",
  summary: "E-mail addresses, phone numbers and other channels of a contact",
  examples: [
    "backside contacts channel add ada email ada@example.org --label work --primary",
    "backside contacts channel list ada",
    "backside contacts channel update ada ada@example.org --label home",
    "backside contacts channel remove ada ada@example.org",
  ],
  verbs: {
    add: async () => (await import("./channel/add.ts")).add,
    list: async () => (await import("./channel/list.ts")).list,
    update: async () => (await import("./channel/update.ts")).update,
    remove: async () => (await import("./channel/remove.ts")).remove,
  },
};

export const address: Noun = {
  name: "address",
  summary: "Postal addresses of a contact",
  examples: [
    'backside contacts address add ada "12 St James Square, London SW1Y 4JH, GB"',
    "backside contacts address list ada",
    'backside contacts address update ada home --street "13 St James Square"',
    "backside contacts address remove ada home",
  ],
  verbs: {
    add: async () => (await import("./address/add.ts")).add,
    list: async () => (await import("./address/list.ts")).list,
    update: async () => (await import("./address/update.ts")).update,
    remove: async () => (await import("./address/remove.ts")).remove,
  },
};

export const date: Noun = {
  name: "date",
  summary: "Birthday, anniversary and other dates of a contact",
  examples: [
    "backside contacts date add ada birthday 1815-12-10",
    "backside contacts date list ada",
    "backside contacts date update ada birthday 12-10",
    "backside contacts date remove ada birthday",
  ],
  verbs: {
    add: async () => (await import("./date/add.ts")).add,
    list: async () => (await import("./date/list.ts")).list,
    update: async () => (await import("./date/update.ts")).update,
    remove: async () => (await import("./date/remove.ts")).remove,
  },
};

export const affiliation: Noun = {
  name: "affiliation",
  summary: "Organizations a contact belongs to, with title and dates",
  examples: [
    'backside contacts affiliation add ada "Analytical Engines" --title Analyst',
    "backside contacts affiliation list ada",
    'backside contacts affiliation update ada "Analytical Engines" --past',
    'backside contacts affiliation remove ada "Analytical Engines"',
  ],
  verbs: {
    add: async () => (await import("./affiliation/add.ts")).add,
    list: async () => (await import("./affiliation/list.ts")).list,
    update: async () => (await import("./affiliation/update.ts")).update,
    remove: async () => (await import("./affiliation/remove.ts")).remove,
  },
};

export const photo: Noun = {
  name: "photo",
  summary: "The photo of a contact",
  examples: [
    "backside contacts photo set ada portrait.jpg",
    "backside contacts photo get ada -o portrait.jpg",
    "backside contacts photo remove ada",
  ],
  verbs: {
    get: async () => (await import("./photo/get.ts")).get,
    set: async () => (await import("./photo/set.ts")).set,
    remove: async () => (await import("./photo/remove.ts")).remove,
  },
};
