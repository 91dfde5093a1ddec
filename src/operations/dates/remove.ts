import type { ContactDate } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { DATE_KEYS, shape } from "../../domain/shapes.ts";
import { defineWrite } from "../operation.ts";
import { requirePart } from "../require.ts";

type RemoveInput = { id: string; date_id: string };

export const removeDate = defineWrite<RemoveInput, ContactDate>({
  name: "dates.remove",
  summary: "Remove a date from a contact",
  effect: "destructive",
  scope: "contacts:write",
  http: { method: "DELETE", path: "/contacts/{id}/dates/{date_id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact"), date_id: uuid("The date") }) as Schema<RemoveInput>,
  async run(tx, { id, date_id }) {
    const date = await requirePart(tx, "dates", id, date_id);
    await tx.remove("dates", date);
    return shape(date, DATE_KEYS);
  },
});
