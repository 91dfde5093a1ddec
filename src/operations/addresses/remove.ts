import type { Address } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { ADDRESS_KEYS, shape } from "../../domain/shapes.ts";
import { defineWrite } from "../operation.ts";
import { requirePart } from "../require.ts";
import { otherAddresses } from "./fields.ts";

type RemoveInput = { id: string; address_id: string };

/** In place of the primary one the oldest becomes so. */
export const removeAddress = defineWrite<RemoveInput, Address>({
  name: "addresses.remove",
  summary: "Remove a postal address from a contact",
  effect: "destructive",
  scope: "contacts:write",
  http: { method: "DELETE", path: "/contacts/{id}/addresses/{address_id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact"), address_id: uuid("The address") }) as Schema<RemoveInput>,
  async run(tx, { id, address_id }) {
    const address = await requirePart(tx, "addresses", id, address_id);
    await tx.remove("addresses", address);
    const [next] = await otherAddresses(tx, id, address_id);
    if (address.is_primary && next) await tx.update("addresses", next, { is_primary: true });
    return shape(address, ADDRESS_KEYS);
  },
});
