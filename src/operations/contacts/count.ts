import { defineRead } from "../operation.ts";
import { contactQuery, type ListInput, listContacts } from "./list.ts";

/** Counts what the list with the same filters has in all its pages. */
export const countContacts = defineRead<ListInput, { count: number }>({
  name: "contacts.count",
  summary: "Count contacts",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/count", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request"],
  input: listContacts.input,
  async run(tx, filters) {
    return { count: await tx.count(contactQuery(filters)) };
  },
});
