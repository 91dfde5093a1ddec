/** Which channel of a type is the primary one, and the order of all. At most one of a type is primary, always. */
import type { Rows, Transaction } from "../../store/store.ts";

type Channels = readonly Rows["channels"][];

/** Another one is primary now. */
export async function unsetPrimary(tx: Transaction, channels: Channels): Promise<void> {
  for (const channel of channels) if (channel.is_primary) await tx.update("channels", channel, { is_primary: false });
}

/** The primary one is gone: the next by preference takes its place. @param channels those left of its type, in order */
export async function passPrimary(tx: Transaction, channels: Channels): Promise<void> {
  const [next] = channels;
  if (next && !channels.some(({ is_primary }) => is_primary)) await tx.update("channels", next, { is_primary: true });
}

/** Numbers the channels from 0 as they stand here. */
export async function renumber(tx: Transaction, channels: Channels): Promise<void> {
  for (const [preference_order, channel] of channels.entries())
    await tx.update("channels", channel, { preference_order });
}
