import type { Channel } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { CHANNEL_KEYS, shape } from "../../domain/shapes.ts";
import { defineWrite } from "../operation.ts";
import { requirePart } from "../require.ts";
import { passPrimary, renumber } from "./preference.ts";
import { channelsOf } from "./stored.ts";

type RemoveInput = { id: string; channel_id: string };

/** In place of the primary one the next of its type by preference becomes so; the others close up. */
export const removeChannel = defineWrite<RemoveInput, Channel>({
  name: "channels.remove",
  summary: "Remove a channel from a contact",
  effect: "destructive",
  scope: "contacts:write",
  http: { method: "DELETE", path: "/contacts/{id}/channels/{channel_id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact"), channel_id: uuid("The channel") }) as Schema<RemoveInput>,
  async run(tx, { id, channel_id }) {
    const channel = await requirePart(tx, "channels", id, channel_id);
    await tx.remove("channels", channel);
    const left = await channelsOf(tx, id);
    await renumber(tx, left);
    if (channel.is_primary)
      await passPrimary(
        tx,
        left.filter(({ type }) => type === channel.type),
      );
    return shape(channel, CHANNEL_KEYS);
  },
});
