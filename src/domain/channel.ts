/** Channels: how a value is stored, and the form by which it is found. Source: API page "add a communication channel". */

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
