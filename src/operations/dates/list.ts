import type { ContactDate } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { DATE_KEYS, shape } from "../../domain/shapes.ts";
import { defineRead } from "../operation.ts";
import { requireContact } from "../require.ts";

export const listDates = defineRead<{ id: string }, ContactDate[]>({
  name: "dates.list",
  summary: "List the dates of a contact",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/{id}/dates", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact") }) as Schema<{ id: string }>,
  async run(tx, { id }) {
    await requireContact(tx, id);
    return (await tx.find("dates", { contact_id: id })).map((row) => shape(row, DATE_KEYS));
  },
});
