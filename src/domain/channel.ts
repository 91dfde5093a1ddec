/** Channels: how a value is stored, and the form by which it is found. Source: API page "add a communication channel". */
import type { Channel } from "./entities.ts";
import { dialled } from "./spelled-number.ts";

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+$/;

/** The stored form of an e-mail address: trimmed, lower case; null when the text is not one. */
export function canonicalEmail(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  return trimmed.length <= 1000 && EMAIL.test(trimmed) ? trimmed : null;
}

/** `example.org`, also with a path. In a function: a class such as `\p{L}` takes half a millisecond to read. */
function isHost(text: string): boolean {
  return /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?::\d+)?(?:\/\S*)?$/u.test(text);
}

/** The type that a value alone tells; null for a handle, which may be of any service. */
export function channelTypeOf(value: string): "email" | "phone" | "url" | null {
  const text = value.trim();
  if (/^(?:[a-z][a-z0-9+.-]*:\/\/|www\.)/i.test(text)) return "url";
  if (/^mailto:/i.test(text) || (canonicalEmail(text) !== null && !/:.*@/.test(text))) return "email";
  if (isHost(text)) return "url";
  return /^tel:|^[+(]?\d[\d\s()./+-]*$/i.test(text) ? "phone" : null;
}

/** The key by which a channel is found, whatever its spelling; null for one that has nothing to be found by. */
export function lookupKey({
  type,
  value,
  canonical_value,
}: Pick<Channel, "type" | "value" | "canonical_value">): string | null {
  return canonical_value ?? channelKey(type, value);
}

/** How a channel without canonical value is found again: a phone by its digits, all else by its trimmed lower case. */
export function channelKey(type: string, value: string): string | null {
  const key = type === "phone" ? dialled(value).replace(/[^\d+]/g, "") : value.trim().toLowerCase().replace(/^@/, "");
  return key === "" ? null : key;
}
