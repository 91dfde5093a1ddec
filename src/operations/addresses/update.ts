import type { Address } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { ADDRESS_KEYS, shape } from "../../domain/shapes.ts";
import { mergedMetadata } from "../contacts/contact-fields.ts";
import { defineWrite } from "../operation.ts";
import { requireShort } from "../part-fields.ts";
import { requirePart } from "../require.ts";
import { type AddressFields, addressSchemas, otherAddresses, sentAddress, unsetPrimary } from "./fields.ts";

export type UpdateAddressInput = AddressFields & { id: string; address_id: string };

/** What is missing stays as it is; null empties a field and unsets the primary mark. */
export const updateAddress = defineWrite<UpdateAddressInput, Address>({
  name: "addresses.update",
  summary: "Change a postal address of a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "PUT", path: "/contacts/{id}/addresses/{address_id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () =>
    object({
      id: uuid("The contact"),
      address_id: uuid("The address"),
      ...addressSchemas(),
    }) as Schema<UpdateAddressInput>,
  async run(tx, { id, address_id, is_primary, metadata, ...input }) {
    const address = await requirePart(tx, "addresses", id, address_id);
    requireShort("label", input.label);
    if (is_primary) await unsetPrimary(tx, await otherAddresses(tx, id, address_id));
    const row = await tx.update("addresses", address, {
      ...sentAddress(input),
      ...(is_primary === undefined ? {} : { is_primary: is_primary === true }),
      ...(metadata === undefined ? {} : { metadata: mergedMetadata(address.metadata, metadata) }),
    });
    return shape(row, ADDRESS_KEYS);
  },
});
