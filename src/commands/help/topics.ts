/** What `help` explains besides the commands. A text is loaded when somebody asks for it. */
export type Topic = {
  name: string;
  /** A line in the list of topics. */
  summary: string;
  text(): Promise<string>;
};

export const topics: readonly Topic[] = [
  {
    name: "exit-codes",
    summary: "what the exit code of a command says",
    text: async () => (await import("./exit-codes.ts")).exitCodes(),
  },
  {
    name: "environment",
    summary: "the variables and files that are looked at",
    text: async () => (await import("./environment.ts")).ENVIRONMENT,
  },
  {
    name: "formatting",
    summary: "tables, TSV, CSV, JSON, fields and colour",
    text: async () => (await import("./formatting.ts")).FORMATTING,
  },
  {
    name: "references",
    summary: "how a command is told whom it is about",
    text: async () => (await import("./references.ts")).REFERENCES,
  },
  {
    name: "query",
    summary: "what the words of a search find",
    text: async () => (await import("./query.ts")).QUERY,
  },
];
