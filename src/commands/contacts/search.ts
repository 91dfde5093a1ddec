import type { Command } from "commander";
import { usageError } from "../../domain/errors.ts";
import type { Context } from "../context.ts";
import { filterOptions, type ListOptions, showList } from "./list.ts";

/** `backside contacts search QUERY…` */
export function searchCommand(command: Command, context: Context): Command {
  return filterOptions(command.argument("<query...>", "words, all of which must match")).action(
    async (words: string[], options: ListOptions) => {
      const query = words.join(" ");
      if (query.trim() === "")
        throw usageError("the search text is empty", "`backside contacts list` lists all contacts");
      await showList(context, query, options, "rank");
    },
  );
}
