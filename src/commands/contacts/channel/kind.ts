/** Channels as the verbs of `contacts channel` see them. */
import { channelKey, channelTypeOf, lookupKey } from "../../../domain/channel.ts";
import type { Channel } from "../../../domain/entities.ts";
import { CHANNEL_KEYS } from "../../../domain/shapes.ts";
import { dialled } from "../../../domain/spelled-number.ts";
import { listChannels } from "../../../operations/channels/list.ts";
import { channelLook } from "../../../render/parts.ts";
import type { Context } from "../../context.ts";
import type { PartKind } from "../part.ts";

export const CHANNEL = "the channel: its value in any spelling, its id or the start of it";

/** Types that completion offers and help names; any other will do. */
export const CHANNEL_TYPES = ["email", "phone", "url", "twitter", "linkedin", "custom"];

export const channels: PartKind<Channel> = {
  name: "channel",
  plural: "channels",
  keys: CHANNEL_KEYS,
  look: channelLook,
  list: (backend, id) => backend.call(listChannels, { id }),
  async calledSo(name, context) {
    const value = name.replace(/^(?:tel|mailto):/i, "");
    const number = await numberOf(value, context);
    return (channel) =>
      lookupKey(channel) === channelKey(channel.type, value) ||
      (channel.type === "phone" && number !== null && channel.canonical_value === number);
  },
};

/** The country of numbers in national notation: asked for only where there is a number. */
export function regionFor(type: string | undefined, context: Context): string | null {
  return type === undefined || type.trim().toLowerCase() === "phone" ? context.settings().region : null;
}

/** Only what can be a number pays for the phone library. */
async function numberOf(value: string, context: Context): Promise<string | null> {
  if (channelTypeOf(dialled(value)) !== "phone") return null;
  const { canonicalPhone } = await import("../../../domain/phone.ts");
  return canonicalPhone(value, context.settings().region);
}
