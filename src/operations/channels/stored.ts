/** How a channel is stored, by the rules of API section 2.3. */
import { canonicalEmail, lookupKey } from "../../domain/channel.ts";
import type { Channel } from "../../domain/entities.ts";
import { BacksideError, badRequest } from "../../domain/errors.ts";
import { quoted } from "../../domain/quoted.ts";
import { isRegion } from "../../domain/regions.ts";
import type { Reader, Rows } from "../../store/store.ts";

export type StoredChannel = Pick<Channel, "type" | "value" | "canonical_value">;

type Given = { type: string; value: string; region?: string | null | undefined };

/** @throws bad_request */
export async function storedChannel({ type, value, region = null }: Given): Promise<StoredChannel> {
  const folded = type.trim().toLowerCase();
  if (folded.length > 64) throw badRequest("type: at most 64 characters");
  const text = value.trim();
  if (/[\r\n]/.test(text)) throw badRequest("value: one line only");
  if (folded === "email") return storedEmail(text);
  if (folded === "phone") return storedPhone(text, region);
  const canonical_value = text.toLowerCase().replace(/^@/, "");
  if (canonical_value === "") throw badRequest(`value: not a name at ${folded}: ${quoted(value)}`);
  return { type: folded, value: text, canonical_value };
}

function storedEmail(text: string): StoredChannel {
  const address = canonicalEmail(text.replace(/^mailto:/i, ""));
  if (address === null) throw badRequest(`value: not an e-mail address: ${quoted(text)}`);
  return { type: "email", value: address, canonical_value: address };
}

/** A number that is not valid anywhere is kept as it was written, and found by its digits. */
async function storedPhone(text: string, region: string | null): Promise<StoredChannel> {
  const value = text.replace(/^tel:/i, "");
  if (!/\p{Nd}/u.test(value)) throw badRequest(`value: not a phone number: ${quoted(text)}`);
  const country = region?.toUpperCase() ?? null;
  if (country !== null && !isRegion(country)) throw badRequest(`region: not a region: ${quoted(country)}`);
  const { canonicalPhone } = await import("../../domain/phone.ts");
  return { type: "phone", value, canonical_value: canonicalPhone(value, country) };
}

/** In the contact's order. */
export async function channelsOf(tx: Reader, contact_id: string): Promise<Rows["channels"][]> {
  const rows = await tx.find("channels", { contact_id });
  return rows.sort((a, b) => a.preference_order - b.preference_order);
}

/** A contact has a channel once, however it is spelt. @throws conflict */
export function requireNew(stored: StoredChannel, others: readonly Rows["channels"][]): void {
  const key = lookupKey(stored);
  const same = others.find((other) => other.type === stored.type && lookupKey(other) === key);
  if (!same) return;
  throw new BacksideError("conflict", `the contact has this ${stored.type} already: ${same.value}`, {
    hint: "`backside contacts channel update REF VALUE` changes the one it has",
    details: { channel_id: same.id },
  });
}
