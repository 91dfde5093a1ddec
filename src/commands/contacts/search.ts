import type { Command } from "commander";
import { usageError } from "../../domain/errors.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";
import { filterOptions, type ListOptions, showList } from "./list.ts";

export const search: Verb = {
  name: "search",
  summary: "Search contacts, best match first",
  examples: [
    "backside contacts search ada love",
    "backside contacts search 555-0100 --json",
    "backside contacts search org:acme not tag:supplier",
  ],
  notes: [
    "Words are searched in names, e-mails, phones in any spelling, companies, titles, tags, addresses and notes.",
    "Without a word to rank by, contacts come in created order.",
  ],
  json: "[{id, display_name, kind, given_name, family_name, ...}]; without a hit [] and exit 0",
  output: "ListedContact[]",
  errors: { invalid_query: "the query is not understood; details.position says where" },
  effect: "read",
  operations: ["contacts.list", "contacts.count"],
  build: searchCommand,
};

/** `backside contacts search QUERY…` */
function searchCommand(command: Command, context: Context): Command {
  return filterOptions(
    command.argument("<query...>", "words, field:value, and, or, not; see `backside help query`"),
  ).action(async (words: string[], options: ListOptions) => {
    const query = words.join(" ");
    if (query.trim() === "")
      throw usageError("the search text is empty", "`backside contacts list` lists all contacts");
    await showList(context, query, options, "rank");
  });
}
