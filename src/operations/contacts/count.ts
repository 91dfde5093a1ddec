import { defineRead } from "../operation.ts";
import { requireKnownTypes } from "./known-types.ts";
import { contactQuery, type ListInput, listContacts } from "./list.ts";

/** Counts what the list with the same filters has in all its pages; with `limit` no further than that. */
export const countContacts = defineRead<ListInput, { count: number }>({
  name: "contacts.count",
  summary: "Count contacts",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/count", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request", "invalid_query"],
  input: listContacts.input,
  async run(tx, { limit = null, ...filters }) {
    const query = await contactQuery(filters);
    await requireKnownTypes(tx, query.filter, filters.query);
    return { count: await tx.count(query, limit) };
  },
});
