import type { Contact, FullContact } from "../../domain/entities.ts";
import { plainTerms } from "../../domain/query/plain.ts";
import type { Query } from "../../domain/query/tree.ts";
import { choice, instant, integer, list, object, optional, type Schema, text } from "../../domain/schema.ts";
import { foldedName, type Term, terms } from "../../domain/search-text.ts";
import { PARTS, type Part } from "../../domain/shapes.ts";
import { embed } from "../../store/parts.ts";
import type { ContactQuery } from "../../store/store.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { defineRead, type Page } from "../operation.ts";
import { requireKnownTypes } from "./known-types.ts";

export type ListInput = {
  q?: string | undefined;
  /** The query language of docs/query.md. */
  query?: string | undefined;
  /** The time that `last<90d` and `today` in a query count from; the server's by default. */
  now?: string | undefined;
  kind?: ContactKind | undefined;
  tag?: string[] | undefined;
  group?: string[] | undefined;
  deleted?: "exclude" | "include" | "only" | undefined;
  sort?: Sort | undefined;
  include?: Part[] | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
};
type ContactKind = "person" | "organization" | "group";

const SORTS = [
  "created_at",
  "-created_at",
  "updated_at",
  "-updated_at",
  "display_name",
  "-display_name",
  "rank",
] as const;
export type Sort = (typeof SORTS)[number];

/** A row is flat unless parts are asked for; then it carries just those. */
export type ListedContact = Contact & Partial<Pick<FullContact, Part>>;

/** Rows of one page; the HTTP binding clamps what it takes to the documented 100. */
const DEFAULT_LIMIT = 50;

export const listContacts = defineRead<ListInput, Page<ListedContact>>({
  name: "contacts.list",
  summary: "List or search contacts",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts", status: 200, contract: "documented" },
  mcp: { name: "contacts_search" },
  errors: ["bad_request", "invalid_query"],
  input: () =>
    object({
      q: optional(text("Words, all of which must match: names, e-mails, phones, companies, titles, tags, notes")),
      query: optional(text("Query: words, field:value, and, or, not, parentheses; see the guide on queries")),
      now: optional(instant("The time that last<90d and today in a query count from; now by default")),
      kind: optional(choice(["person", "organization", "group"], "Only contacts of this kind")),
      tag: optional(list(text("Tag name"), "Only contacts with all of these tags")),
      group: optional(list(text("Group name"), "Only members of all of these groups")),
      deleted: optional(choice(["exclude", "include", "only"], "Whether deleted contacts are listed")),
      sort: optional(choice(SORTS, "Order; a leading - turns it round. A search is ranked unless told otherwise")),
      include: optional(list(choice(PARTS, "Part"), "Parts to embed in each contact")),
      limit: optional(integer("Rows per page", 1)),
      cursor: optional(text("Continue after the page that gave this cursor")),
    }) as Schema<ListInput>,
  async run(tx, { limit = DEFAULT_LIMIT, cursor, include, ...filters }) {
    const query = await contactQuery(filters);
    await requireKnownTypes(tx, query.filter, filters.query);
    const after = cursor === undefined ? null : decodeCursor(cursor, withoutNow(filters));
    const { rows, next } = await tx.list(query, limit, after);
    const data = include ? await embed(tx, rows, include) : rows;
    return { data, next_cursor: next && encodeCursor(next, withoutNow(filters)), has_more: next !== null };
  },
});

/** What a cursor belongs to: whoever asks for the next page does so a little later. */
export function withoutNow<T extends Pick<ListInput, "now">>({ now: _, ...filters }: T): Omit<T, "now"> {
  return filters;
}

/** What the filters of the list mean to a store. @throws invalid_query */
export async function contactQuery(input: Omit<ListInput, "limit" | "cursor" | "include">): Promise<ContactQuery> {
  const { q = "", query = "", now, kind = null, tag = [], group = [], deleted = "exclude" } = input;
  const asked = query.trim() === "" ? null : await askedBy(query, now);
  const words = [...(q.trim() === "" ? [] : terms(q)), ...(asked?.words ?? [])];
  const searching = q.trim() !== "" || words.length > 0;
  const sort = input.sort ?? (searching ? "rank" : "-created_at");
  return {
    terms: searching ? words : null,
    name_key: searching ? words.map((term) => term.words.join(" ")).join(" ") : null,
    filter: asked?.rest ?? null,
    kind,
    tags: tag.map(foldedName),
    groups: group.map(foldedName),
    deleted,
    // Without words there is nothing to rank by.
    sort: (sort === "rank" && !searching ? "created_at" : sort.replace(/^-/, "")) as ContactQuery["sort"],
    descending: sort.startsWith("-"),
  };
}

/** Plain words, which most queries are, do without the parser. */
async function askedBy(query: string, now: string | undefined): Promise<{ words: Term[]; rest: Query | null }> {
  const words = plainTerms(query);
  if (words !== null) return { words, rest: null };
  const { freeWords, parseQuery } = await import("../../domain/query/parse.ts");
  return freeWords(parseQuery(query, now === undefined ? new Date() : new Date(now)));
}
