import type { Channel } from "../../domain/entities.ts";
import type { JsonObject } from "../../domain/json.ts";
import { flag, nonempty, nullable, object, optional, type Schema, text, uuid } from "../../domain/schema.ts";
import { CHANNEL_KEYS, shape } from "../../domain/shapes.ts";
import { mergedMetadata } from "../contacts/contact-fields.ts";
import { defineWrite } from "../operation.ts";
import { labelSchema, metadataSchema, primarySchema, requireShort, saidText } from "../part-fields.ts";
import { requireContact } from "../require.ts";
import { unsetPrimary } from "./preference.ts";
import { channelsOf, requireNew, storedChannel } from "./stored.ts";

export type AddChannelInput = {
  id: string;
  type: string;
  value: string;
  label?: string | null | undefined;
  is_primary?: boolean | null | undefined;
  is_verified?: boolean | undefined;
  region?: string | null | undefined;
  metadata?: JsonObject | null | undefined;
};

/** It goes last. The first one of its type is the primary one unless told otherwise. */
export const addChannel = defineWrite<AddChannelInput, Channel>({
  name: "channels.add",
  summary: "Add a channel to a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/contacts/{id}/channels", status: 201, contract: "documented" },
  mcp: false,
  errors: ["bad_request", "not_found", "conflict"],
  input: () =>
    object({
      id: uuid("The contact"),
      type: nonempty("email, phone, url, twitter, linkedin or any other"),
      value: nonempty("The address, number or name"),
      label: labelSchema(),
      is_primary: primarySchema("of its type"),
      is_verified: optional(flag("Whether it is known to be the contact's")),
      region: optional(nullable(text("Country of a phone number in national notation, such as US"))),
      metadata: metadataSchema(),
    }) as Schema<AddChannelInput>,
  async run(tx, { id, type, value, region, ...input }) {
    await requireContact(tx, id);
    requireShort("label", input.label);
    const stored = await storedChannel({ type, value, region });
    const others = await channelsOf(tx, id);
    requireNew(stored, others);
    const alike = others.filter((other) => other.type === stored.type);
    const is_primary = input.is_primary ?? alike.length === 0;
    if (is_primary) await unsetPrimary(tx, alike);
    const row = await tx.insert("channels", {
      contact_id: id,
      ...stored,
      label: saidText(input.label ?? null),
      is_primary,
      is_verified: input.is_verified ?? false,
      preference_order: (others.at(-1)?.preference_order ?? -1) + 1,
      metadata: mergedMetadata({}, input.metadata ?? null),
    });
    return shape(row, CHANNEL_KEYS);
  },
});
