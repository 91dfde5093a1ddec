/** Channels: how a value is stored, and the form by which it is found. Source: API page "add a communication channel". */

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+$/;

/** The stored form of an e-mail address: trimmed, lower case; null when the text is not one. */
export function canonicalEmail(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  return trimmed.length <= 1000 && EMAIL.test(trimmed) ? trimmed : null;
}
