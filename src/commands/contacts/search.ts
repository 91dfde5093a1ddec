import type { Command } from "commander";
import { usageError } from "../../domain/errors.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";
import { filterOptions, type ListOptions, showList } from "./list.ts";

export const search: Verb = {
  name: "search",
  summary: "Search contacts, best match first",
  examples: ["backside contacts search ada love", "backside contacts search 555-0100 --json"],
  notes: ["Searches names, e-mails, phones in any spelling, companies, titles, tags, addresses and notes."],
  json: "[{id, display_name, kind, given_name, family_name, ...}]; without a hit [] and exit 0",
  effect: "read",
  operations: ["contacts.list", "contacts.count"],
  build: searchCommand,
};

/** `backside contacts search QUERY…` */
function searchCommand(command: Command, context: Context): Command {
  return filterOptions(command.argument("<query...>", "words, all of which must match")).action(
    async (words: string[], options: ListOptions) => {
      const query = words.join(" ");
      if (query.trim() === "")
        throw usageError("the search text is empty", "`backside contacts list` lists all contacts");
      await showList(context, query, options, "rank");
    },
  );
}
