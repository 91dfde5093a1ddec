/** The program as a list, in the order of help. A command's options are built only when it is called. */
import type { Command } from "commander";
import { completionCommand } from "./completion.ts";
import { exportCommand } from "./contacts/export.ts";
import { getCommand } from "./contacts/get.ts";
import { importCommand } from "./contacts/import.ts";
import { listCommand } from "./contacts/list.ts";
import { searchCommand } from "./contacts/search.ts";
import type { Context } from "./context.ts";

export type Verb = {
  name: string;
  summary: string;
  examples: readonly string[];
  /** What the exit code and `--json` say beyond the common rules. */
  notes?: readonly string[];
  build(command: Command, context: Context): Command;
};

export type Noun = { name: string; summary: string; verbs: readonly Verb[] };

export const nouns: readonly Noun[] = [
  {
    name: "contacts",
    summary: "Find, read, import and export contacts",
    verbs: [
      {
        name: "search",
        summary: "Search contacts, best match first",
        examples: ["backside contacts search ada love", "backside contacts search 555-0100 --json"],
        notes: [
          "Searches names, e-mails, phones in any spelling, companies, titles, tags, addresses and notes.",
          "--json: an array of contacts. No hit is [] and exit 0.",
        ],
        build: searchCommand,
      },
      {
        name: "list",
        summary: "List contacts, oldest first",
        examples: [
          "backside contacts list --sort name",
          "backside contacts list --all --ndjson --include all > book.ndjson",
        ],
        notes: ["--json: an array of contacts; with --include each carries those parts."],
        build: listCommand,
      },
      {
        name: "get",
        summary: "Show one contact, or several",
        examples: ["backside contacts get ada@example.org", 'backside contacts get "Ada Lovelace" --json'],
        notes: [
          "--json: the contact with channels, addresses, dates, affiliations and tags; an array for several.",
          "Exit 5: nobody is called so. Exit 6: more than one is; details.candidates names them.",
        ],
        build: getCommand,
      },
      {
        name: "import",
        summary: "Import vCard files, updating contacts already there",
        examples: [
          "backside contacts import phone.vcf",
          "backside contacts import *.vcf --tag phone --dry-run",
          "unzip -p export.zip | backside contacts import -",
        ],
        notes: [
          "vCard 2.1, 3.0 and 4.0, in one transaction: all or nothing. A second run of the same file creates nothing.",
          "--json: {files, cards, created, updated, unchanged, skipped, failed, organizations, warnings, operation_id}",
          "Exit 3: some cards could not be read, the others are in.",
        ],
        build: importCommand,
      },
      {
        name: "export",
        summary: "Write contacts as vCards",
        examples: [
          "backside contacts export --all -o book.vcf",
          "backside contacts export --tag friends --vcard-version 3.0 > friends.vcf",
        ],
        notes: ["What an import kept without understanding it comes out again."],
        build: exportCommand,
      },
    ],
  },
];

/** Commands that are no verb of a noun. */
export const commands: readonly Verb[] = [
  {
    name: "completion",
    summary: "Print the completion script of a shell",
    examples: [
      "backside completion bash > ~/.local/share/bash-completion/completions/backside",
      "source <(backside completion zsh)",
      "backside completion fish > ~/.config/fish/completions/backside.fish",
      "backside completion powershell >> $PROFILE",
    ],
    notes: ["The script completes commands, options, their values and file names. Nothing is changed by printing it."],
    build: completionCommand,
  },
];
