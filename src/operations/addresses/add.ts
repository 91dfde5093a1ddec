import type { Address } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { ADDRESS_KEYS, shape } from "../../domain/shapes.ts";
import { mergedMetadata } from "../contacts/contact-fields.ts";
import { defineWrite } from "../operation.ts";
import { requireShort } from "../part-fields.ts";
import { requireContact } from "../require.ts";
import { type AddressFields, addressSchemas, otherAddresses, sentAddress, unsetPrimary } from "./fields.ts";

export type AddAddressInput = AddressFields & { id: string };

/** Nothing is required. The first address of a contact is the primary one unless told otherwise. */
export const addAddress = defineWrite<AddAddressInput, Address>({
  name: "addresses.add",
  summary: "Add a postal address to a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/contacts/{id}/addresses", status: 201, contract: "documented" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact"), ...addressSchemas() }) as Schema<AddAddressInput>,
  async run(tx, { id, is_primary: asked, metadata, ...input }) {
    await requireContact(tx, id);
    requireShort("label", input.label);
    const sent = sentAddress(input);
    const others = await otherAddresses(tx, id, null);
    const is_primary = asked ?? others.length === 0;
    if (is_primary) await unsetPrimary(tx, others);
    const row = await tx.insert("addresses", {
      ...NOTHING,
      ...sent,
      contact_id: id,
      is_primary,
      metadata: mergedMetadata({}, metadata ?? null),
    });
    return shape(row, ADDRESS_KEYS);
  },
});

const NOTHING = {
  label: null,
  street: null,
  extended: null,
  po_box: null,
  city: null,
  region: null,
  postal_code: null,
  country: null,
  country_code: null,
  latitude: null,
  longitude: null,
};
