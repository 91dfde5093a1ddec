import type { Address } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { ADDRESS_KEYS, shape } from "../../domain/shapes.ts";
import { defineRead } from "../operation.ts";
import { requireContact } from "../require.ts";

export const listAddresses = defineRead<{ id: string }, Address[]>({
  name: "addresses.list",
  summary: "List the postal addresses of a contact",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/{id}/addresses", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact") }) as Schema<{ id: string }>,
  async run(tx, { id }) {
    await requireContact(tx, id);
    return (await tx.find("addresses", { contact_id: id })).map((row) => shape(row, ADDRESS_KEYS));
  },
});
