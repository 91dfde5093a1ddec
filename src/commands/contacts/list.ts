import type { Command } from "commander";
import { plainTerms } from "../../domain/query/plain.ts";
import type { Query } from "../../domain/query/tree.ts";
import { PARTS, type Part } from "../../domain/shapes.ts";
import { countContacts } from "../../operations/contacts/count.ts";
import { type ListedContact, type ListInput, listContacts, type Sort } from "../../operations/contacts/list.ts";
import { listGroups } from "../../operations/groups/list.ts";
import { listTags } from "../../operations/tags/list.ts";
import { count } from "../../render/time.ts";
import { definitionOrNull } from "../../workflows/definitions.ts";
import type { Context } from "../context.ts";
import { oneOf, positive, repeated, someOf } from "../option.ts";
import { limitOf } from "../screenful.ts";
import type { Verb } from "../verb.ts";
import { queryInput } from "./query.ts";
import { contactView, showContacts } from "./rows.ts";

export type ListOptions = {
  kind?: "person" | "organization" | "group";
  tag?: string[];
  group?: string[];
  include?: Part[];
  sort?: keyof typeof SORTS;
  reverse?: boolean;
  deleted?: boolean;
  limit?: number;
  all?: boolean;
};

const SORTS = { name: "display_name", created: "created_at", updated: "updated_at" } as const;

/** The options that `list` and `search` share. */
export function filterOptions(command: Command): Command {
  return command
    .option("--kind <kind>", "only person, organization or group", oneOf("--kind", ["person", "organization", "group"]))
    .option("--tag <name>", "only with this tag; repeatable, all must hold", repeated)
    .option("--group <name>", "only members of this group; repeatable", repeated)
    .option("--deleted", "only deleted contacts")
    .option("--sort <key>", "name, created or updated", oneOf("--sort", ["name", "created", "updated"]))
    .option("--reverse", "turn the order round")
    .option("--include <parts>", `embed parts: all, or some of ${PARTS.join(", ")}`, someOf("--include", PARTS))
    .option("--limit <n>", "at most so many rows", positive("--limit"))
    .option("--all", "every row, also on a terminal");
}

export const list: Verb = {
  name: "list",
  summary: "List contacts, oldest first",
  examples: [
    "backside contacts list --sort name",
    'backside contacts list "tag:vip and not group:newsletter and last>90d"',
    "backside contacts list --all --ndjson --include all > book.ndjson",
  ],
  json: "[{id, display_name, kind, given_name, family_name, ...}]; with --include each has those parts",
  output: "ListedContact[]",
  errors: { invalid_query: "the query is not understood; details.position says where" },
  effect: "read",
  operations: ["contacts.list", "contacts.count"],
  build: listCommand,
};

/** `backside contacts list [QUERY]` */
function listCommand(command: Command, context: Context): Command {
  return filterOptions(
    command.argument("[query...]", "words, field:value, and, or, not; see `backside help query`"),
  ).action(async (words: string[], options: ListOptions) => {
    await showList(context, words.join(" "), options, "created_at");
  });
}

/** @param order what rows come in when nothing is asked: by creation, or ranked */
export async function showList(context: Context, query: string, options: ListOptions, order: Sort): Promise<void> {
  const view = contactView(context, options.include ?? []);
  const filters: ListInput = {
    ...queryInput(context, query),
    kind: options.kind,
    tag: options.tag,
    group: options.group,
    deleted: options.deleted ? "only" : undefined,
    sort: sortOf(options, order),
    include: view.include,
  };
  const backend = context.backend("read");
  const limit = limitOf(context, options);
  if (limit === null || limit > PAGE) {
    const shown = { rows: 0 };
    await showContacts(context, firstRows(backend.pages(listContacts, filters), limit, shown), view);
    if (shown.rows === 0) await noteNothing(context, filters);
    return;
  }
  const { data, has_more } = await backend.call(listContacts, { ...filters, limit });
  await showContacts(context, data, view);
  if (data.length === 0) await noteNothing(context, filters);
  if (has_more && options.limit === undefined) {
    const most = isPlain(filters) ? undefined : data.length + COUNTED + 1;
    const total = await backend.call(countContacts, { ...filters, include: undefined, sort: undefined, limit: most });
    const more = total.count === most ? `more than ${count(COUNTED)}` : count(total.count - data.length);
    await context.io.err(`… ${more} more; use --limit N or --all\n`);
  }
}

/** Of what conditions find, no more is counted: telling for every contact takes longer than showing the first. */
const COUNTED = 500;

/** Whether the index alone tells what is found, in next to no time. */
function isPlain({ query = "" }: ListInput): boolean {
  return query === "" || plainTerms(query) !== null;
}

/** Rows that one call may answer; more are read page by page. */
const PAGE = 1000;

function sortOf({ sort, reverse = false }: ListOptions, order: Sort): Sort {
  const key = sort ? SORTS[sort] : order;
  return reverse && key !== "rank" ? (`-${key}` as Sort) : key;
}

/** @param shown counts them */
async function* firstRows(
  pages: AsyncGenerator<ListedContact[]>,
  limit: number | null,
  shown: { rows: number },
): AsyncGenerator<ListedContact> {
  for await (const page of pages) {
    for (const row of page) {
      if (shown.rows === limit) return;
      shown.rows++;
      yield row;
    }
  }
}

/** In a pipe no row says it all, unless it is for want of a store. */
async function noteNothing(context: Context, filters: ListInput): Promise<void> {
  const missing = context.missingStore();
  if (missing !== null) return context.note(missing);
  if (context.form() === "table") await context.note("no contact matches");
  const { tag = [], group = [] } = await namesIn(filters);
  const backend = context.backend("read");
  for (const name of tag)
    if (!(await definitionOrNull(backend, listTags, name))) await context.note(`there is no tag ${name}`);
  for (const name of group)
    if (!(await definitionOrNull(backend, listGroups, name))) await context.note(`there is no group ${name}`);
}

/** The tags and groups that are asked for, by options and in the query. */
async function namesIn({ tag = [], group = [], query = "" }: ListInput): Promise<Record<"tag" | "group", string[]>> {
  const names = { tag: [...tag], group: [...group] };
  if (query === "" || plainTerms(query) !== null) return names;
  const { parseQuery } = await import("../../domain/query/parse.ts");
  const visit = (asked: Query): void => {
    if (asked.op === "and" || asked.op === "or") asked.of.forEach(visit);
    else if ((asked.op === "tag" || asked.op === "group") && !asked.begun) names[asked.op].push(asked.name);
  };
  visit(parseQuery(query, new Date()));
  return names;
}
