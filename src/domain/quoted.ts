/**
 * A text in quotes, for messages: quotes and backslashes within are escaped, and nothing else, so that whoever shows the
 * message decides what becomes of hidden characters.
 */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
