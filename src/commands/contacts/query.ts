/** The query that a command is given, and the time that its relative times count from. */
import type { ListInput } from "../../operations/contacts/list.ts";
import type { Context } from "../context.ts";

/** @param text may be blank, where a command lists all contacts without one */
export function queryInput(context: Context, text: string): Pick<ListInput, "query" | "now"> {
  return text.trim() === "" ? {} : { query: text, now: context.io.now().toISOString() };
}
