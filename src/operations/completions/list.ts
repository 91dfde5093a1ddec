/** Names that begin with what somebody has typed so far, for the shell: one or two looks into an index. */
import { builtinTypes } from "../../domain/relationship-types.ts";
import { choice, integer, object, optional, type Schema, text } from "../../domain/schema.ts";
import { fold, words } from "../../domain/search-text.ts";
import type { Reader } from "../../store/store.ts";
import { defineRead } from "../operation.ts";

/** What names there are in a store. */
export const NAMED = ["contact", "deleted_contact", "tag", "group", "relationship_type", "operation"] as const;
export type Named = (typeof NAMED)[number];

export type CompletionsInput = { type: Named; prefix: string; limit?: number | undefined };

/** A word that may stand there, and what a person wants to know of it. */
export type Candidate = { value: string; description: string | null };

const DEFAULT_LIMIT = 50;

export const listCompletions = defineRead<CompletionsInput, Candidate[]>({
  name: "completions.list",
  summary: "List names that begin so, for completion in a shell",
  scope: "contacts:read",
  http: { method: "GET", path: "/completions", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request"],
  input: () =>
    object({
      type: choice(NAMED, "What the names are of"),
      prefix: text("What is typed so far"),
      limit: optional(integer("At most so many", 1)),
    }) as Schema<CompletionsInput>,
  async run(tx, { type, prefix, limit = DEFAULT_LIMIT }) {
    const begin = fold(prefix);
    const found = await SOURCES[type](tx, prefix, limit);
    return found.filter(({ value }) => fold(value).startsWith(begin)).slice(0, limit);
  },
});

type Source = (tx: Reader, prefix: string, limit: number) => Promise<Candidate[]>;

const SOURCES: Record<Named, Source> = {
  async contact(tx, prefix, limit) {
    const names = await contactNames(tx, prefix, "exclude", limit);
    // E-mails and numbers stand in one index: where a number is begun there is no e-mail to find.
    const key = /^\+?[\d\s()-]*$/.test(prefix) ? null : prefix.toLowerCase();
    const emails = key === null || names.length >= limit ? [] : await tx.emailsByPrefix(key, limit - names.length);
    return [...names, ...emails.map(({ email, display_name }) => ({ value: email, description: display_name }))];
  },
  deleted_contact: (tx, prefix, limit) => contactNames(tx, prefix, "only", limit),
  tag: async (tx) => (await tx.find("tags", {})).map(({ name, description }) => ({ value: name, description })),
  group: async (tx) => (await tx.find("groups", {})).map(({ name, description }) => ({ value: name, description })),
  async relationship_type(tx) {
    const types = [...builtinTypes(tx.tenant_id), ...(await tx.find("relationship_types", {}))];
    return types.map(({ name, description }) => ({ value: name, description }));
  },
  async operation(tx, prefix, limit) {
    const found =
      prefix === "" ? await tx.operations(null, limit) : await tx.operationsByIdPrefix(prefix.toLowerCase(), limit);
    return found.map(({ id, label }) => ({ value: id, description: label }));
  },
};

/** Different contacts of one name are one word to type. */
async function contactNames(
  tx: Reader,
  prefix: string,
  deleted: "exclude" | "only",
  limit: number,
): Promise<Candidate[]> {
  const key = words(prefix);
  if (key === "" && prefix.trim() !== "") return [];
  const found = await tx.contactsByNamePrefix(key, deleted, limit);
  return [...new Set(found.map(({ display_name }) => display_name))].map((value) => ({ value, description: null }));
}
