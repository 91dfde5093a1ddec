import { lookupKey } from "../../domain/channel.ts";
import type { Channel } from "../../domain/entities.ts";
import type { JsonObject } from "../../domain/json.ts";
import { flag, integer, nonempty, nullable, object, optional, type Schema, text, uuid } from "../../domain/schema.ts";
import { CHANNEL_KEYS, shape } from "../../domain/shapes.ts";
import type { Rows } from "../../store/store.ts";
import { mergedMetadata } from "../contacts/contact-fields.ts";
import { defineWrite } from "../operation.ts";
import { labelSchema, metadataSchema, primarySchema, requireShort, saidTexts } from "../part-fields.ts";
import { requirePart } from "../require.ts";
import { passPrimary, renumber, unsetPrimary } from "./preference.ts";
import { channelsOf, requireNew, type StoredChannel, storedChannel } from "./stored.ts";

export type UpdateChannelInput = {
  id: string;
  channel_id: string;
  type?: string | undefined;
  value?: string | undefined;
  label?: string | null | undefined;
  is_primary?: boolean | null | undefined;
  is_verified?: boolean | undefined;
  preference_order?: number | undefined;
  region?: string | null | undefined;
  metadata?: JsonObject | null | undefined;
};

/**
 * What is missing stays as it is; null empties the label and unsets the primary mark. A place in the order moves the
 * channel there and numbers all of them anew. One that gets another type leaves the primary place of its old type to
 * the next and, if nobody says otherwise, takes that of the new type only where it is the first.
 */
export const updateChannel = defineWrite<UpdateChannelInput, Channel>({
  name: "channels.update",
  summary: "Change a channel of a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "PUT", path: "/contacts/{id}/channels/{channel_id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found", "conflict"],
  input: () =>
    object({
      id: uuid("The contact"),
      channel_id: uuid("The channel"),
      type: optional(nonempty("email, phone, url, twitter, linkedin or any other")),
      value: optional(nonempty("The address, number or name")),
      label: labelSchema(),
      is_primary: primarySchema("of its type"),
      is_verified: optional(flag("Whether it is known to be the contact's")),
      preference_order: optional(integer("Place among the contact's channels, from 0; beyond the last one is last", 0)),
      region: optional(nullable(text("Country of a phone number in national notation, such as US"))),
      metadata: metadataSchema(),
    }) as Schema<UpdateChannelInput>,
  async run(tx, { id, channel_id, preference_order, is_primary: asked, metadata, ...input }) {
    const channel = await requirePart(tx, "channels", id, channel_id);
    requireShort("label", input.label);
    const others = (await channelsOf(tx, id)).filter((other) => other.id !== channel_id);
    const stored = await storedAnew(channel, input);
    if (key(stored) !== key(channel)) requireNew(stored, others);

    const ofNewType = others.filter(({ type }) => type === stored.type);
    const retyped = stored.type !== channel.type;
    const is_primary = asked === undefined ? (retyped ? ofNewType.length === 0 : channel.is_primary) : asked === true;
    if (is_primary) await unsetPrimary(tx, ofNewType);
    const row = await tx.update("channels", channel, {
      ...stored,
      ...saidTexts(input, ["label"]),
      is_primary,
      ...(input.is_verified === undefined ? {} : { is_verified: input.is_verified }),
      ...(metadata === undefined ? {} : { metadata: mergedMetadata(channel.metadata, metadata) }),
    });
    if (retyped && channel.is_primary)
      await passPrimary(
        tx,
        others.filter(({ type }) => type === channel.type),
      );
    if (preference_order === undefined) return shape(row, CHANNEL_KEYS);
    await renumber(tx, others.toSpliced(preference_order, 0, row));
    return shape({ ...row, preference_order: Math.min(preference_order, others.length) }, CHANNEL_KEYS);
  },
});

function key(channel: StoredChannel): string {
  return `${channel.type} ${lookupKey(channel)}`;
}

/** A value that stays keeps the canonical form it has: who changes the label may not know the region. */
async function storedAnew(channel: Rows["channels"], { type, value, region }: UpdateInput): Promise<StoredChannel> {
  const { canonical_value } = channel;
  if (type === undefined && value === undefined) return { type: channel.type, value: channel.value, canonical_value };
  const stored = await storedChannel({ type: type ?? channel.type, value: value ?? channel.value, region });
  const same = stored.type === channel.type && stored.value === channel.value;
  return same ? { ...stored, canonical_value: stored.canonical_value ?? canonical_value } : stored;
}

type UpdateInput = Pick<UpdateChannelInput, "type" | "value" | "region">;
